"""Neighbours added in place, marks hidden, a path: what was drawn stays where it was."""

from __future__ import annotations

import pytest
from factory import agreement, organisation, picture

from graphs.model import Chain, ChainMember, Organisation, OrganisationKind, Snapshot, Superior
from graphs.network import Filter, neighbours
from graphs.scene import PictureEdits, edited_scene
from graphs.scene import picture as drawn_picture
from graphs.scene.edits.scene_marks import marks_of

HUB = "s1"


@pytest.fixture(scope="module")
def town() -> Snapshot:
    people = [r for ident in ("s1", "s2", "n1", "n2", "n3", "g1") for r in organisation(ident)]
    return picture(
        *people,
        Organisation(id="c1", name="区委", kind=OrganisationKind.local_committee),
        Superior(id="u1", organisation="s1", superior="c1"),
        Superior(id="u2", organisation="s2", superior="c1"),
        Chain(id="k1", name="花卉"),
        ChainMember(id="m1", chain="k1", member="s1"),
        ChainMember(id="m2", chain="k1", member="n3"),
        *agreement("a1", "s1", "n1"),
        *agreement("a2", "s2", "n2"),
        *agreement("a3", "s1", "g1"),
        *agreement("old", "s1", "n2", dates=("2008-01-01", "2009-01-01")),
    )


def near(town: Snapshot, ident: str, *filters: Filter, steps: int = 1) -> set[str]:
    return set(neighbours(town, ident, filters, steps=steps).steps)


IN_FORCE = Filter("status", ("active", "expiring"))


def test_partners_superior_unit_and_chain_are_neighbours(town: Snapshot) -> None:
    assert near(town, HUB, IN_FORCE) == {"n1", "g1", "c1", "u-s1", "k1"}


def test_the_filters_decide_which_partners_are_neighbours(town: Snapshot) -> None:
    assert "n2" in near(town, HUB)
    assert "n2" not in near(town, HUB, IN_FORCE)
    assert near(town, HUB, IN_FORCE, Filter("kind", ("local_committee",))) & {"n1", "c1"} == {"c1"}


@pytest.mark.parametrize("steps", [2, 3])
def test_siblings_under_one_committee_or_on_one_chain_are_not(town: Snapshot, steps: int) -> None:
    found = near(town, HUB, IN_FORCE, steps=steps)
    assert not {"s2", "n2", "n3"} & found


def test_from_the_committee_itself_they_are_reached(town: Snapshot) -> None:
    assert near(town, "c1") == {"s1", "s2"}
    assert {"n1", "n2"} <= near(town, "c1", IN_FORCE, steps=2)


def scene(town: Snapshot, **edits: object):
    base = drawn_picture(town, "hubs", [IN_FORCE], language="zh")
    changed = PictureEdits(**edits)  # type: ignore[arg-type]  # as a reader leaves them
    return base, edited_scene(base, town, changed, [IN_FORCE], language="zh")


def test_expanding_moves_nobody_and_adds_on_free_places(town: Snapshot) -> None:
    before, after = scene(town, expanded=((HUB, 1),))
    old = {n.id: (n.x, n.y) for n in marks_of(before).nodes}
    new = {n.id: (n.x, n.y) for n in marks_of(after).nodes}
    assert {ident: new[ident] for ident in old} == old
    assert set(new) - set(old) == {"g1", "c1", "u-s1", "k1"}
    assert len(set(new.values())) == len(new)
    assert "展开多画了 4 个" in after.sentence.zh


def test_a_second_expansion_leaves_the_first_where_it_is(town: Snapshot) -> None:
    _, once = scene(town, expanded=((HUB, 1),))
    _, twice = scene(town, expanded=((HUB, 1), ("c1", 1)))
    first = {n.id: (n.x, n.y) for n in marks_of(once).nodes}
    then = {n.id: (n.x, n.y) for n in marks_of(twice).nodes}
    assert {ident: then[ident] for ident in first} == first


def test_what_is_hidden_goes_with_its_lines_and_is_counted(town: Snapshot) -> None:
    _, after = scene(town, hidden=("n1",))
    marks = marks_of(after)
    assert "n1" not in {n.id for n in marks.nodes}
    assert not [e for e in marks.edges if "n1" in (e.source, e.target)]
    assert "手动隐去 1 个" in after.sentence.zh


def test_a_path_is_drawn_whatever_of_it_was_not_there(town: Snapshot) -> None:
    _, after = scene(town, path=("s1", "c1", "s2"))
    marks = marks_of(after)
    assert "c1" in {n.id for n in marks.nodes}
    assert [e.id for e in marks.edges if e.color == "path"] == ["path|c1|s2", "path|s1|c1"]


def test_a_mark_stands_where_it_was_put(town: Snapshot) -> None:
    _, after = scene(town, moved={"n1": (900.0, 40.0)}, expanded=(("n1", 1),))
    placed = {n.id: (n.x, n.y) for n in marks_of(after).nodes}
    assert placed["n1"] == (900.0, 40.0)


def test_who_is_gone_on_this_day_is_left_out_of_what_was_expanded(town: Snapshot) -> None:
    before, after = scene(town, expanded=(("nobody", 2),), path=("nobody", "s1"))
    assert after.nodes.num_rows == before.nodes.num_rows


def test_nodes_whose_pairs_are_filtered_out_are_pale_and_counted(town: Snapshot) -> None:
    found = drawn_picture(town, "hubs", [Filter("status", ("expired",))], language="zh")
    pale = {n.id for n in marks_of(found).nodes if n.emphasis == "muted"}
    assert pale == {"n1", "s2"}
    assert "2 个有结对、但其结对被筛选隐去" in found.sentence.zh
