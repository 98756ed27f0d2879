"""Sizes of marks by members: the area of a mark grows with the members of its organisation."""

from __future__ import annotations

import math
from collections.abc import Mapping

from graphs.model import Organisation, Snapshot, derived
from graphs.network import pairing_graph
from graphs.scene.layouts.layout import radius_of

__all__ = ["member_radii"]

_LEAST, _MOST = 5.0, 40.0


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
