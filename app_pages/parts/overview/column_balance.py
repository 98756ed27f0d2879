"""Blocks of a screen dealt to two columns, so that neither is half empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Block", "two_columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What draws a block, and about how many lines it takes; none where it draws nothing.

    Examples
    --------
    >>> Block(draw=lambda: None, lines=4.5).lines
    4.5
    """

    draw: Callable[[], None]
    lines: float


def two_columns(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Deal blocks in their order, each to the column that is shorter so far, the left one first.

    What is opened later does not move anything: only the data decide.

    Examples
    --------
    >>> sizes = [Block(draw=lambda: None, lines=n) for n in (9, 3, 0, 4, 5)]
    >>> [[each.lines for each in column] for column in two_columns(sizes)]
    [[9], [3, 4, 5]]
    """
    columns: tuple[list[Block], list[Block]] = ([], [])
    for each in blocks:
        if each.lines:
            left, right = (sum(block.lines for block in column) for column in columns)
            columns[int(right < left)].append(each)
    return tuple(columns[0]), tuple(columns[1])
