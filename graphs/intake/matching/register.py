"""Index of the records in the files so far, by foreign id, code, name and natural key."""

from __future__ import annotations

from graphs.folding import fold
from graphs.intake.matching.catalogue import CODES, NAMES
from graphs.intake.rows.drafts import Draft

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
        for name in NAMES.get(kind, ()):
            value = draft.get(name)
            if isinstance(value, str):
                place = kind, fold(value)
                known = self._names.get(place, ())
                if ident not in known:
                    self._names[place] = (*known, ident)

    def by_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records with a natural key."""
        return self._keys.get(key, ())

    def by_name(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the records of a type that go by a name."""
        return self._names.get((kind, fold(name)), ())

    def names(self, kinds: tuple[str, ...], most: int) -> list[str]:
        """Return folded names of some types, not more than wanted."""
        return [name for kind, name in self._names if kind in kinds][:most]
