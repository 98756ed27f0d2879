"""Nobody is at home in two places: scopes, extracts, search and counts of divisions agree."""

from __future__ import annotations

from itertools import product

import pytest
from ledger_factory import put
from nonempty import nonempty

from graphs.ledger import Extract, Ledger
from graphs.model import (
    RECORDS,
    Division,
    Hosting,
    Organisation,
    Profile,
    Record,
    Scope,
    Superior,
    Unit,
    home_divisions,
)

TOWNS = ("t1", "t2")
PATHS = {"p": "/p/", "c": "/p/c/", "t1": "/p/c/t1/", "t2": "/p/c/t2/", "v1": "/p/c/t1/v1/"}
LEAN = Extract(columns={"division": (), "organisation": ("name",)})
ALL = Extract(columns=dict.fromkeys(RECORDS))


def county() -> list[Record]:
    """Every combination of two units' places and a superior's, each an organisation of no place."""
    found: list[Record] = [Profile(id="profile", title="册"), Division(id="p", name="市")]
    found += [Division(id="c", name="区", parent="p"), Division(id="x", name="外区", parent="p")]
    found += [Division(id=town, name=town, parent="c") for town in TOWNS]
    found.append(Division(id="v1", name="村", parent="t1"))
    places = ("t1", "t2", "v1", "x", None)
    for number, (*units, above) in enumerate(product(places, places, (*TOWNS, "joint", None))):
        ident = f"o{number}"
        found.append(Organisation(id=ident, name=f"党支部{number}"))
        if above:
            found.append(Superior(id=f"s-{ident}", organisation=ident, superior=f"top-{above}"))
        for at, place in enumerate(units):
            unit = f"u-{ident}-{at}"
            found.append(Unit(id=unit, name=unit, division=place))
            found.append(Hosting(id=f"h-{unit}", organisation=ident, unit=unit))
    found += [Organisation(id=f"top-{town}", name="党委", division=town) for town in TOWNS]
    found += [Unit(id=f"u-{town}", name="厂", division=town) for town in TOWNS]
    found.append(Organisation(id="top-joint", name="联合党委"))
    found += [Hosting(id=f"h-{t}", organisation="top-joint", unit=f"u-{t}") for t in TOWNS]
    return found


@pytest.fixture
def joint(ledger: Ledger) -> Ledger:
    put(ledger, *county())
    return ledger


def inside(ledger: Ledger, where: str, extract: Extract = ALL) -> list[str]:
    seen = ledger.extract(extract, Scope("division", where))
    return sorted(set(seen.column("organisation", "id")) - seen.stubs)


def test_siblings_and_what_lies_directly_share_everybody_out(joint: Ledger) -> None:
    alone = Extract(columns=dict.fromkeys(RECORDS), alone=True)
    parts = [*TOWNS, "c"]
    shared = [inside(joint, part, alone if part == "c" else ALL) for part in parts]
    assert all(shared)
    assert sorted(ident for part in shared for ident in part) == inside(joint, "c")
    top = [inside(joint, "c"), inside(joint, "x"), inside(joint, "p", alone)]
    assert sorted(ident for part in top for ident in part) == inside(joint, "p")


def test_an_extract_of_any_columns_has_the_same_organisations(joint: Ledger) -> None:
    for where in ("p", "c", "x", *TOWNS, "v1"):
        assert inside(joint, where, LEAN) == inside(joint, where)


def test_search_and_counts_of_divisions_say_the_same(joint: Ledger) -> None:
    whole = joint.snapshot(Scope()).homes
    for where in nonempty(("p", "c", "x", *TOWNS, "v1")):
        here = inside(joint, where)
        assert joint.division(where).organisations == len(here)
        hits = joint.search("党", limit=500, scope=Scope("division", where))
        found = {hit.id: hit.division for hit in hits if hit.kind == "organisation"}
        assert sorted(found) == here
        assert found == {ident: whole[ident] for ident in here}


def test_counts_follow_the_head(joint: Ledger) -> None:
    before = joint.division("t2").organisations
    put(
        joint,
        Organisation(id="new", name="新党支部"),
        Hosting(id="h-new", organisation="new", unit="u-t2"),
    )
    assert joint.snapshot(Scope()).homes["new"] == "t2"
    assert joint.division("t2").organisations == before + 1


def test_a_circle_of_superiors_is_where_all_above_it_are() -> None:
    found = home_divisions(
        ("a", "b", "c"), stated={"top": "t1"}, of_units={},
        superiors={"a": ["b"], "b": ["a", "top"], "c": ["c"]}, paths=PATHS,
    )  # fmt: skip
    assert found == {"a": "t1", "b": "t1"}
