"""Edge list and node list of exactly the view: one declared column each, then plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import (
    HOME_RULE,
    AgreementKind,
    Count,
    Division,
    OrganisationKind,
    Side,
    Snapshot,
)
from graphs.network import Status, edge_loads, loads_in_force, pairs
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Language, Text

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "ListColumn",
    "Sheet",
    "edge_list",
    "list_column",
    "node_list",
]

Cell: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """One column of a list: its stable key, its label, and what it says.

    ``width`` is that of a printed page, in letters; 0 leaves it to the format.

    Examples
    --------
    >>> EDGE_COLUMNS[0].key
    'agreement_id'
    """

    key: str
    label: Text
    note: Text
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under declared columns, ready for any format; ``figure`` is what they add up to.

    Examples
    --------
    >>> Sheet(key="edges", label=Text(zh="边", en="Edges"), columns=(), rows=()).rows
    ()
    """

    key: str
    label: Text
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figure: Text | None = None


def list_column(key: str, zh: str, en: str, note_zh: str, note_en: str) -> ListColumn:
    """Return a column of a list, declared in both languages.

    Examples
    --------
    >>> list_column("id", "编号", "Id", "台账编号", "id in the ledger").note.en
    'id in the ledger'
    """
    return ListColumn(key=key, label=Text(zh=zh, en=en), note=Text(zh=note_zh, en=note_en))


EDGE_COLUMNS: tuple[ListColumn, ...] = (
    list_column("agreement_id", "协议编号", "Agreement id", "台账编号", "id in the ledger"),
    list_column("agreement", "协议", "Agreement", "标题", "title"),
    list_column("host_id", "国企方编号", "Host id", "台账编号", "id in the ledger"),
    list_column("host", "国企方", "Host", "国企侧党组织", "state-owned-side organisation"),
    list_column("guest_id", "非公方编号", "Guest id", "台账编号", "id in the ledger"),
    list_column("guest", "非公方", "Guest", "非公侧党组织", "non-public-side organisation"),
    list_column(
        "pairs_low",
        "对数下限",
        "Pairs, at least",
        "未具名合并记录可大于 1",
        "more than 1 for unnamed collectives",
    ),
    list_column(
        "pairs_high", "对数上限", "Pairs, at most", "空白表示没有上限", "blank means no upper bound"
    ),
    list_column(
        "identity",
        "是否具名",
        "Identity",
        "named 具名，unknown 未具名",
        "named, or unknown where unnamed",
    ),
    list_column(
        "guest_inside",
        "非公方在范围内",
        "Guest in scope",
        "否：仅国企方在范围内",
        "false: only the state-owned end is",
    ),
    list_column("kind", "协议类型", "Kind", "代号", "key"),
    list_column(
        "kind_label", "协议类型名称", "Kind in words", "所选语言", "in the chosen language"
    ),
    list_column("status", "状态", "Status", "导出时点的状态代号", "key of the status on the day"),
    list_column(
        "status_label", "状态名称", "Status in words", "所选语言", "in the chosen language"
    ),
    list_column(
        "status_certain",
        "状态是否确定",
        "Status certain",
        "日期不全时为否",
        "false where dates are incomplete",
    ),
    list_column(
        "signed_on", "签订日期", "Signed on", "可只到年或月", "may be a year or a month only"
    ),
    list_column("ends_on", "到期日期", "Ends on", "含当日", "the last day in force"),
    list_column("activities", "活动次数", "Activities", "截至时点", "up to the day"),
    list_column("last_activity", "最近活动", "Last activity", "日期", "date"),
    list_column(
        "dormant",
        "沉睡",
        "Dormant",
        "超过台账所定月数没有活动",
        "no activity for the ledger's months",
    ),
    list_column("synthetic", "虚构", "Synthetic", "演示数据", "invented demonstration data"),
)
"""Columns of the edge list, in order."""

