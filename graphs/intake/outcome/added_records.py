"""The records that an import adds; what is said of one is made when it is looked at.

A province's import adds a million records, and a preview shows the first of them: a difference and
a name for each would take as much room as the records.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphs.intake.mapping.natural_keys import NAMES
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.outcome.difference_words import TELLING, DifferenceWords, referring
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.rows.drafts import Draft
from graphs.model import Organisation, Record, Signatory, record_type

__all__ = ["AddedRecords"]

_LISTED = 5_000  # records whose values are listed; a preview shows fewer, and each costs time
_NAMED = 3  # parties that an agreement without a title is called by
_FIRST = ("organisation", "unit")


class AddedRecords:
    """New records in the order of the rows, each with its sheet and row.

    ``known`` are the drafts of records that the ledger has: an edge may join them to new ones.
    """

    def __init__(self, known: Mapping[str, Draft], catalogue: Catalogue) -> None:
        self.records: list[Record] = []
        self._sheets: list[str] = []
        self._rows = array("l")
        # Organisations and units come first: one that should not be made is seen at once.
        self._order = (array("l"), array("l"), array("l"))
        self._words = _AddedWords(known, catalogue, self.records)

    def append(self, made: Record, draft: Draft) -> None:
        """Add the record that a draft makes."""
        kind = draft.kind
        rank = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
        self._order[rank].append(len(self.records))
        self.records.append(made)
        self._sheets.append(draft.table.title)
        self._rows.append(draft.row)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.records)

    def put_in(self, places: Iterable[int], division: str) -> None:
        """Put organisations in a division that they do not state."""
        for at in places:
            made = self.records[at]
            if isinstance(made, Organisation):
                self.records[at] = replace(made, division=division)

    def place(self, at: int) -> tuple[str, int]:
        """Return the sheet and row that a record is made of, counted in their own order."""
        return self._sheets[at], self._rows[at]

    def kind(self, place: int) -> str:
        """Return the type of a record, counted in the order in which they are shown."""
        return record_type(self.records[self._at(place)]).key

    def _at(self, place: int) -> int:
        for order in self._order:
            if place < len(order):
                break
            place -= len(order)
        return order[place]

    def difference(self, place: int) -> Difference:
        """Return what is said of a record, counted in the order in which they are shown."""
        at = self._at(place)
        made = self.records[at]
        return Difference(
            kind="added",
            record=record_type(made).key,
            id=made.id,
            name=self._words.name(made.id, made),
            sheet=self._sheets[at],
            row=self._rows[at],
            values=self._words.values(made) if at < _LISTED else (),
        )


class _AddedWords(DifferenceWords):
    """Says names of records that are made, and of those that the ledger has."""

    def __init__(
        self, known: Mapping[str, Draft], catalogue: Catalogue, added: list[Record]
    ) -> None:
        super().__init__(known, catalogue)
        self._added = added
        self._by_id: dict[str, Record] | None = None
        self._signed: dict[str, list[str]] | None = None

    def name(self, ident: str, made: Record | None = None) -> str:
        """Return what a record is called; of one that is made, ``made`` spares the search."""
        made = made or self._made(ident)
        return super().name(ident) if made is None else self._called(made)

    def _made(self, ident: str) -> Record | None:
        if self._by_id is None:
            self._by_id = {each.id: each for each in self._added}
        return self._by_id.get(ident)

    def _called(self, made: Record) -> str:
        kind = record_type(made).key
        for column in NAMES.get(kind, ()):
            value = getattr(made, column)
            if isinstance(value, str):
                return value
        absent = dict(made.absent)
        telling = (getattr(made, each, None) or absent.get(each) for each in TELLING)
        first = next((value for value in telling if value), None)
        if isinstance(first, str):
            return first
        if kind == "agreement":
            return self._parties(made.id)
        ends = (getattr(made, each) for each in referring(kind))
        joined = [self.name(end) for end in ends if isinstance(end, str)]
        return " – ".join(joined[:2])

    def _parties(self, agreement: str) -> str:
        """Call an agreement without a title by who signs it."""
        if self._signed is None:
            self._signed = {}
            for each in self._added:
                if isinstance(each, Signatory):
                    self._signed.setdefault(each.agreement, []).append(each.organisation)
        signed = self._signed.get(agreement, [])
        more = "……" if len(signed) > _NAMED else ""
        return "、".join(map(self.name, signed[:_NAMED])) + more
