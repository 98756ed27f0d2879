"""A ledger whose every free text is hostile: markup, scripts, formulas, direction marks, length."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from pathlib import Path

from graphs.ledger import create
from graphs.model import (
    Activity,
    Agreement,
    AgreementKind,
    Alias,
    Chain,
    ChainMember,
    Change,
    Citation,
    Division,
    Hosting,
    ListItem,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Segment,
    Signatory,
    Source,
    Statement,
    Superior,
    Supply,
    Tie,
    TieKind,
    Unit,
    record_type,
)

__all__ = ["HOSTILE", "hostile_ledger"]

HOSTILE = (
    '<img src=x onerror="globalThis.owned=1">',
    "<script>globalThis.owned=2</script></script>",
    '<a href="javascript:globalThis.owned=3">href</a>',
    "=1+1",
    '@SUM(1)\t"; DROP TABLE organisation; --',
    "\u202e倒写\u2066党支部\u200f\ufeff",
    "党" * 5000,
    "[点](javascript:globalThis.owned=4) **粗** $x^2$ :red[红] :material/home:",
    "{{ 7*7 }} {0} {n} %s ${globalThis.owned=5}",
    "</textarea></style><svg onload=globalThis.owned=6>",
)
_AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
# These have a form of their own that the ledger checks, or are words of a closed list.
_FORMAL = {"credit_code", "code", "industry_code", "path", "measure", "field", "party", "partner"}


def hostile_ledger(path: Path) -> None:
    """Write the ledger: pairs in a town, a chain with segments, statements, quotes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with create(str(path), ledger_id="hostile") as ledger:
        steps = [Change(record=record) for record in _poisoned(_records())]
        ledger.apply(*steps, actor="台账岗", note=HOSTILE[0], at=_AT)


def _poisoned(records: list[Record]) -> list[Record]:
    """Put the hostile texts in turn into every column that is free text by declaration."""
    words = itertools.cycle(HOSTILE)
    found = []
    for record in records:
        free = [
            each.name
            for each in record_type(record).columns
            if each.value is str and not each.references and each.name not in _FORMAL
        ]
        found.append(dataclasses.replace(record, **{name: next(words) for name in free}))
        next(words)  # else columns and texts would march in step and never meet all others
    return found


def _records() -> list[Record]:
    found: list[Record] = [
        Profile(id="profile", title="", as_of=PartialDate("2026-01-01"), home="d"),
        Source(id="s", title=""),
        Division(id="d", name=""),
        Division(id="t", name="", parent="d"),
        Chain(id="n", name="", lead="h0", division="d"),
        Segment(id="seg", chain="n", name="", order=1),
        Statement(
            id="st",
            indicator="",
            measure="pairs",
            value=Quantity("=", 12, printed=HOSTILE[0]),
            division="d",
            source="s",
        ),
        Statement(id="st2", indicator="", value=Quantity(">", 3), division="d", source="s"),
    ]
    for place in range(len(HOSTILE)):
        found += _pair(place)
    return [
        *found,
        Unit(id="loose", name="", division="t", ownership=Ownership.private),
        Organisation(id="alone", name="", kind=OrganisationKind.branch, division="t"),
        Hosting(id="hosting", organisation="alone", unit="loose"),
        Superior(id="sup", organisation="h1", superior="h0"),
        Alias(id="al", about="h0", system="", value=""),
        ChainMember(id="k", chain="n", member="u0", segment="seg"),
        ChainMember(id="k1", chain="n", member="g1", segment="seg"),
        Supply(id="sup1", supplier="u0", customer="v1", chain="n"),
        Tie(id="tie", subject="h0", object="g1", kind=TieKind.guides),
        ListItem(id="item", organisation="g0", title=""),
    ]


def _pair(place: int) -> list[Record]:
    host, guest, deal = f"h{place}", f"g{place}", f"a{place}"
    branch = OrganisationKind.branch
    return [
        Unit(id=f"u{place}", name="", division="t", ownership=Ownership.state_holding),
        Unit(id=f"v{place}", name="", division="t", ownership=Ownership.private),
        Organisation(id=host, name="", kind=branch, division="t", members=Quantity("=", 9)),
        Organisation(id=guest, name="", kind=branch, division="t"),
        Hosting(id=f"x{place}", organisation=host, unit=f"u{place}"),
        Hosting(id=f"y{place}", organisation=guest, unit=f"v{place}"),
        Agreement(id=deal, kind=AgreementKind.co_building, signed_on=PartialDate("2025-05-01")),
        Signatory(id=f"p{place}", agreement=deal, organisation=host, party="甲", lead=True),
        Signatory(id=f"q{place}", agreement=deal, organisation=guest, party="乙", lead=False),
        Activity(id=f"w{place}", agreement=deal, held_on=PartialDate("2025-11-02")),
        Citation(id=f"c{place}", source="s", about=host, quote=""),
    ]
