"""The view as a page address: parameters in, parameters out.

Screens keep it in the browser's address; the command line takes it to download the same view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from graphs.errors import InputError, Problem
from graphs.interchange.manifest.view_words import View
from graphs.model import Division, Profile, Scope, Snapshot
from graphs.network import FILTERS, Filter
from graphs.questions import QUESTIONS, ids_in, ids_words
from graphs.text import Language, Text

__all__ = [
    "CHOICES",
    "DEFAULT_FILTERS",
    "FIRST_DAY",
    "LAST_DAY",
    "READERS",
    "Address",
    "view_of",
]

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
    "statistics:nodes",
    "statistics:part",
    "statistics:period",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Ledger, scope, date, filters, picture, focus, plan, question; blanks mean the ledger's defaults.

    ``part`` is which part of the plan is open, by its key; ``organisation`` the one whose page is
    open; ``find`` what is typed in the search box; ``settings`` are the parameters of the question
    in words, as questions read and write them; ``reader`` is for whom the overview is arranged.
    ``colour``, ``group`` and ``size`` are attributes by their keys, ``opened`` the groups that are
    open, in the order they were opened. ``since`` is the earlier day that the picture is
    compared with; ``expanded`` are records with the steps to which their neighbours are drawn,
    ``hidden`` those that are not drawn, ``picked`` those selected together, ``start`` where a path
    to the focus begins, ``saved`` the kept view it was opened from, ``slide`` the view that is
    presented, with the revision it is shown at; ``choices``
    are what was chosen on the screens, by control, in words.

    Examples
    --------
    >>> address, problems = Address.parse({"ledger": "demo", "status": "all"})
    >>> address.query()
    {'ledger': 'demo', 'status': 'all'}
    """

    ledger: str = ""
    language: Language = "zh"
    scope: Scope | None = None
    as_of: dt.date | None = None
    picture: str = ""
    focus: str = ""
    filters: tuple[Filter, ...] = DEFAULT_FILTERS
    plan: str = ""
    part: str = ""
    organisation: str = ""
    find: str = ""
    question: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    reader: str = ""
    colour: str = ""
    group: str = ""
    size: str = ""
    opened: tuple[str, ...] = ()
    since: dt.date | None = None
    expanded: tuple[tuple[str, int], ...] = ()
    hidden: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    start: str = ""
    saved: str = ""
    slide: str = ""
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
        """Every part that is neither a filter nor a setting, blank where it says nothing."""
        return {
            "ledger": self.ledger,
            "lang": "en" if self.language == "en" else "",
            "scope": self.scope.words if self.scope else "",
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "picture": self.picture,
            "focus": self.focus,
            "plan": self.plan,
            "part": self.part,
            "id": self.organisation,
            "find": self.find,
            "reader": self.reader,
            _ASK: self.question,
            "colour": self.colour,
            "group": self.group,
            "size": self.size,
            "open": ",".join(quote(each, safe="") for each in self.opened),
            "since": self.since.isoformat() if self.since else "",
            "expand": ids_words(ident + (f"*{n}" if n > 1 else "") for ident, n in self.expanded),
            "hide": ids_words(self.hidden),
            "pick": ids_words(self.picked),
            "from": self.start,
            "saved": self.saved,
            "slide": self.slide,
        }

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> tuple[Address, tuple[Problem, ...]]:
        """Return the address of query parameters, and what in them made no sense.

        A part that makes no sense is left out and reported; the rest still holds.
        """
        problems: list[Problem] = []
        scope = as_of = None
        if query.get("scope"):
            try:
                scope = Scope.parse(query["scope"])
            except InputError as error:
                problems += error.problems
        if query.get("as_of"):
            as_of = _day(query["as_of"])
            if as_of is None:
                problems.append(_problem("as_of", query["as_of"]))
        since = _day(query.get("since", ""))
        if query.get("since") and since is None:
            problems.append(_problem("since", query["since"]))
        problems += [
            _problem(name, query[name])
            for name in query
            if "." in name
            and not name.startswith(f"{_ASK}.")
            and name.replace(".", ":") not in CHOICES
        ]
        question, settings = _question(query, problems)
        reader = query.get("reader", "")
        if reader and reader not in READERS:
            problems.append(_problem("reader", reader))
            reader = ""
        return (
            cls(
                ledger=query.get("ledger", ""),
                language="en" if query.get("lang") == "en" else "zh",
                scope=scope,
                as_of=as_of,
                picture=query.get("picture", ""),
                focus=query.get("focus", ""),
                plan=query.get("plan", ""),
                part=query.get("part", ""),
                organisation=query.get("id", ""),
                find=query.get("find", ""),
                question=question,
                settings=settings,
                reader="" if reader == READERS[0] else reader,
                filters=_filters(query, problems),
                colour=query.get("colour", ""),
                group=query.get("group", ""),
                size=query.get("size", ""),
                opened=tuple(unquote(each) for each in query.get("open", "").split(",") if each),
                since=since,
                expanded=tuple(dict(map(_expanded, ids_in(query.get("expand", "")))).items()),
                hidden=ids_in(query.get("hide", "")),
                picked=ids_in(query.get("pick", "")),
                start=query.get("from", ""),
                saved=query.get("saved", ""),
                slide=query.get("slide", ""),
                choices=tuple(
                    (key, query[name])
                    for key in CHOICES
                    if query.get(name := key.replace(":", "."))
                ),
            ),
            tuple(problems),
        )

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


def _expanded(words: str) -> tuple[str, int]:
    """A record with its steps: ``o1`` is one step, ``o1*3`` three."""
    ident, star, steps = words.rpartition("*")
    if star and ident and steps in ("2", "3"):
        return ident, int(steps)
    return words, 1


def _day(words: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


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


def view_of(address: Address, profile: Profile, snapshot: Snapshot) -> View:
    """Return what a download of an address says of itself: title, filters in words, address.

    Examples
    --------
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> view_of(Address(ledger="demo"), Profile(id="ledger", title="演示区"), picture).filters.zh
    '协议状态：履行中、即将到期'
    """
    names = {
        each.id: Text(zh=each.name, en=each.name_en or each.name)
        for each in snapshot.records(Division)
    }
    said = [each.sentence(names) for each in address.filters]
    picture = replace(
        address,
        plan="",
        part="",
        organisation="",
        find="",
        question="",
        reader="",
        slide="",
        settings=(),
        choices=(),
    )
    query = "&".join(f"{key}={value}" for key, value in sorted(picture.query().items()))
    return View(
        title=Text(zh=profile.title, en=profile.title_en or profile.title),
        filters=Text.join(said, zh="；", en="; ") if said else Text(zh="未筛选", en="no filter"),
        address=f"?{query}",
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
