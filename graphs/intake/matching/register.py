"""Index of the records in the files so far, by foreign id, code, name and natural key."""

from __future__ import annotations

from itertools import islice

from graphs.folding import fold
from graphs.intake.matching.catalogue import CODES, NAMES
from graphs.intake.rows.drafts import Draft, places_of

__all__ = ["Register", "code_of"]


def code_of(draft: Draft) -> str:
    """Return the official code a draft gives, folded; blank where it gives none."""
    name = CODES.get(draft.kind)
    value = draft.get(name) if name else None
    return fold(value) if isinstance(value, str) else ""


class Register:
    """Finds records of the files by what they are called; ids may be new or the ledger's."""

    def __init__(self) -> None:
        self.foreign: dict[tuple[str, str], str] = {}
        self.codes: dict[tuple[str, str], str] = {}
        self.claims: dict[str, str] = {}  # id → its foreign id
        self._names: dict[tuple[str, str], tuple[str, ...]] = {}
        self._spelt: dict[tuple[str, str], str] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, draft: Draft, code: str, key: tuple[str, ...]) -> None:
        """Remember a draft that has its id."""
        ident, kind = draft.id, draft.kind
        if draft.foreign:
            self.foreign[kind, draft.foreign] = ident
            self.claims[ident] = draft.foreign
        if code:
            self.codes[kind, code] = ident
        idents = self._keys.get(key, ())
        if ident not in idents:
            self._keys[key] = (*idents, ident)
        called = NAMES.get(kind)
        if called is None:
            return
        values = draft.values
        for at in places_of(draft.names, called):
            value = values[at] if at >= 0 else None
            if isinstance(value, str):
                place = kind, fold(value)
                known = self._names.get(place, ())
                if not known:
                    self._spelt[place] = value
                if ident not in known:
                    self._names[place] = (*known, ident)

    def by_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records with a natural key."""
        return self._keys.get(key, ())

    def by_name(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the records of a type that go by a name."""
        return self._names.get((kind, fold(name)), ())

    def names(self, kinds: tuple[str, ...], most: int) -> dict[str, str]:
        """Return names of some types by their folded form, not more than wanted."""
        found = (place for place in self._spelt if place[0] in kinds)
        return {place[1]: self._spelt[place] for place in islice(found, most)}
