"""Organisations as the network sees them: name, side, size, life, place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from graphs.model import (
    Answer,
    Bounds,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Side,
    Snapshot,
    derived,
)
from graphs.network.namesakes import organisation_namesakes, with_place
from graphs.text import Text

__all__ = ["Party", "dated", "display_name", "partial", "parties", "side_of"]

_ONE = Bounds(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation with what follows from its units, at the date of the snapshot.

    Attributes
    ----------
    name
        How it is called in lists, with its place where another one has the same name.
    side
        From the ownership of the units it is formed in; ``unknown`` without units.
    count
        How many organisations the record stands for; (1, 1) where it is a named one.
    named
        False for a collective of unnamed organisations.
    alive
        Whether it existed on the day: certain, possible or no.
    home
        The division it counts in (:func:`graphs.model.home_divisions`); blank where none is known.
    units
        Ids of the units it is formed in, sorted.
    synthetic
        True where the organisation or a unit it is formed in is invented.
    stub
        Outside the scope; drawn as a partner, left out of counters.

    Examples
    --------
    >>> from graphs.model import Hosting, Organisation, Unit
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲公司党支部"), Hosting(id="h", organisation="o1", unit="u1"),
    ...     Unit(id="u1", name="甲公司", ownership=Ownership.private)], as_of=dt.date(2010, 6, 15))
    >>> parties(picture)["o1"].side.name
    'non_public'
    """

    id: str
    name: Text
    short: Text
    kind: OrganisationKind | None
    side: Side
    count: Bounds
    named: bool
    alive: Answer
    division: str | None
    home: str
    units: tuple[str, ...]
    usual_load: int | None
    place: tuple[float, float] | None
    synthetic: bool
    stub: bool


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


def display_name(
    name: str | None, name_en: str | None = None, working_label: str | None = None
) -> Text:
    """Return how a record is called on screen; a working label is in brackets.

    Examples
    --------
    >>> display_name(None, None, "鲜切花产业联合党总支").zh
    '〔鲜切花产业联合党总支〕'
    """
    if name:
        return Text(zh=name, en=name_en or name)
    if working_label:
        return Text(zh=f"〔{working_label}〕", en=f"〔{name_en or working_label}〕")
    return Text(zh="（名称未载明）", en="(name not stated)")


@lru_cache(maxsize=65_536)
def partial(text: str | None, printed: str | None = None) -> PartialDate | None:
    """Return the partial date of stored columns; dates repeat, so each is parsed once.

    Words without a year are a date that is possibly past, as anywhere else.
    """
    return None if text is None and printed is None else PartialDate(text, printed)


def dated(row: Mapping[str, Any], name: str) -> PartialDate | None:
    """Return the partial date a row keeps in the columns of ``name``."""
    return partial(row[name], None if row[name] else row[f"{name}_printed"])


@derived
def parties(snapshot: Snapshot) -> Mapping[str, Party]:
    """Return every organisation of the snapshot by id, stubs included, in the order of ids."""
    hosts = _Hosts(snapshot)
    life = _Life(snapshot.as_of)
    columns = (snapshot.column("organisation", name) for name in _COLUMNS)
    places = organisation_namesakes(snapshot)
    found = {
        row[0]: _party(
            row,
            hosts,
            life,
            places.get(row[0]),
            home=snapshot.homes.get(row[0], ""),
            stub=row[0] in snapshot.stubs,
        )
        for row in zip(*columns, strict=True)
    }
    return MappingProxyType(found)


_COLUMNS = (
    "id",
    "synthetic",
    "name",
    "short_name",
    "name_en",
    "working_label",
    "kind",
    "division",
    "founded_on",
    "founded_on_printed",
    "dissolved_on",
    "dissolved_on_printed",
    "usual_load",
    "size",
    "size_operator",
    "size_upper",
    "longitude",
    "latitude",
)


class _Hosts:
    """The units of organisations, and what follows from them: side, and whether one is invented."""

    def __init__(self, snapshot: Snapshot) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for organisation, unit in zip(
            snapshot.column("hosting", "organisation"),
            snapshot.column("hosting", "unit"),
            strict=True,
        ):
            found[organisation].append(unit)
        self.units = {name: tuple(sorted(set(names))) for name, names in found.items()}
        columns = (snapshot.column("unit", name) for name in ("id", "ownership", "synthetic"))
        rows = list(zip(*columns, strict=True))
        members = Ownership.__members__
        self.ownership = {ident: members[owner] if owner else None for ident, owner, _ in rows}
        self.invented = frozenset(ident for ident, _, mark in rows if mark)

    def side(self, units: tuple[str, ...]) -> Side:
        return side_of(self.ownership.get(unit) for unit in units) if units else Side.unknown


class _Life(dict[tuple[str | None, ...], Answer]):
    """Whether an organisation of these dates is alive; dates repeat, so each is judged once."""

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


_KINDS = OrganisationKind.__members__


def _party(
    row: tuple[Any, ...], hosts: _Hosts, life: _Life, place: Text | None, *, home: str, stub: bool
) -> Party:
    (
        ident, synthetic, name, short, name_en, working_label, kind, division, founded,
        founded_words, dissolved, dissolved_words, usual_load, size, operator, upper, east, north,
    ) = row  # fmt: skip
    units = hosts.units.get(ident, ())
    shown = with_place(display_name(name, name_en, working_label), place)
    return Party(
        id=ident,
        name=shown,
        short=Text(zh=short, en=name_en or short) if short else shown,
        kind=_KINDS[kind] if kind else None,
        side=hosts.side(units),
        count=_ONE if size is None else Quantity(operator or "=", size, upper).bounds,
        named=size is None,
        alive=life[founded, founded_words, dissolved, dissolved_words],
        division=division,
        home=home,
        units=units,
        usual_load=usual_load,
        place=None if east is None or north is None else (east, north),
        synthetic=bool(synthetic) or not hosts.invented.isdisjoint(units),
        stub=stub,
    )


def _alive(founded: PartialDate | None, dissolved: PartialDate | None, day: dt.date) -> Answer:
    begun = founded.not_after(day) if founded else Answer.certain
    over = dissolved.not_after(day) if dissolved else Answer.no
    if begun is Answer.no or over is Answer.certain:
        return Answer.no
    return Answer.certain if begun is Answer.certain and over is Answer.no else Answer.possible
