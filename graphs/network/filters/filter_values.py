"""The kinds of values a filter takes: choices, divisions, a span of numbers, a least number.

Each kind reads an address, tests a value, and says itself in a sentence and in the manual; the
screens have one control for each. A filter names its kind and is otherwise one function.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphs.model import Choice, number_text, read_number
from graphs.text import Text

__all__ = ["Choices", "Divisions", "FilterValues", "Number", "Span", "span_of"]

Names: TypeAlias = Mapping[str, Text]
Fits: TypeAlias = Callable[[Any], bool]

_ALL = "all"
_TO = ".."


def _split(words: str) -> tuple[str, ...]:
    return tuple(part for part in words.split(",") if part and part != _ALL)


@dataclass(frozen=True, slots=True)
class Divisions:
    """Any of the divisions of a ledger, by id.

    Examples
    --------
    >>> Divisions().parse("d1,d2")
    (('d1', 'd2'), ())
    """

    def options(self, names: Names) -> Names:
        """Return the divisions offered with their words: ``names`` itself."""
        return names

    def parse(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids an address names; whether a ledger has them is not known here."""
        return _split(words), ()

    def fits(self, values: Iterable[str]) -> Fits:
        """Return the test that a division is one of the chosen."""
        return frozenset(values).__contains__

    def say(self, values: Iterable[str], names: Names) -> Text:
        """Return the names of the chosen divisions; an id where there is none."""
        return Text.join([names.get(value, Text.same(value)) for value in values])

    def manual(self) -> Text:
        """Say in the manual where the values come from."""
        return Text(zh="台账中的编号", en="ids in the ledger")


@dataclass(frozen=True, slots=True)
class Choices:
    """Any of a closed list of values.

    Examples
    --------
    >>> from graphs.model import Side
    >>> Choices(Side).parse("soe,dark")
    (('soe',), ('dark',))
    """

    of: type[Choice]

    def options(self, names: Names) -> Names:
        """Return every choice with its label."""
        del names  # those of the divisions
        members: list[Choice] = list(self.of)
        return {member.name: member.label for member in members}

    def parse(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the choices an address names, and what in it is none."""
        known, values = self.of.__members__, _split(words)
        kept = tuple(value for value in values if value in known)
        return kept, tuple(value for value in values if value not in known)

    def fits(self, values: Iterable[str]) -> Fits:
        """Return the test that a key is one of the chosen."""
        return frozenset(values).__contains__

    def say(self, values: Iterable[str], names: Names) -> Text:
        """Return the labels of the chosen."""
        del names
        return Text.join([self.of[value].label for value in values])

    def manual(self) -> Text:
        """List every choice in one cell of the manual."""
        members: list[Choice] = list(self.of)
        return Text.join([Text.same(f"`{member.name}` ") + member.label for member in members])


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Numbers from one to another, both included; written ``3..10``, either end may be open.

    Examples
    --------
    >>> pairs = Span(low=0, high=50, unit=Text(zh="对", en="pairs"))
    >>> pairs.parse("3..10"), pairs.parse("10..3")
    ((('3..10',), ()), ((), ('10..3',)))
    >>> pairs.say(("3..10",), {}).zh, pairs.say(("3..",), {}).en
    ('3–10 对', 'at least 3 pairs')
    """

    low: float
    high: float
    unit: Text

    def parse(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the span an address names, and what in it is none."""
        if words in ("", _ALL):
            return (), ()
        try:
            low, high = span_of(words)
        except ValueError:
            return (), (words,)
        least, most = max(low, self.low), min(high, self.high)
        outside = least > most or (math.isfinite(low) and low > high)
        written = self.written(low, high)
        return ((), (words,)) if outside else ((written,) if written else (), ())

    def written(self, low: float, high: float) -> str:
        """Return a span as addresses write it; empty where it leaves nothing out."""
        ends = (
            number_text(low) if low > self.low else "",
            number_text(high) if high < self.high else "",
        )
        return _TO.join(ends) if any(ends) else ""

    def fits(self, values: Iterable[str]) -> Fits:
        """Return the test that a number is in the chosen span; ``None`` is in none."""
        spans = [span_of(value) for value in values]
        return lambda value: value is not None and any(a <= value <= b for a, b in spans)

    def say(self, values: Iterable[str], names: Names) -> Text:
        """Return the chosen span in words."""
        del names
        return Text.join([_span_words(*span_of(value), self.unit) for value in values])

    def manual(self) -> Text:
        """Return both ends and the unit, for one cell of the manual."""
        ends = f"{number_text(self.low)}..{number_text(self.high)}"
        return Text.same(f"`{ends}` ") + self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The least number that is kept.

    Examples
    --------
    >>> members = Number(unit=Text(zh="名党员", en="members"))
    >>> members.fits(("3",))(5), members.fits(("3",))(None), members.parse("many")
    (True, False, ((), ('many',)))
    """

    unit: Text

    def parse(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the number an address names, and what in it is none."""
        if words in ("", _ALL):
            return (), ()
        try:
            return (number_text(read_number(words)),), ()
        except ValueError:
            return (), (words,)

    def fits(self, values: Iterable[str]) -> Fits:
        """Return the test that a number is not below the chosen one."""
        least = min(map(read_number, values))
        return lambda value: value is not None and value >= least

    def say(self, values: Iterable[str], names: Names) -> Text:
        """Return the chosen number in words."""
        del names
        return Text.join([_span_words(read_number(value), math.inf, self.unit) for value in values])

    def manual(self) -> Text:
        """Return what the number is of, for one cell of the manual."""
        return Text(zh="至少多少", en="least number of ") + self.unit


FilterValues: TypeAlias = Choices | Divisions | Span | Number


def span_of(words: str) -> tuple[float, float]:
    """Return both ends of a span as written; an open end is infinite.

    Raises
    ------
    ValueError
        The words are no span.

    Examples
    --------
    >>> span_of("3..10"), span_of("..10")
    ((3, 10), (-inf, 10))
    """
    low, to, high = words.partition(_TO)
    if not to or not (low or high):
        raise ValueError(words)
    return (read_number(low) if low else -math.inf, read_number(high) if high else math.inf)


def _span_words(low: float, high: float, unit: Text) -> Text:
    form = (
        Text(zh="至多 {b} {unit}", en="at most {b} {unit}")
        if math.isinf(low)
        else Text(zh="至少 {a} {unit}", en="at least {a} {unit}")
        if math.isinf(high)
        else Text(zh="{a}–{b} {unit}", en="{a}–{b} {unit}")
    )
    ends = {name: number_text(end) for name, end in (("a", low), ("b", high)) if math.isfinite(end)}
    return form.format(unit=unit, **ends)
