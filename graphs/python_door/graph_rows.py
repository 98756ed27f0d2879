"""What nodes and edges say to an analyst, and their rows as data frames of the same types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import TYPE_CHECKING, Any, TypedDict, get_args, get_type_hints

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = [
    "EdgeAttributes",
    "NodeAttributes",
    "analyst_graph",
    "frame_of",
    "node_rows",
    "pair_rows",
]


class NodeAttributes(TypedDict):
    """What a node of ``Analysis.graph`` says; ``None`` where the ledger says nothing."""

    bipartite: int
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    kind: str | None
    side: str
    division: str | None
    home: str | None
    named: bool
    count_low: int
    count_high: int | None
    stub: bool
    synthetic: bool
    usual_load: int | None


class EdgeAttributes(TypedDict):
    """What an edge of ``Analysis.graph`` says; dates as ISO text, ``None`` where not stated."""

    agreement: str
    kind: str | None
    status: str
    in_force: bool
    certain: bool
    signed_on: str | None
    ends_on: str | None
    pairs_low: int
    pairs_high: int | None
    inside: bool
    activities: int
    last_activity: str | None
    dormant: bool
    synthetic: bool


_BLANK = frozenset({"kind", "division", "home", "signed_on", "ends_on", "last_activity"})
_UNBOUNDED = frozenset({"count_high", "pairs_high", "usual_load"})


def analyst_graph(kept: nx.MultiGraph[str], **about: Any) -> nx.MultiGraph[str]:
    """Return a copy of the graph that screens draw, with ``None`` where that writes -1 or nothing."""
    import networkx as nx

    found: nx.MultiGraph[str] = nx.MultiGraph(**about)
    found.add_nodes_from((node, _plain(data)) for node, data in kept.nodes(data=True))
    for a, b, key, data in kept.edges(keys=True, data=True):
        found.add_edge(a, b, key=key, **_plain(data))
    return found


def node_rows(graph: nx.MultiGraph[str]) -> pd.DataFrame:
    """Return a row for each node, by id, with the types of :class:`NodeAttributes`."""
    rows = [{"id": node} | data for node, data in graph.nodes(data=True)]
    return frame_of(rows, {"id": str} | get_type_hints(NodeAttributes)).set_index("id")


def pair_rows(graph: nx.MultiGraph[str]) -> pd.DataFrame:
    """Return a row for each edge: host, guest, then the types of :class:`EdgeAttributes`."""
    rows = [_ends(graph, one, other) | data for one, other, data in graph.edges(data=True)]
    rows.sort(key=lambda row: (row["agreement"], row["host"], row["guest"]))
    return frame_of(rows, {"host": str, "guest": str} | get_type_hints(EdgeAttributes))


def frame_of(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, Any]) -> pd.DataFrame:
    """Return rows as a data frame with the declared types, also where there is no row.

    Text that may be missing stays ``None``; a whole number that may be missing is ``Int64`` with
    ``<NA>``: numbers stay whole whatever is in the column this time.

    Examples
    --------
    >>> frame_of([], {"a": str | None, "n": int | None, "b": bool}).dtypes.astype(str).to_dict()
    {'a': 'object', 'n': 'Int64', 'b': 'bool'}
    """
    import pandas as pd

    listed = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in listed], dtype=_dtype(kind))
            for name, kind in kinds.items()
        }
    )


def _dtype(kind: Any) -> str:
    missing = NoneType in get_args(kind)
    plain = next((each for each in get_args(kind) if each is not NoneType), kind)
    if plain is int:
        return "Int64" if missing else "int64"
    if plain is float:
        return "Float64" if missing else "float64"
    return "bool" if plain is bool and not missing else "object"


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: None
        if (name in _BLANK and value == "") or (name in _UNBOUNDED and value == -1)
        else value
        for name, value in data.items()
    }


def _ends(graph: nx.MultiGraph[str], one: str, other: str) -> dict[str, Any]:
    first = graph.nodes[one]["bipartite"] == 0
    return {"host": one if first else other, "guest": other if first else one}
