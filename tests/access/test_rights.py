"""The table of rights: every role and area is in it, and no role both writes and decides."""

from __future__ import annotations

import pytest

from graphs.access import (
    AREAS_OF_KIND,
    AREAS_OF_MOVE,
    ONE_DESK,
    RIGHTS,
    Allowed,
    Area,
    Grant,
    Refused,
    Role,
    Visitor,
    may,
    roles_with,
)
from graphs.model import MOVES, RECORDS, Scope

TOWN, OTHER = Scope("division", "t1"), Scope("division", "t2")


def visitor(role: Role, scope: Scope = TOWN) -> Visitor:
    return Visitor(account="a", post="甲岗", grants=(Grant(role, scope),))


def test_every_role_has_rights_and_every_area_a_role() -> None:
    assert set(RIGHTS) == set(Role)
    assert all(roles_with(area) for area in Area)
    assert all(Area.read in rights for rights in RIGHTS.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Area.draft, Area.approve),
        (Area.approve, Area.sign),
        (Area.edit, Area.approve),
        (Area.accounts, Area.edit),
        (Area.accounts, Area.approve),
        (Area.backup, Area.download),
    ],
)
def test_no_role_does_both(one: Area, other: Area) -> None:
    assert [role for role in Role if {one, other} <= RIGHTS[role]] == []


def test_who_may_import_may_edit_too_so_that_a_name_of_a_revision_gives_nothing_more() -> None:
    assert all((Area.import_ in rights) == (Area.edit in rights) for rights in RIGHTS.values())


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("role", list(Role))
def test_the_answer_is_that_of_the_table(role: Role, area: Area) -> None:
    allowed = area in RIGHTS[role]
    own = visitor(role)
    assert isinstance(may(own, area, [TOWN, Scope("division", "c")]), Allowed) == allowed
    assert isinstance(may(own, area, [OTHER, Scope("division", "c")]), Refused)
    assert isinstance(may(own, area), Allowed) == allowed
    assert isinstance(may(visitor(role, Scope()), area, [OTHER]), Allowed) == allowed


@pytest.mark.parametrize("area", list(Area))
def test_a_refusal_says_who_could_in_both_languages(area: Area) -> None:
    found = may(Visitor(account="a", post="甲岗"), area)
    assert isinstance(found, Refused)
    for role in roles_with(area):
        assert role.label.zh in found.reason.zh
        assert role.label.en in found.reason.en


@pytest.mark.parametrize("area", list(Area))
def test_everything_is_open_at_one_desk_and_nothing_without_a_grant(area: Area) -> None:
    assert may(ONE_DESK, area, ()) == Allowed()
    assert isinstance(may(Visitor(account="a", post="甲岗"), area, ()), Refused)
    assert isinstance(may(Visitor(account="", verified=True), area), Refused)
    assert isinstance(may(Visitor(account="a", verified=False), area), Refused)


def test_every_verb_and_only_declared_record_types_have_areas() -> None:
    assert set(AREAS_OF_MOVE) == set(MOVES)
    assert set(AREAS_OF_KIND) <= set(RECORDS)
