"""Names of records and values in differences, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from graphs.intake.mapping.natural_keys import NAMES
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.rows.drafts import Draft, places_of
from graphs.model import PLACEHOLDER, RECORDS, Choice, PartialDate, Quantity, Record, record_type
from graphs.text import Text

__all__ = ["TELLING", "DifferenceWords", "referring"]

TELLING = ("indicator", "title", "number", "value")
"""Columns that tell an edge from another, the first that is filled."""


class DifferenceWords:
    """Says values and names of records that exist or are to be."""

    def __init__(self, drafts: Mapping[str, Draft], catalogue: Catalogue) -> None:
        self._drafts = drafts
        self._catalogue = catalogue
        self._names: dict[str, str] = {}

    def name(self, ident: str) -> str:
        """Return what a record is called, one that is to be made too."""
        known = self._names.get(ident)
        if known is None:
            known = self._name(ident)
            draft = self._drafts.get(ident)
            if draft is None or draft.kind in NAMES:  # an edge is asked for once, its ends often
                self._names[ident] = known
        return known

    def _name(self, ident: str) -> str:
        draft = self._drafts.get(ident)
        kind = draft.kind if draft else self._catalogue.kind_of(ident)
        for column in NAMES.get(kind or "", ()):
            value = draft.get(column) if draft else None
            if not isinstance(value, str) and not ident.startswith(PLACEHOLDER):
                value = getattr(self._catalogue.record(cast("str", kind), ident), column)
            if isinstance(value, str):
                return value
        return self._parts(draft) if draft else ident

    def _parts(self, draft: Draft) -> str:
        """Name an edge by what it joins."""
        values = draft.values
        joined = [
            self.name(value)
            for at in places_of(draft.names, referring(draft.kind))
            if at >= 0 and isinstance(value := values[at], str)
        ]
        known = places_of(draft.names, TELLING)
        first = next((value for at in known if at >= 0 and (value := values[at])), None)
        return str(first) if isinstance(first, str) else " – ".join(joined[:2])

    def said(self, item: Record, name: str) -> Text:
        """Say the value of a record's field, or why it has none."""
        value = getattr(item, name)
        if value is None:
            reason = item.absence(name)
            return reason.label if reason else Text(zh="空白", en="blank")
        if isinstance(value, (Choice, PartialDate, Quantity)):
            return self.value_said(value)
        if RECORDS[_kind(item)].column(name).references:
            return Text.same(self.name(value))
        return Text.same(str(value))

    def field_said(self, kind: str, name: str, value: object) -> Text:
        """Say a value of a field, which may refer to a record."""
        if RECORDS[kind].column(name).references and isinstance(value, str):
            return Text.same(self.name(value))
        return self.value_said(value)

    def value_said(self, value: object) -> Text:
        """Say a value that refers to nothing."""
        if isinstance(value, Choice):
            return value.label
        if isinstance(value, PartialDate):
            return Text.same(value.text or value.printed or "?")
        if isinstance(value, Quantity):
            return value.words()
        if isinstance(value, bool):
            return Text(zh="是", en="yes") if value else Text(zh="否", en="no")
        return Text.same(str(value))

    def values(self, made: Record) -> tuple[tuple[Text, Text], ...]:
        """Say every value of a record that is to be made."""
        absent = dict(made.absent)
        return tuple(
            (column.label, self.said(made, column.name))
            for column in RECORDS[_kind(made)].columns
            if getattr(made, column.name) is not None or column.name in absent
        )


@cache
def referring(kind: str) -> tuple[str, ...]:
    """Return the columns of a type that name other records, in order."""
    return tuple(each.name for each in RECORDS[kind].columns if each.references)


def _kind(item: Record) -> str:
    return record_type(item).key
