"""Division codes after GB/T 2260: parse, check, look up as of a date.

The table in ``data/codes/divisions.tsv`` holds every code and name of the books of 1980-12 to
2019-04 and of 2026-09, each with the first and the last book that has it; ``gathering`` made it.
Between two books nobody knows the day of a change, so an answer there is "possible".
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graphs.codes.code_tables import read_table
from graphs.errors import InputError, Problem
from graphs.model import Answer, DivisionLevel
from graphs.months import month_end
from graphs.text import Text

__all__ = [
    "DivisionCode",
    "DivisionName",
    "check_division_code",
    "division_ever_known",
    "division_known",
    "division_path",
    "division_vintage",
    "parse_division_code",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionCode:
    """The parts of a code: six digits, two a level.

    Examples
    --------
    >>> parse_division_code("410106").parents
    ('410000', '410100')
    """

    code: str
    level: DivisionLevel
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionName:
    """A name that a code had, from the first to the last code book that has it."""

    code: str
    name: str
    first: dt.date
    last: dt.date

    def in_force_on(self, on: dt.date) -> Answer:
        """Return whether the code had this name on a day."""
        if self.first <= on <= self.last:
            return Answer.certain
        before, after = _neighbours(self.first, self.last)
        return Answer.possible if before < on < after else Answer.no


def parse_division_code(code: str) -> DivisionCode:
    """Return the level of a code and the codes above it, from the top.

    Raises
    ------
    InputError
        The code is not six digits of the right form; whether it exists is not asked.

    Examples
    --------
    >>> parse_division_code("410000").level.name
    'province'
    """
    problems = check_division_code(code)
    if problems:
        raise InputError(problems[0].sentence(), problems)
    province, prefecture = f"{code[:2]}0000", f"{code[:4]}00"
    if code == province:
        return DivisionCode(code=code, level=DivisionLevel.province, parents=())
    if code == prefecture:
        return DivisionCode(code=code, level=DivisionLevel.prefecture, parents=(province,))
    return DivisionCode(code=code, level=DivisionLevel.county, parents=(province, prefecture))


def check_division_code(code: str) -> tuple[Problem, ...]:
    """Return what is wrong with the form of a code; nothing where six digits are well made.

    Examples
    --------
    >>> check_division_code("410106")
    ()
    >>> check_division_code("4101")[0].reason.zh
    '应为 6 位数字'
    """
    form = None
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        form = Text(zh="应为 6 位数字", en="six digits are needed")
    elif code[:2] == "00" or (code[2:4] == "00" and code[4:] != "00"):
        form = Text(zh="没有上级区划的代码段", en="the digits of the level above are missing")
    if form is None:
        return ()
    place = Text(zh="区划代码", en="division code")
    remedy = Text(
        zh="按 GB/T 2260 填写到县（市、区），如 410106",
        en="write the GB/T 2260 code down to the county, e.g. 410106",
    )
    return (Problem(place=place, value=code, reason=form, remedy=remedy),)


def division_known(code: str, *, on: dt.date) -> Answer:
    """Return whether a code existed on a day; an unknown code is an answer, not an error.

    Examples
    --------
    >>> division_known("410106", on=dt.date(2010, 6, 15)).name
    'certain'
    >>> division_known("410107", on=dt.date(2010, 6, 15)).name
    'no'
    """
    answers = {each.in_force_on(on) for each in _by_code().get(code, ())}
    if Answer.certain in answers:
        return Answer.certain
    return Answer.possible if Answer.possible in answers else Answer.no


def division_ever_known(code: str) -> bool:
    """Return whether any code book has the code.

    Examples
    --------
    >>> division_ever_known("410107"), division_ever_known("999999")
    (True, False)
    """
    return code in _by_code()


def division_path(code: str, *, on: dt.date) -> tuple[str, ...]:
    """Return the names from the province down, as of a day; empty where the code did not exist.

    A level that has no row of its own (the districts of a municipality) is left out.

    Examples
    --------
    >>> division_path("410106", on=dt.date(2010, 6, 15))
    ('河南省', '郑州市', '上街区')
    """
    if check_division_code(code) or division_known(code, on=on) is Answer.no:
        return ()
    names = (_name(each, on) for each in (*parse_division_code(code).parents, code))
    return tuple(name for name in names if name)


@cache
def division_vintage() -> dt.date:
    """Return the last day the newest code book speaks of.

    Examples
    --------
    >>> division_vintage()
    datetime.date(2026, 9, 30)
    """
    return _vintages()[-1]


def _name(code: str, on: dt.date) -> str | None:
    answers = [(each.in_force_on(on).name, each.name) for each in _by_code().get(code, ())]
    best = [name for answer, name in answers if answer == "certain"]
    return next(iter(best or [name for answer, name in answers if answer == "possible"]), None)


def _neighbours(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Return the book before the first and the one after the last; far away at either end."""
    books = _vintages()
    before, after = bisect_left(books, first), bisect_right(books, last)
    return (
        books[before - 1] if before else dt.date.min,
        books[after] if after < len(books) else dt.date.max,
    )


def _month_end(words: str) -> dt.date:
    return month_end(int(words[:4]), int(words[4:]))


@cache
def _vintages() -> tuple[dt.date, ...]:
    comment, _ = read_table("divisions.tsv")
    return tuple(_month_end(words) for words in comment.split(":")[1].split())


@cache
def _by_code() -> Mapping[str, tuple[DivisionName, ...]]:
    found: defaultdict[str, list[DivisionName]] = defaultdict(list)
    for code, name, first, last in read_table("divisions.tsv")[1]:
        entry = DivisionName(code=code, name=name, first=_month_end(first), last=_month_end(last))
        found[code].append(entry)
    return {code: tuple(entries) for code, entries in found.items()}
