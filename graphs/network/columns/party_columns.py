"""Organisations column by column: what concerns all of them, without an object for each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphs.model import Answer, Ownership, PartialDate, Side, Snapshot, derived

__all__ = ["LIFE_COLUMNS", "LifeAt", "PartyColumns", "dated", "partial", "party_columns", "side_of"]


def side_of(ownerships: Iterable[Ownership | None]) -> Side:
    """Return the side that the ownership of an organisation's units puts it on.

    Units on one side give that side; none, or units on both sides, give ``unknown``: a joint
    branch of a state-owned and a private firm is on neither until somebody decides.

    Examples
    --------
    >>> side_of([Ownership.private, Ownership.foreign]).name
    'non_public'
    >>> side_of([Ownership.private, Ownership.state_owned]).name
    'unknown'
    """
    sides = {ownership.side if ownership else Side.unknown for ownership in ownerships}
    return sides.pop() if len(sides) == 1 else Side.unknown


@lru_cache(maxsize=65_536)
def partial(text: str | None, printed: str | None = None) -> PartialDate | None:
    """Return the partial date of stored columns; dates repeat, so each is parsed once.

    Words without a year are a date that is possibly past, as anywhere else.
    """
    return None if text is None and printed is None else PartialDate(text, printed)


def dated(row: Mapping[str, Any], name: str) -> PartialDate | None:
    """Return the partial date a row keeps in the columns of ``name``."""
    return partial(row[name], None if row[name] else row[f"{name}_printed"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyColumns:
    """What :class:`graphs.network.Party` says of each organisation, as columns in the order of ids.

    Attributes
    ----------
    units
        Ids of the units each is formed in, sorted.
    alive
        Whether it existed on the day.
    named
        False for collectives of unnamed organisations.
    here
        False for stubs, which are outside the scope.
    invented
        Ids of units that are invented.

    Examples
    --------
    >>> from graphs.model import Hosting, Organisation, Unit
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲公司党支部"), Hosting(id="h", organisation="o1", unit="u1"),
    ...     Unit(id="u1", name="甲公司", ownership=Ownership.private)], as_of=dt.date(2010, 6, 15))
    >>> party_columns(picture).on(Side.non_public)
    ['o1']
    """

    ids: list[str]
    units: list[tuple[str, ...]]
    sides: list[Side]
    alive: list[Answer]
    named: list[bool]
    here: list[bool]
    invented: frozenset[str]

    def on(self, side: Side, *, formed: bool = False) -> list[str]:
        """Return the ids of a side that are (or may be) alive, stubs left out, in their order.

        ``formed`` leaves out those that are formed in no unit.
        """
        rows = zip(self.ids, self.sides, self.alive, self.here, self.units, strict=True)
        return [
            ident
            for ident, own, alive, here, units in rows
            if own is side and alive is not Answer.no and here and (units or not formed)
        ]

    def unnamed(self) -> list[str]:
        """Return the ids of the collectives in scope, in their order."""
        rows = zip(self.ids, self.named, self.here, strict=True)
        return [ident for ident, named, here in rows if here and not named]

    def without_unit(self) -> list[bool]:
        """Return of each that is (or may be) alive in scope whether it is formed in no unit."""
        rows = zip(self.units, self.alive, self.here, strict=True)
        return [not units for units, alive, here in rows if alive is not Answer.no and here]


@derived
def party_columns(snapshot: Snapshot) -> PartyColumns:
    """Return every organisation of the snapshot as columns, stubs included."""
    ids = snapshot.column("organisation", "id")
    hosted = _hosted(snapshot)
    ownership, invented = _units(snapshot)
    units = [hosted.get(ident, ()) for ident in ids]
    members = Ownership.__members__
    # one unit is the rule, and its ownership one of a few
    single: dict[str | None, Side] = {None: side_of([None])} | {
        key: side_of([each]) for key, each in members.items()
    }
    life = LifeAt(snapshot.as_of)
    dates = zip(*(snapshot.column("organisation", name) for name in LIFE_COLUMNS), strict=True)
    stubs = snapshot.stubs
    return PartyColumns(
        ids=ids,
        units=units,
        sides=[
            single[ownership.get(of[0]) or None]
            if len(of) == 1
            else side_of(members.get(ownership.get(each) or "") for each in of)
            for of in units
        ],
        alive=[life[each] for each in dates],
        named=[size is None for size in snapshot.column("organisation", "size")],
        here=[ident not in stubs for ident in ids],
        invented=invented,
    )


LIFE_COLUMNS = ("founded_on", "founded_on_printed", "dissolved_on", "dissolved_on_printed")
"""The columns that say how long an organisation or a unit was there."""


def _hosted(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    columns = (snapshot.column("hosting", name) for name in ("organisation", "unit"))
    for organisation, unit in zip(*columns, strict=True):
        found[organisation].append(unit)
    return {
        name: tuple(sorted(set(names))) if len(names) > 1 else (names[0],)
        for name, names in found.items()
    }


def _units(snapshot: Snapshot) -> tuple[dict[str, str | None], frozenset[str]]:
    """Return the key of the ownership of each unit, and those that are invented."""
    columns = (snapshot.column("unit", name) for name in ("id", "ownership", "synthetic"))
    rows = list(zip(*columns, strict=True))
    owned = {ident: owner for ident, owner, _ in rows}
    return owned, frozenset(ident for ident, _, mark in rows if mark)


class LifeAt(dict[tuple[str | None, ...], Answer]):
    """Whether one of these dates was there on a day; dates repeat, so each is judged once.

    Examples
    --------
    >>> LifeAt(dt.date(2010, 6, 15))["2011", None, None, None].name
    'no'
    """

    def __init__(self, day: dt.date) -> None:
        super().__init__()
        self.day = day

    def __missing__(self, dates: tuple[str | None, ...]) -> Answer:
        founded, founded_words, dissolved, dissolved_words = dates
        self[dates] = _alive(
            partial(founded, None if founded else founded_words),
            partial(dissolved, None if dissolved else dissolved_words),
            self.day,
        )
        return self[dates]


def _alive(founded: PartialDate | None, dissolved: PartialDate | None, day: dt.date) -> Answer:
    begun = founded.not_after(day) if founded else Answer.certain
    over = dissolved.not_after(day) if dissolved else Answer.no
    if begun is Answer.no or over is Answer.certain:
        return Answer.no
    return Answer.certain if begun is Answer.certain and over is Answer.no else Answer.possible
