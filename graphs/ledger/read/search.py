"""Search by name: ranked by the database in one pass, whatever the number of hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select

from graphs.errors import LimitExceeded
from graphs.folding import fold
from graphs.ledger.database.in_list import in_list
from graphs.ledger.read.division_tree import in_division_below, organisations_in
from graphs.ledger.read.organisation_homes import KnownHomes
from graphs.ledger.read.typos import holds_with_one_slip, pieces
from graphs.ledger.storage.search_index import FOUND
from graphs.ledger.storage.tables import SEARCH
from graphs.pinyin import sounded
from graphs.text import Text

__all__ = ["Hit", "find"]

_BUDGET = 300_000
_EXACT, _PREFIX, _SUBSTRING, _PINYIN, _INITIALS = range(5)
_SHORTEST = {True: 5, False: 3}
"""Letters of pinyin, and other characters, below which a slip would make anything of anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that search found, the name it is shown by, and its division."""

    id: str
    kind: str
    name: str
    division: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query as spellings and as sounds are compared; ``sound`` may be empty."""

    folded: str
    sound: str


def find(
    connection: Connection,
    text: str,
    *,
    limit: int,
    division: str | None,
    inside: Iterable[str] | None,
    homes: KnownHomes,
) -> tuple[Hit, ...]:
    """Return the best matches: exact, then beginnings, substrings, pinyin, first letters.

    1. The query without its blanks is one word; its words apart may stand in any order.
    2. A record's class is the best that holds all words; within a class short names come first,
       then divisions before units, organisations, agreements and chains, then by name and id.
    3. Only where no record holds them, a word may differ by one slip: a character too many, too
       few, another one, or two changed about.

    ``division`` keeps what lies in it or below; ``inside`` keeps these ids; ``homes`` says where
    organisations of no stated place lie.

    Raises
    ------
    LimitExceeded
        More organisations than can be looked through at once; a division must be named.
    """
    whole = _Word(fold(text), sounded(text))
    if not whole.folded:
        return ()
    words = [_Word(fold(word), sounded(word)) for word in text.split()]
    words = [word for word in words if word.folded]
    # Substrings have no index: the search table is scanned, which takes seconds above this size.
    if inside is None and organisations_in(connection, division, homes) > _BUDGET:
        raise LimitExceeded(
            Text(
                zh="党组织超过 {most} 个，请先选定区划再检索",
                en="more than {most} organisations; choose a division to search in",
            ).format(most=f"{_BUDGET:,}")
        )
    tests: list[ColumnElement[bool]] = []
    if division is not None:
        tests.append(in_division_below(connection, division, homes))
    if inside is not None:
        tests.append(in_list(connection, SEARCH.c.id, sorted(inside)))
    query = _Query(connection, text.strip(), whole, words, tests)
    # Typos only where nothing matches: else a near miss would push exact names off the list.
    rows = query.ranked(limit) or query.misspelt(limit)
    return tuple(
        Hit(
            id=row.id,
            kind=row.kind,
            name=row.shown,
            division=row.place or homes.homes.get(row.id),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Query:
    connection: Connection
    typed: str
    whole: _Word
    words: Sequence[_Word]
    tests: Sequence[ColumnElement[bool]]

    def ranked(self, limit: int) -> Sequence[Row[Any]]:
        # CASE takes the first class that holds, so the best ones come first; whatever matches is
        # of the last one at least.
        rank = case(*((self._of(rank), rank) for rank in range(_INITIALS)), else_=_INITIALS)
        query = select(SEARCH).where(self._matches(), *self.tests)
        return self.connection.execute(query.order_by(rank, *_order()).limit(limit)).all()

    def _matches(self) -> ColumnElement[bool]:
        """Return whether a record is of any class; the last one holds whatever the others hold."""
        return or_(self._of(_INITIALS), SEARCH.c.id == self.typed)

    def misspelt(self, limit: int) -> Sequence[Row[Any]]:
        """Return what holds the query but for one slip in one word, best first."""
        tried: list[tuple[_Word, Sequence[_Word]]] = [(self.whole, ())]
        if len(self.words) > 1:
            tried += [
                (word, [*self.words[:at], *self.words[at + 1 :]])
                for at, word in enumerate(self.words)
            ]
        choices = [
            (word, rest)
            for word, rest in tried
            if len(word.folded) >= _SHORTEST[word.folded.isascii()]
        ]
        if not choices:
            return ()
        # The database only rules out what cannot match; the exact comparison follows in Python.
        condition = or_(
            *(
                and_(self._likely(word), *(self._holds(each, _INITIALS) for each in rest))
                for word, rest in choices
            )
        )
        query = select(SEARCH).where(condition, *self.tests).order_by(*_order())
        # Read as far as needed only: the first that hold the query are the best.
        with self.connection.execute(query.execution_options(yield_per=500)) as rows:
            forgiven = (
                row
                for row in rows
                if any(
                    _slips(word, row) and all(_contains(e, row) for e in rest)
                    for word, rest in choices
                )
            )
            return list(islice(forgiven, limit))

    def _of(self, rank: int) -> ColumnElement[bool]:
        """Return whether a record holds the query as this class asks."""
        whole = self._holds(self.whole, rank)
        if rank == _EXACT:
            return or_(whole, SEARCH.c.id == self.typed)
        if rank < _SUBSTRING or len(self.words) < 2:
            return whole
        return or_(whole, and_(*(self._holds(word, rank) for word in self.words)))

    def _holds(self, word: _Word, rank: int) -> ColumnElement[bool]:
        if rank == _EXACT:
            return self._in("folded", f"\n{word.folded}\n")
        if rank == _PREFIX:
            return self._in("folded", f"\n{word.folded}")
        tests = [self._in("folded", word.folded)]
        if rank >= _PINYIN and word.sound:
            tests.append(self._in("pinyin", word.sound))
        if rank >= _INITIALS and word.sound:
            tests.append(self._in("initials", word.sound))
        return or_(*tests)

    def _likely(self, word: _Word) -> ColumnElement[bool]:
        """Return whether some piece of a word, and all its characters but one, are there."""
        tests = [self._seeded("folded", word.folded)]
        if len(word.sound) >= _SHORTEST[True]:
            tests.append(self._seeded("pinyin", word.sound))
        return or_(*tests)

    def _seeded(self, column: str, wanted: str) -> ColumnElement[bool]:
        some = or_(*(self._in(column, piece) for _, piece in pieces(wanted)))
        if wanted.isascii():
            return some
        there = [case((self._in(column, each), 1), else_=0) for each in wanted]
        return and_(some, sum(there[1:], start=there[0]) >= len(wanted) - 1)

    def _in(self, column: str, wanted: str) -> ColumnElement[bool]:
        # Not LIKE: its wildcards would have to be escaped, and SQLite's ignores case.
        position = func.instr if self.connection.dialect.name == "sqlite" else func.strpos
        return position(SEARCH.c[column], wanted) > 0


def _order() -> tuple[ColumnElement[Any], ...]:
    kinds = case(*((SEARCH.c.kind == kind, place) for place, kind in enumerate(FOUND)))
    # Short names first: the query makes up most of them. The id decides between equals.
    return func.length(SEARCH.c.shown), kinds, SEARCH.c.shown, SEARCH.c.id


def _slips(word: _Word, row: Row[Any]) -> bool:
    if holds_with_one_slip(word.folded, row.folded):
        return True
    return len(word.sound) >= _SHORTEST[True] and holds_with_one_slip(word.sound, row.pinyin)


def _contains(word: _Word, row: Row[Any]) -> bool:
    sound = word.sound
    return word.folded in row.folded or bool(sound and sound in row.pinyin + row.initials)
