"""A record rule bound to one table, with everything computed once instead of for each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graphs.intake.files.cell_text import clean
from graphs.intake.mapping.bind import BoundField, BoundRecord
from graphs.intake.mapping.bound_columns import columns_of
from graphs.intake.rows.drafts import Draft, RowState
from graphs.intake.rows.live_fields import LiveField, Source, live_fields
from graphs.model import Quantity
from graphs.text import Text

__all__ = ["Hint", "RecordPlan", "is_number", "plan_of", "row_place"]

_DIVISION = ("division", -1)
_TRIED = 1000
"""Records kept before it is seen whether any comes again."""

Hint: TypeAlias = tuple[int | None, str, Text]


@dataclass(slots=True)
class RecordPlan:
    """A record rule put to the table, with what need not be asked anew for each row.

    ``used`` are the columns that the rule reads beside its fields, ``reads`` those its fields read. A
    ``repeating`` record is made of texts of its row alone, a ``joining`` one of other records of its
    row: each is evaluated once for all rows that say the same, and ``met`` keeps it.
    """

    record: BoundRecord
    called: str
    live: tuple[LiveField, ...]
    needed: tuple[tuple[int, BoundField], ...]
    used: frozenset[int]
    reads: tuple[int, ...]
    repeating: bool
    joining: bool
    met: dict[object, tuple[Draft, frozenset[int], tuple[Hint, ...]]] = field(default_factory=dict)
    may_repeat: bool = field(init=False)
    again: int = 0
    _taken: dict[frozenset[int], frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.may_repeat = self.repeating or self.joining

    @property
    def is_dead(self) -> bool:
        """Whether no row can make the record: its table has no column for anything of it.

        The record a table is about is missed in each row.
        """
        return not (self.live or self.record.first) and bool(self.needed)

    @property
    def repeats(self) -> bool:
        """Whether rows say the same often enough for a record to be worth keeping."""
        return len(self.met) < _TRIED or self.again * 4 > len(self.met)

    def keep(self, key: object, draft: Draft, taken: set[int], hints: Sequence[Hint]) -> None:
        """Keep the record of a row for rows that say the same; few sets of columns differ."""
        columns = self.used | taken
        self.met[key] = (draft, self._taken.setdefault(columns, columns), tuple(hints))


def plan_of(record: BoundRecord) -> RecordPlan:
    """Return what of a record rule is known before the first row."""
    live = live_fields(record)
    alone = record.foreign is None and not record.rest and not record.first and bool(live)
    sources = {each.source for each in live}
    used = {record.foreign, *(at for at, _ in record.when), *(at for _, at in record.rest)}
    return RecordPlan(
        record=record,
        called=record.rule.called,
        live=live,
        needed=tuple(
            (at, each) for at, each in enumerate(record.fields) if each.name in record.needs
        ),
        used=frozenset(at for at in used if at is not None),
        reads=tuple(sorted(columns_of(each.bound for each in live))),
        repeating=alone
        and sources != {Source.constant}
        and all(_is_of_texts(each.bound) for each in live),
        joining=alone and sources == {Source.record},
    )


def _is_of_texts(each: BoundField) -> bool:
    """Return whether texts alone give the field: equal ones, the same value."""
    own = each.rule.record is None and not each.rule.ordinal and not each.column.references
    return own and (each.fallback is None or _is_of_texts(each.fallback))


def is_number(each: BoundField) -> bool:
    """Return whether a field holds a number that parties of one cell would have to share."""
    return bool(each.rule.columns) and each.column.value is Quantity


def row_place(record: BoundRecord, state: RowState) -> tuple[object, ...]:
    """Return where the row places a record: of two places, namesakes are two."""
    words = "" if record.place is None else clean(state.cell(record.place))
    row = state.made.get(_DIVISION)
    if row is None:
        return (words,)
    division = (id(each) if isinstance(each, Draft) else str(each) for each in row.values)
    return words, *division
