"""Which columns the bound rules read, and which fields they can fill."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.intake.mapping.bind import BoundField, BoundRecord

__all__ = ["can_speak", "columns_bound"]


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

    def collect(each: BoundField | None) -> None:
        if each is None:
            return
        found.update((each.at, each.printed))
        found.update(at for part in each.parts for _, at in part)
        collect(each.fallback)

    for record in bound:
        found.update((record.foreign, record.each))
        found.update(at for at, _ in record.when)
        found.update(at for _, at in record.rest)
        for each in record.fields:
            collect(each)
    return frozenset(at for at in found if at is not None)
