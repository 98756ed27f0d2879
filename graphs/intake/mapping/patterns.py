"""Patterns and templates of a mapping, matched on normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase, translate
from functools import lru_cache

from graphs.folding import fold

__all__ = ["Meanings", "filled", "holds", "split_items", "trimmed"]

_CACHED = 20_000
_TRIMMED = "；;，,、。 "


@lru_cache(_CACHED)
def holds(cell: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a cell matches one of the patterns, and none of those with an exclamation mark.

    Examples
    --------
    >>> holds("下设支部", ("下设*",)), holds("联合党支部", ("!联合*",))
    (True, False)
    """
    folded = fold(cell)
    positive = [each for each in patterns if not each.startswith("!")]
    negative = [fold(each[1:]) for each in patterns if each.startswith("!")]
    if any(fnmatchcase(folded, each) for each in negative):
        return False
    return not positive or any(fnmatchcase(folded, fold(each)) for each in positive)


class Meanings:
    """What the texts of a field mean: pairs of pattern and meaning, equals first, then patterns.

    Examples
    --------
    >>> Meanings((("*", "other"), ("国有", "state"))).of("国有")
    ('国有', 'state')
    """

    __slots__ = ("_equal", "_like")

    def __init__(self, values: tuple[tuple[str, str | None], ...]) -> None:
        self._equal: dict[str, tuple[str, str | None]] = {}
        for pattern, meaning in values:
            self._equal.setdefault(fold(pattern), (pattern, meaning))
        self._like = tuple(
            (_matcher(fold(pattern)), (pattern, meaning))
            for pattern, meaning in values
            if "*" in pattern
        )

    def of(self, text: str) -> tuple[str, str | None] | None:
        """Return the pair of pattern and meaning that a text falls under."""
        folded = fold(text)
        found = self._equal.get(folded)
        if found is not None:
            return found
        return next((pair for matches, pair in self._like if matches(folded)), None)


def _matcher(pattern: str) -> Callable[[str], object]:
    """Return a test of whether a folded text matches a folded pattern, by the shortest way.

    Nearly all patterns are words with stars around them, and each name of a file is put to a dozen.
    """
    first, *middle = pattern.split("*")
    if any(sign in pattern for sign in "?[") or first or len(middle) > 2:
        return re.compile(translate(pattern)).match
    word, last = middle[0], middle[-1]
    if len(middle) == 1:
        return lambda text: text.endswith(word)
    if not last:
        return lambda text: word in text
    return re.compile(translate(pattern)).match


def filled(segment: str, cells: Mapping[str, str]) -> str:
    """Return a segment of a template with its columns filled; blank where one of them is.

    Examples
    --------
    >>> filled("所在地：{place}", {"place": "峡窝镇"}), filled("类型：{kind}", {"kind": ""})
    ('所在地：峡窝镇', '')
    """
    if not all(cells.values()):
        return ""
    return re.sub(r"\{([^}]*)\}", lambda match: cells[match.group(1)], segment)


def trimmed(text: str) -> str:
    """Return a filled template without separators at its ends.

    Examples
    --------
    >>> trimmed("；所在地：峡窝镇")
    '所在地：峡窝镇'
    """
    return text.strip(_TRIMMED)


def split_items(text: str, separators: tuple[str, ...]) -> list[str]:
    """Return the items of a list in a cell; nothing but the separators divides them.

    Examples
    --------
    >>> split_items("甲与乙公司党支部；丙和丁党支部", ("；",))
    ['甲与乙公司党支部', '丙和丁党支部']
    """
    pattern = "|".join(map(re.escape, separators))
    return re.split(pattern, text) if pattern else [text]
