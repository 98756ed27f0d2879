"""What may be asked of a ledger: verbs with plain values, the only way anything is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model.grammar import Record

__all__ = ["Change", "Correct", "End", "Retract", "Step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From ``effective`` on the record has these values.

    A first change of an id creates the record; a later one closes the interval it falls in and
    opens the next. ``effective=None`` says "for as long as anything is known". ``until`` closes
    the new interval at once (half-open: ``until`` itself is outside).

    Examples
    --------
    >>> from graphs.model import Division
    >>> Change(record=Division(id="new:1", name="上街区")).effective is None
    True
    """

    record: Record
    effective: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """The record was written down wrongly: the interval that holds ``at`` gets these values.

    The world did not change, only what is known of it. ``at=None`` means the latest interval.

    Examples
    --------
    >>> from graphs.model import Division
    >>> Correct(record=Division(id="d1", name="上街区")).at is None
    True
    """

    record: Record
    at: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The record is in force no longer from ``effective`` on; its past stays.

    Examples
    --------
    >>> End(id="o1", effective=dt.date(2020, 1, 1)).id
    'o1'
    """

    id: str
    effective: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """The record should never have been written: it is known no longer, and stays in history.

    ``at`` names one interval by a day in it; ``None`` retracts every interval.

    Examples
    --------
    >>> Retract(id="o1").at is None
    True
    """

    id: str
    at: dt.date | None = None


Step: TypeAlias = Change | Correct | End | Retract
"""One verb; a revision is made of one or more."""
