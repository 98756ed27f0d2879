"""Upgrading, splitting and dissolving an organisation as steps for the ledger.

Each function reads a snapshot and returns steps; nothing is deleted. A snapshot must hold
everything that names the organisation: the whole ledger, or its surroundings in one hop.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphs.duplicates.organisation_change_records import GOES_ON, going_on, lineage_of, refused
from graphs.duplicates.record_references import moved, repoint
from graphs.model import (
    Agreement,
    Chain,
    Change,
    Correct,
    End,
    LineageKind,
    Organisation,
    OrganisationKind,
    PartialDate,
    PostStatus,
    Signatory,
    Snapshot,
    Step,
)
from graphs.text import Text

__all__ = ["dissolve_steps", "split_steps", "upgrade_steps"]

_RANKS = {
    OrganisationKind.branch: 1,
    OrganisationKind.joint_branch: 1,
    OrganisationKind.general_branch: 2,
    OrganisationKind.joint_general_branch: 2,
    OrganisationKind.committee: 3,
    OrganisationKind.comprehensive_committee: 3,
}


def upgrade_steps(
    snapshot: Snapshot,
    ident: str,
    kind: OrganisationKind,
    name: str,
    on: dt.date,
    *,
    successor: str = "new:upgrade",
) -> tuple[Step, ...]:
    """Return the steps that make a branch a general branch, or a general branch a committee.

    The successor is a new record: founded on the day, elected not yet, with the old one's seat in
    the tree, units, bodies and agreements from that day on.

    Raises
    ------
    NotFound
        It is not in the snapshot.
    InputError
        The new kind is no higher than the old one.

    Examples
    --------
    >>> picture = Snapshot.from_records([Organisation(id="o1", name="甲公司党支部",
    ...     kind=OrganisationKind.branch)], as_of=dt.date(2024, 6, 30))
    >>> steps = upgrade_steps(picture, "o1", OrganisationKind.general_branch, "甲公司党总支",
    ...     dt.date(2024, 7, 1))
    >>> [type(step).__name__ for step in steps]
    ['Change', 'Change', 'End']
    """
    old = snapshot.get(Organisation, ident)
    before, after = (_RANKS.get(each, 0) if each else 0 for each in (old.kind, kind))
    if not after > before:
        raise refused(
            kind.label.zh,
            Text(zh="不高于原来的类型", en="is no higher than the kind it has"),
            Text(zh="支部升总支，总支升党委", en="a branch becomes general, a general a committee"),
        )
    new = replace(
        old,
        id=successor,
        kind=kind,
        name=name,
        short_name=None,
        name_en=None,
        seal_name=None,
        founded_on=PartialDate(on.isoformat()),
        elected_on=None,
        term_extended_to=None,
        committee_seats=None,
        deputy_secretaries=None,
        secretary=PostStatus.not_stated,
    )
    steps: list[Step] = [Change(record=new, effective=on)]
    steps += repoint(snapshot, ident, successor, on=on, kinds=GOES_ON)
    steps.append(lineage_of(f"{successor}-lineage", old, successor, LineageKind.upgrade, on))
    return (*steps, End(id=ident, effective=on))


def split_steps(
    snapshot: Snapshot,
    ident: str,
    into: Iterable[Organisation],
    on: dt.date,
    *,
    assign: Mapping[str, str] | None = None,
) -> tuple[Step, ...]:
    """Return the steps that split an organisation into several from a day on.

    Parameters
    ----------
    into
        The new organisations, each with a placeholder id of its own such as ``new:1``.
    assign
        Edge or signatory → the placeholder it goes to; whatever is not assigned goes to the first.

    Raises
    ------
    NotFound
        It is not in the snapshot.
    InputError
        There are fewer than two parts, or something is assigned to none of them.

    Examples
    --------
    >>> picture = Snapshot.from_records([Organisation(id="o1", name="甲公司党支部")],
    ...     as_of=dt.date(2024, 6, 30))
    >>> parts = [Organisation(id=f"new:{n}", name=f"甲公司第{n}党支部") for n in (1, 2)]
    >>> [type(step).__name__ for step in split_steps(picture, "o1", parts, dt.date(2024, 7, 1))]
    ['Change', 'Change', 'Change', 'Change', 'End']
    """
    old = snapshot.get(Organisation, ident)
    parts = tuple(into)
    wanted = dict(assign or {})
    keys = [part.id for part in parts]
    stray = sorted(set(wanted.values()) - set(keys))
    if len(set(keys)) < 2 or stray:
        raise refused(
            stray[0] if stray else str(len(parts)),
            Text(zh="分设要有两个以上新组织，去向须在其中", en="a split needs two parts and more"),
            Text(zh="补全新组织，更正去向", en="name the parts and assign only to them"),
        )
    born = PartialDate(on.isoformat())
    steps: list[Step] = [
        Change(record=replace(part, founded_on=part.founded_on or born), effective=on)
        for part in parts
    ]
    steps += [
        Change(record=moved(item, ident, wanted.get(item.id, keys[0])), effective=on)
        for item in going_on(snapshot, ident)
    ]
    steps += [
        lineage_of(f"{part.id}-lineage", old, part.id, LineageKind.split, on) for part in parts
    ]
    return (*steps, End(id=ident, effective=on))


def dissolve_steps(snapshot: Snapshot, ident: str, on: dt.date, *, note: str) -> tuple[Step, ...]:
    """Return the steps that dissolve an organisation on a day; ``note`` says where members went.

    Its edges end with it. An agreement in which it leaves fewer than two signatories ends early
    on that day; others go on without it.

    Raises
    ------
    NotFound
        It is not in the snapshot.
    InputError
        The note is empty.

    Examples
    --------
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲公司党支部")], as_of=dt.date(2024, 6, 30))
    >>> steps = dissolve_steps(picture, "o1", dt.date(2024, 7, 1), note="党员转入街道联合党支部")
    >>> steps[0].record.dissolved_on.text, type(steps[-1]).__name__
    ('2024-07-01', 'End')
    """
    old = snapshot.get(Organisation, ident)
    if not note.strip():
        raise refused(
            "",
            Text(zh="没有写明党员去向", en="nothing says where the members went"),
            Text(zh="填写说明", en="write a note"),
        )
    day, at = PartialDate(on.isoformat()), snapshot.as_of
    remark = f"{old.note}；{note}" if old.note else note
    steps: list[Step] = [Correct(record=replace(old, dissolved_on=day, note=remark), at=at)]
    ending = set()
    for agreement, others in _agreements_of(snapshot, ident):
        if len(others) < 2 and agreement.ended_on is None:
            steps.append(Correct(record=replace(agreement, ended_on=day), at=at))
            ending.add(agreement.id)
    for item in going_on(snapshot, ident):
        if isinstance(item, Chain):
            steps.append(Change(record=replace(item, lead=None), effective=on))
        elif not (isinstance(item, Signatory) and item.agreement in ending):
            steps.append(End(id=item.id, effective=on))
    return (*steps, End(id=ident, effective=on))


def _agreements_of(snapshot: Snapshot, ident: str) -> list[tuple[Agreement, set[str]]]:
    """Return the agreements it signed, each with the other signatories, by id."""
    parties: dict[str, set[str]] = {}
    for row in snapshot.records(Signatory):
        parties.setdefault(row.agreement, set()).add(row.organisation)
    known = snapshot.by_id(Agreement)
    return [
        (known[agreement], signed - {ident})
        for agreement, signed in sorted(parties.items())
        if ident in signed and agreement in known
    ]
