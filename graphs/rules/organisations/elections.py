"""Elections: terms that end, terms overdue, delegates instead of members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from graphs.model import (
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Unit,
)
from graphs.months import years_after
from graphs.rules.basis.authorities import ELECTION_REGULATIONS, TERMS_OPINION
from graphs.rules.basis.facts import Facts, Row, bounds_of, date_of, kind_of, name_of
from graphs.rules.basis.needs import needed, needs_kind
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.rules.basis.terms_of_office import Sector, level_of, term_years
from graphs.text import Text

__all__ = ["congress_of_delegates", "term_of_office"]

_AS_OF = "2024-06-30"
_DUE_SOON_DAYS = 183  # half a year, the usual notice for an election


def _sector(facts: Facts, organisation: str) -> Sector:
    owners = facts.sectors(organisation)
    if Ownership.village in owners:
        return Sector.village
    public = {Ownership.public_body, Ownership.social_organisation}
    return Sector.other if owners and owners <= public else Sector.enterprise


def _elected(
    elected: str, extended: str | None = None
) -> tuple[Organisation | Hosting | Unit, ...]:
    branch = Organisation(
        id="o1",
        name="甲公司党支部",
        kind=OrganisationKind.branch,
        elected_on=PartialDate(elected),
        term_extended_to=PartialDate(extended) if extended else None,
    )
    unit = Unit(id="u1", name="甲公司", ownership=Ownership.private)
    return (branch, Hosting(id="h1", organisation="o1", unit="u1"), unit)


@rule(
    number="R7",
    label=Text(zh="按期换届", en="elections in time"),
    severity=Severity.warning,
    remedy=Text(
        zh="安排换届，或登记上级批准的延期（不超过一年）",
        en="hold the election, or record the extension the superior body approved (at most a year)",
    ),
    source=TERMS_OPINION,
    passing=Example(as_of=_AS_OF, records=_elected("2022-05-01")),
    failing=Example(as_of=_AS_OF, records=_elected("2021-05-01")),
    needs=(
        needed("organisation", "elected_on", of=tuple(filter(level_of, OrganisationKind))),
        needs_kind(),
    ),
    also=("organisation.term_extended_to", "hosting.*", "unit.ownership"),
)
def term_of_office(facts: Facts) -> Iterator[Violation]:
    """A term ends after the years that held for its kind and sector on the day of the election.

    1. The last day is the election plus the longest term that may apply; an approved extension
    moves it, by a year at most. 2. Past it: a warning; more than a year past it, an error.
    3. Within half a year before it: a hint. 4. An extension of more than a year is an error.
    A partial date counts from its last day, so that nobody is called overdue who may not be.
    """
    for row in facts.living():
        elected = date_of(row, "elected_on")
        level = level_of(kind_of(row))
        if elected is None or elected.latest is None or level is None:
            continue
        years = term_years(level, _sector(facts, row["id"]), elected.latest)
        if years is not None:
            yield from _judged(facts, row, elected.latest, years_after(elected.latest, years[1]))


def _judged(facts: Facts, row: Row, elected: dt.date, regular: dt.date) -> Iterator[Violation]:
    extension = date_of(row, "term_extended_to")
    granted = extension.latest if extension and extension.latest else regular
    limit = years_after(regular, 1)
    if granted > limit:
        sentence = Text(
            zh="{name}延期至 {granted}，超过一年的限度 {limit}",
            en="{name} was extended to {granted}, past the limit of a year, {limit}",
        ).format(name=name_of(row), granted=granted, limit=limit)
        yield Violation(
            records=(row["id"],),
            on=elected,
            part="extension",
            value=str(granted),
            severity=Severity.error,
            sentence=sentence,
        )
    yield from _due(facts, row, elected, min(max(granted, regular), limit))


def _due(facts: Facts, row: Row, elected: dt.date, due: dt.date) -> Iterator[Violation]:
    if facts.day > due:
        part = "overdue"
        severity = Severity.error if facts.day > years_after(due, 1) else Severity.warning
        sentence = Text(
            zh="{name}任期于 {day} 届满，超期未换届",
            en="the term of {name} ended on {day}; overdue",
        )
    elif (due - facts.day).days <= _DUE_SOON_DAYS:
        part, severity = "due_soon", Severity.hint
        sentence = Text(zh="{name}任期将于 {day} 届满", en="the term of {name} ends on {day}")
    else:
        return
    yield Violation(
        records=(row["id"],),
        on=elected,
        part=part,
        value=str(due),
        severity=severity,
        sentence=sentence.format(name=name_of(row), day=due),
    )


@rule(
    number="R8",
    label=Text(zh="500 人以上可开党员代表大会", en="with 500 members delegates may meet instead"),
    severity=Severity.hint,
    remedy=Text(
        zh="选举前确认是党员大会还是代表大会",
        en="before an election decide whether members or delegates meet",
    ),
    source=ELECTION_REGULATIONS,
    passing=Example(
        as_of=_AS_OF,
        records=(Organisation(id="o1", name="甲公司党委", members=Quantity("=", 499)),),
    ),
    failing=Example(
        as_of=_AS_OF,
        records=(
            Organisation(
                id="o1",
                name="甲集团党委",
                kind=OrganisationKind.committee,
                members=Quantity("=", 620),
            ),
        ),
    ),
    needs=(needed("organisation", "members"),),
)
def congress_of_delegates(facts: Facts) -> Iterator[Violation]:
    """An organisation of 500 members and more may hold a congress of delegates."""
    for row in facts.living():
        members = bounds_of(row, "members")
        if members is not None and members.low >= 500:
            yield Violation(
                records=(row["id"],),
                on=facts.day,
                value=members.words().zh,
                sentence=Text(
                    zh="{name}有党员 {count} 人，可以召开党员代表大会",
                    en="{name} has {count} members and may hold a congress of delegates",
                ).format(name=name_of(row), count=members.words()),
            )
