"""Names on a page: how wide they are, where they break, and which find room, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

__all__ = ["Box", "Label", "cut_to", "lines_of", "place_labels", "width_of"]

_CELL = 48


class Box(NamedTuple):
    """A box on a page."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Box) -> bool:
        """Return whether all of a box is inside another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def over(self, other: Box) -> bool:
        """Return whether two boxes share a point inside both."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Words in rows with the boxes they may have, the best first; ``owner`` is their mark.

    ``home`` is the panel they do not leave, ``fences`` are trays of others they do not enter.
    """

    rows: tuple[str, ...]
    priority: float
    spots: tuple[Box, ...]
    shade: str = "text"
    owner: str = ""
    strong: bool = False
    home: Box | None = None
    fences: tuple[Box, ...] = ()


def width_of(words: str, size: float) -> float:
    """Return about how wide words are: a Chinese character is as wide as it is high.

    Examples
    --------
    >>> width_of("结对", 10.0), width_of("ab", 10.0)
    (20.0, 12.0)
    """
    return sum(size if ord(each) > 0x2E7F else 0.6 * size for each in words)


def cut_to(words: str, room: float, size: float) -> str:
    """Return as much of words as there is room for, with three dots where some is left out.

    Examples
    --------
    >>> cut_to("鲜切花产业链", 45, 10), cut_to("甲", 5, 10)
    ('鲜切花…', '甲')
    """
    if width_of(words, size) <= room:
        return words
    kept = len(words) - 1
    while kept > 1 and width_of(words[:kept] + "…", size) > room:
        kept -= 1
    return words[:kept].rstrip() + "…" if kept > 1 else words


def lines_of(words: str, room: float, size: float) -> list[str]:
    """Return words in rows no wider than there is room; broken at a space where one is near.

    Examples
    --------
    >>> lines_of("甲乙丙", 20, 10)
    ['甲乙', '丙']
    """
    rows: list[str] = []
    row, wide = "", 0.0
    for each in words:
        step = width_of(each, size)
        if wide + step > room and row:
            cut = row.rfind(" ") + 1
            head, row = (row[:cut], row[cut:]) if cut > len(row) // 2 else (row, "")
            rows.append(head.strip())
            wide = width_of(row, size)
        row += each
        wide += step
    return [*rows, row.strip()] if row.strip() or not rows else rows


def place_labels(
    wanted: Iterable[Label], bodies: Sequence[tuple[str, Box]], page: Box
) -> tuple[list[Label], int]:
    """Return the labels that find room, each with the one box it has, and how many do not.

    The greatest priority is set first; none lies over another one, over another's mark, or over
    the edge of the page.

    Examples
    --------
    >>> same = Box(0, 0, 10, 10)
    >>> found, hidden = place_labels(
    ...     [Label(("a",), 1.0, (same,)), Label(("b",), 2.0, (same,))], [], Box(0, 0, 20, 20))
    >>> found[0].rows, hidden
    (('b',), 1)
    """
    taken: defaultdict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
    for owner, box in bodies:
        for cell in _cells(box):
            taken[cell].append((owner, box))
    drawn: list[Label] = []
    hidden = 0
    for label in sorted(wanted, key=lambda each: (-each.priority, each.rows, each.spots)):
        free = next((box for box in label.spots if _free(box, label, taken, page)), None)
        if free is None:
            hidden += 1
            continue
        for cell in _cells(free):
            taken[cell].append(("", free))
        drawn.append(replace(label, spots=(free,)))
    return drawn, hidden


def _free(
    box: Box,
    label: Label,
    taken: dict[tuple[int, int], list[tuple[str, Box]]],
    page: Box,
) -> bool:
    inside = box.within(page) and (label.home is None or box.within(label.home))
    inside = inside and not any(box.over(fence) for fence in label.fences)
    return inside and not any(
        box.over(other)
        for cell in _cells(box)
        for owner, other in taken.get(cell, ())
        if not owner or owner != label.owner
    )


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (column, row)
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    ]
