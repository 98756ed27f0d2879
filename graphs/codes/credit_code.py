"""Unified social credit codes after GB 32100-2015, with both check digits.

Eighteen characters: registration authority (1), category (1), registrar's division after GB/T 2260
(6), organisation code after GB 11714 (8 and its check digit), check digit (1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.errors import InputError, Problem
from graphs.text import Text

__all__ = [
    "CreditCode",
    "check_credit_code",
    "make_credit_code",
    "parse_credit_code",
    "refuse_typed_number",
]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100, table 2: no I, O, S, V, Z
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))  # GB 32100, formula 1
_BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_BODY_VALUES = {character: value for value, character in enumerate(_BODY_ALPHABET)}
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_LENGTH = 18
_AS_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
# Who registers, and what: the standard's table 1 as commonly published; general knowledge.
_AUTHORITIES: Mapping[str, tuple[Text, Mapping[str, Text]]] = {
    "1": (
        Text(zh="机构编制", en="staffing authority"),
        {"1": Text(zh="机关", en="government body"), "2": Text(zh="事业单位", en="institution")},
    ),
    "5": (
        Text(zh="民政", en="civil affairs"),
        {
            "1": Text(zh="社会团体", en="association"),
            "2": Text(zh="民办非企业单位", en="private non-enterprise unit"),
            "3": Text(zh="基金会", en="foundation"),
        },
    ),
    "9": (
        Text(zh="市场监管", en="market regulation"),
        {
            "1": Text(zh="企业", en="enterprise"),
            "2": Text(zh="个体工商户", en="self-employed trader"),
            "3": Text(zh="农民专业合作社", en="farmers' cooperative"),
        },
    ),
    "N": (Text(zh="农业农村", en="agriculture and rural affairs"), {}),
    "Y": (Text(zh="其他", en="other"), {}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCode:
    """The parts of a sound code."""

    authority: str
    category: str
    region: str
    body: str

    @property
    def registered_as(self) -> Text | None:
        """Who registered it and as what; ``None`` where the first characters are not known.

        Examples
        --------
        >>> parse_credit_code("91350100M000100Y43").registered_as.zh
        '市场监管·企业'
        """
        known = _AUTHORITIES.get(self.authority)
        if known is None:
            return None
        kind = known[1].get(self.category)
        return known[0] + Text(zh="·", en=", ") + kind if kind else known[0]


# python-stdnum (cn.uscc 2.2) proves the last digit only and names no fault; both are asked here.
def _outer(first: str) -> str:
    total = sum(_VALUES[c] * w for c, w in zip(first, _WEIGHTS, strict=True))
    # The second modulo matters: a sum divisible by 31 has the check digit 0.
    return _ALPHABET[(31 - total % 31) % 31]


def _inner(body: str) -> str:
    total = sum(_BODY_VALUES[c] * w for c, w in zip(body, _BODY_WEIGHTS, strict=True))
    digit = (11 - total % 11) % 11
    return "X" if digit == 10 else str(digit)  # GB 11714 writes ten as X


def check_credit_code(code: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with a code; nothing for a sound one.

    Examples
    --------
    >>> check_credit_code("91110000600037341L")
    ()
    >>> check_credit_code("91110000600037341K")[0].reason.en
    'the last check digit should be L'
    """
    malformed = refuse_typed_number(code) or _form(code)
    if malformed:
        return malformed
    problems = []
    if _inner(code[8:16]) != code[16]:
        problems.append(
            _wrong(
                code,
                f"第 17 位（组织机构代码校验）应为 {_inner(code[8:16])}",
                f"the organisation's check digit should be {_inner(code[8:16])}",
            )
        )
    if _outer(code[:17]) != code[17]:
        problems.append(
            _wrong(
                code,
                f"末位校验应为 {_outer(code[:17])}",
                f"the last check digit should be {_outer(code[:17])}",
            )
        )
    return tuple(problems)


def _wrong(code: str, zh: str, en: str, remedy: Text | None = None) -> Problem:
    place = Text(zh="统一社会信用代码", en="credit code")
    return Problem(place=place, value=code, reason=Text(zh=zh, en=en), remedy=remedy)


def _form(code: str) -> tuple[Problem, ...]:
    """Return what is wrong with length and characters, before any check digit can be asked."""
    if len(code) != _LENGTH:
        zh, en = f"应为 18 位，实为 {len(code)} 位", f"18 characters are needed, not {len(code)}"
        return (_wrong(code, zh, en),)
    strange = [(at, c) for at, c in enumerate(code, start=1) if c not in _VALUES]
    if strange:
        at, character = strange[0]
        like = _LOOKALIKES.get(character)
        hint = Text(zh=f"是否应为 {like}", en=f"should it be {like}?") if like else None
        zh = f"第 {at} 位“{character}”不是代码字符"
        return (_wrong(code, zh, f"character {at} “{character}” is none of the code's", hint),)
    if not code[2:8].isdigit():
        zh, en = "第 3 至 8 位应为行政区划数字", "characters 3 to 8 must be a division code"
        return (_wrong(code, zh, en),)
    return ()


def refuse_typed_number(value: object) -> tuple[Problem, ...]:
    """Return a problem where a code was typed as a number, which has lost its last digits.

    A cell that holds a number, or its words ("9.11101E+17"), can never be trusted to be the code;
    eighteen digits that end in 000 and fail their check are what a workbook makes of a real code.

    Examples
    --------
    >>> refuse_typed_number("91110000600037341L")
    ()
    >>> refuse_typed_number("9.1110108551385E+17")[0].reason.zh
    '录成了数字，末几位已丢失'
    >>> refuse_typed_number(911101085513850000)[0].remedy.en
    'format the cell as text and type the code again'
    """
    words = str(value)
    is_number = isinstance(value, int | float)
    # Eighteen characters with an E in them may well be a code; a point or a sign never is.
    written = _AS_NUMBER.fullmatch(words) is not None and (
        any(mark in words for mark in ".+-") or ("E" in words.upper() and len(words) != _LENGTH)
    )
    rounded = words.isdigit() and len(words) == _LENGTH and words.endswith("000")
    rounded = rounded and _outer(words[:17]) != words[17]
    if not (is_number or written or rounded):
        return ()
    return (
        Problem(
            place=Text(zh="统一社会信用代码", en="credit code"),
            value=words,
            reason=Text(
                zh="录成了数字，末几位已丢失",
                en="was typed as a number and has lost its last digits",
            ),
            remedy=Text(
                zh="把单元格设为文本后重新录入",
                en="format the cell as text and type the code again",
            ),
        ),
    )


def parse_credit_code(code: str) -> CreditCode:
    """Return the parts of a code.

    Raises
    ------
    InputError
        The code is not sound; every problem is carried along.

    Examples
    --------
    >>> parse_credit_code("91110108551385082Q").authority
    '9'
    """
    problems = check_credit_code(code)
    if problems:
        raise InputError(problems[0].sentence(), problems)
    return CreditCode(authority=code[0], category=code[1], region=code[2:8], body=code[8:17])


def make_credit_code(
    number: int, *, authority: str = "9", category: str = "1", region: str = "000000"
) -> str:
    """Return the sound code of a running number; region 000000 marks invented units.

    Examples
    --------
    >>> check_credit_code(make_credit_code(42))
    ()
    """
    digits = "".join(
        _ALPHABET[number // len(_ALPHABET) ** power % len(_ALPHABET)] for power in range(7, -1, -1)
    )
    first = f"{authority}{category}{region}{digits}{_inner(digits)}"
    return first + _outer(first)
