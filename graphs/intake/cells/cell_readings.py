"""The result of parsing a cell: its value and the remarks about it."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Absence
from graphs.text import Text

__all__ = ["CellReading", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReading:
    """A value, or why there is none.

    Attributes
    ----------
    absent
        Why the cell says there is no value.
    fault
        Why the text is no value of its column.
    doubt
        What needs a look although a value was read.
    note
        What was changed in reading, such as invisible characters taken away.
    remedy
        What can be done about a fault or a doubt.
    suggestion
        What a refused text may mean, as it would be typed.
    further
        Values the same text gives for other columns, by column: "33（含预备2）" gives the members
        and the probationary ones, "2023-05-04至2025-05-03" the day and the end.
    """

    value: object = None
    absent: Absence | None = None
    fault: Text | None = None
    doubt: Text | None = None
    note: Text | None = None
    remedy: Text | None = None
    suggestion: str | None = None
    further: tuple[tuple[str, object], ...] = ()


def refused(zh: str, en: str, remedy_zh: str, remedy_en: str) -> CellReading:
    """Return the reading of a text that is no value of its column, with what can be done."""
    return CellReading(fault=Text(zh=zh, en=en), remedy=Text(zh=remedy_zh, en=remedy_en))
