"""The whole import: read, map, resolve and compare files; report everything before writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from graphs.errors import InputError
from graphs.intake.files.subprocess_reader import InputFile
from graphs.intake.formats.limits import Limits
from graphs.intake.mapping.mapping import Mapping
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolve import resolve
from graphs.intake.matching.resolved import Resolved
from graphs.intake.matching.unmatched_rows import unsure
from graphs.intake.outcome.difference import Outcome, compare
from graphs.intake.outcome.difference_list import listed_differences
from graphs.intake.outcome.import_issues import consistency
from graphs.intake.outcome.prepared_import import Import
from graphs.intake.outcome.provenance import new_aliases, receipt_id, receipt_of
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.outcome.removals import endings
from graphs.intake.outcome.row_names import names_of_rows, with_names
from graphs.intake.outcome.unplaced_organisations import unplaced_issues, unplaced_organisations
from graphs.intake.rows.drafts import Draft
from graphs.intake.rows.file_drafts import FileDrafts
from graphs.intake.rows.sheet_places import SheetPlaces
from graphs.intake.tables.cell_account import account_of
from graphs.intake.tables.left_out_rows import left_out_rows
from graphs.intake.tables.repairs import NO_REPAIRS, Repairs
from graphs.intake.tables.row_issues import Issue, Severity, said_once
from graphs.model import (
    PLACEHOLDER,
    Change,
    Correct,
    Division,
    End,
    Snapshot,
    Step,
    collector_paused,
)
from graphs.text import Text

__all__ = ["prepare"]

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
_MOST = 5000  # issues kept; a file that has more is wrong as a whole


@collector_paused()
def prepare(
    files: Sequence[InputFile],
    snapshot: Snapshot,
    *,
    mapping: Mapping | None = None,
    system: str = "",
    effective: dt.date | None = None,
    limits: Limits | None = None,
    sheet_places: bool = False,
    division: str | None = None,
    repairs: Repairs = NO_REPAIRS,
) -> Import:
    r"""Return what the files would change in the ledger that the snapshot was taken of.

    The snapshot must be of the whole ledger: what lies outside it would be taken for new. Without a
    mapping the sheets are recognised by their names and headers. ``system`` names whose ids the
    files carry, so that they are kept and a later file may rename what they stand for; else that of
    the mapping. With ``sheet_places`` a sheet named after a township gives its rows that division;
    ``division`` is where new organisations are put that nothing places.
    ``repairs`` are cells typed anew and rows set aside. With ``effective`` changed records hold from that day on, so the snapshot must be of that day:
    what a file does not say goes on as it is then; without it they correct what is known.

    Apply the result with ``ledger.apply(*result.steps, base=result.base,
    relies_on=result.relies_on, …)``: the same file from two screens is then written once.

    Raises
    ------
    InputError
        A file cannot be read at all, or the snapshot is of another day than ``effective``. What is
        wrong inside a file is told by the result.
    NotFound
        The ledger has no such division.

    Examples
    --------
    >>> from graphs.model import Snapshot
    >>> empty = Snapshot.from_records((), as_of=dt.date(2010, 6, 15))
    >>> file = InputFile(name="单位.csv", content="名称,所有制\n顺达公司,民营\n".encode())
    >>> prepare([file], empty).summary().zh
    '新增 1，变更 0，终止 0，存疑 0'
    """
    _check_day(effective, snapshot.as_of)
    places = SheetPlaces(snapshot, wanted=sheet_places)
    read = FileDrafts(mapping, limits or Limits(), places, repairs)
    drafts = [draft for file in files for draft in read.of(file)]
    system = system or (mapping.system if mapping else "")
    catalogue = Catalogue(snapshot)
    receipt = receipt_id(drafts, system)
    again = receipt in snapshot.column("source", "id")
    resolved = resolve(drafts, catalogue, system, again=again)
    in_home = [*places.below_home(resolved.drafts.values())]
    account = account_of(read.tallies)
    issues = [
        *read.all_issues(),
        *left_out_rows(account),
        *resolved.issues,
        *unsure(resolved),
        *in_home,
    ]
    issues = _with_names(issues, drafts)
    del drafts
    outcome = compare(resolved, catalogue, synthetic=bool(mapping and mapping.synthetic))
    warned, suspicious = consistency(resolved, catalogue)
    ended = endings(resolved, catalogue, system, read.complete)
    warned = _with_names(warned, resolved.drafts.values())
    unplaced = unplaced_organisations(outcome.added, snapshot)
    if division is not None and unplaced:
        snapshot.get(Division, division)
        outcome.added.put_in(unplaced, division)
        resolved.touched.add(division)
        unplaced = []
    warned += unplaced_issues(outcome.added, unplaced, read.more)
    ordered = sorted(
        said_once([*issues, *warned], read.more), key=lambda each: _RANK[each.severity]
    )
    aliases, relied = [*new_aliases(resolved, system)], _relied(resolved)
    del resolved  # the drafts of very many rows are half of the memory
    steps = _record_steps(outcome, ended, snapshot.as_of, effective)
    steps += aliases
    steps += receipt_of(files, receipt, snapshot) if steps else ()
    return Import(
        steps=() if any(each.severity == "error" for each in ordered) else tuple(steps),
        relies_on=_unwritten(relied, steps),
        base=snapshot.revision,
        differences=listed_differences(
            outcome.added, (*outcome.differences, *ended, *(() if again else suspicious))
        ),
        issues=tuple(ordered[:_MOST]),
        tables=tuple(read.tables),
        account=account,
        set_aside=tuple(read.set_aside),
        homeless=len(unplaced),
    )


def _record_steps(
    outcome: Outcome, ended: Sequence[Difference], day: dt.date, effective: dt.date | None
) -> list[Step]:
    steps: list[Step] = [Change(record=item) for item in outcome.added.records]
    for item in outcome.changed:
        if effective is None:
            steps.append(Correct(record=item, at=day))
        else:
            steps.append(Change(record=item, effective=effective))
    return [*steps, *(End(id=each.id, effective=effective or day) for each in ended)]


def _check_day(effective: dt.date | None, as_of: dt.date) -> None:
    if effective is not None and effective != as_of:
        raise _other_day(effective, as_of)


def _other_day(effective: dt.date, as_of: dt.date) -> InputError:
    return InputError(
        Text(
            zh="自 {effective} 起变更，须与这一天的台账比较，不能与 {as_of} 的比较",
            en="changes from {effective} on are compared with the ledger of that day, not of {as_of}",
        ).format(effective=effective.isoformat(), as_of=as_of.isoformat())
    )


def _with_names(issues: Sequence[Issue], drafts: Iterable[Draft]) -> list[Issue]:
    """Return the issues with whose row each is about; a hint may be of many rows."""
    rows = {(each.sheet, each.row) for each in issues if each.row and each.severity != "hint"}
    return with_names(issues, names_of_rows(drafts, rows)) if rows else list(issues)


def _relied(resolved: Resolved) -> set[str]:
    """Return the ids of the ledger that rows named or agree with."""
    return {
        ident for ident in resolved.drafts if not ident.startswith(PLACEHOLDER)
    } | resolved.touched


def _unwritten(met: set[str], steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the ids that no step writes."""
    if met:
        met = met - {step.record.id for step in steps if isinstance(step, (Change, Correct))}
    return tuple(sorted(met))
