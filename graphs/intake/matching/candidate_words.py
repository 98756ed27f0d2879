"""Say which record is meant among several of one name: by name and place, else by where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.rows.drafts import Draft
from graphs.text import Text

__all__ = ["CandidateWords"]

_MOST = 5


class CandidateWords:
    """Says names and places of records of the files and of the ledger."""

    def __init__(self, drafts: Mapping[str, Draft], catalogue: Catalogue) -> None:
        self._drafts = drafts
        self._catalogue = catalogue

    def called(self, ident: str) -> str:
        """Return what a record is called; the ledger's name goes first."""
        kind, draft = self._catalogue.kind_of(ident), self._drafts.get(ident)
        if kind is not None:
            record = self._catalogue.record(kind, ident)
            found = (getattr(record, name, None) for name in ("name", "title", "post"))
            return next((each for each in found if isinstance(each, str)), ident)
        if draft is None:
            return ident
        named = (draft.get(name) for name in ("name", "title", "post"))
        return next((each for each in named if isinstance(each, str)), ident)

    def place(self, ident: str) -> str:
        """Return the name of the division a record is in, or what its row says of its place."""
        draft, kind = self._drafts.get(ident), self._catalogue.kind_of(ident)
        division = draft.get("division") if draft else None
        if draft and division is None and draft.near is not None:
            division = draft.near.id
        if division is None and kind is not None:
            division = getattr(self._catalogue.record(kind, ident), "division", None)
        if isinstance(division, Draft):
            division = division.id
        if isinstance(division, str) and division:
            return self.called(division)
        return draft.place if draft else ""

    def listed(self, found: Iterable[str]) -> Text:
        """Return records so that one of them can be meant: name and place, else row or id."""
        return Text.join(
            [self._words(ident) for ident in sorted(set(found))[:_MOST]], zh="、", en=", "
        )

    def _words(self, ident: str) -> Text:
        name, place, draft = self.called(ident), self.place(ident), self._drafts.get(ident)
        if place:
            return Text(zh=f"{name}（{place}）", en=f"{name} ({place})")
        if self._catalogue.kind_of(ident) is None and draft is not None:
            sheet, row = draft.table.title, draft.row
            return Text(zh=f"{name}（{sheet} 第 {row} 行）", en=f"{name} ({sheet} row {row})")
        return Text(zh=f"{name}（{ident}）", en=f"{name} ({ident})")
