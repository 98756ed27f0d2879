"""Answers that do not depend on a session, kept for all of them within one bound in bytes.

Whoever keeps something declares its kind here, and names in the key everything the answer depends
on: ledger and where it lies, digest, scope, day, filters, language. What was looked at longest ago
makes room; of one answer that many ask for at once one thread makes it and the others wait.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Any, TypeVar, cast

import pyarrow as pa
import streamlit as st

from app_pages.parts.cache.number_settings import number_setting
from graphs.model import Snapshot

__all__ = ["ANSWER_KINDS", "AnswerKind", "AnswerStore", "answer_store", "weight_of"]

_Found = TypeVar("_Found")

_DERIVED = 18  # all that is derived of the demonstration weighs so many times its tables
_OBJECTS = 3  # so many times their pickled form objects are taken to weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKind:
    """A kind of answer: what its keys name, and how many of it are kept at most."""

    key: str
    named: tuple[str, ...]
    most: int


_LEDGER = ("ledger", "where", "digest")
_PLAN = ("problem", "ledger", "revision")

ANSWER_KINDS: Mapping[str, AnswerKind] = {
    each.key: each
    for each in (
        AnswerKind(key="profile", named=_LEDGER, most=64),
        AnswerKind(key="usual scope", named=(*_LEDGER, "sight"), most=64),
        AnswerKind(key="emptiness", named=(*_LEDGER, "sight"), most=64),
        AnswerKind(key="divisions", named=(*_LEDGER, "sight"), most=16),
        AnswerKind(key="unplaced", named=(*_LEDGER, "sight"), most=64),
        AnswerKind(key="snapshot", named=(*_LEDGER, "scope", "day", "revision", "sight"), most=12),
        AnswerKind(key="surroundings", named=(*_LEDGER, "id", "day", "revision", "sight"), most=12),
        AnswerKind(key="findings", named=(*_LEDGER, "scope", "day"), most=12),
        AnswerKind(key="reconciliation", named=(*_LEDGER, "scope", "day"), most=12),
        AnswerKind(key="earlier figures", named=(*_LEDGER, "revision", "scope", "day"), most=12),
        AnswerKind(
            key="picture",
            named=(
                *_LEDGER,
                "scope",
                "days",
                "picture",
                "language",
                "filters",
                "look",
                "edits",
                "outline",
            ),
            most=32,
        ),
        AnswerKind(
            key="lists",
            named=(
                *_LEDGER,
                "scope",
                "day",
                "grain",
                "filters",
                "language",
                "question",
                "settings",
            ),
            most=48,
        ),
        AnswerKind(key="answer", named=(*_LEDGER, "snapshot", "question", "settings"), most=64),
        AnswerKind(
            key="planning problem", named=("snapshot", "digest", "guests", "everyone"), most=8
        ),
        AnswerKind(key="plan", named=(*_PLAN, "settings"), most=12),
        AnswerKind(key="main reasons", named=(*_PLAN, "plan", "content"), most=12),
        AnswerKind(
            key="plan answer", named=(*_PLAN, "plan", "content", "question", "asked"), most=64
        ),
        AnswerKind(key="table", named=("heads", "rows", "types"), most=256),
        AnswerKind(key="fit", named=("heads", "rows", "room", "lines"), most=256),
    )
}
"""Every kind of answer that sessions share, with what its keys name."""


def weight_of(found: object) -> int:
    """Return about how many bytes an answer takes."""
    if isinstance(found, pa.Table):
        return int(found.nbytes)
    if isinstance(found, Snapshot):
        return _DERIVED * sum(int(table.nbytes) for table in found.tables.values())
    return _OBJECTS * len(pickle.dumps(found))


@dataclass(slots=True)
class _Flight:
    lock: Any = field(default_factory=RLock)


class AnswerStore:
    """Answers by kind and key, the one looked at longest ago first.

    Examples
    --------
    >>> store = AnswerStore(most_bytes=1000)
    >>> [store.answer("table", (("a",), (), ()), make) for make in (lambda: "made", str)]
    ['made', 'made']
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, Hashable], tuple[Any, int]] = OrderedDict()
        self._flights: dict[tuple[str, Hashable], _Flight] = {}

    @property
    def bytes(self) -> int:
        """What everything kept weighs together."""
        with self._lock:
            return sum(weight for _, weight in self._kept.values())

    def count(self, kind: str) -> int:
        """Return how many answers of a kind are kept."""
        with self._lock:
            return sum(each == kind for each, _ in self._kept)

    def answer(self, kind: str, key: tuple[Hashable, ...], make: Callable[[], _Found]) -> _Found:
        """Return what is kept under a key, else make it and keep it; a failure is not kept.

        Raises
        ------
        ValueError
            The key does not name what the kind declares.
        """
        if len(key) != len(ANSWER_KINDS[kind].named):
            raise ValueError(ANSWER_KINDS[kind].named)
        place = (kind, key)
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return cast("_Found", self._kept[place][0])
            flight = self._flights.setdefault(place, _Flight())
        try:
            with flight.lock:
                with self._lock:
                    if place in self._kept:  # another session made it meanwhile
                        return cast("_Found", self._kept[place][0])
                found = make()
                self._keep(place, found)
        finally:
            with self._lock:
                if self._flights.get(place) is flight:
                    del self._flights[place]
        return found

    def _keep(self, place: tuple[str, Hashable], found: object) -> None:
        weight = weight_of(found)
        with self._lock:
            self._kept[place] = (found, weight)
            alike = [each for each in self._kept if each[0] == place[0]]
            if len(alike) > ANSWER_KINDS[place[0]].most:
                del self._kept[alike[0]]
            total = sum(each for _, each in self._kept.values())
            # The newest stays, whatever it weighs: somebody is about to look at it.
            while total > self.most_bytes and len(self._kept) > 1:
                _, (_, dropped) = self._kept.popitem(last=False)
                total -= dropped


@st.cache_resource(show_spinner=False)
def answer_store() -> AnswerStore:
    """Return the store of this process; all it keeps may weigh ``GRAPHS_CACHE_MB`` together."""
    return AnswerStore(int(number_setting("GRAPHS_CACHE_MB", 512) * 2**20))
