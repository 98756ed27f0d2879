"""The change note (变更说明): what a ledger says differently on a later day, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphs.model import RECORDS, Choice, Record, RecordType, Snapshot
from graphs.network import record_name, value_words
from graphs.text import Text

__all__ = ["ChangeKind", "ChangeLine", "change_note"]

# The path is the ledger's own bookkeeping; posts and the ledger's profile are no facts of it.
_OWN_COLUMNS = frozenset({"path"})
_OWN_RECORDS = frozenset({"actor", "profile"})
_BLANK = Text(zh="（空）", en="(blank)")


class ChangeKind(Choice):
    """What happened to a record between two days."""

    added = Text(zh="新增", en="added")
    changed = Text(zh="变更", en="changed")
    ended = Text(zh="终止", en="ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line of a change note; ``column`` and the two values where a value changed."""

    kind: ChangeKind
    record: Text
    id: str
    name: Text
    column: Text | None = None
    before: Text | None = None
    after: Text | None = None


def change_note(before: Snapshot, after: Snapshot) -> tuple[ChangeLine, ...]:
    """Return what the later snapshot says differently, by record type, then what happened, then id.

    1. A record only in ``after`` is added, one only in ``before`` is ended. 2. A record in both
    gives a line for each column whose value, or reason for having none, differs. Two snapshots
    of one day at two revisions tell what was learned; two days at one revision what happened.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Unit
    >>> old = Snapshot.from_records([Unit(id="u1", name="甲公司")], as_of=dt.date(2010, 1, 1))
    >>> new = Snapshot.from_records([Unit(id="u1", name="甲集团")], as_of=dt.date(2011, 1, 1))
    >>> [(line.kind.name, line.before.zh, line.after.zh) for line in change_note(old, new)]
    [('changed', '甲公司', '甲集团')]
    """
    return tuple(
        line
        for declared in RECORDS.values()
        if declared.key not in _OWN_RECORDS
        for line in _of_type(declared, before, after)
    )


def _of_type(declared: RecordType, before: Snapshot, after: Snapshot) -> Iterator[ChangeLine]:
    old, new = before.by_id(declared.cls), after.by_id(declared.cls)
    for ident in sorted(new.keys() - old.keys()):
        yield _whole(ChangeKind.added, declared, after, new[ident])
    for ident in sorted(old.keys() & new.keys()):
        if old[ident] != new[ident]:
            yield from _columns(declared, (before, old[ident]), (after, new[ident]))
    for ident in sorted(old.keys() - new.keys()):
        yield _whole(ChangeKind.ended, declared, before, old[ident])


def _whole(kind: ChangeKind, declared: RecordType, snapshot: Snapshot, item: Record) -> ChangeLine:
    return ChangeLine(
        kind=kind, record=declared.label, id=item.id, name=record_name(snapshot, item)
    )


def _columns(
    declared: RecordType, old: tuple[Snapshot, Record], new: tuple[Snapshot, Record]
) -> Iterator[ChangeLine]:
    name = record_name(*new)
    for each in declared.columns:
        values = [getattr(item, each.name) for _, item in (old, new)]
        reasons = [item.absence(each.name) for _, item in (old, new)]
        if each.name in _OWN_COLUMNS or (values[0] == values[1] and reasons[0] == reasons[1]):
            continue
        said = [
            value_words(snapshot, each, value)
            if value is not None
            else reason.label
            if reason is not None
            else _BLANK
            for (snapshot, _), value, reason in zip((old, new), values, reasons, strict=True)
        ]
        yield ChangeLine(
            kind=ChangeKind.changed,
            record=declared.label,
            id=new[1].id,
            name=name,
            column=each.label,
            before=said[0],
            after=said[1],
        )
