"""The letters by which workbooks name their columns: A, B … Z, AA."""

from __future__ import annotations

__all__ = ["column_at", "column_letters"]


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26), column_letters(701)
    ('A', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_at(letters: str) -> int:
    """Return the place, from 0, of a column named by letters.

    Examples
    --------
    >>> column_at("A"), column_at("AA"), column_at("ZZ")
    (0, 26, 701)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
