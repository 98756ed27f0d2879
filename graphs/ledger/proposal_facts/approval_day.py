"""The day from which a proposal may be signed: that of its approval, in the ledger's time zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from graphs.ledger.proposal_facts.organisation_names import known_rows
from graphs.ledger.storage.tables import RECORD_TABLES, REVISION
from graphs.ledger.storage.valid_time import moment_of
from graphs.model import DATED_BY_SIGNING, PartialDate

__all__ = ["approval_day", "dated_before", "stated_day"]


def stated_day(connection: Connection, revision: int | None = None) -> dt.date | None:
    """Return the day a ledger says it speaks of, as known now or at a revision."""
    table = RECORD_TABLES["profile"]
    query = (
        select(table.c.as_of).where(known_rows(table, revision)).order_by(table.c.valid_from.desc())
    )
    stated = connection.scalars(query).first()
    return PartialDate(stated).latest if stated else None


def approval_day(connection: Connection, revision: int) -> dt.date:
    """Return the day of the revision that approved.

    A ledger that speaks of a fixed day earlier than its writing was approved on that day: what is
    approved is asked for conflicts on it too.
    """
    words = connection.scalar(select(REVISION.c.at).where(REVISION.c.number == revision))
    written = moment_of(str(words)).date()
    return min(stated_day(connection, revision) or written, written)


def dated_before(agreement: Mapping[str, Any], day: dt.date) -> bool:
    """Return whether a signed agreement has a day before its approval, or none.

    Examples
    --------
    >>> dated_before({"signed_on": "1900-01-01", "starts_on": "2026-07-01"}, dt.date(2026, 7, 1))
    True
    """
    texts = [agreement[name] for name in DATED_BY_SIGNING]
    days = [PartialDate(str(text)).latest if text else None for text in texts]
    return any(each is None or each < day for each in days)
