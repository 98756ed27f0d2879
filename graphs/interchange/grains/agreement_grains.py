"""Lists of agreements and of activities: each is there once, so that its numbers add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphs.interchange.facts.agreement_facts import agreement_columns, agreement_facts
from graphs.interchange.facts.organisation_facts import organisation_names
from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.list_columns import SYNTHETIC
from graphs.interchange.recorded_columns import (
    absence_cell,
    bound_columns,
    day_bounds,
    quantity_bounds,
    quantity_cell,
)
from graphs.interchange.sheet import Cell, ListColumn, Sheet, list_column
from graphs.model import ActivityKind, AgreementKind, Answer, Snapshot
from graphs.network import agreement_statuses, count_edges, signatories
from graphs.network.activity_summary import activities_by_agreement
from graphs.network.columns.party_columns import partial
from graphs.text import Language, Text

_AGREEMENTS: tuple[ListColumn, ...] = (
    list_column("agreement_id", "协议编号", "Agreement id", "台账编号", "id in the ledger"),
    list_column("title", "标题", "Title", "没有标题的为空", "blank where none is"),
    list_column("number", "文号", "Number", "协议文号", "the agreement's own number"),
    list_column("kind", "类型", "Kind", "代号", "key"),
    list_column("kind_label", "类型名称", "Kind in words", "所选语言", "in the chosen language"),
    list_column("status", "状态", "Status", "导出时点的状态代号", "key of the status on the day"),
    list_column("status_label", "状态名称", "Status in words", "所选语言", "in the chosen language"),
    list_column("status_certain", "状态是否确定", "Status certain", "日期不全时为否", "false where dates are incomplete", kind="flag"),
    list_column("signatories", "签约方数", "Signatories", "台账所载", "as recorded", kind="integer"),
    list_column("signatory_ids", "签约方编号", "Signatory ids", "以分号隔开", "by semicolons"),
    list_column("signatory_names", "签约方名称", "Signatory names", "以分号隔开", "by semicolons"),
    list_column("pairs_low", "视图内对数下限", "Pairs shown, at least", "计入的结对", "counted pairs", kind="integer"),
    list_column("pairs_high", "视图内对数上限", "Pairs shown, at most", "空白表示没有上限", "blank means no upper bound", kind="integer"),
    list_column("activities", "活动次数", "Activities", "截至时点；每份协议一次，可以相加", "up to the day; once an agreement, so it adds up", kind="integer"),
    list_column("last_activity", "最近活动", "Last activity", "日期", "date", kind="date"),
    list_column("signed_on", "签订日期", "Signed on", "载明的", "as recorded"),
    list_column("starts_on", "起始日期", "Starts on", "载明的", "as recorded"),
    list_column("ends_on", "到期日期", "Ends on", "载明的；含当日", "as recorded; the last day in force"),
    list_column("ended_on", "终止日期", "Ended on", "载明的；自该日起不再有效", "as recorded; from that day it does not hold"),
    SYNTHETIC,
)  # fmt: skip

_WORDS = ("id", "synthetic", "title", "number", "kind")
_DATES = ("signed_on", "starts_on", "ends_on", "ended_on")


@grain(
    order=100,
    label=Text(zh="协议表", en="List of agreements"),
    loses=Text(
        zh="各对不分列；视图里没有结对的协议（如只有一方签约）不在内。",
        en="Its pairs have no rows of their own; an agreement without a pair in the view, such as one of a single "
        "signatory, is not in it.",
    ),
)
def agreements(view: GrainView) -> tuple[Sheet, ...]:
    """An agreement of the view a row, pairs of every kind: parties, dates, activities counted once."""
    snapshot = view.snapshot
    shown = {key for *_, key in view.partners.edges(keys=True)}
    counted: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for *_, key, data in view.graph.edges(keys=True, data=True):
        counted[key].append(data)
    statuses, signed = agreement_statuses(snapshot), signatories(snapshot)
    recorded, facts = activities_by_agreement(snapshot), agreement_facts(snapshot)
    called = organisation_names(snapshot)
    dates = zip(*(_printed(snapshot, name) for name in _DATES), strict=True)
    words = zip(*(snapshot.column("agreement", name) for name in _WORDS), strict=True)
    rows = []
    for (ident, synthetic, title, number, kind), days in zip(words, dates, strict=True):
        if ident not in shown:
            continue
        parties = list(dict.fromkeys(one for one, _ in signed.get(ident, ())))
        low, high = _pairs(counted.get(ident, []))
        last, count = recorded.get(ident, (None, 0))
        status = statuses[ident]
        rows.append(
            (
                ident,
                title or "",
                number or "",
                kind or "",
                AgreementKind[kind].label.say(view.language) if kind else "",
                status.status.name,
                status.status.label.say(view.language),
                status.certain,
                len(parties),
                "; ".join(parties),
                "; ".join(called[one].say(view.language) for one in parties if one in called),
                low,
                high,
                count,
                last.isoformat() if last else None,
                *days,
                bool(synthetic),
                *facts[ident],
            )
        )
    label = Text(zh="协议", en="Agreements")
    columns = (*_AGREEMENTS, *agreement_columns())
    return (Sheet(key="agreements", label=label, columns=columns, rows=tuple(rows)),)


def _printed(snapshot: Snapshot, name: str) -> list[str]:
    columns = (snapshot.column("agreement", f"{name}{end}") for end in ("", "_printed"))
    return [text or words or "" for text, words in zip(*columns, strict=True)]


def _pairs(edges: list[dict[str, object]]) -> tuple[int, int | None]:
    total = count_edges(edges)
    return int(total.low), None if total.high is None else int(total.high)


_ACTIVITIES: tuple[ListColumn, ...] = (
    list_column("activity_id", "活动编号", "Activity id", "台账编号", "id in the ledger"),
    list_column("title", "名称", "Title", "载明的", "as recorded"),
    list_column("kind", "类型", "Kind", "代号", "key"),
    list_column("kind_label", "类型名称", "Kind in words", "所选语言", "in the chosen language"),
    list_column("held_on", "日期", "Held on", "载明的", "as recorded"),
    *bound_columns("held_on", Text(zh="日期", en="Held on"), "date"),
    list_column("agreement_id", "协议编号", "Agreement id", "空白为不在协议下", "blank where under none"),
    list_column("organisation_id", "主办方编号", "Held by, id", "台账编号", "id in the ledger"),
    list_column("organisation", "主办方", "Held by", "所选语言", "in the chosen language"),
    list_column("partner_id", "参加方编号", "Together with, id", "台账编号", "id in the ledger"),
    list_column("partner", "参加方", "Together with", "所选语言", "in the chosen language"),
    list_column("participants", "参加人数", "Participants", "载明的", "as recorded"),
    *bound_columns("participants", Text(zh="参加人数", en="Participants"), "number"),
    SYNTHETIC,
    list_column("absent", "缺值原因", "Why absent", "栏目=原因", "column=reason"),
)  # fmt: skip


@grain(
    order=110,
    label=Text(zh="活动表", en="List of activities"),
    loses=Text(
        zh="时点以后的不在内；协议下的活动由哪些对参加，来源多未载明。",
        en="Those after the day are not in it; which pairs took part in one of an agreement is rarely "
        "recorded.",
    ),
)
def activities(view: GrainView) -> tuple[Sheet, ...]:
    """An activity a row, once, up to the day: under agreements of the view, or of its organisations."""
    snapshot, language = view.snapshot, view.language
    shown = {key for *_, key in view.graph.edges(keys=True)}
    names = (
        "id", "synthetic", "absent", "title", "kind", "held_on", "held_on_printed", "agreement",
        "organisation", "partner", "participants", "participants_operator", "participants_upper",
    )  # fmt: skip
    called = organisation_names(snapshot)
    rows: list[tuple[Cell, ...]] = []
    for row in zip(*(snapshot.column("activity", name) for name in names), strict=True):
        ident, synthetic, absent, title, kind, day, printed, agreement, one, other, *number = row
        of_view = agreement in shown if agreement else one in view.graph or other in view.graph
        when = partial(day, None if day else printed)
        if not of_view or (when and when.not_after(snapshot.as_of) is Answer.no):
            continue
        rows.append(
            (
                ident,
                title or "",
                kind or "",
                ActivityKind[kind].label.say(language) if kind else "",
                day or printed or "",
                *day_bounds(day),
                agreement or "",
                one or "",
                _called(called, one, language),
                other or "",
                _called(called, other, language),
                quantity_cell(*number),
                *quantity_bounds(*number),
                bool(synthetic),
                absence_cell(absent),
            )
        )
    label = Text(zh="活动", en="Activities")
    figure = Text(zh="活动 {n} 次", en="{n} {n:activity|activities}").format(n=len(rows))
    columns = _ACTIVITIES
    return (Sheet(key="activities", label=label, columns=columns, rows=tuple(rows), figure=figure),)


def _called(names: Mapping[str, Text], ident: str | None, language: Language) -> str:
    found = names.get(ident) if ident else None
    return found.say(language) if found else ""
