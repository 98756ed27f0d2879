"""The table of terms of office: by kind, by sector and by the day of the election.

The table is versioned, for the rules were: an election is judged by what held on its day, and a
sitting body first finishes its old term.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.model import Choice, OrganisationKind
from graphs.text import Text

__all__ = ["TERMS", "Level", "Sector", "Term", "level_of", "term_years"]

_REFORM = dt.date(2018, 7, 1)
_FIRST = dt.date(1993, 7, 1)


class Level(Choice):
    """The level of an organisation, as terms distinguish it."""

    committee = Text(zh="党委", en="committee")
    general_branch = Text(zh="总支", en="general branch")
    branch = Text(zh="支部", en="branch")


class Sector(Choice):
    """The sector of an organisation, as terms distinguish it."""

    village = Text(zh="村和社区", en="villages and communities")
    enterprise = Text(zh="企业", en="enterprises")
    other = Text(zh="其他", en="others")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A row of the table: elections from a day on, of a level in a sector, for so many years.

    ``until`` is half-open; ``None`` where the row still holds. Years are a range where the rule
    distinguishes what a ledger does not record (large and medium firms).

    Examples
    --------
    >>> len(TERMS)
    18
    """

    level: Level
    sector: Sector
    since: dt.date
    until: dt.date | None
    shortest: int
    longest: int


def _rows(
    since: dt.date, until: dt.date | None, years: dict[tuple[Level, Sector], tuple[int, int]]
) -> tuple[Term, ...]:
    return tuple(
        Term(level=level, sector=sector, since=since, until=until, shortest=low, longest=high)
        for (level, sector), (low, high) in years.items()
    )


TERMS = (
    *_rows(
        _FIRST,
        _REFORM,
        {
            (Level.committee, Sector.village): (3, 3),
            (Level.committee, Sector.enterprise): (3, 4),  # large and medium firms: four
            (Level.committee, Sector.other): (3, 4),  # universities: four
            (Level.general_branch, Sector.village): (3, 3),
            (Level.general_branch, Sector.enterprise): (3, 3),
            (Level.general_branch, Sector.other): (3, 3),
            (Level.branch, Sector.village): (3, 3),
            (Level.branch, Sector.enterprise): (2, 2),
            (Level.branch, Sector.other): (2, 2),
        },
    ),
    *_rows(
        _REFORM,
        None,
        {
            (Level.committee, Sector.village): (5, 5),
            (Level.committee, Sector.enterprise): (5, 5),
            (Level.committee, Sector.other): (5, 5),
            (Level.general_branch, Sector.village): (5, 5),
            (Level.general_branch, Sector.enterprise): (3, 3),
            (Level.general_branch, Sector.other): (3, 3),
            (Level.branch, Sector.village): (5, 5),
            (Level.branch, Sector.enterprise): (3, 3),
            (Level.branch, Sector.other): (3, 3),
        },
    ),
)
"""Every term of office by level, sector and election date: TERM1993 and TERM2018."""

_LEVELS = {
    OrganisationKind.branch: Level.branch,
    OrganisationKind.joint_branch: Level.branch,
    OrganisationKind.general_branch: Level.general_branch,
    OrganisationKind.joint_general_branch: Level.general_branch,
    OrganisationKind.committee: Level.committee,
    OrganisationKind.comprehensive_committee: Level.committee,
}


def level_of(kind: OrganisationKind | None) -> Level | None:
    """Return the level whose terms a kind has; ``None`` for bodies that members do not elect.

    Examples
    --------
    >>> level_of(OrganisationKind.joint_branch).name, level_of(OrganisationKind.working_committee)
    ('branch', None)
    """
    return _LEVELS.get(kind) if kind else None


def term_years(level: Level, sector: Sector, elected_on: dt.date) -> tuple[int, int] | None:
    """Return the shortest and longest term of an election; ``None`` before the table begins.

    Examples
    --------
    >>> term_years(Level.branch, Sector.enterprise, dt.date(2010, 3, 1))
    (2, 2)
    >>> term_years(Level.branch, Sector.enterprise, dt.date(2019, 3, 1))
    (3, 3)
    """
    for term in TERMS:
        holds = term.since <= elected_on and (term.until is None or elected_on < term.until)
        if holds and (term.level, term.sector) == (level, sector):
            return term.shortest, term.longest
    return None
