"""Laws of figures over generated ledgers: scopes add up, and everything shown agrees."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from figure_ledgers import DATES, TOWNS, Book, books, directly, seen, written
from hypothesis import given, settings
from nonempty import nonempty

from graphs.interchange import edge_list, node_list
from graphs.model import Bounds, Count, Side, Snapshot
from graphs.network import Filter, count_edges, dormant, pairing_graph, pairs
from graphs.scene import filtered_graph, pairing_scene
from graphs.statistics import (
    MEASURES,
    attention,
    coverage_by_division,
    host_loads,
    living,
    pairing_sentence,
    pairs_in_force,
)

ZERO = Bounds(0, 0)
IN_FORCE = Filter("status", ("active", "expiring"))
LAWS = settings(max_examples=5)  # each example writes a ledger and reads it 24 times


@contextmanager
def views(book: Book) -> Iterator[Iterator[tuple[Snapshot, list[Snapshot]]]]:
    """The district, and its townships with what it holds itself, on three days at two revisions."""
    with tempfile.TemporaryDirectory() as folder, written(book, Path(folder)) as ledger:
        yield (
            (
                seen(ledger, "c", day, revision),
                [
                    *(seen(ledger, town, day, revision) for town in TOWNS),
                    directly(ledger, "c", day, revision),
                ],
            )
            for day, revision in product(DATES, (1, 2))
        )


def inside(snapshot: Snapshot) -> list[str]:
    return sorted(set(snapshot.column("organisation", "id")) - snapshot.stubs)


@LAWS
@given(books())
def test_every_organisation_is_at_home_in_one_place(book: Book) -> None:
    with views(book) as seen_views:
        for whole, parts in nonempty(seen_views):
            assert sorted(ident for part in parts for ident in inside(part)) == inside(whole)
            for part in parts:
                assert part.homes == {i: whole.homes[i] for i in part.homes}
                shown = set(part.homes) & set(inside(part))
                assert shown == set(inside(part))


def figure(snapshot: Snapshot, key: str) -> Any:
    return MEASURES[key].compute(snapshot)


def concerns(snapshot: Snapshot) -> dict[str, Count]:
    return {each.key: each.count for each in attention(snapshot, ())}


def of(figures: list[Bounds]) -> Bounds:
    return sum(figures, ZERO)


@LAWS
@given(books())
def test_what_lies_inside_adds_up_over_townships(book: Book) -> None:
    counts = [key for key, each in MEASURES.items() if each.kind.name == "count"]
    with views(book) as seen_views:
        for whole, towns in nonempty(seen_views):
            for key in counts:
                found = figure(whole, key)
                # Only of whom the district does not hold: some have no place anywhere.
                assert found.host_only == ZERO or whole.stubs, key
                assert of([figure(town, key).inside for town in towns]) == found.inside, key
            for key in ("unpaired", "dormant_pairs", "ending_soon", "overloaded"):
                parts = [concerns(town).get(key, Count()).inside for town in towns]
                assert of(parts) == concerns(whole).get(key, Count()).inside, key
            covered = [rate for t in towns if hasattr(rate := figure(t, "coverage"), "numerator")]
            for end in ("numerator", "denominator"):
                own = getattr(figure(whole, "coverage"), end, Count()).bounds
                assert of([getattr(rate, end).bounds for rate in covered]) == own


@LAWS
@given(books())
def test_a_township_by_scope_and_by_filter_is_the_same(book: Book) -> None:
    with views(book) as seen_views:
        for whole, towns in nonempty(seen_views):
            for town in nonempty(towns[:-1]):
                shown = filtered_graph(whole, [Filter("division", (town.scope.id,)), IN_FORCE])
                edges = [data for *_, data in shown.edges(data=True)]
                assert count_edges(edges) == figure(town, "pairs")
                own = filtered_graph(town, [IN_FORCE])
                assert {(a, b, k) for a, b, k in shown.edges} == {
                    (a, b, k) for a, b, k in own.edges
                }
                kept = {node for node, data in shown.nodes(data=True) if not data["partner_only"]}
                assert kept == {node for node, data in own.nodes(data=True) if not data["stub"]}
                said = (pairing_sentence(whole, shown).zh, pairing_sentence(town, own).zh)
                assert said[0] == said[1]


@LAWS
@given(books())
def test_no_pair_lies_wholly_elsewhere(book: Book) -> None:
    with views(book) as seen_views:
        for _, towns in nonempty(seen_views):
            for town in nonempty(towns):
                assert all(not {p.host, p.guest} <= town.stubs for p in pairs(town))
                graph = pairing_graph(town)
                assert all(graph.degree(node) for node, d in graph.nodes(data=True) if d["stub"])


@LAWS
@given(books())
def test_every_consumer_says_what_the_one_count_says(book: Book) -> None:
    with views(book) as seen_views:
        for whole, towns in nonempty(seen_views):
            for snapshot in (whole, *towns):
                agrees(snapshot)


def agrees(snapshot: Snapshot) -> None:
    found = figure(snapshot, "pairs")
    shown = filtered_graph(snapshot, [IN_FORCE])
    sheets = [make(snapshot, shown, "zh") for make in (edge_list, node_list)]
    edges, nodes = ([dict(zip([c.key for c in s.columns], row, strict=True)) for row in s.rows] for s in sheets)  # fmt: skip
    assert of([Bounds(row["pairs_low"], row["pairs_high"]) for row in edges]) == found.bounds
    inside = [Bounds(row["pairs_low"], row["pairs_high"]) for row in edges if row["guest_inside"]]
    assert of(inside) == found.inside
    for side in ("soe", "non_public"):
        for name in ("pairs_in_force", "pairs_shown"):
            rows = [Bounds(r[name], r[f"{name}_high"]) for r in nodes if r["side"] == side]
            assert of(rows) == found.bounds
    loads = {each.host: each.load for each in host_loads(snapshot)}
    by_id = {row["id"]: row for row in nodes}
    for host, load in loads.items():
        row = by_id[host]
        assert Bounds(row["pairs_in_force"], row["pairs_in_force_high"]) == load.bounds
    agreed = {pair.agreement for pair in pairs_in_force(snapshot)}
    assert set(figure(snapshot, "agreements").ids) == agreed == set(found.ids)
    words = pairing_scene(snapshot, shown).sentence
    if edges:
        assert f"有效结对 {found.words().zh} 对" in words.zh
        pairs_said = "pair" if found.words().en == "1" else "pairs"
        assert f"{found.words().en} {pairs_said} in force" in words.en
    for each in attention(snapshot, ()):
        assert sum(each.parts, Count()) == each.count
    quiet = [p for p in pairs_in_force(snapshot) if dormant(p, snapshot, months=12)]
    assert of([p.count for p in quiet]) == concerns(snapshot).get("dormant_pairs", Count()).bounds
    towns = coverage_by_division(snapshot)
    assert of([t.all.bounds for t in towns]) == figure(snapshot, "non_public_organisations").bounds
    assert of([t.paired.bounds for t in towns]) == figure(snapshot, "non_public_signatories").bounds
    assert {i for t in towns for i in t.all.ids} == {
        p.id for p in living(snapshot, Side.non_public)
    }


def test_shangjie_says_at_least_thirty_everywhere(shangjie: Snapshot) -> None:
    assert figure(shangjie, "pairs").words().zh == "≥ 30"
    shown = filtered_graph(shangjie, [IN_FORCE])
    rows = [dict(zip([c.key for c in s.columns], row, strict=True)) for s in [node_list(shangjie, shown, "zh")] for row in s.rows]  # fmt: skip
    paired = [row for row in rows if row["pairs_in_force"]]
    assert len(paired) == 2
    assert all((r["pairs_in_force"], r["pairs_in_force_high"]) == (30, None) for r in paired)
    scene = pairing_scene(shangjie, shown)
    assert "有效结对 ≥ 30 对" in scene.sentence.zh
    titles = scene.nodes.column("title").to_pylist()
    assert sum("有效结对 ≥ 30 对" in title for title in titles) == 2
    assert any("≥ 30 对" in label for label in scene.edges.column("label").to_pylist())


def test_the_nine_townships_of_the_demonstration_add_up(demo: Snapshot) -> None:
    whole = figure(demo, "pairs")
    assert (whole.words().zh, whole.host_only) == ("204", ZERO)
    graph = pairing_graph(demo)
    towns = {data["division"] for _, data in graph.nodes(data=True)}
    found = {}
    for town in sorted(towns):
        shown = filtered_graph(demo, [Filter("division", (town,)), IN_FORCE])
        found[town] = count_edges(data for *_, data in shown.edges(data=True))
    assert of([each.inside for each in found.values()]) == whole.inside
    assert found["yl-t1"].words().zh == "27"
