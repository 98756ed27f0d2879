"""Guess what was meant where a letter stands for a digit, or a wrong sign between the parts of a date.

A guess is only ever offered as a suggestion.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["as_date_signs", "as_digits"]

_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1"})
_SIGNS = re.compile(r"\s*[。、，,:：·\s]\s*(?=\d)")


def as_digits(words: str) -> str:
    """Return a text with the letters that look like digits as these.

    Examples
    --------
    >>> as_digits("1O人"), as_digits("2O23-O5-l2")
    ('10人', '2023-05-12')
    """
    return unicodedata.normalize("NFKC", words).translate(_DIGITS)


def as_date_signs(words: str) -> str:
    """Return the text of a date with full stops between its parts, and digits for letters.

    Examples
    --------
    >>> as_date_signs("2023。5。4"), as_date_signs("2023 5 4")
    ('2023.5.4', '2023.5.4')
    """
    return _SIGNS.sub(".", as_digits(words).lstrip("'`‘’ "))
