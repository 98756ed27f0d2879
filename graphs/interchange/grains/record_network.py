"""Records of any type as nodes and edges: the lists of the networks that are not of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx

from graphs.interchange.list_columns import DIVISION_ID, NAMED, STUB, SYNTHETIC
from graphs.interchange.sheet import Cell, ListColumn, NetworkRoles, Sheet, list_column
from graphs.model import RECORDS
from graphs.network import RELATIONS
from graphs.text import Language, Text

__all__ = ["RECORD_ROLES", "Edge", "More", "record_edges", "record_nodes", "relations"]

RECORD_ROLES = NetworkRoles(ident=("edge_id",), directed=True)
"""The roles in the lists of records and their relations."""

Edge = tuple[str, str, str, Mapping[str, Any]]
"""Source, target, id, attributes of the relationship graph."""

_NODES: tuple[ListColumn, ...] = (
    list_column("id", "编号", "Id", "台账编号", "id in the ledger"),
    list_column("name", "名称", "Name", "所选语言", "in the chosen language"),
    list_column("name_zh", "中文称呼", "Called in Chinese", "名称", "name"),
    list_column(
        "name_en",
        "英文称呼",
        "Called in English",
        "没有英文名的为中文名",
        "the Chinese name where there is none",
    ),
    list_column("record", "记录类型", "Record type", "代号", "key"),
    list_column(
        "record_label", "记录类型名称", "Record type in words", "所选语言", "in the chosen language"
    ),
    list_column("kind", "类型", "Kind", "代号；空白为未载明", "key; blank where not stated"),
    DIVISION_ID,
    list_column("side", "侧", "Side", "党组织和单位；代号", "of organisations and units; key"),
    list_column("ownership", "控股情况", "Ownership", "单位；代号", "of units; key"),
    list_column(
        "status", "状态", "Status", "协议在当日的状态代号", "of agreements, on the day; key"
    ),
    NAMED,
    list_column(
        "count_low", "个数下限", "Count, at least", "党组织", "of organisations", kind="integer"
    ),
    list_column(
        "count_high",
        "个数上限",
        "Count, at most",
        "空白表示没有上限或不适用",
        "blank for no upper bound, or not applicable",
        kind="integer",
    ),
    STUB,
    SYNTHETIC,
)

_EDGES: tuple[ListColumn, ...] = (
    list_column("source_id", "起点编号", "Source id", "台账编号", "id in the ledger"),
    list_column("source_name", "起点", "Source", "所选语言", "in the chosen language"),
    list_column("target_id", "终点编号", "Target id", "台账编号", "id in the ledger"),
    list_column("target_name", "终点", "Target", "所选语言", "in the chosen language"),
    list_column(
        "edge_id", "边编号", "Edge id", "关系和所据记录", "relation and the record it rests on"
    ),
    list_column("relation", "关系", "Relation", "代号", "key"),
    list_column(
        "relation_label", "关系名称", "Relation in words", "所选语言", "in the chosen language"
    ),
    list_column("record", "所据记录类型", "Record type", "代号", "key"),
    list_column("record_id", "所据记录编号", "Record id", "台账编号", "id in the ledger"),
    list_column("detail", "细节", "Detail", "角色、方或类型", "role, party or kind"),
)

More = tuple[tuple[ListColumn, Callable[[str], Cell]], ...]


def relations(graph: nx.MultiDiGraph[str], wanted: Iterable[str] = ()) -> list[Edge]:
    """Return the edges of the wanted relations (all where none is named), in the order of their ids."""
    kept = set(wanted or RELATIONS)
    found = [
        (source, target, key, data)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if data["relation"] in kept
    ]
    return sorted(found, key=lambda edge: edge[2])


def record_nodes(
    graph: nx.MultiDiGraph[str], ids: Iterable[str], language: Language, more: More = ()
) -> Sheet:
    """Return a record a row, sorted by id; ``more`` are columns besides, each with its cell by id."""
    rows = tuple(
        (*_node(ident, graph.nodes[ident], language), *(cell(ident) for _, cell in more))
        for ident in sorted(ids)
    )
    columns = (*_NODES, *(column for column, _ in more))
    return Sheet(key="nodes", label=Text(zh="点", en="Nodes"), columns=columns, rows=rows)


def record_edges(
    graph: nx.MultiDiGraph[str], edges: Iterable[Edge], language: Language, more: More = ()
) -> Sheet:
    """Return a relation a row, in the order handed in; ``more`` are columns besides, by record id."""
    called = "name_en" if language == "en" else "name_zh"
    rows = tuple(
        (
            source,
            graph.nodes[source][called],
            target,
            graph.nodes[target][called],
            key,
            data["relation"],
            RELATIONS[data["relation"]].say(language),
            data["record"],
            data["id"],
            data["detail"],
            *(cell(data["id"]) for _, cell in more),
        )
        for source, target, key, data in edges
    )
    columns = (*_EDGES, *(column for column, _ in more))
    return Sheet(key="edges", label=Text(zh="边", en="Edges"), columns=columns, rows=rows)


def _node(ident: str, data: Mapping[str, Any], language: Language) -> tuple[Cell, ...]:
    high = data.get("count_high", -1)
    return (
        ident,
        data["name_en"] if language == "en" else data["name_zh"],
        data["name_zh"],
        data["name_en"],
        data["record"],
        RECORDS[data["record"]].label.say(language),
        data["kind"],
        data["division"],
        data.get("side", ""),
        data.get("ownership", ""),
        data.get("status", ""),
        data.get("named"),
        data.get("count_low"),
        None if high < 0 else high,
        data["stub"],
        data["synthetic"],
    )
