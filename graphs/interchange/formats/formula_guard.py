"""Cells that no spreadsheet takes for a formula, without the characters that no file may hold."""

from __future__ import annotations

import re

from graphs.interchange.sheet import Cell

__all__ = ["FORMULA_SIGNS", "LONGEST_CELL", "legible", "neutral"]

FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""

LONGEST_CELL = 32_000
"""Characters a spreadsheet's cell holds."""

# What XML and UTF-8 refuse: C0 and C1 controls but tab and line feed, lone surrogates, and the two
# code points that are no characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def neutral(value: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; control characters are dropped.

    Examples
    --------
    >>> neutral("=1+1"), neutral(-3), neutral("甲")
    ("'=1+1", -3, '甲')
    """
    if not isinstance(value, str):
        return value
    clean = legible(value)[:LONGEST_CELL]
    return f"'{clean}" if clean.startswith(FORMULA_SIGNS) else clean


def legible(words: str) -> str:
    r"""Return a text without the characters that neither XML nor UTF-8 can say.

    Examples
    --------
    >>> legible("甲\x00乙")
    '甲乙'
    """
    return _CONTROL.sub("", words)
