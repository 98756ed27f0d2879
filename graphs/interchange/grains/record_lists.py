"""Lists of chains with their members, and of ties."""

from __future__ import annotations

from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.list_columns import SYNTHETIC
from graphs.interchange.recorded_columns import absence_cell, bound_columns, day_bounds
from graphs.interchange.sheet import Cell, ListColumn, Sheet, list_column
from graphs.model import ChainRole, TieKind
from graphs.network import relationship_graph
from graphs.text import Text

_UNFILTERED = Text(
    zh="筛选不起作用：含范围内全部。", en=" Filters do not apply: the whole scope is in it."
)
_ABSENT = list_column("absent", "缺值原因", "Why absent", "栏目=原因", "column=reason")

_CHAINS: tuple[ListColumn, ...] = (
    list_column("chain_id", "产业链编号", "Chain id", "台账编号", "id in the ledger"),
    list_column("chain_zh", "产业链中文名", "Chain in Chinese", "名称", "name"),
    list_column("chain_en", "产业链英文名", "Chain in English", "没有英文名的为中文名", "the Chinese name where there is none"),
    list_column("division_id", "区划编号", "Division id", "台账编号", "id in the ledger"),
    list_column("lead_id", "牵头党组织编号", "Lead organisation id", "台账编号", "id in the ledger"),
    list_column("lead", "牵头党组织", "Lead organisation", "所选语言", "in the chosen language"),
    list_column("founded_on", "建链日期", "Founded on", "载明的", "as recorded"),
    *bound_columns("founded_on", Text(zh="建链日期", en="Founded on"), "date"),
    list_column("segments", "环节数", "Segments", "台账所载", "as recorded", kind="integer"),
    list_column("members", "成员数", "Members", "台账所载，不同的成员", "as recorded, each once", kind="integer"),
    SYNTHETIC,
    _ABSENT,
)  # fmt: skip

_MEMBERS: tuple[ListColumn, ...] = (
    list_column("chain_id", "产业链编号", "Chain id", "台账编号", "id in the ledger"),
    list_column("member_id", "成员编号", "Member id", "单位或党组织", "unit or organisation"),
    list_column("member", "成员", "Member", "所选语言", "in the chosen language"),
    list_column("record", "成员记录类型", "Record type of the member", "代号", "key"),
    list_column("segment_id", "环节编号", "Segment id", "空白为未载明环节", "blank where no segment is stated"),
    list_column("segment", "环节", "Segment", "所选语言", "in the chosen language"),
    list_column("role", "角色", "Role", "代号", "key"),
    list_column("role_label", "角色名称", "Role in words", "所选语言", "in the chosen language"),
    list_column("since", "加入日期", "Since", "载明的", "as recorded"),
    *bound_columns("since", Text(zh="加入日期", en="Since"), "date"),
    SYNTHETIC,
    _ABSENT,
)  # fmt: skip

_TIES: tuple[ListColumn, ...] = (
    list_column("tie_id", "联系编号", "Tie id", "台账编号", "id in the ledger"),
    list_column("subject_id", "主体编号", "Subject id", "台账编号", "id in the ledger"),
    list_column("subject", "主体", "Subject", "所选语言；范围以外的为空", "in the chosen language; blank where outside the scope"),
    list_column("kind", "关系", "Kind", "代号", "key"),
    list_column("kind_label", "关系名称", "Kind in words", "所选语言", "in the chosen language"),
    list_column("object_id", "对象编号", "Object id", "台账编号", "id in the ledger"),
    list_column("object", "对象", "Object", "所选语言；范围以外的为空", "in the chosen language; blank where outside the scope"),
    list_column("happened_on", "日期", "On", "载明的", "as recorded"),
    *bound_columns("happened_on", Text(zh="日期", en="On"), "date"),
    list_column("note", "说明", "Note", "例如促成的项目", "for example the project"),
    SYNTHETIC,
    _ABSENT,
)  # fmt: skip


