"""By place: organisations at their coordinates, seen from the north, no map beneath."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from graphs.model import Division, Snapshot
from graphs.network import pairing_graph, parties
from graphs.scene.layouts.clearance import spaced
from graphs.scene.layouts.framed_page import idle_tray
from graphs.scene.layouts.layout import Placement, Point, layout
from graphs.scene.layouts.layout import radius_of as radius

__all__ = ["PlaceFrame", "coordinates", "frame_of", "places"]

_PAGE = 1500.0
_PER_MARK = 46.0
_LEAST_SPREAD = 0.01  # degrees: who stand nearer than that are not drawn farther apart for it


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFrame:
    """How longitude and latitude become places of the picture: shortened, moved, enlarged."""

    shortened: float
    west: float
    north: float
    factor: float

    @classmethod
    def around(cls, east: npt.NDArray[np.float64], north: npt.NDArray[np.float64]) -> PlaceFrame:
        """Return the frame of points, the largest extent of which fills the page."""
        shortened = math.cos(math.radians((north.min() + north.max()) / 2))
        across, along = shortened * (east.max() - east.min()), north.max() - north.min()
        page = max(_PAGE, _PER_MARK * math.sqrt(len(east)) * 1.4)
        return cls(
            shortened=shortened,
            west=float(east.min()),
            north=float(north.max()),
            factor=page / max(float(across), float(along), _LEAST_SPREAD),
        )

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a point of the earth is drawn."""
        return (
            (longitude - self.west) * self.shortened * self.factor,
            (self.north - latitude) * self.factor,
        )


def frame_of(snapshot: Snapshot) -> PlaceFrame | None:
    """Return the frame in which a snapshot is placed; ``None`` where nobody has coordinates."""
    where = coordinates(snapshot)
    known = sorted(node for node in pairing_graph(snapshot) if node in where)
    if not known:
        return None
    return PlaceFrame.around(
        np.array([where[node]["longitude"] for node in known], dtype=float),
        np.array([where[node]["latitude"] for node in known], dtype=float),
    )


def coordinates(snapshot: Snapshot) -> Mapping[str, Mapping[str, Any]]:
    """Return the coordinates of each organisation, else those of its division."""
    known = snapshot.by_id(Division)
    found: dict[str, Mapping[str, Any]] = {}
    for party in parties(snapshot).values():
        division = known.get(party.home)
        place = party.place
        if place is None and division and division.longitude and division.latitude:
            place = (division.longitude, division.latitude)
        if place is not None:
            found[party.id] = {"longitude": place[0], "latitude": place[1]}
    return found


@layout(order=40, zh="按地点", en="By place", reads=coordinates)
def places(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place organisations at their coordinates, north above, those at one place side by side.

    1. Longitude is shortened by the cosine of the middle latitude, so that distances look right. 2.
    Who has no coordinates is placed at those of its division. 3. Who has neither stands below, in a
    tray of its own.
    """
    del groups
    known = sorted(n for n, data in graph.nodes(data=True) if data.get("longitude") is not None)
    load = dict(graph.degree())
    sizes = {node: radius(data, load[node]) for node, data in graph.nodes(data=True)}
    points: dict[str, Point] = {}
    bottom = 0.0
    if known:
        east = np.array([graph.nodes[n]["longitude"] for n in known], dtype=float)
        north = np.array([graph.nodes[n]["latitude"] for n in known], dtype=float)
        frame = PlaceFrame.around(east, north)
        flat = np.array([frame.at(x, y) for x, y in zip(east, north, strict=True)])
        own = np.array([sizes[n] for n in known])
        at = spaced(np.round(flat, 3), own, gap=6.0)
        points = {n: (float(x), float(y)) for n, (x, y) in zip(known, at, strict=True)}
        bottom = float((at[:, 1] + own).max())
    unknown = sorted(n for n in graph if n not in points)
    right = max((x + sizes[n] for n, (x, _) in points.items()), default=600.0)
    blocks = idle_tray(unknown, sizes, points, (max(right, 600.0), bottom), tray="unplaced")
    return Placement(points=points, blocks=blocks)
