"""Write numbers as digits that read back exactly."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

__all__ = ["number_text", "read_number"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")


def number_text(number: float, *, grouped: bool = False) -> str:
    """Return every digit of a number and no exponent, by thousands where ``grouped``.

    Examples
    --------
    >>> number_text(1234567.0), number_text(0.1, grouped=True), number_text(1e21, grouped=True)
    ('1234567', '0.1', '1,000,000,000,000,000,000,000')
    """
    if float(number).is_integer():
        return f"{int(number):,d}" if grouped else f"{int(number):d}"
    exact = Decimal(repr(number))  # repr gives the shortest digits that mean this very double
    return f"{exact:,f}" if grouped else f"{exact:f}"


def read_number(words: str) -> float:
    """Return the number of digits with or without commas by thousands, whole where it is whole.

    Raises
    ------
    ValueError
        The words are no number, or one too large to be kept exactly.

    Examples
    --------
    >>> read_number("1,234,567"), read_number("０.5"), read_number("12.0")
    (1234567, 0.5, 12)
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if not (_NUMBER.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise ValueError(words)
    exact = Decimal(plain.replace(",", ""))
    number = float(exact)
    if exact != exact.to_integral_value():
        return number
    if abs(exact) > 2**53 and Decimal(number) != exact:
        raise ValueError(words)  # databases keep doubles: the last digits would be others
    return int(exact)
