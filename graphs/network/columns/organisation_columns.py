"""What the pairing graph says of organisations, column by column: no object for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphs.model import Bounds, Quantity, Side, Snapshot, derived
from graphs.network.columns.party_columns import party_columns

__all__ = ["OrganisationColumns", "organisation_attributes", "organisation_columns"]

_ONE = Bounds(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationColumns:
    """Organisations in the order of ids: what follows from their units, their size and their place.

    Attributes
    ----------
    rows
        The place of each in the columns, by id.
    counts
        How many organisations each stands for.
    homes
        The division each counts in; blank where none is known.
    stubs
        Whether it lies outside the scope.
    synthetic
        Whether it, or a unit it is formed in, is invented.
    """

    rows: Mapping[str, int]
    sides: list[Side]
    counts: list[Bounds]
    named: list[bool]
    homes: list[str]
    stubs: list[bool]
    synthetic: list[bool]


@derived
def organisation_columns(snapshot: Snapshot) -> OrganisationColumns:
    """Return every organisation of the snapshot, stubs included.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", size=Quantity("≥", 30))], as_of=dt.date(2010, 6, 15))
    >>> organisation_columns(picture).counts[0].low
    30.0
    """
    known = party_columns(snapshot)
    names = ("size", "size_operator", "size_upper")
    sizes = zip(*(snapshot.column("organisation", name) for name in names), strict=True)
    marks = snapshot.column("organisation", "synthetic")
    invented = known.invented
    return OrganisationColumns(
        rows=dict(zip(known.ids, range(len(known.ids)), strict=True)),
        sides=known.sides,
        counts=[
            _ONE if size is None else Quantity(operator or "=", size, upper).bounds
            for size, operator, upper in sizes
        ],
        named=known.named,
        homes=[snapshot.homes.get(ident, "") for ident in known.ids],
        stubs=[not here for here in known.here],
        synthetic=[
            bool(mark) or not invented.isdisjoint(units)
            for mark, units in zip(marks, known.units, strict=True)
        ],
    )


def organisation_attributes(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ids, in order, with what :func:`graphs.network.node_attributes` says beside the names.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records([Organisation(id="o1")], as_of=dt.date(2010, 6, 15))
    >>> [(ident, data["side"], data["count_high"]) for ident, data in organisation_attributes(picture)]
    [('o1', 'unknown', 1)]
    """
    known = organisation_columns(snapshot)
    # by identity: a choice as a key is hashed in Python, each time
    sides = {id(side): (0 if side is Side.soe else 1, side.name) for side in Side}
    columns = (known.sides, known.homes, known.counts, known.named, known.stubs, known.synthetic)
    stored = (snapshot.column("organisation", name) for name in ("kind", "division"))
    for ident, side, home, count, named, stub, synthetic, kind, division in zip(
        known.rows, *columns, *stored, strict=True
    ):
        part, name = sides[id(side)]
        high = count.high
        yield (
            ident,
            {
                "bipartite": part,
                "kind": kind or "",
                "side": name,
                "division": division or "",
                "home": home,
                "named": named,
                "count_low": int(count.low),
                "count_high": -1 if high is None else int(high),
                "stub": stub,
                "synthetic": synthetic,
            },
        )
