"""Organisations as the network sees them: name, side, size, life, place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphs.model import Answer, Bounds, OrganisationKind, Side, Snapshot, derived
from graphs.network.columns.organisation_columns import organisation_columns
from graphs.network.columns.party_columns import party_columns
from graphs.network.namesakes import organisation_namesakes, with_place
from graphs.text import Text

__all__ = ["Party", "display_name", "has_organisations", "parties"]


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
    >>> import datetime as dt
    >>> from graphs.model import Hosting, Organisation, Ownership, Unit
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
        return Text.named(name, name_en)
    if working_label:
        return Text(zh=f"〔{working_label}〕", en=f"〔{name_en or working_label}〕")
    return Text(zh="（名称未载明）", en="(name not stated)")


@derived
def parties(snapshot: Snapshot) -> Mapping[str, Party]:
    """Return every organisation of the snapshot by id, stubs included, in the order of ids.

    Each is made when it is asked for: of a city's 100,000 a screen looks at few, and what is asked
    of all of them the columns answer.
    """
    return _Parties(snapshot)


class _Parties(Mapping[str, Party]):
    """Organisations by id, each made once, from the row of its id."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._known = party_columns(snapshot)
        more = self._more = organisation_columns(snapshot)
        self._rows = more.rows
        self._columns = [snapshot.column("organisation", name) for name in _COLUMNS]
        self._places = organisation_namesakes(snapshot)
        self._made: dict[str, Party] = {}

    def __getitem__(self, ident: str) -> Party:
        made = self._made.get(ident)
        # Two sessions that ask at once are given the same.
        return (
            self._made.setdefault(ident, self._party(self._rows[ident])) if made is None else made
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, ident: object) -> bool:
        return ident in self._rows

    def _party(self, row: int) -> Party:
        (
            name, short, name_en, working_label, kind, division, usual_load, east, north,
        ) = [column[row] for column in self._columns]  # fmt: skip
        known, more = self._known, self._more
        ident, units = known.ids[row], known.units[row]
        place = self._places.get(ident)
        shown = with_place(display_name(name, name_en, working_label), place)
        return Party(
            id=ident,
            name=shown,
            short=Text.named(short, name_en) if short else shown,
            kind=_KINDS[kind] if kind else None,
            side=known.sides[row],
            count=more.counts[row],
            named=known.named[row],
            alive=known.alive[row],
            division=division,
            home=more.homes[row],
            units=units,
            usual_load=usual_load,
            place=None if east is None or north is None else (east, north),
            synthetic=more.synthetic[row],
            stub=more.stubs[row],
        )


def has_organisations(snapshot: Snapshot) -> bool:
    """Return whether the scope holds any organisation; partners outside are not of it."""
    return any(ident not in snapshot.stubs for ident in snapshot.column("organisation", "id"))


_COLUMNS = (
    "name",
    "short_name",
    "name_en",
    "working_label",
    "kind",
    "division",
    "usual_load",
    "longitude",
    "latitude",
)

_KINDS = OrganisationKind.__members__
