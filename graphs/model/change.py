"""Changes: the verbs by which everything is written to a ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias

from graphs.model.record_types import Record

__all__ = [
    "EVERY",
    "FOREVER",
    "LATEST",
    "NEXT",
    "Change",
    "Correct",
    "End",
    "Interval",
    "Retract",
    "Step",
]


class Interval(Enum):
    """What a verb names where it names no day, by the constants below; each has one meaning.

    Examples
    --------
    >>> FOREVER, Retract(id="o1", at=EVERY)
    (FOREVER, Retract(id='o1', at=EVERY))
    """

    NEXT = "next"
    FOREVER = "forever"
    LATEST = "latest"
    EVERY = "every"

    def __repr__(self) -> str:
        """Return the name of the constant."""
        return self.name


NEXT: Final = Interval.NEXT
"""Until what is known begins anew: the end of the interval, else the next one, else for good."""

FOREVER: Final = Interval.FOREVER
"""For good, whatever is known of later days."""

LATEST: Final = Interval.LATEST
"""The last interval that is known."""

EVERY: Final = Interval.EVERY
"""Every interval that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From ``effective`` on the record has these values.

    A first change of an id creates the record; a later one closes the interval it falls in and
    opens the next. ``effective=None`` says "for as long as anything is known". ``until`` closes
    the new interval (half-open: ``until`` itself is outside); a day and ``FOREVER`` override
    whatever is known up to then, ``NEXT`` leaves later intervals as they are.
    """

    record: Record
    effective: dt.date | None = None
    until: dt.date | Literal[Interval.NEXT, Interval.FOREVER] = NEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """The record was written down wrongly: the interval that holds ``at`` gets these values.

    The world did not change, only what is known of it; other intervals stay as they are.
    """

    record: Record
    at: dt.date | Literal[Interval.LATEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The record is in force no longer from ``effective`` on; its past stays."""

    id: str
    effective: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """The record should never have been written: it is known no longer, and stays in history.

    ``at`` names one interval by a day in it, or ``EVERY`` one.
    """

    id: str
    at: dt.date | Literal[Interval.EVERY]


Step: TypeAlias = Change | Correct | End | Retract
"""One verb; a revision is made of one or more."""
