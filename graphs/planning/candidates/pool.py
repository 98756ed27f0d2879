"""The candidates of a plan in columns: guests, hosts, and what links one with the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates.arrays import Integers, Reals
from graphs.text import Text

__all__ = ["Links", "Members", "Pool", "SegmentAt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentAt:
    """A seat on a chain: the segment's position in its chain; -1 where no segment is recorded.

    Examples
    --------
    >>> SegmentAt(chain="k1", chain_name="鲜切花", segment="e1", name="种植", order=1).order
    1
    """

    chain: str
    chain_name: str
    segment: str
    name: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Members:
    """One side of the candidates, sorted by id; every column has one value a member.

    Attributes
    ----------
    side, alive
        Side by ownership, and whether it may be alive on the day.
    town, district
        Ids of the township and of the division above it; empty where unknown.
    place
        Longitude and latitude, shape (members, 2); NaN where unknown.
    industry, edition
        GB/T 4754 code and its edition; empty where unknown.
    party_members
        Number of Party members; NaN where not stated.
    vacant
        1 where the secretary's post is vacant, 0 where filled, NaN where not stated.
    load, usual
        Pairs in force, and pairs it usually carries.
    activity
        Activities a pair and year in its pairs so far; NaN without any.
    partners
        Partners of any kind of pair in force, and functional bodies it sits in.
    units, parents
        Units it is formed in, and the groups of companies these belong to.
    groups
        Ids by which quotas name it: township, district and chains.
    refused
        Why it may take no part (a rule of severity error, for instance); ``None`` where it may.

    Examples
    --------
    >>> Members.of(["b", "a"]).ids
    ('a', 'b')
    """

    ids: tuple[str, ...]
    names: tuple[Text, ...]
    side: tuple[str, ...]
    alive: tuple[bool, ...]
    town: tuple[str, ...]
    district: tuple[str, ...]
    place: Reals
    industry: tuple[str, ...]
    edition: tuple[str, ...]
    seats: tuple[tuple[SegmentAt, ...], ...]
    needs: tuple[tuple[str, ...], ...]
    offers: tuple[tuple[str, ...], ...]
    party_members: Reals
    vacant: Reals
    load: Integers
    usual: Integers
    activity: Reals
    partners: tuple[tuple[str, ...], ...]
    superior: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    parents: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    refused: tuple[Text | None, ...]

    def __len__(self) -> int:
        """Return how many members there are."""
        return len(self.ids)

    @classmethod
    def of(cls, ids: Iterable[str], **columns: Mapping[str, Any]) -> Members:
        """Return members with what is known of them, by id; the rest is unknown.

        Raises
        ------
        TypeError
            There is no such column.
        """
        known = {field.name for field in fields(cls)} - {"ids"}
        if columns.keys() - known:
            raise TypeError(sorted(columns.keys() - known))
        ordered = tuple(sorted(set(ids)))
        made: dict[str, Any] = {}
        for name in known:
            filled = columns.get(name, {})
            if name == "names":
                made[name] = tuple(filled.get(ident, Text.same(ident)) for ident in ordered)
                continue
            blank = _UNKNOWN[name]
            values = tuple(
                [filled.get(i, blank) for i in ordered] if filled else [blank] * len(ordered)
            )
            made[name] = _array(values, name) if name in _ARRAYS else values
        return cls(ids=ordered, **made)

    def take(self, rows: slice) -> Members:
        """Return a run of members."""
        return Members(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


_UNKNOWN: Mapping[str, Any] = {
    "side": "unknown", "alive": True, "town": "", "district": "", "place": (np.nan, np.nan),
    "industry": "", "edition": "", "seats": (), "needs": (), "offers": (), "party_members": np.nan,
    "vacant": np.nan, "load": 0, "usual": 0, "activity": np.nan, "partners": (), "superior": "",
    "units": (), "parents": (), "groups": (), "refused": None,
}  # fmt: skip

_ARRAYS = {"place": float, "party_members": float, "vacant": float, "load": int, "usual": int,
           "activity": float}  # fmt: skip


def _array(values: tuple[Any, ...], name: str) -> npt.NDArray[Any]:
    dtype = np.float64 if _ARRAYS[name] is float else np.int64
    made = np.array(values, dtype=dtype)
    return made.reshape(len(values), 2) if name == "place" else made


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What links a guest with a host, as ids (guest, host).

    Attributes
    ----------
    existing
        Pairs in force.
    earlier
        (guest, host, activities) of pairs that are over.
    supply
        The unit of one supplies the unit of the other.
    related
        One is the other's superior, or their units are parent and child.
    tied
        A recorded tie that is neither administrative nor an agreement.

    Examples
    --------
    >>> Links().existing
    ()
    """

    existing: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str, int], ...] = ()
    supply: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    tied: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """Guests, hosts and links; ``given`` are scores in [0, 1] from outside, NaN for none.

    Examples
    --------
    >>> Pool(guests=Members.of(["n1", "n2"]), hosts=Members.of(["s1"])).shape
    (2, 1)
    """

    guests: Members
    hosts: Members
    links: Links = Links()
    given: Reals | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Number of guests, number of hosts."""
        return (len(self.guests), len(self.hosts))

    def rows(self, rows: slice) -> Pool:
        """Return the pool of a run of guests and every host."""
        outside = None if self.given is None else self.given[rows]
        return replace(self, guests=self.guests.take(rows), given=outside)

    def couple(self, guest: int, host: int) -> Pool:
        """Return the pool of one guest and one host."""
        one = slice(host, host + 1)
        few = self.rows(slice(guest, guest + 1))
        outside = None if few.given is None else few.given[:, one]
        return replace(few, hosts=self.hosts.take(one), given=outside)

    def places(self, links: Iterable[tuple[str, str]]) -> tuple[Integers, Integers]:
        """Return positions of the guests and hosts of links; links outside the pool are left out."""
        at_guest = {ident: place for place, ident in enumerate(self.guests.ids)}
        at_host = {ident: place for place, ident in enumerate(self.hosts.ids)}
        found = [(at_guest[g], at_host[h]) for g, h in links if g in at_guest and h in at_host]
        both = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def digest(self) -> str:
        """Return a digest of everything in the pool, in canonical order."""
        state = hashlib.sha256()
        for side in (self.guests, self.hosts):
            for field in fields(side):
                value = getattr(side, field.name)
                state.update(f"{field.name}:{len(side)}:".encode())
                state.update(_bytes(value))
        for field in fields(self.links):
            state.update(
                f"{field.name}:".encode() + _bytes(sorted(set(getattr(self.links, field.name))))
            )
        if self.given is not None:
            state.update(b"given:" + _bytes(self.given))
        return state.hexdigest()


def _bytes(value: Any) -> bytes:
    if isinstance(value, np.ndarray):
        # -0.0 is 0.0 and one NaN is another: what means the same must weigh the same.
        plain = np.where(np.isnan(value), np.nan, value + 0.0) if value.dtype.kind == "f" else value
        return np.ascontiguousarray(plain).tobytes()
    return json.dumps(value, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> Any:
    return [value.zh, value.en] if isinstance(value, Text) else [
        getattr(value, field.name) for field in fields(value)
    ]  # fmt: skip
