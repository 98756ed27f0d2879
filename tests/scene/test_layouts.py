"""What holds for every layout and every picture, wherever exactly it puts things."""

from itertools import combinations
from math import hypot, isfinite

import networkx as nx
import pytest
from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.model import Division, DivisionLevel, Snapshot
from graphs.network import Filter, apply_filters, chains, pairing_graph
from graphs.scene import (
    LAYOUTS,
    PALETTE,
    Scene,
    around_scene,
    chain_scene,
    fits_one_page,
    pairing_scene,
    proposal_scene,
    story_scene,
)
from graphs.scene.scenes.group_panels import groups_of

EVERY = pytest.mark.parametrize("layout", LAYOUTS)
LEDGERS = pytest.mark.parametrize("ledger", ["shangjie", "demo"])


def scenes(snapshot: Snapshot, language: str = "zh") -> dict[str, Scene]:
    found = {key: pairing_scene(snapshot, layout=key, language=language) for key in LAYOUTS}
    for each in chains(snapshot):
        found[each.id] = chain_scene(snapshot, each.id, language=language)
    if fits_one_page(snapshot):
        found["story"] = story_scene(snapshot, language=language)
    found["around"] = around_scene(snapshot, min(pairing_graph(snapshot)), language=language)
    return found


def overlapping(scene: Scene) -> list[tuple[str, str]]:
    marks = [node for node in scene.nodes.to_pylist() if node["shape"] != "text"]
    return [
        (a["id"], b["id"])
        for a, b in combinations(marks, 2)
        if hypot(a["x"] - b["x"], a["y"] - b["y"]) < a["size"] + b["size"] - 0.01
    ]


@LEDGERS
def test_no_two_marks_overlap(ledger: str, request: pytest.FixtureRequest):
    for key, scene in nonempty(scenes(request.getfixturevalue(ledger)).items()):
        assert overlapping(scene) == [], key


@LEDGERS
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_picture_is_complete_and_has_its_words(
    ledger: str, language: str, request: pytest.FixtureRequest
):
    for key, scene in nonempty(scenes(request.getfixturevalue(ledger), language).items()):
        assert scene.sentence.say(language).strip(), key
        assert scene.legend, key
        for node in scene.nodes.to_pylist():
            assert isfinite(node["x"]), key
            assert isfinite(node["y"]), key
            assert node["title"].strip(), (key, node["id"])
            assert node["color"] in PALETTE, (key, node["id"])
        assert {edge["color"] for edge in scene.edges.to_pylist()} <= set(PALETTE)


@EVERY
def test_every_organisation_has_a_place(layout: str, demo: Snapshot):
    graph = pairing_graph(demo)
    placed = LAYOUTS[layout].arrange(graph, groups_of(demo))
    assert set(placed.points) == set(graph)


@EVERY
@LEDGERS
def test_a_layout_places_by_what_it_reads_and_nobody_overlaps(
    layout: str, ledger: str, request: pytest.FixtureRequest
):
    snapshot = request.getfixturevalue(ledger)
    scene = pairing_scene(snapshot, layout=layout)
    assert overlapping(scene) == []
    assert scene.revision == pairing_scene(snapshot, layout=layout).revision
    assert set(scene.nodes.column("id").to_pylist()) == set(pairing_graph(snapshot))


@EVERY
def test_the_same_graph_is_placed_the_same(layout: str, demo: Snapshot):
    graph, groups = pairing_graph(demo), groups_of(demo)
    again = nx.MultiGraph()
    again.add_nodes_from(reversed(list(graph.nodes(data=True))))
    again.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    arrange = LAYOUTS[layout].arrange
    assert arrange(graph, groups).points == arrange(again, groups).points


@EVERY
def test_what_stays_under_a_filter_stays_where_it_was(layout: str, demo: Snapshot):
    graph = pairing_graph(demo)
    whole = _places(pairing_scene(demo, layout=layout))
    chosen = [Filter("status", ("expired",)), Filter("side", ("soe",))]
    part = _places(pairing_scene(demo, apply_filters(graph, chosen), layout=layout))
    assert 0 < len(part) < len(whole)
    assert part == {node: whole[node] for node in part}


def _places(scene: Scene) -> dict[str, tuple[float, float]]:
    return {node["id"]: (node["x"], node["y"]) for node in scene.nodes.to_pylist()}


@EVERY
def test_language_moves_nothing(layout: str, demo: Snapshot):
    chinese, english = (pairing_scene(demo, layout=layout, language=each) for each in ("zh", "en"))
    assert _places(chinese) == _places(english)


@EVERY
def test_a_layout_leaves_the_graph_alone(layout: str, demo: Snapshot):
    graph = pairing_graph(demo)
    before = repr((sorted(graph.nodes(data=True)), list(graph.edges(data=True))))
    LAYOUTS[layout].arrange(graph, groups_of(demo))
    assert repr((sorted(graph.nodes(data=True)), list(graph.edges(data=True)))) == before


@EVERY
def test_every_layout_draws_an_empty_ledger(layout: str):
    assert pairing_scene(picture(), layout=layout).nodes.num_rows == 0


@EVERY
def test_every_layout_says_how_it_places(layout: str):
    assert (LAYOUTS[layout].arrange.__doc__ or "").startswith("Place ")


