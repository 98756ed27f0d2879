"""How a picture is drawn: what colours, groups and sizes its marks, and which groups are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphs.text import Text

__all__ = ["SIZES", "Look"]

SIZES: Mapping[str, Text] = {
    "pairs": Text(zh="按结对数", en="by pairs"),
    "members": Text(zh="按党员数", en="by members"),
}
"""What the size of a mark may stand for, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colour and group by an attribute's key, size by a key of ``SIZES``; classes that are open.

    Examples
    --------
    >>> Look().colour, Look().group
    ('side', 'township')
    """

    colour: str = "side"
    group: str = "township"
    size: str = "pairs"
    opened: tuple[str, ...] = ()
