"""A question typed in words, matched offline to declared ones, with parameters read from the words.

Matching is by the ways a question says it can be asked: contained whole, or alike (rapidfuzz); and
by the notions that stand in the words.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graphs.errors import InputError
from graphs.folding import fold
from graphs.model import Snapshot
from graphs.questions.basis.question_signs import OPTION_SIGNS, notions_in, sign_likeness
from graphs.questions.basis.record_ids import ids_words
from graphs.questions.basis.typed_values import (
    SHORTEST,
    days_in,
    names_in,
    numbers_in,
    recorded_names,
)
from graphs.questions.parameters import Day, OneOf, Parameter, Reference, References, WholeNumber
from graphs.questions.question import QUESTIONS, Question, listed

__all__ = ["Understood", "understand"]

_ALIKE = 62  # rapidfuzz's likeness in per cent below which words are not taken for a question
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question that typed words may mean, with the parameters read from them.

    ``likeness`` orders the candidates; above 100 a way to ask it stands in the words whole.

    Examples
    --------
    >>> Understood(question="unpaired", given={}, likeness=104).certain
    True
    """

    question: str
    given: Mapping[str, str]
    likeness: float

    @property
    def certain(self) -> bool:
        """Whether a declared wording of it is in the words whole."""
        return self.likeness > 100


def understand(words: str, snapshot: Snapshot) -> tuple[Understood, ...]:
    """Return the questions that typed words may mean, the likeliest first; nothing for nonsense.

    1. Names of organisations, divisions and chains, numbers with their unit, and days are read
    and taken out. 2. What is left is compared with every way to ask a question; the longest one
    that stands in it whole wins. 3. What was read fills the parameters of each candidate.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> best = understand("who ends within 60 days", empty)[0]
    >>> best.question, dict(best.given)
    ('ending_soon', {'days': '60'})
    >>> understand("谁没有结对", empty)[0].question
    'unpaired'
    """
    read = _Read.of(words, snapshot)
    found = []
    for declared in listed():
        likeness = max(
            _likeness(declared.key, read.rest, read.plain),
            sign_likeness(declared.key, read.notions),
        )
        if read.named and any(isinstance(each, Reference) for each in declared.parameters):
            likeness += 2  # a name is said to be asked of
        if likeness >= _ALIKE:
            given = MappingProxyType(dict(_stated(declared, read, snapshot)))
            found.append(Understood(question=declared.key, given=given, likeness=likeness))
    found.sort(key=lambda each: (-each.likeness, QUESTIONS[each.question].number))
    return tuple(found[:_MOST])


@cache
def _wordings(key: str) -> tuple[tuple[str, str], ...]:
    """Return each way to ask a question, folded and in single blanks."""
    declared = QUESTIONS[key]
    wordings = (*declared.says, declared.label.zh, declared.label.en)
    return tuple((fold(each), " ".join(each.casefold().split())) for each in wordings)


def _likeness(key: str, rest: str, plain: str) -> float:
    """Return how alike the words and the likeliest way to ask the question are."""
    from rapidfuzz import fuzz  # not before somebody asks

    best = 0.0
    for folded, wording in _wordings(key):
        if folded in rest:
            best = max(best, 100.0 + len(folded) / (2 if folded.isascii() else 1))
        elif folded.isascii():
            best = max(best, fuzz.token_set_ratio(wording, plain) * 0.9)
        elif len(rest) >= SHORTEST:
            best = max(best, fuzz.ratio(folded, rest), fuzz.partial_ratio(folded, rest) * 0.85)
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read from typed words: names by record type, numbers with units, days, the rest."""

    plain: str
    rest: str
    names: Mapping[str, tuple[str, ...]]
    numbers: tuple[tuple[int, str], ...]
    days: tuple[dt.date, ...]
    notions: frozenset[str]

    @property
    def named(self) -> bool:
        """Whether anybody is named."""
        return any(self.names.values())

    @classmethod
    def of(cls, words: str, snapshot: Snapshot) -> _Read:
        plain = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
        rest = fold(words)
        names: dict[str, tuple[str, ...]] = {}
        for kind in ("organisation", "chain", "division"):
            found = names_in(rest, kind, snapshot)
            names[kind] = tuple(ident for _, ident in found)
            for name, _ in found:
                rest = rest.replace(name, "")
        days = tuple(days_in(plain, snapshot.as_of))
        return cls(
            plain=plain,
            rest=rest,
            names=MappingProxyType(names),
            numbers=tuple(numbers_in(plain)),
            days=days,
            notions=notions_in(rest, plain, named=len(names["organisation"])),
        )


_IN_DAYS: Mapping[str, float] = {"day": 1, "week": 7, "month": 30, "year": 365}
_IN_MONTHS: Mapping[str, float] = {"day": 1 / 30, "week": 7 / 30, "month": 1, "year": 12}


def _stated(declared: Question, read: _Read, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what of the words fills the parameters of a question."""
    names = {kind: list(found) for kind, found in read.names.items()}
    for each in declared.parameters:
        if isinstance(each, Reference) and not names[each.record] and each.required:
            names[each.record] = _meant(declared, each.record, read.rest, snapshot)
    days = list(read.days)
    for each in declared.parameters:
        words = _words(each, names, days, read) or _signed(declared.key, each, read.notions)
        try:
            if words and each.read(words, snapshot) is not None:
                yield each.key, words
        except InputError:
            continue


def _words(
    each: Parameter, names: Mapping[str, list[str]], days: list[dt.date], read: _Read
) -> str:
    if isinstance(each, References):
        return ids_words(names[each.record])
    if isinstance(each, Reference):
        return names[each.record].pop(0) if names[each.record] else ""
    if isinstance(each, Day):
        return days.pop(0).isoformat() if days else ""
    if isinstance(each, WholeNumber):
        return _number(each, read.numbers)
    if isinstance(each, OneOf):
        return _option(each, read.rest)
    return ""


def _signed(question: str, each: Parameter, notions: frozenset[str]) -> str:
    """Return the option that a notion in the words means."""
    options = OPTION_SIGNS.get((question, each.key), {})
    return next((name for name, notion in options.items() if notion in notions), "")


def _number(each: WholeNumber, numbers: tuple[tuple[int, str], ...]) -> str:
    """Return the number of its own unit, else one converted, else one without a unit."""
    scales: dict[str, Mapping[str, float]] = {"days": _IN_DAYS, "months": _IN_MONTHS}
    scale = scales.get(each.key, {"pair": 1})
    for number, unit in numbers:
        if unit in scale:
            return str(max(1, round(number * scale[unit])))
    return next((str(number) for number, unit in numbers if not unit), "")


def _option(each: OneOf, rest: str) -> str:
    """Return the option whose words are in the text, the longest of them."""
    said = [(fold(words), name) for name, words in each.said()]
    here = sorted(((len(w), name) for w, name in said if w in rest), reverse=True)
    return here[0][1] if here else ""


_STOPS = re.compile(r"[\s?？!！。，,、：:的和与跟谁哪些是有吗呢]+")


def _meant(declared: Question, kind: str, rest: str, snapshot: Snapshot) -> list[str]:
    """Return whom a part of a name means, once the question's own words are taken out."""
    for folded, _ in sorted(_wordings(declared.key), key=lambda wording: -len(wording[0])):
        rest = rest.replace(folded, " ")
    parts = [part for part in _STOPS.split(rest) if len(part) >= SHORTEST]
    called = recorded_names(snapshot, kind)
    found = []
    for part in parts:
        near = sorted((len(name), name) for name in called if part in name)
        found += [called[near[0][1]]] if near else []
    return found
