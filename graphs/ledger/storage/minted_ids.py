"""Ids that the ledger mints: each placeholder of a change gets one, and every reference to it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection

from graphs.ledger.storage.row_versions import kinds_of
from graphs.model import PLACEHOLDER, Change, Correct, End, Record, Retract, Step, record_type

__all__ = ["Minter", "ident_of", "mint", "mint_all", "resolved_step"]

_Kind = TypeVar("_Kind", bound=Record)


def mint(ledger: str, revision: int, placeholder: str, kind: str, attempt: int = 0) -> str:
    """Return the id for a placeholder; the same arguments give the same id.

    Examples
    --------
    >>> mint("demo", 1, "new:1", "list_item")
    'li-wgbymhyn4b37'
    """
    words = f"{ledger}\n{revision}\n{placeholder}\n{attempt}"
    code = base64.b32encode(hashlib.sha256(words.encode()).digest()).decode().lower()[:12]
    return "".join(word[0] for word in kind.split("_")) + "-" + code


class Minter:
    """Mints ids for what a step of a workflow makes, into the same mapping as all others."""

    def __init__(
        self, connection: Connection, ledger: str, revision: int, minted: dict[str, str]
    ) -> None:
        self._connection, self._ledger, self._revision = connection, ledger, revision
        self._minted = minted

    def __call__(self, placeholder: str, kind: str) -> str:
        """Return a new id for a placeholder."""
        attempt = 0
        while True:
            ident = mint(self._ledger, self._revision, placeholder, kind, attempt)
            taken = ident in self._minted.values() or kinds_of(self._connection, [ident])
            if not taken:
                self._minted[placeholder] = ident
                return ident
            attempt += 1


def mint_all(
    connection: Connection, ledger: str, revision: int, steps: Iterable[Step]
) -> dict[str, str]:
    """Return an id never used for each placeholder of the records that the steps write."""
    wanted: dict[str, str] = {}
    for step in steps:
        if isinstance(step, (Change, Correct)) and step.record.id.startswith(PLACEHOLDER):
            wanted.setdefault(step.record.id, record_type(step.record).key)
    minted: dict[str, str] = {}
    used: set[str] = set()
    waiting, attempt = list(wanted), 0
    while waiting:
        tried = {name: mint(ledger, revision, name, wanted[name], attempt) for name in waiting}
        taken = used | set(kinds_of(connection, sorted(tried.values())))
        for name, ident in tried.items():
            if ident not in taken:
                minted[name] = ident
                taken.add(ident)
        used |= set(minted.values())
        waiting, attempt = [name for name in waiting if name not in minted], attempt + 1
    return minted


def resolved_step(step: Step, minted: Mapping[str, str]) -> Step:
    """Return a step with ids in the place of placeholders."""
    if isinstance(step, (End, Retract)):
        return replace(step, id=minted.get(step.id, step.id))
    return replace(step, record=_renamed(step.record, minted))


def _renamed(item: _Kind, minted: Mapping[str, str]) -> _Kind:
    renamed: dict[str, Any] = {
        each.name: minted[value]
        for each in record_type(item).columns
        if each.references and (value := getattr(item, each.name)) in minted
    }
    if not renamed and item.id not in minted:
        return item
    return replace(item, id=minted.get(item.id, item.id), **renamed)


def ident_of(step: Step) -> str:
    """Return the id of the record that a step is about."""
    return step.record.id if isinstance(step, (Change, Correct)) else step.id
