"""Index of the records in the files so far, by foreign id, code, name and natural key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from typing import TypeAlias, TypeVar

from graphs.folding import fold
from graphs.intake.mapping.natural_keys import CODES, NAMES, key_part, natural_fields
from graphs.intake.rows.drafts import Draft, places_of
from graphs.model import PLACEHOLDER, RECORDS, Absence

__all__ = ["Register", "code_of", "draft_key"]


@cache
def _are_ids(kind: str) -> tuple[bool, ...]:
    """Return which parts of a natural key are ids of other records."""
    return tuple(bool(RECORDS[kind].column(each).references) for each in natural_fields(kind))


def code_of(draft: Draft) -> str:
    """Return the official code a draft gives, folded; blank where it gives none."""
    name = CODES.get(draft.kind)
    value = draft.get(name) if name else None
    return fold(value) if isinstance(value, str) else ""


def draft_key(draft: Draft, signers: Iterable[Draft]) -> tuple[str, ...]:
    """Return what a draft is known by: its type and the parts of its natural key."""
    kind = draft.kind
    if kind != "agreement":
        values = draft.values
        parts = [kind]
        for at, ids in zip(
            places_of(draft.names, natural_fields(kind)), _are_ids(kind), strict=True
        ):
            value = values[at] if at >= 0 else None
            if type(value) is not str:
                parts.append("" if value is None else key_part(_plain(value)))
            elif ids and value.startswith(PLACEHOLDER):
                parts.append(value)  # as folded: our own, in lower case
            else:
                parts.append(fold(value))
        return tuple(parts)
    signed = (each.get("organisation") for each in signers)
    ends = sorted({each for each in signed if isinstance(each, str)})
    dated = (key_part(_plain(draft.get(name))) for name in ("title", "signed_on"))
    return (kind, *dated, *ends)


def _plain(value: object) -> object:
    return None if isinstance(value, Absence) else value


_Idents: TypeAlias = str | dict[str, None]
"""Ids in the order they came: nearly always one; twenty thousand agreements may share a title."""

_SPELT = 2000
"""Names of a type whose spelling is kept, to be compared with a misspelt one."""

_Key = TypeVar("_Key")


def _put(index: dict[_Key, _Idents], key: _Key, ident: str) -> None:
    found = index.get(key)
    if found is None:
        index[key] = ident
    elif isinstance(found, dict):
        found[ident] = None
    elif ident != found:
        index[key] = {found: None, ident: None}


def _listed(found: _Idents | None) -> Collection[str]:
    if found is None:
        return ()
    return (found,) if isinstance(found, str) else found


class Register:
    """Finds records of the files by what they are called; ids may be new or the ledger's."""

    def __init__(self) -> None:
        self.foreign: dict[tuple[str, str], str] = {}
        self.codes: dict[tuple[str, str], str] = {}
        self.claims: dict[str, str] = {}  # id → its foreign id
        self._names: dict[tuple[str, str], _Idents] = {}
        self._spelt: dict[str, dict[str, str]] = {}  # by type: names by their folded form
        self._keys: defaultdict[str, dict[tuple[str, ...], _Idents]] = defaultdict(dict)  # by type

    def add(self, draft: Draft, code: str, key: tuple[str, ...]) -> None:
        """Remember a draft that has its id."""
        ident, kind = draft.id, draft.kind
        if draft.foreign:
            self.foreign[kind, draft.foreign] = ident
            self.claims[ident] = draft.foreign
        if code:
            self.codes[kind, code] = ident
        _put(self._keys[kind], key, ident)
        called = NAMES.get(kind)
        if called is None:
            return
        values = draft.values
        for at in places_of(draft.names, called):
            value = values[at] if at >= 0 else None
            if isinstance(value, str):
                self.put_name(kind, value, ident)

    def put_name(self, kind: str, name: str, ident: str) -> None:
        """Remember that a record goes by a name, which others may share."""
        place = kind, fold(name)
        spelt = self._spelt.setdefault(kind, {})
        if len(spelt) < _SPELT:
            spelt.setdefault(place[1], name)
        _put(self._names, place, ident)

    def by_key(self, key: tuple[str, ...]) -> Collection[str]:
        """Return the records with a natural key."""
        return _listed(self._keys[key[0]].get(key))

    def forget_keys(self, kind: str) -> None:
        """Forget the natural keys of a type that is done: none is looked for any more."""
        self._keys.pop(kind, None)

    def is_only(self, key: tuple[str, ...], ident: str) -> bool:
        """Return whether a natural key names this record and no other."""
        return self._keys[key[0]].get(key) == ident

    def by_name(self, kind: str, name: str) -> Collection[str]:
        """Return the records of a type that go by a name."""
        return _listed(self._names.get((kind, fold(name))))

    def names(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """Return names of some types by their folded form, not more than a few thousand."""
        found: dict[str, str] = {}
        for kind in kinds:
            found |= self._spelt.get(kind, {})
        return found
