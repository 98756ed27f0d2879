"""The pairs that filters leave of a view, a few thousand agreements at a time, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from graphs.interchange.streams.snapshot_slices import SnapshotSlices
from graphs.model import Count, Snapshot
from graphs.network import (
    ChosenPairs,
    Edge,
    Filter,
    RunningLoads,
    count_edges,
    counted_edges,
    drawn_organisations,
    organisation_attributes,
)
from graphs.statistics import represented_count

__all__ = ["NodeData", "PairStream"]

NodeData: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Attributes of organisations, as the filtered pairing graph has them, by id."""


@dataclass(slots=True)
class _Totals:
    """What all pairs, and those shown, add up to."""

    signed: set[str] = field(default_factory=set)
    in_force: RunningLoads = field(default_factory=RunningLoads)
    shown: RunningLoads = field(default_factory=RunningLoads)
    by_status: dict[str, Count] = field(default_factory=dict)
    rows: int = 0


class PairStream:
    """What :func:`graphs.network.apply_filters` leaves of the pairing graph, without making it.

    ``size`` is how many agreements, or organisations, are looked at together.
    """

    def __init__(self, snapshot: Snapshot, filters: tuple[Filter, ...], size: int) -> None:
        self._snapshot, self._size = snapshot, size
        self._slices = SnapshotSlices(snapshot)
        self._chosen = ChosenPairs(filters)
        self._totals: _Totals | None = None
        self._paired: RunningLoads | None = None
        self._members: list[str] | None = None
        self._represented = Count()

    @property
    def totals(self) -> _Totals:
        """What the pairs add up to; they are gone through where nobody did so before."""
        while self._totals is None:  # set at the end of the way
            for _ in self.edges():
                pass
        return self._totals

    def edges(self) -> Iterator[tuple[Snapshot, list[Edge], NodeData]]:
        """Yield the pairs shown with the slice they come from and the attributes of their ends."""
        totals = _Totals()
        for part in self._slices.agreements(self._size):
            every = counted_edges(part)
            ends = {end for *both, _, _ in every for end in both}
            totals.signed |= ends
            totals.in_force.add((a, b, data) for a, b, _, data in every if data["in_force"])
            nodes = self._nodes(part, ends)
            kept = {ident for ident, data in nodes.items() if self._chosen.organisation(data)}
            shown = [edge for edge in every if self._chosen.pair(edge[3])]
            shown = self._chosen.around(shown, nodes, kept)
            self._add(totals, shown)
            yield part, shown, nodes
        self._totals = totals

    def members(self) -> Iterator[tuple[Snapshot, NodeData]]:
        """Yield the organisations shown, in the order of ids, with the slice they come from."""
        shown = self.totals.shown
        everybody = self._members
        if everybody is None:
            everybody = sorted(drawn_organisations(self._snapshot) | self.totals.signed)
        found: list[str] = []
        counts = [Count()]
        for part in self._slices.organisations(everybody, self._size):
            nodes = self._nodes(part, part.column("organisation", "id"))
            kept = {
                ident: data
                for ident, data in nodes.items()
                if ident in shown or (self._chosen.organisation(data) and not data["stub"])
            }
            found += kept
            counts.append(represented_count(part, kept))
            yield part, kept
        self._members, self._represented = found, Count.total(counts)

    @property
    def represented(self) -> Count:
        """How many organisations the members represent; their ids are left out."""
        self._known_members()
        return self._represented

    @property
    def member_count(self) -> int:
        """How many organisations are shown."""
        return len(self._known_members())

    def units(self) -> Iterator[tuple[Snapshot, frozenset[str]]]:
        """Yield the ids of the organisations shown, in order, with the slice they come from."""
        for part in self._slices.organisations(self._known_members(), self._size):
            yield part, frozenset(part.column("organisation", "id"))

    def _known_members(self) -> list[str]:
        while self._members is None:  # set at the end of the way
            for _ in self.members():
                pass
        return self._members

    def _nodes(self, part: Snapshot, idents: Iterable[str]) -> NodeData:
        wanted, paired = set(idents), self._in_force()
        found = {ident: data for ident, data in organisation_attributes(part) if ident in wanted}
        if self._chosen.asks_of_pairing:
            for ident, data in found.items():
                data["in_force"] = ident in paired
        return found

    def _in_force(self) -> RunningLoads:
        """Return who has a pair in force, where a filter asks; a way of its own through all pairs."""
        if self._paired is None:
            self._paired = RunningLoads()
            if self._chosen.asks_of_pairing:
                for part in self._slices.agreements(self._size):
                    every = counted_edges(part)
                    self._paired.add((a, b, data) for a, b, _, data in every if data["in_force"])
        return self._paired

    @staticmethod
    def _add(totals: _Totals, shown: list[Edge]) -> None:
        totals.rows += len(shown)
        totals.shown.add((a, b, data) for a, b, _, data in shown)
        by_status: dict[str, list[Mapping[str, Any]]] = {}
        for *_, data in shown:
            by_status.setdefault(data["status"], []).append(data)
        for status, rows in by_status.items():
            more = replace(count_edges(rows), ids=())
            totals.by_status[status] = totals.by_status.get(status, Count()) + more
