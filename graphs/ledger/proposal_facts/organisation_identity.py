"""What identifies an organisation to an approver: name, division, units, ownership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.proposal_facts.organisation_names import known_rows
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.model import ProposalStage

__all__ = ["approved_in", "other_identity"]


def approved_in(connection: Connection, proposal: str, before: int = OPEN) -> int:
    """Return the revision that approved a proposal: the one that ended its last submission.

    With ``before`` the last one earlier than that revision.
    """
    table = RECORD_TABLES["proposal"]
    query = select(func.max(table.c.closed)).where(
        table.c.id == proposal,
        table.c.stage == ProposalStage.submitted.name,
        table.c.closed < before,
    )
    return connection.scalar(query) or 0


def other_identity(
    connection: Connection, organisations: Sequence[str], revision: int, *, on: int
) -> tuple[str, ...]:
    """Return those organisations whose id meant something else at a revision than it does now.

    Over all days together, and on the day of the signing by itself: a unit that an organisation
    left by then is still among all it ever had.
    """
    changed: set[str] = set()
    for day in (None, on):
        before = _identities(connection, organisations, revision, day)
        now = _identities(connection, organisations, OPEN - 1, day)
        changed.update(ident for ident in organisations if before[ident] != now[ident])
    return tuple(sorted(changed))


def _identities(
    connection: Connection, organisations: Sequence[str], revision: int, day: int | None
) -> defaultdict[str, set[tuple[object, ...]]]:
    """Return name and division, units and their ownership, over all days or on one, as known then."""
    table, hosts, units = (RECORD_TABLES[kind] for kind in ("organisation", "hosting", "unit"))

    def known(*tables: Table) -> Iterator[ColumnElement[bool]]:
        for each in tables:
            yield known_rows(each, revision)
            if day is not None:
                yield and_(each.c.valid_from <= day, each.c.valid_to > day)

    own = select(table.c.id, table.c.name, table.c.division).where(
        *known(table), in_list(connection, table.c.id, organisations)
    )
    hosted = (
        select(hosts.c.organisation, hosts.c.unit, units.c.name, units.c.ownership)
        .join(units, units.c.id == hosts.c.unit)
        .where(*known(hosts, units), in_list(connection, hosts.c.organisation, organisations))
    )
    found: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    for query in (own, hosted):
        for ident, *rest in connection.execute(query):
            found[ident].add(tuple(rest))
    return found
