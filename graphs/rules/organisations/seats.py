"""How many seats a committee of each kind has."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.model import (
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    Quantity,
    Side,
    Unit,
)
from graphs.rules.basis.authorities import BRANCH_REGULATIONS, NON_PUBLIC_RULES
from graphs.rules.basis.facts import Facts, Row, bounds_of, kind_of, name_of
from graphs.rules.basis.needs import needed, needs_kind, needs_ownership
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["branch_committee", "general_branch_and_committee_seats"]

_BRANCHES = (OrganisationKind.branch, OrganisationKind.joint_branch)
_GENERAL = (OrganisationKind.general_branch, OrganisationKind.joint_general_branch)
_LARGE = (*_GENERAL, OrganisationKind.committee)
_AS_OF = "2024-06-30"


def _branch(full_members: int, *, seats: int) -> Organisation:
    return Organisation(
        id="o1",
        name="甲公司党支部",
        kind=OrganisationKind.branch,
        full_members=Quantity("=", full_members),
        committee_seats=seats,
    )


@rule(
    number="R5",
    label=Text(zh="支委会职数", en="seats of a branch committee"),
    severity=Severity.hint,
    remedy=Text(zh="核对正式党员数与委员职数", en="check the full members and the seats"),
    source=BRANCH_REGULATIONS,
    passing=Example(as_of=_AS_OF, records=(_branch(9, seats=3),)),
    failing=Example(as_of=_AS_OF, records=(_branch(9, seats=9),)),
    needs=(
        needed("organisation", "full_members", of=_BRANCHES),
        needed("organisation", "committee_seats", of=_BRANCHES),
        needs_kind(),
    ),
)
def branch_committee(facts: Facts) -> Iterator[Violation]:
    """Seven full members and more elect a committee of 3 to 5, at most 7; fewer elect none.

    Fewer than seven have one secretary and, where needed, one deputy. Judged only where both the
    full members and the seats are recorded.
    """
    for row in facts.living(*_BRANCHES):
        full, seats = bounds_of(row, "full_members"), row["committee_seats"]
        if full is None or seats is None:
            continue
        large = full.low >= 7 and not 3 <= seats <= 7
        small = full.high is not None and full.high < 7 and seats > 2
        if large or small:
            yield _seats(facts, row, full.words(), seats)


def _seats(facts: Facts, row: Row, full: Text, seats: int) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        value=str(seats),
        sentence=Text(
            zh="{name}有正式党员 {count} 人，登记委员 {seats} 名",
            en="{name} has {count} full members and {seats} committee seats",
        ).format(name=name_of(row), count=full, seats=seats),
    )


def _private(seats: int, deputies: int = 1) -> tuple[Organisation | Hosting | Unit, ...]:
    general = Organisation(
        id="o1",
        name="甲公司党总支",
        kind=OrganisationKind.general_branch,
        committee_seats=seats,
        deputy_secretaries=deputies,
    )
    unit = Unit(id="u1", name="甲公司", ownership=Ownership.private)
    return (general, Hosting(id="h1", organisation="o1", unit="u1"), unit)


@rule(
    number="R6",
    label=Text(
        zh="非公企业总支、党委职数", en="seats in non-public general branches and committees"
    ),
    severity=Severity.hint,
    remedy=Text(zh="核对委员、副书记职数", en="check the seats and the deputies"),
    source=NON_PUBLIC_RULES,
    passing=Example(as_of=_AS_OF, records=_private(5)),
    failing=Example(as_of=_AS_OF, records=_private(9)),
    needs=(
        needed("organisation", "committee_seats", "deputy_secretaries", of=_LARGE),
        needs_ownership(*_LARGE),
        needs_kind(),
    ),
    also=("hosting.*",),
)
def general_branch_and_committee_seats(facts: Facts) -> Iterator[Violation]:
    """In a non-public enterprise a general branch has 3 to 5 seats, a committee 5 to 7.

    Deputy secretaries are one or two.
    """
    usual = {**dict.fromkeys(_GENERAL, (3, 5)), OrganisationKind.committee: (5, 7)}
    for row in facts.living(*usual):
        kind = kind_of(row)
        if kind is None or facts.side(row["id"]) is not Side.non_public:
            continue
        low, high = usual[kind]
        seats, deputies = row["committee_seats"], row["deputy_secretaries"]
        for part, value, wrong in (
            ("seats", seats, seats is not None and not low <= seats <= high),
            ("deputies", deputies, deputies is not None and not 1 <= deputies <= 2),
        ):
            if wrong:
                yield Violation(
                    records=(row["id"],),
                    on=facts.day,
                    part=part,
                    value=str(value),
                    sentence=Text(
                        zh="{name}登记{what} {value} 名", en="{name} records {value} {what}"
                    ).format(name=name_of(row), value=value, what=_SEAT_WORDS[part]),
                )


_SEAT_WORDS = {
    "seats": Text(zh="委员", en="committee seats"),
    "deputies": Text(zh="副书记", en="deputy secretaries"),
}
