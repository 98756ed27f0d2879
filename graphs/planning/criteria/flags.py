"""Flags: warnings beside a pair's score that never enter it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.pool import Pool
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "FLAGS",
    "Flag",
    "competitors",
    "flag",
    "flags_of",
    "same_legal_person",
    "same_superior",
]

Raised: TypeAlias = Callable[[Pool, int, int], bool]

_CLASS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A declared flag: key, label, manual, and whether it is raised for a pair."""

    key: str
    label: Text
    manual: str
    raised: Raised


FLAGS: Registry[str, Flag] = Registry("flag")
"""Every flag by key, in source order."""


def flag(*, label: Text) -> Callable[[Raised], Raised]:
    """Declare a flag: its key is the function's name, its manual the docstring."""

    def declare(raised: Raised) -> Raised:
        FLAGS.declare(
            raised.__name__,
            Flag(
                key=raised.__name__, label=label, manual=inspect.getdoc(raised) or "", raised=raised
            ),
            raised,
        )
        return raised

    return declare


def flags_of(pool: Pool, guest: int, host: int) -> tuple[str, ...]:
    """Return the keys of the flags raised for a pair, in source order.

    Examples
    --------
    >>> from graphs.planning.candidates.pool import Members
    >>> flags_of(Pool(guests=Members.of(["n"], superior={"n": "o"}),
    ...               hosts=Members.of(["s"], superior={"s": "o"})), 0, 0)
    ('same_superior',)
    """
    return tuple(key for key, each in FLAGS.items() if each.raised(pool, guest, host))


@flag(label=Text(zh="同业竞争", en="direct competitors"))
def competitors(pool: Pool, guest: int, host: int) -> bool:
    """The same class (小类) of GB/T 4754, and in the same segment where both are in a chain.

    Same-trade firms on a chain compete and resist sharing.
    """
    mine, theirs = (
        pool.guests[candidate_columns.industry][guest],
        pool.hosts[candidate_columns.industry][host],
    )
    if len(mine) < _CLASS or mine != theirs:
        return False
    left, right = (
        pool.guests[candidate_columns.seats][guest],
        pool.hosts[candidate_columns.seats][host],
    )
    segments = {(seat.chain, seat.segment) for seat in left}
    return not left or not right or any((seat.chain, seat.segment) in segments for seat in right)


@flag(label=Text(zh="同一上级", en="the same superior"))
def same_superior(pool: Pool, guest: int, host: int) -> bool:
    """Both have the same administrative superior."""
    above = pool.guests[candidate_columns.superior][guest]
    return bool(above) and above == pool.hosts[candidate_columns.superior][host]


@flag(label=Text(zh="同一法人或同一集团", en="the same legal person or group"))
def same_legal_person(pool: Pool, guest: int, host: int) -> bool:
    """They are formed in the same unit, or in units of the same group of companies."""
    units = set(pool.guests[candidate_columns.units][guest]) & set(
        pool.hosts[candidate_columns.units][host]
    )
    groups = set(pool.guests[candidate_columns.parents][guest]) & set(
        pool.hosts[candidate_columns.parents][host]
    )
    return bool(units or groups)
