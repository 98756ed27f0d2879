"""Check that the agreements of a signed proposal are exactly what was approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.proposal_facts.approval_day import approval_day, dated_before
from graphs.ledger.proposal_facts.organisation_identity import approved_in
from graphs.ledger.proposal_facts.signed_parts import is_as_signed, succeeds
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.row_versions import version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.verify.proposal_histories import Version
from graphs.model import (
    Agreement,
    Decision,
    ProposalStage,
    ProposedPair,
    Signatory,
    SignedGroup,
    day_refusal,
    from_row,
    is_whole,
    signed_groups,
)

__all__ = ["broken_signing", "misdated"]

_KINDS = ("agreement", "signatory")
_Rows = Sequence[RowVersion]


def misdated(connection: Connection, version: Version) -> bool:
    """Return whether a proposal was signed on a day before its approval or yet to come."""
    item = version.item
    signed, ends = (each.latest if each else None for each in (item.signed_on, item.ends_on))
    approved = approved_in(connection, item.id, version.by.number)
    if signed is None or not approved:
        return True
    approved_on = approval_day(connection, approved)
    today = version.by.at.date()
    return day_refusal(signed, ends, approved_on=approved_on, today=today) is not None


def broken_signing(connection: Connection, versions: Iterable[Version]) -> int | None:
    """Return the first revision where what a proposal signed is not what was approved.

    Signings of earlier versions, which bound less, are left alone.
    """
    for version in versions:
        item = version.item
        if item.stage is ProposalStage.signed and is_whole(item.content):
            broken = _signing(connection, version)
            if broken is not None:
                return broken
        elif is_whole(item.content) and any(pair.agreement for pair in version.pairs):
            return version.by.number
    return None


def _signing(connection: Connection, version: Version) -> int | None:
    number, until = version.by.number, version.until
    accepted = [pair for pair in version.pairs if pair.decision is Decision.accepted]
    named = {pair.agreement for pair in version.pairs if pair not in accepted}
    agreements = {pair.agreement for pair in accepted if pair.agreement}
    if named - {None} or len(accepted) != sum(pair.agreement is not None for pair in accepted):
        return number
    rows = {kind: _rows_of(connection, kind, agreements) for kind in _KINDS}
    if not _as_approved(version, accepted, rows):
        return number
    day = approval_day(connection, approved_in(connection, version.item.id, number))
    for kind, every in rows.items():
        moved = {at for row in every for at in (row.opened, row.closed) if number < at < until}
        for at in sorted(moved):
            if not _stayed(connection, kind, every, at):
                return at
        if kind == "agreement":
            early = [row.opened for row in every if dated_before(row.values, day)]
            if early:
                return min(early)
        over = until < OPEN and any(row.opened < until < row.closed for row in every)
        if over:  # an annulled signing leaves nothing
            return until
    return None


def _rows_of(connection: Connection, kind: str, agreements: set[str]) -> _Rows:
    """Return every version of agreements, or of records that ever were signatories of them."""
    table = RECORD_TABLES[kind]
    column = table.c.id if kind == "agreement" else table.c.agreement
    named = select(table.c.id).where(in_list(connection, column, sorted(agreements)))
    query = select(table).where(table.c.id.in_(named)).order_by(table.c.opened, table.c.id)
    return [version_of(kind, row) for row in connection.execute(query)]


def _as_approved(
    version: Version, accepted: Iterable[ProposedPair], rows: Mapping[str, _Rows]
) -> bool:
    """Return whether a revision wrote the agreements of the accepted pairs and no others."""
    item, number = version.item, version.by.number
    signed, ends = (each.latest if each else None for each in (item.signed_on, item.ends_on))
    if signed is None:
        return False
    groups = signed_groups(accepted, signed_on=signed, ends_on=ends)
    fresh = [row for kind in _KINDS for row in rows[kind] if row.opened == number]
    wanted = [each for group in groups for each in _wanted(group)]
    start = signed.toordinal()
    spans = {(row.valid_from, row.valid_to) for row in fresh}
    if spans != {(start, OPEN)} or any(
        row.opened < number < row.closed for kind in _KINDS for row in rows[kind]
    ):
        return False
    made: list[Any] = [from_row(Agreement, row.values) for row in fresh if row.kind == "agreement"]
    made += [
        replace(from_row(Signatory, row.values), id="") for row in fresh if row.kind == "signatory"
    ]
    return sorted(map(repr, made)) == sorted(map(repr, wanted))


def _wanted(group: SignedGroup) -> Iterable[Agreement | Signatory]:
    [ident] = {pair.agreement for pair in group.pairs} if _one(group) else {""}
    yield replace(group.agreement, id=str(ident))
    for each in group.signatories:
        yield replace(each, id="", agreement=str(ident))


def _one(group: SignedGroup) -> bool:
    return len({pair.agreement for pair in group.pairs}) == 1


def _stayed(connection: Connection, kind: str, rows: _Rows, at: int) -> bool:
    """Return whether a revision left what was signed as it was, record by record."""
    heir = partial(succeeds, connection, revision=at)
    touched = {row.ident for row in rows if at in (row.opened, row.closed)}
    for ident in touched:
        own = sorted((row for row in rows if row.ident == ident), key=lambda row: row.valid_from)
        before = tuple(row for row in own if row.opened < at <= row.closed)
        now = tuple(row for row in own if row.opened <= at < row.closed)
        if not is_as_signed(kind, before, now, heir):
            return False
    return True
