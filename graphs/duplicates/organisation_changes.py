"""Merging and renaming as steps for the ledger; nothing is deleted.

Each function reads a snapshot and returns steps; applying them is somebody else's. A snapshot must
hold everything that names the record: the whole ledger, or its surroundings in one hop.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from graphs.duplicates.organisation_change_records import (
    GOES_ON,
    alias_of,
    lineage_of,
    named_record,
    refused,
)
from graphs.duplicates.record_references import repoint, repoint_others
from graphs.model import (
    Change,
    Correct,
    End,
    LineageKind,
    Organisation,
    Record,
    Snapshot,
    Step,
    Unit,
    record_type,
)
from graphs.text import Text

__all__ = ["merge_steps", "rename_steps"]


def merge_steps(
    snapshot: Snapshot,
    keep: str,
    drop: str,
    on: dt.date,
    *,
    kind: LineageKind = LineageKind.duplicate,
    ident: str = "new:merge",
    others: Iterable[tuple[Record, dt.date]] = (),
) -> tuple[Step, ...]:
    """Return the steps that let ``keep`` take the place of ``drop``.

    A duplicate was written down twice: whatever names ``drop`` on the snapshot's day is corrected
    to ``keep`` in the interval that holds that day, and in all ``others``: intervals of other days,
    each with a day of it, as ``ledger.naming(drop)`` gives them. Blanks of ``keep`` are filled from ``drop``. A merger happened on ``on``: what goes on
    goes on under ``keep``, what happened before stays with ``drop``. Either way ``drop`` ends on
    ``on``, its name stays findable as an alias, and the lineage says what became of it.

    Raises
    ------
    NotFound
        One of them is not in the snapshot.
    InputError
        Both are the same record or of different types.

    Examples
    --------
    >>> from graphs.model import Signatory
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲公司党支部"), Organisation(id="o2", name="中共甲公司支部委员会"),
    ...     Signatory(id="s1", agreement="g1", organisation="o2")], as_of=dt.date(2024, 6, 30))
    >>> [type(step).__name__ for step in merge_steps(picture, "o1", "o2", dt.date(2024, 6, 30))]
    ['Correct', 'Change', 'Change', 'End']
    """
    kept, dropped = named_record(snapshot, keep), named_record(snapshot, drop)
    if keep == drop or type(kept) is not type(dropped):
        raise refused(
            drop,
            Text(zh="不能与自身或别的类型合并", en="cannot merge with itself or another type"),
            Text(zh="选择两条同类的记录", en="choose two records of one type"),
        )
    again = kind is LineageKind.duplicate
    filled = _filled(kept, dropped) if again else kept
    steps: list[Step] = [Correct(record=filled, at=snapshot.as_of)] if filled != kept else []
    kinds = None if again else GOES_ON
    steps += repoint(snapshot, drop, keep, on=on, kinds=kinds, correct=again)
    if again:
        # future days first: what ends on ``on`` has no later interval to correct
        steps = [*repoint_others(snapshot, drop, keep, others), *steps]
    if dropped.name and dropped.name != kept.name:
        steps.append(Change(record=alias_of(f"{ident}-name", keep, dropped, on)))
    steps.append(lineage_of(f"{ident}-lineage", dropped, keep, kind, on))
    return (*steps, End(id=drop, effective=on))


def rename_steps(
    snapshot: Snapshot, ident: str, name: str, on: dt.date, *, alias: str = "new:rename"
) -> tuple[Step, ...]:
    """Return the steps that give a record a new name from a day on; the old one stays an alias.

    It stays the same record: pairs and superiors go on, and an older date shows the older name.

    Raises
    ------
    NotFound
        It is not in the snapshot.
    InputError
        The new name is empty or the one it has.

    Examples
    --------
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲公司党支部")], as_of=dt.date(2024, 6, 30))
    >>> [change, kept] = rename_steps(picture, "o1", "乙公司党支部", dt.date(2024, 7, 1))
    >>> change.record.name, kept.record.value
    ('乙公司党支部', '甲公司党支部')
    """
    item = named_record(snapshot, ident)
    if not name.strip() or name == item.name:
        raise refused(
            name,
            Text(zh="新名称为空或与原名相同", en="the new name is empty or the old one"),
            Text(zh="填写新的名称", en="give a new name"),
        )
    renamed = cast("Record", replace(item, name=name, short_name=None, name_en=None))
    steps: list[Step] = [Change(record=renamed, effective=on)]
    if item.name:
        steps.append(Change(record=alias_of(alias, ident, item, on)))
    return tuple(steps)


def _filled(kept: Organisation | Unit, dropped: Organisation | Unit) -> Organisation | Unit:
    """Return ``kept`` with its blanks filled; a reason for an absence is a value and stays."""
    reasons = dict(kept.absent)
    blank = {
        each.name: getattr(dropped, each.name)
        for each in record_type(kept).columns
        if getattr(kept, each.name) is None
        and each.name not in reasons
        and getattr(dropped, each.name) is not None
    }
    return replace(kept, **blank)
