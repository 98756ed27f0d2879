"""The ledger's facts about a proposal's organisations, over all of valid time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.proposal_facts.approval_day import stated_day
from graphs.ledger.proposal_facts.organisation_names import by_day, known_rows, organisation_names
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN, day_of
from graphs.model import (
    Agreement,
    Couple,
    Decision,
    LineageKind,
    Pairings,
    ProposalBasis,
    ProposalStage,
    conflicts,
    couple_of,
    from_row,
)
from graphs.network.agreement_status import Status, agreement_status
from graphs.text import Text

__all__ = ["basis_of", "ledger_day", "moved_since", "pairings"]

_OVER = frozenset({Status.ended, Status.expired})
_SUCCEEDED = frozenset({LineageKind.upgrade, LineageKind.merge, LineageKind.duplicate})


def ledger_day(connection: Connection, at: dt.datetime) -> dt.date:
    """Return the day a ledger speaks of: its own where it names one, else that of the moment.

    A day to come is not spoken of: agreements that end before it are in force now.
    """
    return min(stated_day(connection) or at.date(), at.date())


def pairings(
    connection: Connection, couples: Iterable[Couple], day: dt.date, *, beside: str = ""
) -> Pairings:
    """Return what is known of couples: who is gone, what is in force, who else proposes them.

    Agreements count that last to the day or beyond; proposals all but the one ``beside``.
    """
    wanted = {couple_of(*each) for each in couples}
    idents = sorted({ident for couple in wanted for ident in couple})
    return Pairings(
        names=organisation_names(connection, idents),
        gone=_gone(connection, idents),
        in_force=_in_force(connection, wanted, idents, day),
        proposed=_proposed(connection, wanted, idents, beside),
    )


def _gone(connection: Connection, idents: Sequence[str]) -> dict[str, Text]:
    table, lineage = RECORD_TABLES["organisation"], RECORD_TABLES["lineage"]
    found: dict[str, Text] = {}
    query = (
        select(table.c.id, func.max(table.c.valid_to), func.max(table.c.dissolved_on))
        .where(known_rows(table), in_list(connection, table.c.id, idents))
        .group_by(table.c.id)
    )
    for ident, last, dissolved in connection.execute(query):
        if last < OPEN or dissolved:
            words = Text(zh="已于 {day} 终止", en="has ended ({day})")
            found[ident] = words.format(day=dissolved or day_of(last))
    succeeded = select(lineage.c.predecessor, lineage.c.successor).where(
        known_rows(lineage),
        lineage.c.kind.in_([each.name for each in _SUCCEEDED]),
        in_list(connection, lineage.c.predecessor, idents),
    )
    heirs = {row[0]: row[1] for row in connection.execute(succeeded)}
    names = organisation_names(connection, heirs.values())
    for ident, heir in heirs.items():
        words = Text(zh="已并入{heir}", en="has gone into {heir}")
        found[ident] = words.format(heir=names.get(heir, Text.same(heir)))
    return found


def _in_force(
    connection: Connection, wanted: set[Couple], idents: Sequence[str], day: dt.date
) -> dict[Couple, Text]:
    table, agreements = RECORD_TABLES["signatory"], RECORD_TABLES["agreement"]
    after = table.c.valid_to > day.toordinal()
    own = select(table.c.agreement).where(
        known_rows(table), after, in_list(connection, table.c.organisation, idents)
    )
    query = select(table.c.agreement, table.c.organisation, table.c.partner).where(
        known_rows(table), after, table.c.agreement.in_(own)
    )
    parties: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for agreement, organisation, partner in connection.execute(query):
        parties[agreement].append((organisation, partner))
    by_agreement = {
        ident: couples for ident, rows in parties.items() if (couples := _couples(rows) & wanted)
    }
    found: dict[Couple, Text] = {}
    rows = select(agreements).where(
        known_rows(agreements),
        agreements.c.valid_to > day.toordinal(),
        in_list(connection, agreements.c.id, sorted(by_agreement)),
    )
    for row in connection.execute(by_day(rows, agreements)).mappings():
        item = from_row(Agreement, dict(row))
        if agreement_status(item, day).status not in _OVER:
            words = Text.same(item.title or item.number or item.id)
            found |= dict.fromkeys(by_agreement[item.id], words)
    return found


def _couples(rows: Sequence[tuple[str, str | None]]) -> set[Couple]:
    """Return the couples of an agreement: those it lists, else each with each."""
    listed = {couple_of(one, other) for one, other in rows if other}
    everybody = sorted({one for one, _ in rows})
    return listed or {
        (one, other) for place, one in enumerate(everybody) for other in everybody[place + 1 :]
    }


def _proposed(
    connection: Connection, wanted: set[Couple], idents: Sequence[str], beside: str
) -> dict[Couple, tuple[tuple[Text, bool], ...]]:
    pairs, proposals = RECORD_TABLES["proposed_pair"], RECORD_TABLES["proposal"]
    query = (
        select(proposals.c.title, proposals.c.stage, pairs.c.host, pairs.c.guest, pairs.c.decision)
        .join(proposals, proposals.c.id == pairs.c.proposal)
        .where(
            known_rows(pairs),
            known_rows(proposals),
            pairs.c.proposal != beside,
            proposals.c.stage.in_([ProposalStage.submitted.name, ProposalStage.approved.name]),
            in_list(connection, pairs.c.host, idents) | in_list(connection, pairs.c.guest, idents),
        )
        .order_by(proposals.c.id, pairs.c.id)
    )
    found: dict[Couple, tuple[tuple[Text, bool], ...]] = {}
    for title, stage, host, guest, decision in connection.execute(query):
        couple = couple_of(host, guest)
        if couple in wanted and decision != Decision.declined.name:
            entry = (Text.same(title), stage == ProposalStage.approved.name)
            if entry not in found.get(couple, ()):
                found[couple] = (*found.get(couple, ()), entry)
    return found


def moved_since(
    connection: Connection, organisations: Sequence[str], revision: int
) -> tuple[str, ...]:
    """Return those organisations that a plan made at a revision can no longer rest on.

    An organisation rests on its own record, its superior, its hosts and their units, its lineage,
    and the agreements it signed; whatever interval of any of them was written or closed since.
    """
    found: set[str] = set()
    for kind, column, below in _BASIS:
        table = RECORD_TABLES[kind]
        since = _since(table, revision)
        query = select(table.c[column]).where(in_list(connection, table.c[column], organisations))
        if below:
            other, by, of = below
            target = RECORD_TABLES[other]
            changed = select(target.c[of]).where(_since(target, revision))
            query = query.where(known_rows(table), table.c[by].in_(changed))
        else:
            query = query.where(since)
        found.update(connection.scalars(query))
    return tuple(sorted(found))


def basis_of(
    connection: Connection, ident: str, at: dt.datetime, declined: Collection[str] = ()
) -> ProposalBasis:
    """Return the obstacles to approving a proposal as it is now.

    The same questions are asked at approval and at signing; pairs that were declined, or are to
    be, are left out.
    """
    pairs, proposals = RECORD_TABLES["proposed_pair"], RECORD_TABLES["proposal"]
    query = select(pairs.c.host, pairs.c.guest).where(
        known_rows(pairs),
        pairs.c.proposal == ident,
        pairs.c.decision.is_distinct_from(Decision.declined.name),
        pairs.c.id.not_in(sorted(declined)),
    )
    couples = [couple_of(*ends) for ends in connection.execute(query.order_by(pairs.c.id))]
    made_at = connection.scalar(
        select(func.max(proposals.c.made_at)).where(known_rows(proposals), proposals.c.id == ident)
    )
    ends = sorted({end for couple in couples for end in couple})
    moved = moved_since(connection, ends, made_at or 0)
    names = organisation_names(connection, moved)
    known = pairings(connection, couples, ledger_day(connection, at), beside=ident)
    return ProposalBasis(
        moved=tuple(names.get(each, Text.same(each)) for each in moved),
        conflicts=conflicts(couples, known),
    )


_BASIS: Sequence[tuple[str, str, tuple[str, str, str] | None]] = (
    ("organisation", "id", None),
    ("hosting", "organisation", None),
    ("hosting", "organisation", ("unit", "unit", "id")),
    ("superior", "organisation", None),
    ("lineage", "predecessor", None),
    ("signatory", "organisation", None),
    ("signatory", "partner", None),
    ("signatory", "organisation", ("agreement", "agreement", "id")),
)
"""Record type, the column that names the organisation, and what it leads to, by which column."""


def _since(table: Table, revision: int) -> ColumnElement[bool]:
    return or_(table.c.opened > revision, (table.c.closed > revision) & (table.c.closed < OPEN))
