"""Find every reference to a record and repoint it to the record that replaces it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyarrow.compute as pc

from graphs.model import (
    RECORDS,
    Change,
    Correct,
    End,
    Record,
    Snapshot,
    Step,
    from_row,
    record_type,
)

__all__ = ["moved", "references_to", "repoint", "repoint_others"]

# Edges that say one thing however often they are written; written twice, one of them ends.
_SAID_ONCE: Mapping[str, tuple[str, ...]] = {
    "superior": ("organisation",),
    "membership": ("organisation", "body"),
    "hosting": ("organisation", "unit"),
    "signatory": ("agreement", "organisation", "partner"),
    "chain_member": ("chain", "member", "segment"),
    "alias": ("about", "system", "value"),
    "tie": ("subject", "object", "kind"),
    "supply": ("supplier", "customer", "product"),
}
# What joins two records loses its sense when both are the same.
_LOOPS: Mapping[str, tuple[str, str]] = {
    "superior": ("organisation", "superior"),
    "membership": ("organisation", "body"),
    "tie": ("subject", "object"),
    "supply": ("supplier", "customer"),
}
# What was decided or told about the old record stays with it.
_STAYS = ("lineage", "judgement", "waiver")


def references_to(snapshot: Snapshot, ident: str) -> Iterator[Record]:
    """Yield the records that name ``ident``, each once, in the order of types and ids.

    Lineage, judgements and waivers are left out: they speak of the record itself. So are governed
    records, which only the steps of their workflow write.
    """
    for key, declared in RECORDS.items():
        columns = [each.name for each in declared.columns if each.references]
        if key in _STAYS or declared.governed or not columns:
            continue
        # Only the rows that name it are decoded; a county has tens of thousands of others.
        table = snapshot.table(key)
        tests = [pc.equal(table.column(name), ident) for name in columns]
        named = functools.reduce(pc.or_kleene, tests)
        for row in table.filter(named).to_pylist():
            yield from_row(declared.cls, row)


def moved(item: Record, old: str, new: str) -> Record:
    """Return a record with the new id wherever it named the old one.

    Examples
    --------
    >>> from graphs.model import Hosting
    >>> moved(Hosting(id="h1", organisation="o1", unit="u1"), "o1", "o2").organisation
    'o2'
    """
    columns = [each.name for each in record_type(item).columns if each.references]
    values = {name: new for name in columns if getattr(item, name) == old}
    return replace(item, **values)  # type: ignore[arg-type]  # names are declared columns


def repoint(
    snapshot: Snapshot,
    old: str,
    new: str,
    *,
    on: dt.date,
    kinds: tuple[str, ...] | None = None,
    correct: bool = False,
) -> tuple[Step, ...]:
    """Return the steps that put ``new`` wherever ``old`` is named.

    With ``correct`` the record was written down wrongly: the interval of the snapshot's day is
    corrected, others stay. Without it the world changed on ``on``. An edge that would say again what ``new`` already says, or join
    ``new`` with itself, ends instead. Sorted by type and id.
    """
    named = [
        item
        for item in references_to(snapshot, old)
        if kinds is None or record_type(item).key in kinds
    ]
    leaving = {item.id for item in named}
    others = (item for item in references_to(snapshot, new) if item.id not in leaving)
    said = {fact for item in others if (fact := _fact(item)) is not None}
    steps: list[Step] = []
    step: Step
    for item in named:
        target = moved(item, old, new)
        fact = _fact(target)
        if _loops(target) or (fact is not None and fact in said):
            steps.append(End(id=item.id, effective=on))
            continue
        if fact is not None:
            said.add(fact)
        at = snapshot.as_of
        step = Correct(record=target, at=at) if correct else Change(record=target, effective=on)
        steps.append(step)
    return tuple(steps)


def repoint_others(
    snapshot: Snapshot, old: str, new: str, others: Iterable[tuple[Record, dt.date]]
) -> tuple[Step, ...]:
    """Return the steps that put ``new`` for ``old`` on other days than the snapshot's.

    ``others`` are the intervals of records that name ``old``, each with a day of it. One that holds
    on the snapshot's day has its step already; one that would join ``new`` with itself, or say again
    what ``new`` says, stays as it was.
    """
    now = {item.id: item for item in references_to(snapshot, old)}
    said = {fact for item in references_to(snapshot, new) if (fact := _fact(item)) is not None}
    steps = []
    for item, day in others:
        declared = record_type(item)
        if declared.key in _STAYS or declared.governed or now.get(item.id) == item:
            continue
        target = moved(item, old, new)
        if target == item or _loops(target) or _fact(target) in said:
            continue
        steps.append(Correct(record=target, at=day))
    return tuple(steps)


def _fact(item: Record) -> tuple[object, ...] | None:
    key = record_type(item).key
    names = _SAID_ONCE.get(key)
    return None if names is None else (key, *(getattr(item, name) for name in names))


def _loops(item: Record) -> bool:
    ends = _LOOPS.get(record_type(item).key)
    return ends is not None and getattr(item, ends[0]) == getattr(item, ends[1])
