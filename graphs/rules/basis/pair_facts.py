"""What the rules of pairs share: an example pair and the day an agreement was signed."""

from __future__ import annotations

import datetime as dt

from graphs.model import (
    Agreement,
    AgreementKind,
    Hosting,
    Organisation,
    Ownership,
    PartialDate,
    Record,
    Signatory,
    Unit,
)
from graphs.rules.basis.facts import Facts, date_of
from graphs.rules.basis.rule import Example

__all__ = ["PAIR_COLUMNS", "example_pair", "signing_day"]

PAIR_COLUMNS = (
    "agreement.*",
    "signatory.*",
    "list_item.*",
    "hosting.*",
    "activity.*",
    "unit.ownership",
    "organisation.founded_on",
    "organisation.dissolved_on",
    "profile.*",
)
"""What pairs are derived from."""


def example_pair(
    *more: Record,
    guest: Ownership = Ownership.private,
    founded: str = "2015",
    usual_load: int | None = None,
) -> Example:
    """Return a state-owned and another organisation under one agreement of 2024."""
    records = (
        Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
        Unit(id="u2", name="乙公司", ownership=guest),
        Organisation(id="o1", name="甲厂党支部", usual_load=usual_load),
        Organisation(id="o2", name="乙公司党支部", founded_on=PartialDate(founded)),
        Hosting(id="h1", organisation="o1", unit="u1"),
        Hosting(id="h2", organisation="o2", unit="u2"),
        Agreement(id="g1", kind=AgreementKind.co_building, signed_on=PartialDate("2024-03-01")),
        Signatory(id="s1", agreement="g1", organisation="o1"),
        Signatory(id="s2", agreement="g1", organisation="o2"),
        *more,
    )
    return Example(as_of="2024-06-30", records=records)


def signing_day(facts: Facts, agreement: str) -> dt.date:
    """Return the last day an agreement may have been signed on; the snapshot's where unknown."""
    row = facts.rows("agreement").get(agreement)
    signed = (date_of(row, "signed_on") or date_of(row, "starts_on")) if row else None
    return signed.latest if signed and signed.latest else facts.day
