"""The counties of a ledger as problems to plan, each read where it is planned."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

from graphs.ledger import DivisionEntry, Entry, Extract, Home, Ledger, open_ledger
from graphs.model import RECORDS, DivisionLevel, Scope
from graphs.planning import County, PlanningProblem, problem_from_snapshot, required_columns
from graphs.proposals import refused_by_rules

__all__ = ["DIRECT", "counties_of", "county_problem"]

_ABOVE = (None, DivisionLevel.province, DivisionLevel.prefecture)

DIRECT = ":direct"
"""Ends the id of what is placed in a prefecture or province itself and in no county of it."""


def counties_of(
    ledger: Ledger,
    source: tuple[Home, Entry],
    *,
    under: str | None,
    as_of: dt.date,
    everyone: bool = False,
    check_rules: bool = False,
    revision: int | None = None,
) -> Iterator[County]:
    """Yield the counties of a ledger, or of a division of it, each to be read from ``source``.

    Each is read as known at the ``revision``, the newest by default; which counties there are is
    asked of the newest. With ``everyone`` guests that have a pair are planned for too; with ``check_rules``
    organisations in error take no part, as where a single plan is made.

    A division without a county above it, as a district's own ledger has, counts as one. Whoever is
    placed in a prefecture or province itself is planned there, as one more. The walk goes by code
    and name and reads one level at a time, so that the first county is there at once.

    Raises
    ------
    NotFound
        There is no such division.
    """
    load = functools.partial(
        county_problem,
        source,
        as_of=as_of,
        everyone=everyone,
        check_rules=check_rules,
        revision=revision,
    )
    for entry in ledger.divisions() if under is None else (ledger.division(under),):
        yield from _within(ledger, entry, load)


def _within(
    ledger: Ledger, entry: DivisionEntry, load: functools.partial[PlanningProblem]
) -> Iterator[County]:
    if entry.level not in _ABOVE or not entry.children:
        yield County(id=entry.id, load=functools.partial(load, entry.id))
        return
    below = ledger.divisions(entry.id)
    if entry.organisations > sum(each.organisations for each in below):
        yield County(id=entry.id + DIRECT, load=functools.partial(load, entry.id, direct=True))
    for each in below:
        yield from _within(ledger, each, load)


def county_problem(
    source: tuple[Home, Entry],
    division: str,
    *,
    as_of: dt.date,
    everyone: bool,
    check_rules: bool,
    direct: bool = False,
    revision: int | None = None,
) -> PlanningProblem:
    """Return the problem of a division: its unpaired guests (or every one), its hosts.

    With ``direct`` only of those placed in it and in no division below.

    Raises
    ------
    LedgerError
        The ledger cannot be opened where this runs.
    NotFound
        The division is not there on that day.
    """
    ledger, scope = _opened(*source), Scope("division", division)
    if not check_rules:  # the rules look at everything, a plan at little of it
        lean = Extract(columns=required_columns(), in_units=True, alone=direct)
        found = ledger.extract(lean, scope, as_of, revision)
        return problem_from_snapshot(found, everyone=everyone)
    every = Extract(columns=dict.fromkeys(RECORDS), alone=direct)
    whole = ledger.extract(every, scope, as_of, revision)
    return problem_from_snapshot(whole, everyone=everyone, refused=refused_by_rules(whole))


@functools.lru_cache(maxsize=1)
def _opened(home: Home, entry: Entry) -> Ledger:
    """Keep a worker's ledger open from one county to the next."""
    if entry.key:
        return home.open(entry.key)
    return open_ledger(entry.where, read_only=True)
