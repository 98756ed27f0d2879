"""Positions that stay over dates: who is drawn on the ledger's own day keeps its place on any other."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable

from graphs.model import Snapshot
from graphs.network import pairing_graph
from graphs.scene.edits.free_place import FreePlaces, Room
from graphs.scene.layouts.layout import Placement, Point, heading_room
from graphs.scene.scenes.group_panels import groups_of, placement_of

__all__ = ["dated_placement"]

_RIM = 14.0


def dated_placement(base: Snapshot, shown: Iterable[Snapshot], layout: str) -> Placement:
    """Return the places of the base day's layout, with a free one for whoever it does not hold.

    1. Who is drawn on the base day keeps its place. 2. Who is not stands beside its first partner
    of the days shown that is, else in the panel of its township; beneath the heading of the panel. 3. Trays are left out: that
    somebody is unpaired is true of one day.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> dict(dated_placement(empty, [empty], "hubs").points)
    {}
    """
    placed = placement_of(base, layout)
    points = dict(placed.points)
    places = FreePlaces(points.values())
    for snapshot in shown:
        graph = pairing_graph(snapshot)
        where = groups_of(snapshot)
        for ident in sorted(set(graph) - set(points)):
            partners = sorted(set(graph[ident]) & set(placed.points))
            near = points[partners[0]] if partners else _panel(placed, where[ident])
            points[ident] = places.take(near, turn=_turn(ident), room=_room(placed, near))
    return Placement(
        points=points,
        blocks=tuple(block for block in placed.blocks if not block.tray),
        label_places=placed.label_places,
        label_gaps=placed.label_gaps,
        visitors=placed.visitors,
    )


def _panel(placed: Placement, group: str) -> Point:
    for block in placed.blocks:
        if block.group == group and not block.tray:
            return (block.x + block.width / 2, block.y + block.height / 2)
    right = max((block.x + block.width for block in placed.blocks), default=0.0)
    return (right + 80.0, 80.0)


def _room(placed: Placement, point: Point) -> Room | None:
    """Return the panel about a point without its heading and rim; ``None`` where there is none."""
    wide = max((block.x + block.width for block in placed.blocks), default=0.0)
    deep = max((block.y + block.height for block in placed.blocks), default=0.0)
    for block in placed.blocks:
        right, bottom = block.x + block.width, block.y + block.height
        if not block.tray and block.x <= point[0] <= right and block.y <= point[1] <= bottom:
            top = block.y + heading_room(wide, deep) + _RIM
            return (block.x + _RIM, top, right - _RIM, bottom - _RIM)
    return None


def _turn(ident: str) -> float:
    """A direction of its own for each, the same on every day."""
    return 2 * math.pi * hashlib.sha256(ident.encode()).digest()[0] / 256
