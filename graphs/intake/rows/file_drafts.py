"""The drafts of files: every sheet, every table on it, every row; and what is said on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphs.folding import fold
from graphs.intake.files.sheets import Sheet
from graphs.intake.files.subprocess_reader import InputFile, read_sheets
from graphs.intake.formats.limits import Limits
from graphs.intake.mapping.agreement_columns import nameless_agreements
from graphs.intake.mapping.bind import bind, known_headers, personal_columns
from graphs.intake.mapping.mapping import Mapping, TableRule
from graphs.intake.mapping.rule_choice import candidate_rules, choose_rule
from graphs.intake.rows.draft_rows import drafts_of
from graphs.intake.rows.drafts import Draft
from graphs.intake.rows.sheet_places import SheetPlaces
from graphs.intake.tables.cell_account import CellTally, RowKind
from graphs.intake.tables.cell_marks import marked_cells
from graphs.intake.tables.repairs import Repairs, SetAside
from graphs.intake.tables.row_issues import Issue, MoreRows, issue
from graphs.intake.tables.table_bounds import Table, find_table, next_table
from graphs.text import Text

__all__ = ["FileDrafts"]


class FileDrafts:
    """Reads files and makes their drafts; what is wrong on the way is kept here."""

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

    def of(self, file: InputFile) -> Iterator[Draft]:
        """Give the drafts of a file, sheet by sheet."""
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
            self.issues += marked_cells(sheet)
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


def _leave_out(table: Table) -> None:
    """Count the rows of a table that cannot be read: the issue of the table names them all."""
    for row in table.rows:
        table.tally.issues += len(row.own)
