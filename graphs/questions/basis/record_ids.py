"""Several records in one word of an address."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ids_in", "ids_words"]

_COMMA, _PERCENT = (",", "%2C"), ("%", "%25")


def ids_words(idents: Iterable[str]) -> str:
    """Return ids as one word of an address; a comma in an id is written as the web writes it.

    Examples
    --------
    >>> ids_words(["o1", "a,b"])
    'o1,a%2Cb'
    """
    return ",".join(each.replace(*_PERCENT).replace(*_COMMA) for each in idents)


def ids_in(words: str) -> tuple[str, ...]:
    """Return the ids that a word of an address lists, each once.

    Examples
    --------
    >>> ids_in("o1,a%2Cb,o1")
    ('o1', 'a,b')
    """
    found = (each.replace(*_COMMA[::-1]).replace(*_PERCENT[::-1]) for each in words.split(","))
    return tuple(dict.fromkeys(each for each in found if each))
