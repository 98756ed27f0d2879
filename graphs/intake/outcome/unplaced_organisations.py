"""New organisations without a home division: seen in no township's list, and said before writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.intake.outcome.added_records import AddedRecords
from graphs.intake.tables.row_issues import OFTEN, Issue, MoreRows, issue
from graphs.model import Division, Organisation, Record, Snapshot, record_type
from graphs.model.home_division import homes_of_rows
from graphs.text import Text

__all__ = ["unplaced_issues", "unplaced_organisations"]

_PLACING: Mapping[str, list[str]] = {
    "division": ["id", "parent"],
    "unit": ["id", "division"],
    "hosting": ["organisation", "unit"],
    "superior": ["organisation", "superior"],
    "organisation": ["id", "division"],
}
"""The columns that decide where an organisation lies, by record type."""

_NO_PLACE = Text(
    zh="新党组织没有写明所在区划，单看某个区划时看不到",
    en="makes an organisation in no division: lists of a division do not show it",
)
_ADD = Text(
    zh="加一列“所在区划”，或勾选“工作表名作为所在区划”；先导入、以后再补也可以",
    en="add a column “Division”, or choose “Sheet names are divisions”; it can also be added later",
)


def unplaced_organisations(added: AddedRecords, snapshot: Snapshot) -> list[int]:
    """Return the places, among the added records, of organisations that have no home division.

    A ledger without divisions has nothing to miss.
    """
    records = added.records
    if not snapshot.table("division").num_rows and not any(
        isinstance(each, Division) for each in records
    ):
        return []
    lacking = [
        (at, each.id)
        for at, each in enumerate(records)
        if isinstance(each, Organisation) and each.division is None
    ]
    homes = homes_of_rows(_rows(records, snapshot)) if lacking else {}
    return [at for at, ident in lacking if ident not in homes]


def _rows(records: Sequence[Record], snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """Return what places an organisation, of the ledger and of the files: new rows come last."""
    rows = {
        kind: snapshot.table(kind).select(names).to_pylist() for kind, names in _PLACING.items()
    }
    for each in records:
        kind = record_type(each).key
        if kind in _PLACING:
            rows[kind].append({name: getattr(each, name) for name in _PLACING[kind]})
    return rows


def unplaced_issues(added: AddedRecords, places: Sequence[int], more: MoreRows) -> list[Issue]:
    """Return the hints on such organisations; the rows of each sheet go to ``more``."""
    found = []
    for at in places:
        sheet, row = added.place(at)
        rows = more.setdefault((sheet, "", _NO_PLACE.zh), [])
        rows.append(row)
        if len(rows) <= OFTEN + 1:
            name = getattr(added.records[at], "name", "")
            found.append(
                issue(sheet, row, value=name, reason=_NO_PLACE, remedy=_ADD, severity="hint")
            )
    return found
