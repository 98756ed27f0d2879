"""The fields of a record that some row can fill, and the values of their cells so far.

A rule offers many fields, a table has columns for few: only those are asked for each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from graphs.intake.cells.cells import is_text_column
from graphs.intake.mapping.bind import BoundField, BoundRecord
from graphs.intake.mapping.bound_columns import can_speak

__all__ = ["LiveField", "Source", "live_fields"]


class Source(Enum):
    """What the value of a field is made of; ``other`` where it is more than one text."""

    record = auto()
    item = auto()
    cell = auto()
    constant = auto()
    other = auto()


@dataclass(slots=True, kw_only=True)
class LiveField:
    """A field that can be filled; ``kept`` are the values of texts that say nothing else.

    ``place`` is that of the field among all fields of its record, ``at`` its column; ``words`` says
    that a plain text is the value itself, and ``plain_at`` where it is, of a field that else falls back
    on another; ``counts`` finds in a text what the field may count: most
    names have nothing of it.
    """

    place: int
    bound: BoundField
    source: Source
    at: int | None
    record: str = ""
    constant: str = ""
    words: bool = False
    plain_at: int | None = None
    counts: Callable[[str], object] | None = None
    kept: dict[str, object] = field(default_factory=dict)


def live_fields(record: BoundRecord) -> tuple[LiveField, ...]:
    """Return the fields of a record that some row of its table can fill, in order."""
    return tuple(_live(place, each) for place, each in enumerate(record.fields) if can_speak(each))


def _live(place: int, each: BoundField) -> LiveField:
    while each.fallback is not None and each.rule.blank is None and not _own(each):
        each = each.fallback  # the table lacks its columns
    rule = each.rule
    single = each.fallback is None and rule.blank is None and each.printed is None
    source = Source.other
    if single and rule.record is not None:
        source = Source.record
    elif not single or rule.ordinal:
        source = Source.other
    elif rule.constant is not None:
        source = Source.constant if each.at is None else Source.other
    elif rule.item:
        source = Source.item
    elif rule.template is None and each.at is not None:
        source = Source.cell
    words = not (
        rule.counted or rule.unit_of or rule.values or each.column.references
    ) and is_text_column(each.column)
    own_cell = (
        source is Source.other and each.printed is None and rule.record is None
        and not (rule.ordinal or rule.item) and rule.constant is None and rule.template is None
    )  # fmt: skip
    return LiveField(
        place=place,
        bound=each,
        source=source,
        at=each.at if source is Source.cell else None,
        record=rule.record or "",
        constant=rule.constant or "",
        counts=_countable(rule.counted) if rule.counted else None,
        words=words,
        plain_at=each.at if words and own_cell else None,
    )


def _countable(units: tuple[str, ...]) -> Callable[[str], object]:
    """Return what finds a unit of count in a text, or a character that may be read as one."""
    words = "|".join(map(re.escape, units))
    return re.compile(rf"{words}|[^\u4e00-\u9fff0-9A-Za-z]").search


def _own(each: BoundField) -> bool:
    """Return whether the rule itself, without its fallback, can give a value."""
    rule = each.rule
    return (
        each.at is not None
        or each.printed is not None
        or rule.item
        or rule.ordinal
        or any(said is not None for said in (rule.constant, rule.template, rule.record))
    )
