"""Industry codes after GB/T 4754: sections, divisions, groups, classes.

A code is a section letter (A–T), a division (2 digits), a group (3) or a class (4); a section
letter may stand before the digits ("C3051"). The editions of 2002, 2011 and 2017 number
differently, so codes of two editions are never compared by their digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graphs.codes.code_tables import read_table
from graphs.errors import Problem
from graphs.text import Text

__all__ = [
    "CURRENT_EDITION",
    "check_industry_code",
    "industry_label",
]

CURRENT_EDITION = "2017"
"""The edition a code is read in where none is recorded."""

_FORM = re.compile(r"([A-T])?([0-9]{2,4})?")
_EDITIONS = ("1984", "1994", "2002", "2011", "2017")


def check_industry_code(code: str, edition: str = CURRENT_EDITION) -> tuple[Problem, ...]:
    """Return what is wrong with a code: its form, its edition, a division that is not there.

    Examples
    --------
    >>> check_industry_code("C3051")
    ()
    >>> check_industry_code("A3051")[0].reason.en
    'division 30 belongs to section C'
    """
    match = _FORM.fullmatch(code.strip().upper())
    if edition not in _EDITIONS:
        return (_wrong(edition, "没有这个版本", "there is no such edition"),)
    if match is None or not match[0]:
        return (_wrong(code, "不是行业代码的写法", "this is not an industry code"),)
    letter, digits = match.groups()
    if digits is None or edition != CURRENT_EDITION:
        return ()
    section = _sections().get(digits[:2])
    if section is None:
        return (_wrong(code, f"没有大类 {digits[:2]}", f"there is no division {digits[:2]}"),)
    if letter and letter != section:
        zh, en = (
            f"大类 {digits[:2]} 属于门类 {section}",
            f"division {digits[:2]} belongs to section {section}",
        )
        return (_wrong(code, zh, en),)
    return ()


def industry_label(code: str) -> str:
    """Return what GB/T 4754 calls a section, division or class; blank where the table has none.

    Examples
    --------
    >>> industry_label("01")
    '农业'
    """
    return _labels().get(code, "")


def _wrong(value: str, zh: str, en: str) -> Problem:
    return Problem(
        place=Text(zh="行业代码", en="industry code"),
        value=value,
        reason=Text(zh=zh, en=en),
        remedy=Text(
            zh="写成门类字母或 2 至 4 位数字，并注明版本，如 3051（2017）",
            en="write a section letter or 2 to 4 digits with the edition, e.g. 3051 (2017)",
        ),
    )


@cache
def _labels() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("industries-2017.tsv")[1]}


@cache
def _sections() -> Mapping[str, str]:
    """Return the section of each division, by the order of the table."""
    found: dict[str, str] = {}
    section = ""
    for code in _labels():
        if code.isalpha():
            section = code
        found.setdefault(code[:2], section)
    return {code: letter for code, letter in found.items() if code.isdigit()}
