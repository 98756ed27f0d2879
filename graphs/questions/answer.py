"""An answer as a frozen value: a sentence, a table whose rows name their records, a count, silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Choice, Count
from graphs.statistics import Silence
from graphs.text import Language, Text

__all__ = [
    "Answer",
    "AnswerColumn",
    "AnswerRow",
    "Cell",
    "CellKind",
    "cell_value",
    "ids_of",
    "row",
]

Cell: TypeAlias = Text | int | float | dt.date | None


class CellKind(Choice):
    """What the cells of a column are.

    Examples
    --------
    >>> CellKind.number.label.en
    'number'
    """

    words = Text(zh="文字", en="words")
    number = Text(zh="数", en="number")
    day = Text(zh="日期", en="date")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerColumn:
    """A column of an answer: stable key, label, and what its cells are.

    Examples
    --------
    >>> AnswerColumn(key="ends_on", label=Text(zh="到期", en="Ends on"), kind=CellKind.day).key
    'ends_on'
    """

    key: str
    label: Text
    kind: CellKind = CellKind.words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A row of an answer with the ids of the records it is about.

    ``focus`` is the mark it leads to, as pictures and cards name marks: ``node:ID``, or
    ``edge:AGREEMENT|HOST|GUEST`` for a pair.

    Examples
    --------
    >>> row((Text.same("甲党支部"), 2), "o1").focus
    'node:o1'
    """

    cells: tuple[Cell, ...]
    ids: tuple[str, ...]
    focus: str


def row(cells: tuple[Cell, ...], *ids: str, focus: str = "") -> AnswerRow:
    """Return a row about records; it leads to the first unless a mark is named.

    Examples
    --------
    >>> row((1,), "o1", "g1").ids
    ('o1', 'g1')
    """
    return AnswerRow(cells=cells, ids=ids, focus=focus or f"node:{ids[0]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question found.

    Attributes
    ----------
    count
        How many, within bounds; of what, the sentence says.
    ids
        Organisations to draw, in the order of the rows; a path in its order.
    silences
        Of how many records a datum it needs is not stated.

    Examples
    --------
    >>> nobody = Answer(sentence=Text(zh="没有。", en="None."), count=Count(), columns=(), rows=())
    >>> nobody.empty
    True
    """

    sentence: Text
    count: Count
    columns: tuple[AnswerColumn, ...]
    rows: tuple[AnswerRow, ...]
    ids: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was found; which is no zero where a silence says so."""
        return not self.rows

    def notes(self) -> tuple[Text, ...]:
        """Return what is not stated, in words; nothing where all of it is."""
        return tuple(each.words() for each in self.silences if each.missing)

    def table(self, language: Language) -> list[tuple[str | int | float | None, ...]]:
        """Return the cells of each row in one language; days as ISO text."""
        return [tuple(cell_value(each, language) for each in line.cells) for line in self.rows]


def cell_value(cell: Cell, language: Language) -> str | int | float | None:
    """Return a cell as a table or a file takes it.

    Examples
    --------
    >>> cell_value(dt.date(2010, 6, 15), "zh")
    '2010-06-15'
    """
    if isinstance(cell, Text):
        return cell.say(language)
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def ids_of(rows: Iterable[AnswerRow]) -> tuple[str, ...]:
    """Return the first record of each row, each once."""
    return tuple(dict.fromkeys(each.ids[0] for each in rows))
