"""Parse credit codes and industry codes; never guess them from a number."""

from __future__ import annotations

import re
import unicodedata

from graphs.codes import check_credit_code, check_industry_code
from graphs.intake.cells.cell_readings import CellReading, refused
from graphs.text import Text

__all__ = ["CODE_COLUMNS", "read_code"]

CODE_COLUMNS = frozenset(("credit_code", "industry_code"))
"""Columns that hold codes of a national standard."""

_AS_TEXT = ("把该列设为文本格式，重新填写代码", "format the column as text and type the code again")
_FOLDED = Text(
    zh="写法已统一为 {code}（全角、空格、引号等已去除）",
    en="its spelling was made {code}: full-width letters, blanks, quotes and the like were taken away",
)


def read_code(name: str, words: str, mark: str) -> CellReading:
    """Return the code a cell holds; ``mark`` is ``n`` where the cell was a number.

    Examples
    --------
    >>> read_code("industry_code", "Ａ０１４３", "").value
    'A0143'
    >>> read_code("industry_code", "143", "n").suggestion
    '0143'
    """
    code = "".join(unicodedata.normalize("NFKC", words).strip("'`’‘").upper().split())
    note = None if code == words else _FOLDED.format(code=code)
    reading = _industry(code, mark) if name == "industry_code" else _credit(code, mark)
    return CellReading(
        value=reading.value,
        fault=reading.fault,
        doubt=reading.doubt,
        remedy=reading.remedy,
        suggestion=reading.suggestion,
        note=None if reading.fault else note,
    )


def _credit(code: str, mark: str) -> CellReading:
    if mark == "n":
        zh, en = "代码被存成数字，末几位已丢失", "a code typed as a number has lost its last digits"
        return refused(zh, en, *_AS_TEXT)
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", code):
        zh, en = "代码被显示成科学计数", "the code was turned into scientific notation"
        return refused(zh, en, *_AS_TEXT)
    problems = check_credit_code(code)
    if not problems:
        return CellReading(value=code)
    compare = Text(zh="与营业执照核对", en="compare it with the business licence")
    return CellReading(value=code, doubt=problems[0].reason, remedy=problems[0].remedy or compare)


def _industry(code: str, mark: str) -> CellReading:
    """A group has three digits and a class four: 143 typed as a number may be 0143."""
    joined = re.sub(r"(?<=[A-T0-9])[-.](?=\d)", "", code)
    if mark == "n" and re.fullmatch(r"[1-9]\d{0,2}(\.0)?", code):
        padded = code.removesuffix(".0")
        zh = f"代码被存成数字，可能丢了开头的 0：{padded} 还是 0{padded}？"
        en = f"a code typed as a number may have lost its first zero: {padded} or 0{padded}?"
        lost = refused(zh, en, *_AS_TEXT)
        return CellReading(fault=lost.fault, remedy=lost.remedy, suggestion=f"0{padded}")
    problems = check_industry_code(joined)
    if not problems:
        return CellReading(value=joined)
    remedy = Text(
        zh="写 GB/T 4754 的代码，如 0143；文字写在“行业（文字）”一栏",
        en="write a code of GB/T 4754 such as 0143; words belong under “Industry in words”",
    )
    return CellReading(value=code, doubt=problems[0].reason, remedy=remedy)
