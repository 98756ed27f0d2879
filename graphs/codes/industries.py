"""Industry codes after GB/T 4754: sections, divisions, groups, classes; how close two are.

A code is a section letter (A–T), a division (2 digits), a group (3) or a class (4); a section
letter may stand before the digits ("C3051"). The editions of 2002, 2011 and 2017 number
differently, so codes of two editions are never compared by their digits.

Labels: the sections and divisions of 2017 are complete; of groups and classes the table holds
only those that a source of this product names, because no maintained package carries the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graphs.codes.code_tables import read_table
from graphs.errors import InputError, Problem
from graphs.text import Text

__all__ = [
    "CURRENT_EDITION",
    "IndustryCode",
    "check_industry_code",
    "industry_closeness",
    "industry_label",
    "parse_industry_code",
    "same_industry_class",
]

CURRENT_EDITION = "2017"
"""The edition a code is read in where none is recorded."""

_FORM = re.compile(r"([A-T])?([0-9]{2,4})?")
_EDITIONS = ("1984", "1994", "2002", "2011", "2017")
# Agreement in the class, group, division, section: equal steps, as the standard's four levels are
# the only distance it defines.
_STEPS = (("class_code", 1.0), ("group", 0.75), ("division", 0.5), ("section", 0.25))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryCode:
    """A code with its parents; ``None`` for a level it does not state.

    Examples
    --------
    >>> code = parse_industry_code("3051")
    >>> code.section, code.division, code.group, code.class_code
    ('C', '30', '305', '3051')
    """

    edition: str
    section: str | None
    division: str | None
    group: str | None
    class_code: str | None


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


def parse_industry_code(code: str, edition: str = CURRENT_EDITION) -> IndustryCode:
    """Return the levels of a code.

    Raises
    ------
    InputError
        The code or its edition is wrong.

    Examples
    --------
    >>> parse_industry_code("0122", "2002").section is None
    True
    """
    problems = check_industry_code(code, edition)
    if problems:
        raise InputError(problems[0].sentence(), problems)
    text = code.strip().upper()
    letter, digits = (text[0], text[1:]) if text[0].isalpha() else (None, text)
    known = _sections().get(digits[:2]) if edition == CURRENT_EDITION else None
    return IndustryCode(
        edition=edition,
        section=letter or known,
        division=digits[:2] or None,
        group=digits[:3] if len(digits) >= 3 else None,
        class_code=digits if len(digits) == 4 else None,
    )


def industry_label(code: str, edition: str = CURRENT_EDITION) -> str | None:
    """Return the label of a code in Chinese, as the standard has it; ``None`` where not held.

    Examples
    --------
    >>> industry_label("C3051"), industry_label("30"), industry_label("3052")
    ('技术玻璃制品制造', '非金属矿物制品业', None)
    """
    if edition != CURRENT_EDITION:
        return None
    text = code.strip().upper()
    return _labels().get(text[1:] if len(text) > 1 and text[0].isalpha() else text)


def industry_closeness(
    left: str, right: str, *, left_edition: str | None = None, right_edition: str | None = None
) -> float | None:
    """Return how close two industries are, in [0, 1]; ``None`` where it is unknown.

    Same class 1, same group 0.75, same division 0.5, same section 0.25, else 0. A code that stops
    early counts as far as both reach. Codes of two editions, or malformed ones, are no data.

    Examples
    --------
    >>> industry_closeness("3051", "3051"), industry_closeness("3051", "3089")
    (1.0, 0.5)
    >>> industry_closeness("0143", "3051"), industry_closeness("0122", "0143", left_edition="2002")
    (0.0, None)
    """
    codes = [
        None if check_industry_code(text, edition) else parse_industry_code(text, edition)
        for text, edition in (
            (left, left_edition or CURRENT_EDITION),
            (right, right_edition or CURRENT_EDITION),
        )
    ]
    one, other = codes
    if one is None or other is None or one.edition != other.edition:
        return None
    for level, closeness in _STEPS:
        mine = getattr(one, level)
        if mine is not None and mine == getattr(other, level):
            return closeness
    return 0.0


def same_industry_class(
    left: str, right: str, *, left_edition: str | None = None, right_edition: str | None = None
) -> bool:
    """Return whether both codes name the same class (小类): firms there may compete.

    Examples
    --------
    >>> same_industry_class("C3051", "3051"), same_industry_class("30", "30")
    (True, False)
    """
    closeness = industry_closeness(
        left, right, left_edition=left_edition, right_edition=right_edition
    )
    return closeness == 1.0


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
