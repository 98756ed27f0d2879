"""The counties of a ledger as problems to plan, each read where it is planned."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

from graphs.ledger import Entry, Home, Ledger, open_ledger
from graphs.model import DivisionLevel, Scope
from graphs.planning import PLANNING_COLUMNS, County, PlanningProblem, problem_from_snapshot
from graphs.proposals import refused_by_rules

__all__ = ["counties_of", "county_problem"]

_ABOVE = (None, DivisionLevel.province, DivisionLevel.prefecture)


def counties_of(
    ledger: Ledger,
    source: tuple[Home, Entry],
    *,
    under: str | None,
    as_of: dt.date,
    check_rules: bool = False,
) -> Iterator[County]:
    """Yield the counties of a ledger, or of a division of it, each to be read from ``source``.

    With ``check_rules`` organisations in error take no part, as where a single plan is made.

    A division without a county above it, as a district's own ledger has, counts as one. The walk
    goes by code and name and reads one level at a time, so that the first county is there at once.

    Raises
    ------
    NotFound
        There is no such division.
    """
    for entry in ledger.divisions(under):
        if entry.level in _ABOVE and entry.children:
            yield from counties_of(
                ledger, source, under=entry.id, as_of=as_of, check_rules=check_rules
            )
        else:
            load = functools.partial(
                county_problem, source, entry.id, as_of, check_rules=check_rules
            )
            yield County(id=entry.id, load=load)


def county_problem(
    source: tuple[Home, Entry], division: str, as_of: dt.date, *, check_rules: bool
) -> PlanningProblem:
    """Return the problem of a division: its unpaired guests, its hosts.

    Raises
    ------
    LedgerError
        The ledger cannot be opened where this runs.
    NotFound
        The division is not there on that day.
    """
    ledger, scope = _opened(*source), Scope("division", division)
    if not check_rules:  # the rules look at everything, a plan at little of it
        read = ledger.extract(PLANNING_COLUMNS, scope, as_of, in_units=True)
        return problem_from_snapshot(read)
    snapshot = ledger.snapshot(scope, as_of)
    return problem_from_snapshot(snapshot, refused=refused_by_rules(snapshot))


@functools.lru_cache(maxsize=1)
def _opened(home: Home, entry: Entry) -> Ledger:
    """Keep a worker's ledger open from one county to the next."""
    if entry.kind == "shipped":
        return home.open(entry.key)
    return open_ledger(entry.where, read_only=True)
