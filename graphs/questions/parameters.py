"""The kinds of parameters a question takes; each reads and writes the words of an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from graphs.errors import InputError, Problem
from graphs.model import RECORDS, Choice, Snapshot
from graphs.months import years_after
from graphs.questions.basis.record_ids import ids_in
from graphs.text import Text

__all__ = [
    "Day",
    "OneOf",
    "Parameter",
    "Reference",
    "References",
    "Value",
    "WholeNumber",
]

Value: TypeAlias = int | dt.date | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question may be asked with; addresses and commands carry its value as words.

    A required parameter without a default must be chosen before there is an answer.

    Examples
    --------
    >>> Parameter(key="days", label=Text(zh="天数", en="Days")).required
    True
    """

    key: str
    label: Text
    required: bool = True

    def default(self, snapshot: Snapshot) -> str:
        """Return the words taken where nothing is said; blank where there are none."""
        del snapshot
        return ""

    def read(self, words: str, snapshot: Snapshot) -> Value:
        """Return the value that the words mean.

        Raises
        ------
        InputError
            They mean none.
        """
        del snapshot
        return words or None

    def refuse(self, words: str, reason: Text) -> InputError:
        """Return the error that says why words are no value of this parameter."""
        problem = Problem(place=self.label, value=words, reason=reason)
        return InputError(problem.sentence(), (problem,))


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber(Parameter):
    """A whole number in [``low``, ``high``] with its unit.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> days = WholeNumber(key="days", label=Text(zh="天数", en="Days"), low=1, high=90, usual=30)
    >>> days.read("60", empty), days.default(empty)
    (60, '30')
    """

    low: int
    high: int
    usual: int
    profile: str = ""
    """The column of the ledger's profile that gives the default."""

    def default(self, snapshot: Snapshot) -> str:
        """Return the ledger's own number, else the usual one."""
        own = getattr(snapshot.profile, self.profile) if self.profile else None
        return str(min(max(own or self.usual, self.low), self.high))

    def read(self, words: str, snapshot: Snapshot) -> int:
        """Return the number."""
        del snapshot
        plain = words.strip()
        if not (plain.isascii() and plain.isdecimal() and self.low <= int(plain[:9]) <= self.high):
            raise self.refuse(
                words,
                Text(
                    zh="不是 {low} 到 {high} 的整数", en="is no whole number of {low} to {high}"
                ).format(low=self.low, high=self.high),
            )
        return int(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Parameter):
    """A day; the default is so many years before the day that is looked at.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2012, 2, 29))
    >>> Day(key="since", label=Text(zh="自", en="From"), years_before=1).default(empty)
    '2011-02-28'
    """

    years_before: int = 0

    def default(self, snapshot: Snapshot) -> str:
        """Return the day so many years before."""
        return years_after(snapshot.as_of, -self.years_before).isoformat()

    def read(self, words: str, snapshot: Snapshot) -> dt.date:
        """Return the day."""
        del snapshot
        try:
            return dt.date.fromisoformat(words.strip())
        except ValueError:
            reason = Text(zh="不是年-月-日的日期", en="is no day written as year-month-day")
            raise self.refuse(words, reason) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Parameter):
    """A record of a type in the snapshot, by its id: an organisation, a division, a chain.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2012, 2, 29))
    >>> town = Reference(key="town", label=Text(zh="区划", en="Division"), record="division",
    ...     required=False)
    >>> town.read("", empty) is None
    True
    """

    record: str

    def read(self, words: str, snapshot: Snapshot) -> str | tuple[str, ...] | None:
        """Return the id, or nothing where an optional one is left out."""
        if not words and not self.required:
            return None
        if words not in snapshot.by_id(RECORDS[self.record].cls):
            kind = RECORDS[self.record].label
            reason = Text(
                zh="这个范围和日期里没有这个{kind}", en="this scope and date hold no such {kind}"
            ).format(kind=Text(zh=kind.zh, en=kind.en.lower()))
            raise self.refuse(words, reason)
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class References(Reference):
    """Several records of a type, by their ids: those selected in a picture.

    Examples
    --------
    >>> from graphs.model import Organisation
    >>> two = Snapshot.from_records([Organisation(id="a", name="甲"), Organisation(id="b", name="乙")],
    ...                             as_of=dt.date(2012, 2, 29))
    >>> these = References(key="organisations", label=Text(zh="党组织", en="Organisations"),
    ...                    record="organisation")
    >>> these.read("b,a", two)
    ('b', 'a')
    """

    def read(self, words: str, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the ids, in their order; each of them must be there."""
        one = Reference(key=self.key, label=self.label, record=self.record)
        found = ids_in(words)
        for ident in found:
            one.read(ident, snapshot)
        if self.required and not found:
            raise self.refuse(words, Text(zh="还没有选", en="is not chosen yet"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Parameter):
    """One of a closed list, by its name; the first is the default unless ``usual`` names one.

    Examples
    --------
    >>> from graphs.model import Side
    >>> empty = Snapshot.from_records([], as_of=dt.date(2012, 2, 29))
    >>> side = OneOf(key="side", label=Text(zh="侧", en="Side"), choices=Side)
    >>> side.default(empty), side.options["non_public"].zh
    ('soe', '非公')
    """

    choices: type[Choice]
    usual: str = ""
    says: tuple[tuple[str, str], ...] = ()
    """Names with further words that mean them in a typed question."""

    def said(self) -> tuple[tuple[str, str], ...]:
        """Return every name with each of the words that mean it."""
        labels = [
            (key, words) for key, text in self.options.items() for words in (text.zh, text.en)
        ]
        return (*labels, *self.says)

    @property
    def options(self) -> Mapping[str, Text]:
        """The names with their words."""
        return MappingProxyType({each.name: each.label for each in self.choices})

    def default(self, snapshot: Snapshot) -> str:
        """Return the usual one, else the first."""
        del snapshot
        return self.usual or next(iter(self.options))

    def read(self, words: str, snapshot: Snapshot) -> str:
        """Return the name."""
        del snapshot
        if words not in self.options:
            listed = Text.join([Text.same(each) for each in self.options])
            raise self.refuse(
                words, Text(zh="不在 {all} 之中", en="is none of {all}").format(all=listed)
            )
        return words
