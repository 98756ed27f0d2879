"""Force layout: connected parts each by springs, packed on the page, largest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from graphs.scene.layouts.clearance import spaced
from graphs.scene.layouts.framed_page import STAR, Frame, page_of_parts
from graphs.scene.layouts.layout import Placement, layout

__all__ = ["force"]

_STEPS = 60
_LENGTH = 62.0


@layout(order=30, zh="力导向", en="Force")
def force(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place what is paired by springs, each connected part alone, and pack the parts on the page.

    1. Organisations joined by pairs in force are a part; every pair pulls, every mark pushes, from
    a start on a circle in the order of ids, so that the same part is always placed the same. 2. Marks
    that would touch are moved apart. 3. The parts fill the page, the largest first; those without
    a pair in force stand below.
    """
    del groups
    return page_of_parts(graph, _part)


def _part(joined: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, float]) -> Frame:
    place = {node: at for at, node in enumerate(part)}
    ends = np.array(
        sorted((place[a], place[b]) for a, b in joined.edges(part) if a in place), dtype=np.int64
    )
    own = np.array([sizes[node] for node in part])
    at = spaced(_springs(len(part), ends), own, gap=12.0)
    low, high = (at - own[:, None]).min(axis=0), (at + own[:, None]).max(axis=0)
    at = at - low
    inner = {node: (float(x), float(y)) for node, (x, y) in zip(part, at, strict=True)}
    return Frame(
        points=inner,
        width=float(high[0] - low[0]),
        height=float(high[1] - low[1]),
        hub=min(part, key=lambda n: (-joined.degree(n), n)) if len(part) >= STAR else "",
    )


def _springs(count: int, ends: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return points by Fruchterman and Reingold's forces, cooled in equal steps; no chance in it."""
    angle = 2 * np.pi * np.arange(count) / count
    at = _LENGTH * np.sqrt(count) * np.stack([np.cos(angle), np.sin(angle)], axis=1) / 2
    heat = _LENGTH * np.sqrt(count) / 4
    for step in range(_STEPS if count > 2 else 1):
        apart = at[:, None] - at[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1.0)
        move = (apart * (_LENGTH**2 / distance**2)[..., None]).sum(axis=1)
        along = at[ends[:, 0]] - at[ends[:, 1]]
        pull = along * (np.hypot(along[:, 0], along[:, 1]) / _LENGTH)[:, None]
        np.subtract.at(move, ends[:, 0], pull)
        np.add.at(move, ends[:, 1], pull)
        long = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at = at + move / long[:, None] * np.minimum(long, heat * (1 - step / _STEPS))[:, None]
    return np.asarray(np.round(at, 3), dtype=np.float64)
