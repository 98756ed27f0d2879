"""What an analyst writes as arguments, read into values; each error says what to write instead."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from operator import index
from typing import TYPE_CHECKING, Any, TypeAlias

from graphs.errors import InputError, NotFound, Problem
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.model import Scope

__all__ = ["Day", "ScopeWords", "day_of", "name_of", "one_of", "parameters_of", "revision_of", "scope_of"]  # fmt: skip

Day: TypeAlias = str | dt.date | None
"""A day: ``2026-06-30``, a date, a moment or a pandas Timestamp; ``None`` for the ledger's own."""

ScopeWords: TypeAlias = "str | Scope | None"
"""A scope: ``whole``, ``division:ID``, ``chain:ID``, ``ego:ID:HOPS``, or one of ``graphs.model``."""

_DAY = Text(zh="日期", en="day")
_MOST_LISTED = 40


def day_of(given: Day) -> dt.date | None:
    """Return the day that is meant; of a moment, the day its own clock shows.

    Examples
    --------
    >>> day_of("2026-06-30"), day_of(dt.datetime(2026, 6, 30, 23, 59))
    (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30))
    >>> day_of("30.6.2026")
    Traceback (most recent call last):
    graphs.errors.InputError: day: “30.6.2026”: is no day; write it as 2026-06-30, or give a date
    """
    try:
        if isinstance(given, dt.datetime) and given == given:  # noqa: PLR0124  # NaT is one, and unlike itself
            return given.date()
        if given is None or type(given) is dt.date:
            return given
        if isinstance(given, str):
            return dt.date.fromisoformat(given.strip())
    except ValueError:
        pass
    remedy = Text(zh="请写成 2026-06-30，或给一个日期", en="write it as 2026-06-30, or give a date")
    raise _refused(_DAY, given, Text(zh="不是一个日期", en="is no day"), remedy)


def scope_of(given: ScopeWords) -> Scope | None:
    """Return the scope that is meant; ``None`` for the ledger's own.

    Examples
    --------
    >>> scope_of("division:d1").id
    'd1'
    """
    from graphs.model import Scope

    if given is None or isinstance(given, Scope):
        return given
    return Scope.parse(str(given)) if given else None


def revision_of(given: int | None) -> int | None:
    """Return the number of a revision.

    Examples
    --------
    >>> revision_of(3), revision_of(None)
    (3, None)
    """
    try:
        if not isinstance(given, bool):
            return None if given is None else index(given)
    except TypeError:
        pass
    remedy = Text(zh="请写整数，如 3", en="write a whole number such as 3")
    place, reason = Text(zh="版次", en="revision"), Text(zh="不是版次", en="is no revision")
    raise _refused(place, given, reason, remedy)


def name_of(given: str | os.PathLike[str]) -> str:
    """Return the key, path or address of a ledger as text.

    Examples
    --------
    >>> from pathlib import PurePosixPath
    >>> name_of(PurePosixPath("own/a.ledger"))
    'own/a.ledger'
    """
    try:
        found = os.fspath(given)
    except TypeError:
        found = ""
    if isinstance(found, str) and found.strip():
        return found
    place, reason = Text(zh="台账", en="ledger"), Text(zh="没有指明台账", en="names no ledger")
    remedy = Text(
        zh='请写台账的键、文件路径或地址，如 "demo"',
        en='give its key, the path of its file or its address, such as "demo"',
    )
    raise _refused(place, given, reason, remedy)


def one_of(given: str, known: Iterable[str], kind: Text) -> str:
    """Return a name where it is one of those that are known.

    Raises
    ------
    NotFound
        It is not; the message names what is like it, and what there is.

    Examples
    --------
    >>> one_of("town", ["township", "chain"], Text(zh="分组", en="dimension"))
    Traceback (most recent call last):
    graphs.errors.NotFound: there is no dimension “town”; meant perhaps: township; choose of township, chain
    """
    keys = list(known)
    if given in keys:
        return given
    words = Text(zh="没有{kind}“{given}”", en="there is no {kind} “{given}”")
    message = words.format(kind=kind, given=str(given))
    if like := get_close_matches(str(given), keys, n=3):
        meant = Text.join([Text.same(each) for each in like])
        message = message + Text(zh="；是否指 ", en="; meant perhaps: ") + meant
    if keys[:_MOST_LISTED]:
        listed = Text.join([Text.same(each) for each in keys[:_MOST_LISTED]])
        message = message + Text(zh="；可选 ", en="; choose of ") + listed
    if more := len(keys[_MOST_LISTED:]):
        message = message + Text(zh=" 等 {n} 个", en=" and {n} more").format(n=more)
    raise NotFound(message)


def parameters_of(given: Mapping[str, Any]) -> dict[str, str]:
    """Return parameters of a question as an address writes them; ``None`` leaves one out.

    Examples
    --------
    >>> parameters_of({"months": 6.0, "since": dt.datetime(2026, 1, 1), "a": None, "ids": ["x", "y"]})
    {'months': '6', 'since': '2026-01-01', 'ids': 'x,y'}
    """
    return {name: _words(value) for name, value in given.items() if value is not None}


def _words(value: Any) -> str:
    from graphs.questions import ids_words

    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, list | tuple | set | frozenset):
        return ids_words(sorted(value) if isinstance(value, set | frozenset) else value)
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value)


def _refused(place: Text, given: object, reason: Text, remedy: Text) -> InputError:
    problem = Problem(place=place, value=str(given), reason=reason, remedy=remedy)
    return InputError(problem.sentence(), (problem,))