NODE_COLUMNS: tuple[ListColumn, ...] = (
    list_column("id", "编号", "Id", "台账编号", "id in the ledger"),
    list_column("name", "名称", "Name", "所选语言", "in the chosen language"),
    list_column("side", "侧", "Side", "soe 国企，non_public 非公", "soe or non_public"),
    list_column("side_label", "侧名称", "Side in words", "所选语言", "in the chosen language"),
    list_column("kind", "类型", "Kind", "代号", "key"),
    list_column("kind_label", "类型名称", "Kind in words", "所选语言", "in the chosen language"),
    list_column(
        "division_id", "区划编号", "Division id", "载明的；台账编号", "as stated; id in the ledger"
    ),
    list_column("division", "区划", "Division", "载明的；名称", "as stated; name"),
    list_column("home_id", "归属区划编号", "Home division id", HOME_RULE.zh, HOME_RULE.en),
    list_column("home", "归属区划", "Home division", HOME_RULE.zh, HOME_RULE.en),
    list_column("named", "具名", "Named", "合并记录为否", "false for collectives"),
    list_column(
        "count_low",
        "个数下限",
        "Count, at least",
        "合并记录可大于 1",
        "more than 1 for collectives",
    ),
    list_column(
        "count_high", "个数上限", "Count, at most", "空白表示没有上限", "blank means no upper bound"
    ),
    list_column(
        "pairs_in_force",
        "有效结对数（至少）",
        "Pairs in force, at least",
        "当日，不随筛选变；范围以外的只计与本范围的",
        "on the day, whatever the filters; outside the scope those with it only",
    ),
    list_column(
        "pairs_in_force_high",
        "有效结对数（至多）",
        "Pairs in force, at most",
        "空白表示没有上限",
        "blank means no upper bound",
    ),
    list_column(
        "pairs_shown",
        "视图内结对数（至少）",
        "Pairs shown, at least",
        "边表中它名下的对数，不论状态",
        "its pairs in the edge list, whatever their status",
    ),
    list_column(
        "pairs_shown_high",
        "视图内结对数（至多）",
        "Pairs shown, at most",
        "空白表示没有上限",
        "blank means no upper bound",
    ),
    list_column(
        "stub", "范围以外", "Outside the scope", "只因是对方而列出", "listed only as a partner"
    ),
    list_column("synthetic", "虚构", "Synthetic", "演示数据", "invented demonstration data"),
)
"""Columns of the node list, in order."""


def edge_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an edge of the view a row, sorted by agreement, host and guest.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.network import pairing_graph
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> edge_list(empty, pairing_graph(empty), "zh").rows
    ()
    """
    titles = {pair.key: pair.title.say(language) for pair in pairs(snapshot)}
    rows = []
    for a, b, agreement, data in graph.edges(keys=True, data=True):
        host, guest = (a, b) if graph.nodes[a]["bipartite"] == 0 else (b, a)
        names = [_name(graph.nodes[node], language) for node in (host, guest)]
        named = graph.nodes[host]["named"] and graph.nodes[guest]["named"]
        rows.append(
            (
                agreement,
                titles[(agreement, host, guest)],
                host,
                names[0],
                guest,
                names[1],
                data["pairs_low"],
                None if data["pairs_high"] < 0 else data["pairs_high"],
                "named" if named else "unknown",
                data["inside"],
                data["kind"],
                _label(AgreementKind, data["kind"], language),
                data["status"],
                _label(Status, data["status"], language),
                data["certain"],
                data["signed_on"],
                data["ends_on"],
                data["activities"],
                data["last_activity"],
                data["dormant"],
                data["synthetic"],
            )
        )
    return Sheet(
        key="edges",
        label=Text(zh="边（结对）", en="Edges (pairs)"),
        columns=EDGE_COLUMNS,
        rows=tuple(sorted(rows, key=lambda row: (row[0], row[2], row[4]))),
        figure=shown_pairs(graph),
    )


def node_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an organisation of the view a row, sorted by id.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.network import pairing_graph
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> node_list(empty, pairing_graph(empty), "en").rows
    ()
    """
    divisions = snapshot.by_id(Division)
    in_force, shown = loads_in_force(snapshot), edge_loads(graph.edges(data=True))
    rows = []
    for node in sorted(graph):
        data = graph.nodes[node]
        place, home = (divisions.get(data[key]) for key in ("division", "home"))
        rows.append(
            (
                node,
                _name(data, language),
                data["side"],
                _label(Side, data["side"], language),
                data["kind"],
                _label(OrganisationKind, data["kind"], language),
                data["division"],
                place.name if place else "",
                data["home"],
                home.name if home else "",
                data["named"],
                data["count_low"],
                None if data["count_high"] < 0 else data["count_high"],
                *_bounds(in_force.get(node)),
                *_bounds(shown.get(node)),
                data["stub"],
                data["synthetic"],
            )
        )
    label = Text(zh="点（党组织）", en="Nodes (organisations)")
    return Sheet(
        key="nodes",
        label=label,
        columns=NODE_COLUMNS,
        rows=tuple(rows),
        figure=shown_organisations(snapshot, graph),
    )


def _bounds(load: Count | None) -> tuple[int, int | None]:
    if load is None:
        return 0, 0
    return int(load.low), None if load.high is None else int(load.high)


def _name(data: Mapping[str, Any], language: Language) -> str:
    words: str = data["name_zh"] if language == "zh" else data["name_en"]
    return words


def _label(choices: Any, key: str, language: Language) -> str:
    return choices[key].label.say(language) if key else ""
