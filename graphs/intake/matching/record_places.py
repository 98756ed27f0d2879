"""Places of records, so that namesakes in different places stay two."""

from __future__ import annotations

from collections import defaultdict

from graphs.folding import fold
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.rows.drafts import Draft

__all__ = ["Places"]

_PLACED = ("organisation", "unit")
_NOWHERE: frozenset[str] = frozenset()
_NOTED = "所在地（原文）："


class Places:
    """Knows the divisions and the words by which drafts and records of the ledger are placed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._of: dict[str, frozenset[str]] = {}
        self._shared: dict[frozenset[str], frozenset[str]] = {}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._above: dict[str, str | None] = {}
        self._hosted: dict[str, set[str]] | None = None

    def add(self, draft: Draft) -> None:
        """Remember where a draft that has its id is."""
        if draft.kind not in _PLACED:
            return
        divisions = _divisions(draft)
        if divisions:  # most rows name none; those of one place share it
            known = self._of.get(draft.id, _NOWHERE) | divisions
            self._of[draft.id] = self._shared.setdefault(known, known)
        if draft.place:
            self._words[draft.id].add(fold(draft.place))

    def elsewhere(self, draft: Draft, ident: str) -> bool:
        """Return whether both are placed, and nowhere alike."""
        if draft.kind not in _PLACED:
            return False
        own = _divisions(draft)
        there = self._of.get(ident, _NOWHERE) | self._in_ledger(draft.kind, ident) if own else own
        if there and not any(self._meet(a, b) for a in own for b in there):
            return True
        if not draft.place:
            return False
        said = self._words.get(ident, _NOWHERE)
        word, words = fold(draft.place), said | self._noted(draft.kind, ident)
        return bool(words) and not any(word in each or each in word for each in words)

    def _in_ledger(self, kind: str, ident: str) -> set[str]:
        if self._catalogue.kind_of(ident) != kind:
            return set()
        division = getattr(self._catalogue.record(kind, ident), "division", None)
        found = {division} if isinstance(division, str) else set()
        return found | self._of_hosted(ident) if kind == "unit" else found

    def _of_hosted(self, unit: str) -> set[str]:
        """Return where the organisations of a unit are."""
        # Read once and only where namesakes occur: most imports never ask.
        if self._hosted is None:
            snapshot = self._catalogue.snapshot
            columns = (snapshot.column("organisation", name) for name in ("id", "division"))
            places = dict(zip(*columns, strict=True))
            self._hosted = defaultdict(set)
            of, units = (snapshot.column("hosting", name) for name in ("organisation", "unit"))
            for organisation, host in zip(of, units, strict=True):
                if places.get(organisation):
                    self._hosted[host].add(places[organisation])
        return self._hosted.get(unit, set())

    def _noted(self, kind: str, ident: str) -> set[str]:
        if self._catalogue.kind_of(ident) != kind:
            return set()
        note = getattr(self._catalogue.record(kind, ident), "note", None) or ""
        parts = [part for part in note.split("；") if part.startswith(_NOTED)]
        return {fold(part.removeprefix(_NOTED)) for part in parts}

    def _meet(self, one: str, other: str) -> bool:
        """Whether one division is the other or inside it."""
        return other in self._line(one) or one in self._line(other)

    def _line(self, division: str) -> set[str]:
        if not self._above:
            snapshot = self._catalogue.snapshot
            columns = (snapshot.column("division", name) for name in ("id", "parent"))
            self._above = dict(zip(*columns, strict=True)) or {"": None}
        found: set[str] = set()
        at: str | None = division
        # A file may describe a cycle of divisions; the ledger refuses it later with a sentence.
        while at and at not in found:
            found.add(at)
            at = self._above.get(at)
        return found


def _divisions(draft: Draft) -> frozenset[str]:
    own, near = draft.get("division"), draft.near
    if own is None and near is None:
        return _NOWHERE
    places = (own.id if isinstance(own, Draft) else own, near.id if near else "")
    return frozenset(each for each in places if isinstance(each, str) and each)
