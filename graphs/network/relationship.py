"""The one relationship graph: every record that is a thing or a relation, with typed edges.

Attribute contract
------------------
Every node: ``record`` (record type), ``name_zh``, ``name_en``, ``short_zh``, ``short_en``,
``kind`` (key of its closed list or ""), ``division`` (id or ""), ``synthetic``, ``stub``.
An organisation besides: ``side``, ``named``, ``count_low``, ``count_high`` (-1 where unbounded),
``alive``. A unit: ``ownership``, ``side``, ``named``. An agreement: ``status``, ``certain``.

Every edge: ``relation`` (one of :data:`RELATIONS`), ``record`` and ``id`` of the record it rests
on (its key in the multigraph), ``detail`` (role, party or kind; "" where there is none).
All values are plain str, int and bool, so that any exporter takes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from graphs.model import AgreementKind, Ownership, Snapshot, derived
from graphs.network.namesakes import namesakes, with_place
from graphs.network.organisations_at import display_name, parties
from graphs.network.pairs import agreement_statuses
from graphs.text import Text

__all__ = ["RELATIONS", "relationship_graph"]

RELATIONS: Mapping[str, Text] = {
    "signed": Text(zh="签订", en="signed"),
    "superior": Text(zh="隶属", en="is subordinate to"),
    "membership": Text(zh="参加功能型组织", en="has a seat in"),
    "hosted": Text(zh="设在单位", en="is formed in"),
    "belongs": Text(zh="属于集团", en="belongs to"),
    "renews": Text(zh="续签自", en="renews"),
    "lineage": Text(zh="沿革为", en="became"),
    "activity": Text(zh="共同活动", en="held an activity with"),
    "leads": Text(zh="牵头", en="leads"),
    "segment": Text(zh="环节属于", en="is a segment of"),
    "on_chain": Text(zh="链上成员", en="is on the chain"),
    "in_segment": Text(zh="处于环节", en="belongs to the segment"),
    "supplies": Text(zh="供应", en="supplies"),
    "tie": Text(zh="联系", en="is tied to"),
    "speaks_of": Text(zh="所述", en="speaks of"),
    "located": Text(zh="位于", en="is in"),
    "within": Text(zh="上级区划", en="is part of"),
}
"""Every relation an edge may carry, with its verb."""

# record type, from column, to column, relation, column that gives the detail
_EDGES: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("signatory", "organisation", "agreement", "signed", "party"),
    ("superior", "organisation", "superior", "superior", None),
    ("membership", "organisation", "body", "membership", "role"),
    ("hosting", "organisation", "unit", "hosted", None),
    ("unit", "id", "parent", "belongs", None),
    ("agreement", "id", "renews", "renews", None),
    ("lineage", "predecessor", "successor", "lineage", "kind"),
    ("activity", "organisation", "partner", "activity", "kind"),
    ("chain", "lead", "id", "leads", None),
    ("segment", "id", "chain", "segment", "position"),
    ("chain_member", "member", "chain", "on_chain", "role"),
    ("chain_member", "member", "segment", "in_segment", "role"),
    ("supply", "supplier", "customer", "supplies", "product"),
    ("tie", "subject", "object", "tie", "kind"),
    ("statement", "id", "speaks_of", "speaks_of", None),
    ("organisation", "id", "division", "located", None),
    ("unit", "id", "division", "located", None),
    ("chain", "id", "division", "located", None),
    ("division", "id", "parent", "within", None),
)


@derived
def relationship_graph(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Return everything the snapshot holds as one frozen directed multigraph.

    An edge whose other end lies outside the scope is left out; the snapshot decides the scope.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=snapshot.as_of.isoformat())
    for ident, attributes in _nodes(snapshot):
        graph.add_node(ident, **attributes)
    for record, start, stop, relation, detail in _EDGES:
        columns = list(dict.fromkeys(name for name in ("id", start, stop, detail) if name))
        for row in snapshot.table(record).select(columns).to_pylist():
            if row[start] in graph and row[stop] in graph:
                words = str(row[detail] or "") if detail else ""
                key = f"{relation}:{row['id']}"
                graph.add_edge(
                    row[start],
                    row[stop],
                    key=key,
                    relation=relation,
                    record=record,
                    id=row["id"],
                    detail=words,
                )
    return nx.freeze(graph)  # type: ignore[no-any-return]  # typed as Any upstream


def _nodes(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    for party in parties(snapshot).values():
        high = party.count.high
        yield (
            party.id,
            _node("organisation", party.name, party.short, synthetic=party.synthetic)
            | {
                "kind": party.kind.name if party.kind else "",
                "division": party.division or "",
                "stub": party.stub,
                "side": party.side.name,
                "named": party.named,
                "count_low": int(party.count.low),
                "count_high": -1 if high is None else int(high),
                "alive": party.alive.name,
            },
        )
    yield from _units(snapshot)
    yield from _agreements(snapshot)
    for record in ("division", "chain", "segment", "statement"):
        yield from _plain_nodes(snapshot, record)


def _node(record: str, name: Text, short: Text, *, synthetic: bool) -> dict[str, Any]:
    return {
        "record": record,
        "name_zh": name.zh,
        "name_en": name.en,
        "short_zh": short.zh,
        "short_en": short.en,
        "kind": "",
        "division": "",
        "synthetic": synthetic,
        "stub": False,
    }


def _units(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = ["id", "synthetic", "name", "short_name", "name_en", "division", "ownership", "size"]
    places = namesakes(snapshot)
    for row in snapshot.table("unit").select(columns).to_pylist():
        name = with_place(display_name(row["name"], row["name_en"]), places.get(row["id"]))
        short = Text(zh=row["short_name"] or name.zh, en=name.en)
        side = Ownership[row["ownership"]].side.name if row["ownership"] else "unknown"
        yield (
            row["id"],
            _node("unit", name, short, synthetic=bool(row["synthetic"]))
            | {
                "division": row["division"] or "",
                "stub": row["id"] in snapshot.stubs,
                "ownership": row["ownership"] or "",
                "side": side,
                "named": row["size"] is None,
            },
        )


def _agreements(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    statuses = agreement_statuses(snapshot)
    columns = ["id", "synthetic", "title", "number", "kind"]
    for row in snapshot.table("agreement").select(columns).to_pylist():
        words = row["title"] or row["number"]
        name = Text.same(words) if words else Text(zh="联建协议", en="Co-building agreement")
        agreement_status = statuses[row["id"]]
        yield (
            row["id"],
            _node("agreement", name, _kind_and_number(row, name), synthetic=bool(row["synthetic"]))
            | {
                "kind": row["kind"] or "",
                "status": agreement_status.status.name,
                "certain": agreement_status.certain,
            },
        )


def _kind_and_number(row: Mapping[str, Any], name: Text) -> Text:
    """Return how an agreement is called in little room: many bear one title, none another's number."""
    if not row["kind"]:
        return name
    kind = AgreementKind[row["kind"]].label
    if row["number"]:
        return kind + Text.same(f" {row['number']}")
    return Text(zh=name.zh, en=f"{kind.en} {row['title']}" if row["title"] else name.en)


def _plain_nodes(snapshot: Snapshot, record: str) -> Iterator[tuple[str, dict[str, Any]]]:
    called = "indicator" if record == "statement" else "name"
    for row in snapshot.table(record).to_pylist():
        name = display_name(row[called], row[f"{called}_en"])
        short = Text(zh=row.get("short_name") or name.zh, en=name.en)
        extra = {"division": row.get("division") or row.get("parent") or ""}
        yield row["id"], _node(record, name, short, synthetic=bool(row["synthetic"])) | extra
