"""The nearest host with a slot left, for one guest or for thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from graphs.model import Snapshot, derived
from graphs.network import Party, parties
from graphs.statistics.coverage import HostLoad, distance_km, host_loads, township_of
from graphs.text import Text

__all__ = ["FreeHost", "nearest_free_hosts", "nobody_near"]

_TIED = 1e-12  # cosines this close to the greatest are compared by exact distance
_AT_ONCE = 2_000  # guests in one table of cosines


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeHost:
    """The nearest host with a slot left; ``distance_km`` is ``None`` where only the township is known.

    Examples
    --------
    >>> FreeHost(host="o1", distance_km=2.5, free=1).free
    1
    """

    host: str
    distance_km: float | None
    free: int


def nearest_free_hosts(snapshot: Snapshot, guests: Iterable[str]) -> Mapping[str, FreeHost]:
    """Return the nearest host with a slot left for certain, for each guest that has one.

    1. Of hosts with coordinates the nearest by great circle, where the guest has some too.
    2. Else one of the same township; who has neither is near nobody for all the ledger says.
    3. Among equals the one with most slots left, then the first by id.

    Examples
    --------
    >>> import datetime as dt
    >>> dict(nearest_free_hosts(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), ["o1"]))
    {}
    """
    known = parties(snapshot)
    wanted = [known[guest] for guest in dict.fromkeys(guests) if guest in known]
    hosts = _free_hosts(snapshot)
    placed = [each for each in wanted if each.place is not None] if hosts.placed else []
    found = {each.id: near for each, near in hosts.by_place(placed)}
    for each in wanted:
        host = found[each.id] if each.id in found else hosts.by_township(each)
        if host is not None:
            found[each.id] = host
    return MappingProxyType(found)


class _FreeHosts:
    """The hosts with a slot left, indexed by place and by township."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.known = parties(snapshot)
        self.towns = township_of(snapshot)
        free = [each for each in host_loads(snapshot) if each.free > 0]
        self.order = sorted(free, key=lambda each: (-each.free, each.host))
        # Of several at one place the first of the order is the answer to all who ask.
        at = {self.known[each.host].place: each for each in reversed(self.order)}
        self.placed = [each for place, each in at.items() if place is not None]
        self.points = _points([self.known[each.host].place for each in self.placed])
        self.of_town: dict[str, HostLoad] = {}
        for each in self.order:
            if town := self.towns.get(self.known[each.host].home):
                self.of_town.setdefault(town, each)

    def by_place(self, guests: Sequence[Party]) -> Iterator[tuple[Party, FreeHost]]:
        """Yield the nearest placed host of each guest that is placed itself."""
        for start in range(0, len(guests), _AT_ONCE):
            some = guests[start : start + _AT_ONCE]
            cosines = _points([each.place for each in some]) @ self.points.T
            near = cosines >= cosines.max(axis=1, keepdims=True) - _TIED
            for guest, hosts in zip(some, near, strict=True):
                yield guest, self._best(guest, np.flatnonzero(hosts).tolist())

    def _best(self, guest: Party, at: Iterable[int]) -> FreeHost:
        found = (self._found(guest, self.placed[place]) for place in at)
        return min(found, key=lambda each: (each.distance_km or 0.0, -each.free, each.host))

    def by_township(self, guest: Party) -> FreeHost | None:
        """Return a host of the same township, stated of both."""
        same = self.of_town.get(self.towns.get(guest.home, ""))
        return None if same is None else self._found(guest, same)

    def _found(self, guest: Party, host: HostLoad) -> FreeHost:
        distance = distance_km(guest, self.known[host.host])
        return FreeHost(host=host.host, distance_km=distance, free=host.free)


def nobody_near(snapshot: Snapshot) -> Text:
    """Return why a guest has no nearest host: none has room, or nothing says which is near.

    Examples
    --------
    >>> import datetime as dt
    >>> nobody_near(Snapshot.from_records([], as_of=dt.date(2010, 6, 15))).zh
    '都没有余量'
    """
    if _free_hosts(snapshot).order:
        return Text(zh="无从判断：没有坐标", en="not known: no coordinates")
    return Text(zh="都没有余量", en="none has room")


@derived
def _free_hosts(snapshot: Snapshot) -> _FreeHosts:
    return _FreeHosts(snapshot)


def _points(places: Iterable[tuple[float, float] | None]) -> npt.NDArray[np.float64]:
    """Return places on the unit sphere, a row each: the nearer two are, the greater their cosine."""
    degrees = np.array([place for place in places if place is not None]).reshape(-1, 2)
    east, north = np.radians(degrees).T
    flat = np.cos(north)
    return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)
