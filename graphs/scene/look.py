"""How a picture is drawn: what colours, groups and sizes its marks, and which groups are open."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.model import Organisation, Snapshot, derived
from graphs.network import pairing_graph
from graphs.scene.layouts.layout import radius_of
from graphs.text import Text

__all__ = ["SIZES", "Look", "member_radii"]

_LEAST, _MOST = 5.0, 40.0

SIZES: Mapping[str, Text] = {
    "pairs": Text(zh="按结对数", en="by pairs"),
    "members": Text(zh="按党员数", en="by members"),
}
"""What the size of a mark may show, by key."""


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


@derived
def member_radii(snapshot: Snapshot) -> Mapping[str, float]:
    """Return the radius of each organisation's mark; the smallest where members are not stated.

    The lower bound of a range is taken. A collective keeps the size of its dots.

    Examples
    --------
    >>> import datetime as dt
    >>> dict(member_radii(Snapshot.from_records([], as_of=dt.date(2010, 6, 15))))
    {}
    """
    known = snapshot.by_id(Organisation)
    found: dict[str, float] = {}
    for node, data in pairing_graph(snapshot).nodes(data=True):
        stated = known[node].members if node in known else None
        least = float(stated.bounds.low) if stated else 0.0
        found[node] = (
            min(_MOST, _LEAST + 1.1 * math.sqrt(least)) if data["named"] else radius_of(data, 0)
        )
    return found
