"""The view as a page address: parameters in, parameters out.

Screens keep it in the browser's address; the command line takes it to download the same view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Annotated, Any, get_type_hints
from urllib.parse import quote, unquote

from graphs.errors import InputError, Problem
from graphs.model import Scope
from graphs.network import FILTERS, Filter
from graphs.questions import QUESTIONS, ids_in, ids_words
from graphs.text import Language, Text

__all__ = [
    "CHOICES",
    "DEBUG",
    "DEFAULT_FILTERS",
    "FIRST_DAY",
    "LAST_DAY",
    "READERS",
    "Address",
]

DEBUG = "debug"
"""The parameter by which tests see into a picture: it is no part of what is shown."""

READERS = ("official", "planner", "analyst", "steward")
"""For whom the overview is arranged; the first unless the address says otherwise."""

CHOICES = (
    "brief:since",
    "download:formats",
    "download:grains",
    "download:picture",
    "download:pictures",
    "duplicates:part",
    "findings:division",
    "findings:part",
    "findings:rule",
    "findings:severity",
    "frame:print",
    "help:find",
    "history:find",
    "history:from",
    "history:part",
    "history:to",
    "reconciliation:figure",
    "statistics:columns",
    "statistics:end",
    "statistics:fresh",
    "statistics:measure",
    "statistics:network",
    "statistics:nodes",
    "statistics:part",
    "statistics:period",
    "statistics:report",
    "statistics:rows",
    "statistics:step",
    "statistics:trend",
)
"""What a reader chooses on a screen and the address keeps, as the controls are called."""

DEFAULT_FILTERS: tuple[Filter, ...] = (Filter("status", ("active", "expiring")),)
"""What the network shows unless the address says otherwise: pairs in force."""

FIRST_DAY, LAST_DAY = dt.date(1949, 10, 1), dt.date(2049, 12, 31)
"""The days one may look at."""

_ALL = "all"
_ASK = "ask"


@dataclass(frozen=True, slots=True)
class _Part:
    """How a field is a query parameter: its name, how a value is written, and how words are read.

    ``read`` raises ``ValueError`` or ``InputError`` for words that make no sense.
    """

    name: str
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


def _day(words: str) -> dt.date:
    found = dt.date.fromisoformat(words)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(words)
    return found


def _reader(words: str) -> str:
    """Return for whom the overview is arranged; the first of them needs no word."""
    return ("", *READERS[1:])[READERS.index(words)]


def _opened_words(opened: Iterable[str]) -> str:
    return ",".join(quote(each, safe="") for each in opened)


def _opened(words: str) -> tuple[str, ...]:
    return tuple(unquote(each) for each in words.split(",") if each)


def _steps_words(expanded: Iterable[tuple[str, int]]) -> str:
    """Write records with their steps: ``o1`` is one step, ``o1*3`` three."""
    return ids_words(ident + (f"*{steps}" if steps > 1 else "") for ident, steps in expanded)


def _steps(words: str) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for each in ids_in(words):
        ident, star, steps = each.rpartition("*")
        known = star and ident and steps in ("2", "3")
        found |= {ident: int(steps)} if known else {each: 1}
    return tuple(found.items())


_LANGUAGE = _Part(
    "lang", lambda each: "en" if each == "en" else "", lambda words: "en" if words == "en" else "zh"
)
_SCOPE = _Part("scope", attrgetter("words"), Scope.parse)
_AS_OF, _SINCE = (_Part(name, dt.date.isoformat, _day) for name in ("as_of", "since"))
_OPENED = _Part("open", _opened_words, _opened)
_EXPANDED = _Part("expand", _steps_words, _steps)
_HIDDEN, _PICKED = (_Part(name, ids_words, ids_in) for name in ("hide", "pick"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Ledger, scope, date, filters, picture, focus, plan, question; blanks mean the ledger's defaults.

    Each field is declared once, with the query parameter that carries it; filters, the parameters
    of a question and what was chosen on screens have parameters of their own.

    ``part`` is which part of the plan is open, by its key; ``organisation`` the one whose page is
    open; ``find`` what is typed in the search box; ``reader`` for whom the overview is arranged;
    ``colour``, ``group`` and ``size`` attributes by their keys; ``opened`` the groups that are
    open, in the order they were opened; ``since`` the earlier day that the picture is compared
    with; ``expanded`` records with the steps to which their neighbours are drawn, ``hidden`` those
    not drawn, ``picked`` those selected together; ``start`` where a path to the focus begins;
    ``saved`` the kept view it was opened from, ``slide`` the one presented, with the revision it is
    shown at; ``settings`` the parameters of the question in words; ``choices`` what was chosen on
    the screens, by control, in words.

    Examples
    --------
    >>> address, problems = Address.parse({"ledger": "demo", "status": "all"})
    >>> address.query()
    {'ledger': 'demo', 'status': 'all'}
    """

    ledger: Annotated[str, _Part("ledger")] = ""
    language: Annotated[Language, _LANGUAGE] = "zh"
    scope: Annotated[Scope | None, _SCOPE] = None
    as_of: Annotated[dt.date | None, _AS_OF] = None
    picture: Annotated[str, _Part("picture")] = ""
    focus: Annotated[str, _Part("focus")] = ""
    plan: Annotated[str, _Part("plan")] = ""
    part: Annotated[str, _Part("part")] = ""
    organisation: Annotated[str, _Part("id")] = ""
    find: Annotated[str, _Part("find")] = ""
    reader: Annotated[str, _Part("reader", read=_reader)] = ""
    question: Annotated[str, _Part(_ASK)] = ""
    colour: Annotated[str, _Part("colour")] = ""
    group: Annotated[str, _Part("group")] = ""
    size: Annotated[str, _Part("size")] = ""
    opened: Annotated[tuple[str, ...], _OPENED] = ()
    since: Annotated[dt.date | None, _SINCE] = None
    expanded: Annotated[tuple[tuple[str, int], ...], _EXPANDED] = ()
    hidden: Annotated[tuple[str, ...], _HIDDEN] = ()
    picked: Annotated[tuple[str, ...], _PICKED] = ()
    start: Annotated[str, _Part("from")] = ""
    saved: Annotated[str, _Part("saved")] = ""
    slide: Annotated[str, _Part("slide")] = ""
    filters: tuple[Filter, ...] = DEFAULT_FILTERS
    settings: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    def query(self) -> dict[str, str]:
        """Return the address as query parameters; defaults are left out."""
        found = self._parts()
        found |= {f"{_ASK}.{key}": value for key, value in self.settings}
        found |= {key.replace(":", "."): words for key, words in self.choices}
        chosen = {each.key: each.values for each in self.filters}
        for default in DEFAULT_FILTERS:
            if chosen.get(default.key) == default.values:
                del chosen[default.key]
            elif default.key not in chosen:
                chosen[default.key] = (_ALL,)
        found |= {key: ",".join(values) for key, values in chosen.items()}
        return {key: value for key, value in found.items() if value}

    def knows(self, part: str) -> bool:
        """Whether a query parameter is a part of an address: one of its own, a filter, a setting.

        Examples
        --------
        >>> [Address().knows(part) for part in ("hide", "status", "moon")]
        [True, True, False]
        """
        named = part in self._parts() or part in FILTERS or part.startswith(f"{_ASK}.")
        return named or part.replace(".", ":") in CHOICES

    def _parts(self) -> dict[str, str]:
        """Every part that is one query parameter, blank where it says nothing."""
        values = ((part, getattr(self, name)) for name, part in _PARTS.items())
        return {part.name: part.write(value) if value else "" for part, value in values}

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> tuple[Address, tuple[Problem, ...]]:
        """Return the address of query parameters, and what in them made no sense.

        A part that makes no sense is left out and reported; the rest still holds.
        """
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, part in _PARTS.items():
            words = query.get(part.name)
            if not words:
                continue
            try:
                values[name] = part.read(words)
            except InputError as error:
                problems += error.problems
            except ValueError:
                problems.append(_problem(part.name, words))
        problems += [
            _problem(name, query[name])
            for name in query
            if not name.startswith(f"{_ASK}.") and name not in _known()
        ]
        values["question"], values["settings"] = _question(query, problems)
        values["filters"] = _filters(query, problems)
        values["choices"] = tuple(
            (key, query[name]) for key in CHOICES if query.get(name := key.replace(":", "."))
        )
        return cls(**values), tuple(problems)

    def plain_picture(self) -> Address:
        """Return the address with the picture as its layout draws it: nothing expanded or hidden.

        Examples
        --------
        >>> Address(picture="hubs", hidden=("o1",), picked=("o2",)).plain_picture().query()
        {'picture': 'hubs'}
        """
        return replace(
            self, focus="", expanded=(), hidden=(), picked=(), start="", saved="", since=None
        )