def _names(view: GrainView) -> dict[str, str]:
    called = "name_en" if view.language == "en" else "name_zh"
    nodes = relationship_graph(view.snapshot).nodes(data=True)
    return {ident: str(data[called]) for ident, data in nodes}


@grain(
    order=130,
    label=Text(zh="产业链表", en="List of chains"),
    loses=Text(
        zh="供应关系不在内，见产业链网络。", en="Supplies are not in it: see chains as a network."
    )
    + _UNFILTERED,
)
def chains(view: GrainView) -> tuple[Sheet, ...]:
    """A chain a row, and besides a list with a place on a chain a row."""
    members = _members(view)
    label = Text(zh="链上成员", en="Chain members")
    joined = {(str(row[0]), str(row[1])) for row in members}
    return (
        Sheet(
            key="chains",
            label=Text(zh="产业链", en="Chains"),
            columns=_CHAINS,
            rows=_chain_rows(view, joined),
        ),
        Sheet(key="chain_members", label=label, columns=_MEMBERS, rows=members),
    )


def _chain_rows(view: GrainView, joined: set[tuple[str, str]]) -> tuple[tuple[Cell, ...], ...]:
    names, snapshot = _names(view), view.snapshot
    segments = snapshot.column("segment", "chain")
    columns = (
        "id", "name", "name_en", "division", "lead", "founded_on", "founded_on_printed",
        "synthetic", "absent",
    )  # fmt: skip
    return tuple(
        (
            ident,
            name,
            english or name,
            division or "",
            lead or "",
            names.get(lead or "", ""),
            day or printed or "",
            *day_bounds(day),
            segments.count(ident),
            sum(chain == ident for chain, _ in joined),
            bool(synthetic),
            absence_cell(absent),
        )
        for ident, name, english, division, lead, day, printed, synthetic, absent in zip(
            *(snapshot.column("chain", name) for name in columns), strict=True
        )
    )


def _members(view: GrainView) -> tuple[tuple[Cell, ...], ...]:
    names, snapshot = _names(view), view.snapshot
    whole = relationship_graph(snapshot)
    columns = (
        "chain", "member", "segment", "role", "since", "since_printed", "synthetic", "absent",
    )  # fmt: skip
    return tuple(
        (
            chain,
            member,
            names.get(member, ""),
            whole.nodes[member]["record"] if member in whole else "",
            segment or "",
            names.get(segment or "", ""),
            role or "",
            ChainRole[role].label.say(view.language) if role else "",
            day or printed or "",
            *day_bounds(day),
            bool(synthetic),
            absence_cell(absent),
        )
        for chain, member, segment, role, day, printed, synthetic, absent in zip(
            *(snapshot.column("chain_member", name) for name in columns), strict=True
        )
    )


@grain(
    order=140,
    label=Text(zh="其他联系表", en="List of ties"),
    loses=Text(
        zh="只有载明的其他联系，没有协议和隶属。",
        en="Recorded ties only, no agreements and no superiors.",
    )
    + _UNFILTERED,
)
def ties(view: GrainView) -> tuple[Sheet, ...]:
    """A recorded tie that is neither administrative nor an agreement a row."""
    names, snapshot = _names(view), view.snapshot
    columns = (
        "id",
        "subject",
        "kind",
        "object",
        "happened_on",
        "happened_on_printed",
        "note",
        "synthetic",
        "absent",
    )
    rows = tuple(
        (
            ident,
            subject,
            names.get(subject, ""),
            kind or "",
            TieKind[kind].label.say(view.language) if kind else "",
            other,
            names.get(other, ""),
            day or printed or "",
            *day_bounds(day),
            note or "",
            bool(synthetic),
            absence_cell(absent),
        )
        for ident, subject, kind, other, day, printed, note, synthetic, absent in zip(
            *(snapshot.column("tie", name) for name in columns), strict=True
        )
    )
    return (Sheet(key="ties", label=Text(zh="其他联系", en="Ties"), columns=_TIES, rows=rows),)
