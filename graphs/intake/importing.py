"""The whole import: read, map, resolve and compare files; report everything before writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, replace

from graphs.errors import InputError
from graphs.folding import fold
from graphs.intake.files.limits import Limits
from graphs.intake.files.sheets import Sheet
from graphs.intake.files.subprocess_reader import InputFile, read_sheets
from graphs.intake.mapping.agreement_columns import nameless_agreements
from graphs.intake.mapping.bind import bind, known_headers, personal_columns
from graphs.intake.mapping.mapping import Mapping, TableRule
from graphs.intake.mapping.rule_choice import candidate_rules, choose_rule
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolve import resolve
from graphs.intake.matching.resolved import Resolved
from graphs.intake.matching.unmatched_rows import unsure
from graphs.intake.outcome.difference import Outcome, compare
from graphs.intake.outcome.difference_list import kinds_counted, listed_differences
from graphs.intake.outcome.import_issues import consistency
from graphs.intake.outcome.provenance import new_aliases, receipt_id, receipt_of
from graphs.intake.outcome.record_difference import Difference, DifferenceKind
from graphs.intake.outcome.removals import endings
from graphs.intake.outcome.row_names import names_of_rows, with_names
from graphs.intake.rows.draft_rows import drafts_of
from graphs.intake.rows.drafts import Draft
from graphs.intake.rows.sheet_places import SheetPlaces
from graphs.intake.tables.cell_account import NO_CELLS, CellAccount, CellTally, RowKind, account_of
from graphs.intake.tables.left_out_rows import left_out_rows
from graphs.intake.tables.repairs import NO_REPAIRS, Repairs, SetAside
from graphs.intake.tables.row_issues import Issue, MoreRows, Severity, issue, said_once
from graphs.intake.tables.table_bounds import Table, find_table, next_table
from graphs.model import Change, Correct, End, Organisation, Snapshot, Step, collector_paused
from graphs.text import Text

__all__ = ["Import", "KeptElsewhere", "prepare"]

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
_MOST = 5000  # issues kept; a file that has more is wrong as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptElsewhere:
    """How much there is of an import whose steps and further differences are kept elsewhere."""

    steps: int
    counts: Mapping_[DifferenceKind, int]
    homeless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import would do, and everything there is to say about it. Nothing is written yet.

    Attributes
    ----------
    steps
        What to hand to the ledger in one piece; none where something is wrong.
    relies_on
        Ids of records the steps rest on without writing them.
    base
        The revision the files were compared with.
    differences
        What would be added, changed, ended, and what looks suspicious.
    issues
        Errors first, then warnings and hints, each group in the order of the files.
    tables
        The tables that were read, as messages call them.
    account
        What became of every cell that was not blank.
    set_aside
        The rows a person left out for later.
    kept
        What there is in all, where the steps are kept elsewhere and only the first differences are
        listed here.

    Examples
    --------
    >>> nothing = Import(steps=(), relies_on=(), base=3, differences=(), issues=())
    >>> nothing.ready, nothing.summary().en
    (False, '0 added, 0 changed, 0 ended, 0 suspicious')
    """

    steps: tuple[Step, ...]
    relies_on: tuple[str, ...]
    base: int
    differences: Sequence[Difference]
    issues: tuple[Issue, ...]
    tables: tuple[str, ...] = ()
    account: CellAccount = NO_CELLS
    set_aside: tuple[SetAside, ...] = ()
    kept: KeptElsewhere | None = None

    @property
    def changes(self) -> int:
        """How many steps there are to apply, here or kept elsewhere."""
        return len(self.steps) if self.kept is None else self.kept.steps

    def without_steps(self, shown: int) -> Import:
        """Return the import as a screen shows it: no steps, and the first of its differences."""
        return replace(
            self,
            steps=(),
            relies_on=(),
            differences=tuple(self.differences[:shown]),
            kept=KeptElsewhere(steps=self.changes, counts=self.counts(), homeless=self.homeless),
        )

    @property
    def homeless(self) -> int:
        """How many organisations are new and have no division."""
        if self.kept is not None:
            return self.kept.homeless
        fresh = (step.record for step in self.steps if isinstance(step, Change))
        return sum(isinstance(item, Organisation) and item.division is None for item in fresh)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What stops the import."""
        return tuple(each for each in self.issues if each.severity == "error")

    @property
    def ready(self) -> bool:
        """Whether there is something to apply and nothing in the way."""
        return bool(self.changes) and not self.errors

    def counts(self) -> dict[DifferenceKind, int]:
        """Return how many differences there are of each kind."""
        if self.kept is not None:
            return dict(self.kept.counts)
        found = kinds_counted(self.differences)
        return {kind: found[kind] for kind in ("added", "changed", "ended", "suspicious")}

    def check(self) -> None:
        """Do nothing if the import may be applied.

        Raises
        ------
        InputError
            Something is wrong; every error is carried along.
        """
        wrong = self.errors
        if wrong:
            head = Text(
                zh="有 {count} 处错误，未导入：", en="{count} errors, nothing was imported: "
            )
            raise InputError(head.format(count=len(wrong)) + wrong[0].sentence(), wrong)

    def summary(self) -> Text:
        """Return the numbers in one sentence."""
        counts = self.counts()
        head = Text(
            zh="新增 {added}，变更 {changed}，终止 {ended}，存疑 {suspicious}",
            en="{added} added, {changed} changed, {ended} ended, {suspicious} suspicious",
        ).format(**counts)
        wrong = len(self.errors)
        return head + Text(zh=f"；错误 {wrong}", en=f"; {wrong} errors") if wrong else head


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
    repairs: Repairs = NO_REPAIRS,
) -> Import:
    r"""Return what the files would change in the ledger that the snapshot was taken of.

    The snapshot must be of the whole ledger: what lies outside it would be taken for new. Without a
    mapping the sheets are recognised by their names and headers. ``system`` names whose ids the
    files carry, so that they are kept and a later file may rename what they stand for; else that of
    the mapping. With ``sheet_places`` a sheet named after a township gives its rows that division.
    ``repairs`` are cells typed anew and rows set aside. With ``effective`` changed records hold from that day on, so the snapshot must be of that day:
    what a file does not say goes on as it is then; without it they correct what is known.

    Apply the result with ``ledger.apply(*result.steps, base=result.base,
    relies_on=result.relies_on, …)``: the same file from two screens is then written once.

    Raises
    ------
    InputError
        A file cannot be read at all, or the snapshot is of another day than ``effective``. What is
        wrong inside a file is told by the result.

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
    gathering = _Gathering(mapping, limits or Limits(), places, repairs)
    drafts = [draft for file in files for draft in gathering.drafts(file)]
    system = system or (mapping.system if mapping else "")
    catalogue = Catalogue(snapshot)
    receipt = receipt_id(drafts, system)
    again = receipt in snapshot.column("source", "id")
    resolved = resolve(drafts, catalogue, system, again=again)
    account = account_of(gathering.tallies)
    issues = [
        *gathering.all_issues(),
        *left_out_rows(account),
        *resolved.issues,
        *unsure(resolved),
    ]
    issues = _with_names(issues, drafts)
    del drafts
    outcome = compare(resolved, catalogue, synthetic=bool(mapping and mapping.synthetic))
    warned, suspicious = consistency(resolved, catalogue)
    ended = endings(resolved, catalogue, system, gathering.complete)
    warned = _with_names(warned, resolved.drafts.values())
    ordered = sorted(
        said_once([*issues, *warned], gathering.more), key=lambda each: _RANK[each.severity]
    )
    steps = _record_steps(outcome, ended, snapshot.as_of, effective)
    steps += new_aliases(resolved, system)
    steps += receipt_of(files, receipt, snapshot) if steps else ()
    return Import(
        steps=() if any(each.severity == "error" for each in ordered) else tuple(steps),
        relies_on=_relied(resolved, steps),
        base=snapshot.revision,
        differences=listed_differences(
            outcome.added, (*outcome.differences, *ended, *(() if again else suspicious))
        ),
        issues=tuple(ordered[:_MOST]),
        tables=tuple(gathering.tables),
        account=account,
        set_aside=tuple(gathering.set_aside),
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


class _Gathering:
    """Reads files and makes drafts, gathering what is wrong on the way."""

    def __init__(
        self, mapping: Mapping | None, limits: Limits, places: SheetPlaces, repairs: Repairs
    ) -> None:
        self.repairs = repairs
        self.set_aside: list[SetAside] = []
        self.mapping = mapping
        self.places = places
        self.limits = limits
        self.issues: list[Issue] = []
        self.more: MoreRows = {}
        self.unknown: list[Issue] = []
        self.tables: list[str] = []
        self.tallies: list[CellTally] = []
        self.complete: set[str] = set()
        self._rules = candidate_rules(mapping)
        self._known = known_headers(rule for _, rule in self._rules)

    def drafts(self, file: InputFile) -> Iterator[Draft]:
        seen = len(self.tables)
        for sheet in read_sheets(file, self.limits):
            if sheet.hidden:
                tally = CellTally(sheet.title)
                self.tallies.append(tally)
                tally.read = tally.issues = sum(len(row.filled) for row in sheet.rows)
                self._hint(
                    sheet,
                    f"隐藏的工作表（{tally.read} 格），未读取；要导入请取消隐藏",
                    f"is a hidden sheet of {tally.read} cells; not read: unhide it to import it",
                )
                continue
            yield from self._sheet(file, sheet)
        if len(self.tables) == seen and not any(
            t.sheet.startswith(file.name) for t in (*self.issues, *self.unknown)
        ):
            self.issues.append(
                issue(file.name, zh="没有可以导入的表", en="holds no table to import",
                        remedy=Text(zh="下载模板填写，或选用映射", en="fill in a template, or choose a mapping"))
            )  # fmt: skip

    def all_issues(self) -> list[Issue]:
        """Return what was found; a table nobody recognised is in the way where it is the only one."""
        alone = not self.tables
        unknown = [replace(each, severity="error") if alone else each for each in self.unknown]
        return [*self.issues, *unknown]

    def _hint(self, sheet: Sheet, zh: str, en: str) -> None:
        self.issues.append(issue(sheet.title, zh=zh, en=en, severity="hint"))

    def _sheet(self, file: InputFile, sheet: Sheet) -> Iterator[Draft]:
        table = find_table(sheet, lambda header: fold(header) in self._known, self.repairs)
        if table is not None:
            self.tallies.append(table.tally)
        while table is not None:
            yield from self._table(file, table)
            self.set_aside += table.set_aside
            table = next_table(table)

    def _table(self, file: InputFile, table: Table) -> Iterator[Draft]:
        choice = choose_rule(table, file, self._rules, has_mapping=self.mapping is not None)
        if isinstance(choice, Issue) or choice.ignore is None:
            self.issues += personal_columns(table, self._known)
        if isinstance(choice, Issue):
            self.unknown.append(choice)
            _leave_out(table)
        elif choice.ignore is not None:
            reason = Text(zh="按映射略过：", en="left out by the mapping: ") + choice.ignore
            if table.title not in self.tables:  # a sheet that explains may look like many tables
                self.issues.append(issue(table.title, reason=reason, severity="hint"))
                self.tables.append(table.title)
            for row in table.rows:
                table.tally.recognise(RowKind.ignored, row.number, len(row.own))
        else:
            yield from self._rows(table, choice)

    def _rows(self, table: Table, rule: TableRule) -> Iterator[Draft]:
        bound, wrong = bind(table, rule)
        issues = [*wrong, *nameless_agreements(table, bound)]
        self.issues += issues
        self.tables.append(table.title)
        if rule.complete:
            self.complete |= {each.kind for each in bound if each.foreign is not None}
        if any(each.severity == "error" for each in issues):
            _leave_out(table)
            return
        if any(each.kind in ("organisation", "unit") for each in bound):
            self.issues += self.places.remark(table)
        drafts = drafts_of(table, bound, rule, self.issues.extend, self.more)
        yield from self.places.placed(table, drafts)


def _with_names(issues: Sequence[Issue], drafts: Iterable[Draft]) -> list[Issue]:
    """Return the issues with whose row each is about; a hint may be of many rows."""
    rows = {(each.sheet, each.row) for each in issues if each.row and each.severity != "hint"}
    return with_names(issues, names_of_rows(drafts, rows)) if rows else list(issues)


def _leave_out(table: Table) -> None:
    """Count the rows of a table that cannot be read: the issue of the table names them all."""
    for row in table.rows:
        table.tally.issues += len(row.own)


def _relied(resolved: Resolved, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the ids of the ledger that rows named or agree with, and no step writes."""
    met = {ident for ident in resolved.drafts if not ident.startswith("new:")} | resolved.touched
    if met:
        met -= {step.record.id for step in steps if isinstance(step, (Change, Correct))}
    return tuple(sorted(met))
