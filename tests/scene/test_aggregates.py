"""A network too large to draw: every organisation in exactly one mark, every pair drawn or counted."""

from collections import Counter
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.model import Snapshot
from graphs.network import count_edges, pairing_graph
from graphs.scene import ATTRIBUTES, LAYOUTS, Look, aggregate_scene
from graphs.scene.aggregates import cut, tree_of
from graphs.scene.attributes import Classes, classes

EVERY = pytest.mark.parametrize("key", ATTRIBUTES)


def _overlapping(scene) -> list[tuple[str, str]]:
    marks = scene.nodes.to_pylist()
    return [
        (a["id"], b["id"])
        for a, b in combinations(marks, 2)
        if hypot(a["x"] - b["x"], a["y"] - b["y"]) < a["size"] + b["size"] - 0.01
    ]


@given(
    of=st.dictionaries(st.sampled_from([f"o{n}" for n in range(12)]), st.sampled_from("tuvw")),
    opened=st.lists(st.sampled_from(["t", "u", "v", "w", "c", "d", "none"]), max_size=5),
    most=st.integers(1, 14),
)
def test_every_organisation_is_in_exactly_one_mark(of, opened, most):
    above = {"t": "c", "u": "c", "v": "d", "c": "d"}
    tree = tree_of(of, Classes(of=of, words={}, above=above))
    found = cut(tree, opened, most=most)
    assert set(found.mark_of) == set(of)
    drawn = [each for closed, own in found.panels.values() for each in (*closed, *own)]
    assert all(count == 1 for count in Counter(drawn).values())
    marks = {mark.removeprefix("group:") for mark in found.mark_of.values()}
    assert marks == set(drawn)
    assert not set(found.refused) - {*opened, *tree.above}


def test_a_class_too_large_to_open_is_divided_into_parts():
    of = {f"o{n:05}": "t" for n in range(4_321)}
    tree = tree_of(of, Classes(of=of, words={}))
    assert len(tree.within("t")) == len(of)
    assert max(len(own) for own in tree.members.values()) <= 1_000
    many = {f"o{n:05}": f"t{n}" for n in range(3_000)}
    wide = tree_of(many, Classes(of=many, words={}))
    assert max(len(below) for below in wide.below.values()) <= 400


@EVERY
def test_an_attribute_classifies_everybody_and_names_every_class(key: str, demo: Snapshot):
    found = classes(demo, key)
    assert set(found.of) == set(pairing_graph(demo))
    assert all(found.words[each].zh and found.words[each].en for each in set(found.of.values()))
    assert all(found.words[each] for each in found.above.values() if each in found.of.values())


@EVERY
def test_every_pair_is_drawn_in_a_bundle_or_inside_a_mark(key: str, demo: Snapshot):
    scene = aggregate_scene(demo, look=Look(group=key))
    names = scene.nodes.column("id").to_pylist()
    assert len(set(names)) == len(names)
    inside = sum(node["members"] for node in scene.nodes.to_pylist() if node["id"][:6] == "group:")
    alone = sum(node["id"][:6] != "group:" for node in scene.nodes.to_pylist())
    own = [node for node, data in pairing_graph(demo).nodes(data=True) if not data["stub"]]
    assert inside + alone == len(own)
    counted = count_edges(data for *_, data in pairing_graph(demo).edges(data=True))
    assert counted.words().zh in scene.sentence.zh


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_open_is_drawn_and_nobody_overlaps(layout: str, demo: Snapshot):
    of = classes(demo, "township").of
    towns = sorted(set(of.values()))[:3]
    scene = aggregate_scene(demo, look=Look(opened=tuple(towns)), layout=layout)
    drawn = set(scene.nodes.column("id").to_pylist())
    own = {node for node, data in pairing_graph(demo).nodes(data=True) if not data["stub"]}
    assert {node for node in own if of[node] in towns} <= drawn
    assert not {f"group:{town}" for town in towns} & drawn
    assert _overlapping(scene) == []
    again = aggregate_scene(demo, look=Look(opened=tuple(towns[::-1])), layout=layout)
    assert again.revision == scene.revision


def test_no_member_with_a_pair_stands_among_the_unpaired(demo: Snapshot):
    """The partner of somebody in an open township is drawn: beside it, or at home."""
    of = classes(demo, "township").of
    town = min(set(of.values()))
    scene = aggregate_scene(demo, look=Look(opened=(town,)))
    drawn = set(scene.nodes.column("id").to_pylist())
    graph = pairing_graph(demo)
    own = [node for node in graph if of[node] == town]
    assert own
    assert {partner for node in own for partner in graph[node]} <= drawn
