"""The factory of domain tests: organisations with a side, agreements with signatories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from graphs.model import (
    Agreement,
    Hosting,
    Organisation,
    Ownership,
    PartialDate,
    Profile,
    Record,
    Signatory,
    Snapshot,
    Unit,
)

DAY = dt.date(2010, 6, 15)

SIDES = {
    "s": Ownership.state_owned,
    "n": Ownership.private,
    "g": Ownership.public_body,
    "v": Ownership.village,
}
"""The first letter of an organisation's id says who controls its unit; any other has no unit."""


def organisation(ident: str, **values: Any) -> list[Record]:
    """An organisation with its unit, whose ownership the first letter of the id gives."""
    own: dict[str, Any] = {"id": ident, "name": f"{ident}党支部"} | values
    found: list[Record] = [Organisation(**own)]
    if ident[0] in SIDES:
        unit = Unit(id=f"u-{ident}", name=f"{ident}公司", ownership=SIDES[ident[0]])
        found += [unit, Hosting(id=f"h-{ident}", organisation=ident, unit=unit.id)]
    return found


def agreement(
    ident: str,
    *parties: str,
    listed: Iterable[tuple[str, str]] = (),
    dates: tuple[str | None, str | None] = ("2010-01-01", "2012-01-01"),
    **values: Any,
) -> list[Record]:
    """An agreement signed by the parties, from the first date to the second."""
    signed, ends = (PartialDate(each) if each else None for each in dates)
    own: dict[str, Any] = {"id": ident, "signed_on": signed, "ends_on": ends} | values
    lines = [*((party, None) for party in parties), *listed]
    return [
        Agreement(**own),
        *(
            Signatory(id=f"{ident}-{place}", agreement=ident, organisation=party, partner=partner)
            for place, (party, partner) in enumerate(lines)
        ),
    ]


def picture(*groups: Iterable[Record] | Record, day: dt.date = DAY, **profile: Any) -> Snapshot:
    """A snapshot of records and lists of records, with a profile where one is given."""
    records: list[Record] = []
    for group in groups:
        records += [group] if isinstance(group, Record) else list(group)
    if profile:
        records.append(Profile(id="ledger", title="测试", **profile))
    return Snapshot.from_records(records, as_of=day)
