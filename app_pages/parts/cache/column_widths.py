"""How wide the columns of a table are, so that no words are cut off, and how many lines a row has."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app_pages.parts.cache.answer_store import answer_store

__all__ = ["WINDOW", "Fitted", "fitted"]

WINDOW = 918
"""Pixels of a table beside the menu in a window of 1280, without its boxes to tick."""

_MARGIN = 18  # of a cell, left and right
_LEAST = 58
_MOST_LINES = 6
_BROKEN = 1.15  # what breaking between words costs a line
_PIECE = re.compile(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*")
_TRIED = 200
"""Cells of a column that are broken into lines to see how many these are."""
_WORD = re.compile(r"[^\s\u2e80-\uffff]+|[\u2e80-\uffff]")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The width of each column in pixels, by its head, and the lines of the highest row."""

    widths: Mapping[str, int]
    lines: int


def fitted(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    room: int = WINDOW,
    most: int = _MOST_LINES,
) -> Fitted:
    """Return how wide columns are so that words are broken into few lines and all fit the room.

    All rows of a grid have one height, that of the highest, of ``most`` lines at most: what needs
    more is cut. No column gets narrower than its longest word, whatever the room; but where a row
    is to have one line the widest are cut to one width, and what they say must be elsewhere too.
    It is made once for all who look at these rows.

    Examples
    --------
    >>> fitted(["Post", "Reason"], [("steward", "corrected by the paper")], room=918)
    Fitted(widths={'Post': 69, 'Reason': 177}, lines=1)
    >>> fitted(["Post", "Reason"], [("steward", "corrected by the paper")], room=190)
    Fitted(widths={'Post': 69, 'Reason': 121}, lines=2)
    >>> fitted(["Post", "Reason"], [("steward", "corrected by the paper")], room=190, most=1)
    Fitted(widths={'Post': 69, 'Reason': 121}, lines=1)
    """
    key = (tuple(heads), tuple(tuple(map(_words, row)) for row in rows), room, most)
    return answer_store().answer("fit", key, lambda: _fitted(*key))


def _fitted(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, most: int) -> Fitted:
    columns = [{head, *(row[place] for row in rows)} for place, head in enumerate(heads)]
    whole = [max(map(_pixels, cells)) for cells in columns]
    widths = [_width(each) for each in whole]
    if sum(widths) <= room:
        return Fitted(dict(zip(heads, widths, strict=True)), 1)
    if most == 1:
        cut = next(cap for cap in range(max(widths), 0, -1) if _cut(widths, cap) <= room)
        return Fitted({head: min(width, cut) for head, width in zip(heads, widths, strict=True)}, 1)
    words = [max(map(_longest_word, cells)) for cells in columns]
    for lines in range(2, most + 1):
        widths = [
            _width(min(wide, max(word, _BROKEN * wide / lines)))
            for wide, word in zip(whole, words, strict=True)
        ]
        if sum(widths) <= room:
            break
    widths = _filled(widths, [_width(each) for each in whole], room)
    needed = max(map(_needed, columns, widths))
    return Fitted(dict(zip(heads, widths, strict=True)), min(needed, most))


def _filled(widths: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """Return the widths with what is left of the room given to columns that are cut, by what they lack."""
    lacking = [each - width for width, each in zip(widths, whole, strict=True)]
    share = max(0.0, min(1.0, (room - sum(widths)) / max(1, sum(lacking))))
    return [width + int(share * lack) for width, lack in zip(widths, lacking, strict=True)]


def _needed(cells: Iterable[str], width: int) -> int:
    """Return the lines of the highest of the longest cells: words are put on a line while they fit."""
    longest = sorted(cells, key=_pixels, reverse=True)[:_TRIED]
    return max((_wrapped(cell, width - _MARGIN) for cell in longest), default=1)


def _wrapped(words: str, room: int) -> int:
    lines, taken = 1, 0.0
    for word in _PIECE.findall(words):
        wide = _pixels(word)
        if taken and taken + _pixels(word.rstrip()) > room:
            lines, taken = lines + 1, 0.0
        taken += wide
    return lines


def _cut(widths: Sequence[int], cap: int) -> int:
    return sum(min(width, cap) for width in widths)


def _width(pixels: float) -> int:
    return max(_LEAST, math.ceil(pixels) + _MARGIN)


def _longest_word(words: str) -> float:
    return max(map(_pixels, _WORD.findall(words)), default=0.0)


def _words(cell: object) -> str:
    return "" if cell is None else str(cell)


def _pixels(words: str) -> float:
    """Return about how wide words are in one line: Chinese characters are twice as wide.

    They have three bytes in UTF-8, which counts them without a loop: tables have thousands of cells.
    """
    wide = (len(words.encode("utf-8", "replace")) - len(words)) // 2
    return 7.2 * len(words) + 7.3 * wide
