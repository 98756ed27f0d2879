"""What a rule is: one declared function from facts to violations, with an example either way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc
from typing import TypeAlias

from graphs.model import Choice, Record, Snapshot
from graphs.registry import Registry
from graphs.rules.basis.authorities import Authority
from graphs.rules.basis.facts import Facts
from graphs.rules.basis.needs import Need
from graphs.text import Text

__all__ = ["RULES", "Example", "Rule", "Severity", "Violation", "rule"]


class Severity(Choice):
    """How much a finding matters."""

    error = Text(zh="错误", en="error")
    warning = Text(zh="警告", en="warning")
    hint = Text(zh="提示", en="hint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What a rule found: which records, which value, said in a sentence.

    Attributes
    ----------
    records
        Ids of the records concerned, the one to open first.
    on
        The day of the fact judged; a rule judges only facts of its own time.
    part
        Tells several findings about the same records apart.
    severity, remedy
        ``None`` takes the rule's own.
    """

    records: tuple[str, ...]
    sentence: Text
    on: dt.date
    value: str = ""
    part: str = ""
    severity: Severity | None = None
    remedy: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A tiny ledger at a day that keeps or breaks a rule; documentation and test in one.

    Examples
    --------
    >>> from graphs.model import Organisation
    >>> Example(as_of="2024-06-30", records=(Organisation(id="o1", name="甲"),)).snapshot().as_of
    datetime.date(2024, 6, 30)
    """

    as_of: str
    records: tuple[Record, ...]

    def snapshot(self) -> Snapshot:
        """Return the example as a snapshot."""
        day = dt.date.fromisoformat(self.as_of)
        return Snapshot.from_records(self.records, as_of=day, ledger="example")


Look: TypeAlias = Callable[[Facts], Iterator[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A declared rule: key, number in the list of rules, words, source, when it holds, examples.

    ``valid_from`` and ``valid_to`` bound, half-open, the days of the facts it judges. ``needs`` is
    what must be stated for it to find anything, ``also`` the other columns it reads; beyond these
    it reads ids and names only.

    Examples
    --------
    >>> RULES["branch_size"].number, RULES["branch_size"].severity.name
    ('R3', 'warning')
    """

    key: str
    number: str
    label: Text
    severity: Severity
    remedy: Text
    source: Authority
    valid_from: dt.date | None
    valid_to: dt.date | None
    passing: Example
    failing: Example
    needs: tuple[Need, ...]
    also: tuple[str, ...]
    look: Look

    @property
    def reads(self) -> frozenset[str]:
        """Every column it reads, as ``kind.column``; ``kind.*`` is all of a type."""
        return frozenset(self.also) | {each for need in self.needs for each in need.columns}

    @property
    def manual(self) -> str:
        """The docstring of the rule."""
        return getdoc(self.look) or ""

    def applies(self, on: dt.date) -> bool:
        """Return whether the rule judges a fact of that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


RULES: Registry[str, Rule] = Registry("rule")
"""Every rule by key, by number."""


def rule(
    *,
    number: str,
    label: Text,
    severity: Severity,
    remedy: Text,
    source: Authority,
    passing: Example,
    failing: Example,
    needs: tuple[Need, ...],
    also: tuple[str, ...] = (),
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
) -> Callable[[Look], Look]:
    """Declare a rule; its key is the function's name, and it holds since its source does.

    Raises
    ------
    ValueError
        It needs nothing, or another rule has its key.
    """

    def declare(look: Look) -> Look:
        key = look.__name__
        if not needs:
            raise ValueError(key)
        RULES.declare(
            key,
            Rule(
                key=key,
                number=number,
                label=label,
                severity=severity,
                remedy=remedy,
                source=source,
                valid_from=valid_from or source.since,
                valid_to=valid_to,
                passing=passing,
                failing=failing,
                needs=needs,
                also=also,
                look=look,
            ),
            look,
            order=int(number.removeprefix("R")),
        )
        return look

    return declare