_PARTS: Mapping[str, _Part] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(Address, include_extras=True).items()
    if hasattr(hint, "__metadata__")
}
"""The fields of an address that are one query parameter each."""


def _known() -> frozenset[str]:
    """Return the names of parameters, but those of a question's own; others are reported."""
    choices = (key.replace(":", ".") for key in CHOICES)
    return frozenset({_ASK, DEBUG, *(part.name for part in _PARTS.values()), *FILTERS, *choices})


def _question(
    query: Mapping[str, str], problems: list[Problem]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the question of an address with its parameters, in the order it declares them."""
    key = query.get(_ASK, "")
    declared = QUESTIONS.get(key)
    if declared is None:
        problems += [_problem(_ASK, key)] if key else []
        return "", ()
    known = [f"{_ASK}.{each.key}" for each in declared.parameters]
    wrong = [name for name in query if name.startswith(f"{_ASK}.") and name not in known]
    problems += [_problem(name, query[name]) for name in wrong]
    return key, tuple(
        (each.key, query[name])
        for each, name in zip(declared.parameters, known, strict=True)
        if query.get(name)
    )


def _filters(query: Mapping[str, str], problems: list[Problem]) -> tuple[Filter, ...]:
    defaults = {each.key: each for each in DEFAULT_FILTERS}
    found = []
    for key, kind in FILTERS.items():
        if key not in query:
            if key in defaults:
                found.append(defaults[key])
            continue
        kept, wrong = kind.values.parse(query[key])
        problems += [_problem(key, value) for value in wrong]
        if kept:
            found.append(Filter(key, kept))
    return tuple(found)


def _problem(key: str, value: str) -> Problem:
    return Problem(
        place=Text(zh=f"地址中的 {key}", en=f"{key} in the address"),
        value=value,
        reason=Text(zh="不认识，已忽略", en="not understood and left out"),
    )
