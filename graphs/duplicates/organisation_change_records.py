"""Shared by organisation changes: lineage records, aliases, and edges that continue."""

from __future__ import annotations

import datetime as dt

from graphs.duplicates.record_references import references_to
from graphs.errors import InputError, NotFound, Problem
from graphs.model import (
    Alias,
    Change,
    Lineage,
    LineageKind,
    Organisation,
    PartialDate,
    Record,
    Snapshot,
    Unit,
    record_type,
)
from graphs.text import Text

__all__ = ["GOES_ON", "alias_of", "going_on", "lineage_of", "named_record", "refused"]

GOES_ON = (
    "superior",
    "membership",
    "hosting",
    "signatory",
    "chain",
    "chain_member",
    "tie",
    "supply",
    "unit",
)
"""Types of records that go on under a successor; what happened stays with whom it happened to."""


def going_on(snapshot: Snapshot, ident: str) -> list[Record]:
    """Return the records that name it and do not end with what already happened.

    Examples
    --------
    >>> from graphs.model import Signatory
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲公司党支部"),
    ...     Signatory(id="s1", agreement="g1", organisation="o1")], as_of=dt.date(2024, 6, 30))
    >>> [item.id for item in going_on(picture, "o1")]
    ['s1']
    """
    return [item for item in references_to(snapshot, ident) if record_type(item).key in GOES_ON]


def alias_of(ident: str, about: str, old: Organisation | Unit, on: dt.date) -> Alias:
    """Return the alias under which the old name stays findable."""
    return Alias(
        id=ident,
        about=about,
        system="name",
        value=old.name or "",
        synthetic=old.synthetic,
        note=f"{on.isoformat()} 前的名称",
    )


def lineage_of(
    ident: str, old: Organisation | Unit, new: str, kind: LineageKind, on: dt.date
) -> Change:
    """Return the step that says what became of the old record."""
    day = PartialDate(on.isoformat())
    record = Lineage(
        id=ident,
        predecessor=old.id,
        successor=new,
        kind=kind,
        happened_on=day,
        synthetic=old.synthetic,
    )
    return Change(record=record, effective=on)


def named_record(snapshot: Snapshot, ident: str) -> Organisation | Unit:
    """Return the organisation or unit of that id.

    Raises
    ------
    NotFound
        The snapshot holds neither.
    """
    found = snapshot.by_id(Organisation).get(ident) or snapshot.by_id(Unit).get(ident)
    if found is None:
        raise NotFound(
            Text(
                zh="这个范围和日期里没有“{ident}”", en="this scope and date hold no “{ident}”"
            ).format(ident=ident)
        )
    return found


def refused(value: str, reason: Text, remedy: Text) -> InputError:
    """Return the refusal of an organisation change, to be raised."""
    place = Text(zh="组织变动", en="organisation change")
    problem = Problem(place=place, value=value, reason=reason, remedy=remedy)
    return InputError(problem.sentence(), (problem,))
