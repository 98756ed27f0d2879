"""The candidates of a plan in columns: guests, hosts, and what links one with the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from graphs.planning.candidates.arrays import Integers, Reals
from graphs.planning.candidates.planning_column import COLUMNS, PlanningColumn
from graphs.text import Text

__all__ = ["Links", "Members", "Pool"]

_Values = TypeVar("_Values")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Members:
    """One side of the candidates, sorted by id, with one value a member in every declared column.

    Examples
    --------
    >>> from graphs.planning.candidates.candidate_columns import usual
    >>> Members.of(["b", "a"], usual={"b": 3})[usual].tolist()
    [0, 3]
    """

    ids: tuple[str, ...]
    names: tuple[Text, ...]
    columns: Mapping[str, Any]

    def __len__(self) -> int:
        """Return how many members there are."""
        return len(self.ids)

    def __getitem__(self, column: PlanningColumn[_Values]) -> _Values:
        """Return the values of a declared column."""
        return self.columns[column.key]  # type: ignore[no-any-return]  # as the column says

    @classmethod
    def of(
        cls,
        ids: Iterable[str],
        *,
        names: Mapping[str, Text] | None = None,
        **columns: Mapping[str, Any],
    ) -> Members:
        """Return members with what is known of them, by id; the rest is unknown.

        Raises
        ------
        TypeError
            There is no such column.
        """
        if columns.keys() - COLUMNS.keys():
            raise TypeError(sorted(columns.keys() - COLUMNS.keys()))
        ordered = tuple(sorted(set(ids)))
        return cls(
            ids=ordered,
            names=tuple((names or {}).get(ident, Text.same(ident)) for ident in ordered),
            columns={
                key: each.filled(columns.get(key, {}), ordered) for key, each in COLUMNS.items()
            },
        )

    def take(self, rows: slice) -> Members:
        """Return a run of members."""
        taken = {key: values[rows] for key, values in self.columns.items()}
        return Members(ids=self.ids[rows], names=self.names[rows], columns=taken)


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
            for name, values in {"ids": side.ids, "names": side.names, **side.columns}.items():
                state.update(f"{name}:{len(side)}:".encode())
                state.update(_bytes(values))
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
