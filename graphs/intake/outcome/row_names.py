"""Whose row an issue is about: the organisations that it names, so that a clerk knows it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue

__all__ = ["names_of_rows", "with_names"]

_NAMED = ("organisation", "unit")
_MOST = 3

RowNames = Mapping[tuple[str, int], str]


def names_of_rows(drafts: Iterable[Draft], wanted: Collection[tuple[str, int]]) -> RowNames:
    """Return by sheet and row the names of its organisations, else of its units.

    Names of one row are parted by 、; of more than a few, the first.
    """
    found: dict[tuple[str, int], dict[str, list[str]]] = {}
    for draft in drafts:
        place = draft.table.title, draft.row
        name = draft.get("name") if draft.kind in _NAMED and place in wanted else None
        if isinstance(name, str):
            names = found.setdefault(place, {}).setdefault(draft.kind, [])
            if name not in names:
                names.append(name)
    return {place: _listed(kinds) for place, kinds in found.items()}


def _listed(kinds: Mapping[str, list[str]]) -> str:
    names = next(kinds[kind] for kind in _NAMED if kind in kinds)
    return "、".join(names[:_MOST]) + ("……" if names[_MOST:] else "")


def with_names(issues: Sequence[Issue], names: RowNames) -> list[Issue]:
    """Return the issues with the names of their rows.

    Examples
    --------
    >>> from graphs.intake.tables.row_issues import issue
    >>> [each.whose for each in with_names([issue("a.csv", 2)], {("a.csv", 2): "甲公司党支部"})]
    ['甲公司党支部']
    """
    return [
        replace(each, whose=names[each.sheet, each.row])
        if (each.sheet, each.row) in names
        else each
        for each in issues
    ]
