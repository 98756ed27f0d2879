"""How complete and how fresh the data are: fields stated, and the share touched within a year."""

from __future__ import annotations

from graphs.model import Count, Figure, Kind, NotComputable, Organisation, Rate, Side, Unit
from graphs.network import Party
from graphs.statistics.month.report_measure import Part, report_measure
from graphs.text import Text

__all__ = ["FIELDS", "complete_records", "stated_fields"]

FIELDS = ("kind", "division", "founded_on", "members", "secretary", "elected_on")
"""What a record of an organisation should state."""


@report_measure(
    order=120,
    kind=Kind.rate,
    label=Text(zh="资料完整率", en="Completeness"),
    unit=Text(zh="占应填栏目", en="of the fields to fill"),
    definition=Text(
        zh="具名党组织的类型、所在区划、成立日期、党员数、书记、选举日期和所在单位行业代码、控股情况，"
        "已填的占应填的。",
        en="Of kind, division, founding, members, secretary and election of named organisations, and "
        "industry and ownership of a unit: how many are stated.",
    ),
)
def stated_fields(part: Part) -> Figure:
    """Return the share of fields that are stated."""
    stated = [_stated(part, party) for party in _named(part)]
    if not stated:
        return _NOBODY
    total = (len(FIELDS) + 2) * len(stated)
    return Rate(numerator=Count.exactly(sum(stated)), denominator=Count.exactly(total))


@report_measure(
    order=130,
    kind=Kind.rate,
    label=Text(zh="资料齐全的党组织", en="Complete records"),
    unit=Text(zh="占具名党组织", en="of named organisations"),
    definition=Text(
        zh="上述各栏全部填写的具名党组织 ÷ 具名党组织。",
        en="Named organisations that state all of those fields ÷ named organisations.",
    ),
)
def complete_records(part: Part) -> Figure:
    """Return the share of organisations whose record states everything."""
    named = _named(part)
    if not named:
        return _NOBODY
    full = tuple(p.id for p in named if _stated(part, p) == len(FIELDS) + 2)
    ids = tuple(party.id for party in named)
    return Rate(
        numerator=Count.exactly(len(full), ids=full), denominator=Count.exactly(len(ids), ids=ids)
    )


def _named(part: Part) -> tuple[Party, ...]:
    sides = (*part.living(Side.soe), *part.living(Side.non_public))
    return tuple(sorted((p for p in sides if p.named), key=lambda party: party.id))


def _stated(part: Part, party: Party) -> int:
    """Return how many of the fields a record states."""
    record = part.snapshot.by_id(Organisation)[party.id]
    units = part.snapshot.by_id(Unit)
    own = [units[ident] for ident in party.units if ident in units]
    found = sum(getattr(record, name) is not None for name in FIELDS)
    found += any(unit.industry_code is not None for unit in own)
    return found + any(unit.ownership is not None for unit in own)


_NOBODY = NotComputable(
    kind=Kind.rate, reason=Text(zh="没有具名党组织", en="there is no named organisation")
)