def test_columns_put_state_owned_at_the_left_of_non_public(demo: Snapshot):
    graph = pairing_graph(demo)
    points = LAYOUTS["columns"].arrange(graph, groups_of(demo)).points
    hosts: dict[str, list[float]] = {}
    for a, b, data in graph.edges(data=True):
        if data["in_force"]:
            host, guest = (a, b) if graph.nodes[a]["bipartite"] == 0 else (b, a)
            hosts.setdefault(guest, []).append(points[host][0])
    apart = {min(points[g][0] - x for x in xs if x < points[g][0]) for g, xs in hosts.items()}
    assert len(apart) == 1
    assert apart.pop() > 0


def test_hubs_have_their_guests_round_them(demo: Snapshot):
    graph = pairing_graph(demo)
    points = LAYOUTS["hubs"].arrange(graph, groups_of(demo)).points
    hosts: dict[str, set[str]] = {}
    for a, b, data in graph.edges(data=True):
        if data["in_force"]:
            host, guest = (a, b) if graph.nodes[a]["bipartite"] == 0 else (b, a)
            hosts.setdefault(guest, set()).add(host)
    hubs = {host for each in hosts.values() for host in each}
    single = [(guest, *own) for guest, own in hosts.items() if len(own) == 1]
    near = sum(
        own == min(hubs, key=lambda hub: hypot(*_minus(points[hub], points[guest])))
        for guest, own in single
    )
    # an outer ring of a large hub may touch a small one
    assert near > 0.85 * len(single) > 50


def _minus(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return a[0] - b[0], a[1] - b[1]


def shared_guest() -> Snapshot:
    """Two hosts of one guest, of whom the later has no other; and somebody without a pair."""
    people = [r for ident in ("s1", "s2", "s3", "n1", "n2", "n3") for r in organisation(ident)]
    return picture(
        *people,
        *agreement("first", "s1", "n1", dates=("2009-01-01", "2020-01-01")),
        *agreement("alone", "s1", "n2", dates=("2009-01-01", "2020-01-01")),
        *agreement("later", "s2", "n1", dates=("2010-01-01", "2020-01-01")),
    )


@EVERY
@pytest.mark.parametrize("ledger", ["shared", "demo", "shangjie"])
def test_nobody_in_a_tray_of_the_unpaired_has_a_pair(
    layout: str, ledger: str, request: pytest.FixtureRequest
):
    snapshot = shared_guest() if ledger == "shared" else request.getfixturevalue(ledger)
    graph = pairing_graph(snapshot)
    placed = LAYOUTS[layout].arrange(graph, groups_of(snapshot))
    paired = {end for a, b, data in graph.edges(data=True) if data["in_force"] for end in (a, b)}
    trays = [each for each in placed.blocks if each.tray == "unpaired"]
    inside = {
        node
        for node, (x, y) in placed.points.items()
        for tray in trays
        if tray.x <= x <= tray.x + tray.width and tray.y <= y <= tray.y + tray.height
    }
    assert not inside & paired


def test_a_villages_organisations_are_drawn_with_their_township():
    places = [
        Division(id="t", name="镇", level=DivisionLevel.township),
        Division(id="v", name="村", level=DivisionLevel.village, parent="t"),
    ]
    records = [
        *organisation("s1", division="v"),
        *organisation("n1", division="t"),
        *organisation("n2"),
    ]
    groups = groups_of(picture(places, records))
    assert groups["s1"] == groups["n1"] == "t"
    assert groups["n2"] not in ("t", "v")


def test_an_invented_organisation_is_marked_in_the_picture(demo: Snapshot):
    assert all(pairing_scene(demo).nodes.column("synthetic").to_pylist())


def test_a_collective_shows_how_many_it_stands_for(shangjie: Snapshot):
    nodes = {node["id"]: node for node in pairing_scene(shangjie).nodes.to_pylist()}
    assert nodes["sj-np"]["members"] == 30
    assert nodes["sj-np"]["shape"] == "collective"
    assert "30" in nodes["sj-np"]["title"]


def test_the_edge_of_shangjie_reads_at_least_thirty_and_reported_thirty_two(shangjie: Snapshot):
    [edge] = pairing_scene(shangjie).edges.to_pylist()
    assert "≥ 30" in edge["label"]
    assert "32" in edge["label"]


def test_two_agreements_of_a_couple_are_two_lines():
    twice = [agreement("g1", "s1", "n1"), agreement("g2", "s1", "n1")]
    made = pairing_scene(picture(organisation("s1"), organisation("n1"), *twice))
    assert len(set(made.edges.column("curve").to_pylist())) == 2


@LEDGERS
def test_proposed_pairs_alone_do_not_cross(ledger: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(ledger)
    graph = pairing_graph(snapshot)
    hosts = sorted(n for n, data in graph.nodes(data=True) if data["bipartite"] == 0)
    guests = sorted(n for n, data in graph.nodes(data=True) if data["bipartite"] == 1)
    proposed = [(guest, hosts[place * 7 % len(hosts)]) for place, guest in enumerate(guests)]
    scene = proposal_scene(snapshot, proposed)
    at = {node["id"]: (node["x"], node["y"]) for node in scene.nodes.to_pylist()}
    assert set(at) == {ident for pair in proposed for ident in pair}
    lines = [(at[host], at[guest]) for guest, host in proposed]
    for (a, b), (c, d) in combinations(nonempty(lines), 2):
        if a[0] == c[0]:  # the same fold: above at the left is above at the right
            assert (a[1] - c[1]) * (b[1] - d[1]) >= 0
