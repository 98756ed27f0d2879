"""Which columns the bound rules read, and which fields they can fill."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.intake.mapping.bind import BoundField, BoundRecord

__all__ = ["can_speak", "columns_bound", "columns_of"]


def can_speak(each: BoundField) -> bool:
    """Return whether some row of the table can give the field a value."""
    rule = each.rule
    return (
        each.at is not None
        or each.printed is not None
        or rule.item
        or rule.ordinal
        or any(said is not None for said in (rule.constant, rule.template, rule.record, rule.blank))
        or (each.fallback is not None and can_speak(each.fallback))
    )


def columns_bound(bound: Iterable[BoundRecord]) -> frozenset[int]:
    """Return the columns that any rule of the table reads."""
    found: set[int | None] = set()
    for record in bound:
        found.update((record.foreign, record.each))
        found.update(at for at, _ in record.when)
        found.update(at for _, at in record.rest)
        found.update(columns_of(record.fields))
    return frozenset(at for at in found if at is not None)


def columns_of(fields: Iterable[BoundField]) -> frozenset[int]:
    """Return the columns that fields read, those they fall back on among them."""
    found: set[int | None] = set()
    for each in fields:
        field: BoundField | None = each
        while field is not None:
            found.update((field.at, field.printed))
            found.update(at for part in field.parts for _, at in part)
            field = field.fallback
    return frozenset(at for at in found if at is not None)
