"""An organisation of no stated place is at home in one township, whatever units it is formed in."""

from __future__ import annotations

import datetime as dt
from itertools import product

from graphs.ledger import Ledger
from graphs.model import Change, Division, Hosting, Organisation, Record, Scope, Superior, Unit

DAY = dt.date(2026, 1, 1)
AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
TOWNS = ("t1", "t2")
PLACES = (*TOWNS, None)


def district() -> list[Record]:
    """Every combination of two units' places and a superior's, each an organisation."""
    found: list[Record] = [Division(id="c", name="区")]
    found += [Division(id=town, name=town, parent="c") for town in TOWNS]
    found += [Organisation(id=f"top-{town}", name="党委", division=town) for town in TOWNS]
    for number, (*units, above) in enumerate(product((*PLACES, "no"), PLACES, TOWNS)):
        ident = f"o{number}"
        found.append(Organisation(id=ident, name=ident))
        found.append(Superior(id=f"s-{ident}", organisation=ident, superior=f"top-{above}"))
        for place, town in enumerate(units):
            if town != "no":
                unit = f"u-{ident}-{place}"
                found.append(Unit(id=unit, name=unit, division=town))
                found.append(Hosting(id=f"h-{unit}", organisation=ident, unit=unit))
    return found


def test_townships_share_the_organisations_of_their_district_out(ledger: Ledger) -> None:
    ledger.apply(*(Change(record=each) for each in district()), actor="岗", note="甲", at=AT)

    def inside(where: str) -> list[str]:
        seen = ledger.snapshot(Scope("division", where), DAY)
        return [each.id for each in seen.records(Organisation) if each.id not in seen.stubs]

    assert len(inside("c")) == 26
    assert sorted([*inside("t1"), *inside("t2")]) == sorted(inside("c"))
