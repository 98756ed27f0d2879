"""Make drafts from rows: each row makes the records that its table's rules name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from graphs.folding import fold
from graphs.intake.cells.party_cells import PartyName
from graphs.intake.cells.personal import may_be_personal, personal_value
from graphs.intake.files.cell_text import clean
from graphs.intake.files.sheets import Row
from graphs.intake.mapping.bind import BoundField, BoundRecord, person_issue
from graphs.intake.mapping.bound_columns import columns_bound
from graphs.intake.mapping.mapping import TableRule
from graphs.intake.mapping.patterns import holds
from graphs.intake.rows.cell_lists import CellLists
from graphs.intake.rows.ditto_cells import DittoCells
from graphs.intake.rows.drafts import Draft, RowState
from graphs.intake.rows.field_values import Evaluator
from graphs.intake.rows.foreign_ids import stated_id
from graphs.intake.rows.live_fields import LiveField
from graphs.intake.rows.record_plans import RecordPlan, is_number, plan_of, row_place
from graphs.intake.rows.row_account import account_row
from graphs.intake.rows.row_words import keep_rest, place_draft
from graphs.intake.tables.row_issues import Issue, MoreRows
from graphs.intake.tables.table_bounds import Table
from graphs.model import RECORDS, Absence
from graphs.text import Text

__all__ = ["drafts_of"]


_MARKED = frozenset(map(fold, ("1", "true", "是", "yes")))
_NEEDED = Text(zh="“{label}”必填", en="{label} is required")
_NO_LIST: tuple[tuple[int, PartyName | None], ...] = ((-1, None),)
_KEPT = 20_000  # names of a list whose records are kept; beyond, each row is evaluated
_SHARED = Text(
    zh="这一格里有几个党组织，一个数分不清是谁的，没有写入；请分行填写",
    en="several parties share this number, and it is not known whose it is; give each its own row",
)
_ABOVE = Text(zh="取上一行同一栏的值", en="stands for the value of the row above")
_OTHERWISE = Text(
    zh="与“{label}”一栏不同，以该栏为准", en="differs from the column {label}, which is taken"
)


class _Writer:
    """Makes the drafts of one table."""

    def __init__(self, table: Table, bound: Sequence[BoundRecord], rule: TableRule) -> None:
        self.table = table
        self.plans = [plan for each in bound if not (plan := plan_of(each)).is_dead]
        self._derived = frozenset(map(fold, rule.derived))
        marks = frozenset(map(fold, rule.invented))
        self._invented = [at for at, head in enumerate(table.headers) if fold(head) in marks]
        self.evaluator = Evaluator(table)
        self.people: list[Issue] = []
        self._seen: set[int] = set()
        self._read = columns_bound(bound)
        parties = {
            each.each for each in bound if each.kind == "organisation" and each.each is not None
        }
        self.lists = CellLists(self.evaluator.log, parties)
        self._ditto = DittoCells(parties)
        self._partners = [each for each in bound if each.rule.strict and each.each is not None]

    def drafts(self, row: Row) -> list[Draft]:
        made: list[Draft] = []
        words = "\n".join(row.cells)
        self._look_for_people(row)
        row, above = self._ditto.filled(row, words)
        self.evaluator.log.named.clear()
        self.lists.clear()
        state = RowState(row)
        for at in above:
            self.evaluator.log.report(row, at, f"同上 → {row.cell(at).strip()}", _ABOVE, "hint")
        used: set[int] = set()
        alone = False
        for record in self._partners:
            alone = self.lists.says_nobody(record, state) or alone
        for plan in self.plans:
            record = plan.record
            # With nobody on the other side nothing was agreed: no agreement of one signatory.
            if alone and record.kind == "agreement":
                continue
            if record.when and not all(holds(state.cell(at), tests) for at, tests in record.when):
                continue
            items = _NO_LIST if not record.rule.each else self.lists.items(record, state)
            state.several, state.list_at = len(items) > 1, record.each
            for place, party in items:
                state.place, state.party = place, party
                state.item = "" if party is None else party.name
                draft = self._draft(plan, state, used)
                if draft is not None:
                    state.made[plan.called, place] = draft
                    made.append(draft)
        self.lists.end(state)
        used.update(self._invented)
        account_row(self.table, self.evaluator, row, used, self._read, derived=self._derived)
        return made

    def _look_for_people(self, row: Row) -> None:
        for at, cell in enumerate(row.cells):
            if may_be_personal(cell) and at not in self._seen and personal_value(cell):
                # Once a column: a thousand rows of names would bury every other message.
                self._seen.add(at)
                self.people.append(person_issue(self.table, row.number, at))

    def _draft(self, plan: RecordPlan, state: RowState, used: set[int]) -> Draft | None:
        record, evaluator = plan.record, self.evaluator
        key = self._repeated(plan, state) if plan.may_repeat else None
        known = plan.met.get(key) if key is not None else None
        if known is not None:
            plan.again += 1
            first, taken, hints = known
            used |= taken
            for hint in hints:
                evaluator.log.report(state.row, *hint, "hint")
            values = (
                evaluator.values(plan.live, len(record.fields), state)  # the drafts of this row
                if plan.joining
                else first.values.copy()
            )
            draft = Draft(record, self.table, state.row.number, first.names, values, same=first)
            draft.sure = first.sure
            place_draft(draft, record, state)
            return draft
        evaluator.taken.clear()
        evaluator.further.clear()
        evaluator.log.recent.clear()
        before = evaluator.log.loud
        # Every field is evaluated, also where one is lacking: all problems are told at once.
        live = self._of_one(plan, state) if state.several else plan.live
        values = evaluator.values(live, len(record.fields), state)
        for place, _ in plan.needed:
            value = values[place]
            if value is None or isinstance(value, Absence):
                self._lacking(plan, state, values)
                return None
        used |= evaluator.taken
        used |= plan.used
        if record.rest:
            keep_rest(record, state, values)
        foreign = stated_id(record.foreign, state, used, self.evaluator.log)
        draft = Draft(record, self.table, state.row.number, record.names, values, foreign)
        draft.sure = state.party is None or state.party.sure
        if self._invented:
            draft.invented = any(fold(state.cell(at)) in _MARKED for at in self._invented)
        place_draft(draft, record, state)
        if evaluator.further:
            for name, value in evaluator.further.items():
                self._further(draft, state, name, value)
        elif key is not None and evaluator.log.loud == before and len(plan.met) < _KEPT:
            plan.keep(key, draft, evaluator.taken, evaluator.log.recent)
        return draft

    def _repeated(self, plan: RecordPlan, state: RowState) -> object:
        """Return what a record of an earlier row that says the same is kept under, if it can be."""
        if self._invented or not plan.repeats:
            plan.may_repeat = False  # it will not begin to
            return None
        if state.row.marks and (plan.joining or plan.reads):
            return None  # a mark of the cell changes what its text says
        if plan.repeating:
            sure = state.party is None or state.party.sure
            where = row_place(plan.record, state)
            said = (state.item, state.list_at, sure, state.several, where)
            return (*said, *map(state.row.cell, plan.reads)) if plan.reads else said
        if not plan.joining:
            return None
        joined = []
        for each in plan.live:
            made = state.made.get((each.record, state.place)) or state.made.get((each.record, -1))
            if made is None or made.same is None:
                return (
                    None  # a record met for the first time is joined to others for the first time
                )
            joined.append(id(made.same))
        return row_place(plan.record, state), *joined

    def _lacking(self, plan: RecordPlan, state: RowState, values: list[object]) -> None:
        """Say which values a record needs; only the record a table is about is missed."""
        for place, each in plan.needed if plan.record.first else ():
            value = values[place]
            if value is None or isinstance(value, Absence):
                reason = _NEEDED.format(label=each.column.label)
                self.evaluator.log.report(state.row, each.at, state.cell(each.at), reason, "error")

    def _of_one(self, plan: RecordPlan, state: RowState) -> tuple[LiveField, ...]:
        """Return the fields that one of several parties of a cell can fill, and name the others."""
        shared = [each for each in plan.live if is_number(each.bound)]
        for each in shared:
            self._shared(each.bound, state)
        return tuple(each for each in plan.live if each not in shared)

    def _shared(self, each: BoundField, state: RowState) -> None:
        """Say that one number is given for several parties: it is not known whose."""
        text = clean(state.cell(each.at))
        if text and each.at is not None and each.at not in self.evaluator.log.named:
            self.evaluator.log.report(state.row, each.at, text, _SHARED, "warning")

    def _further(self, draft: Draft, state: RowState, name: str, value: object) -> None:
        """Keep what a cell says for another column of its record, unless that says otherwise."""
        declared = {each.name for each in RECORDS[draft.kind].columns}
        if name not in declared:
            return
        own = draft.get(name)
        if own is None or isinstance(own, Absence):
            draft.put(name, value)
        elif own != value:
            label = RECORDS[draft.kind].column(name).label
            self.evaluator.log.report(
                state.row, None, "", _OTHERWISE.format(label=label), "warning"
            )


def drafts_of(
    table: Table,
    bound: Sequence[BoundRecord],
    rule: TableRule,
    report: Callable[[Iterable[Issue]], None],
    more: MoreRows,
) -> Iterator[Draft]:
    """Give the drafts of every row; issues are reported once the rows are read.

    ``more`` takes the rows of hints, which are not told each time.
    """
    writer = _Writer(table, bound, rule)
    for row in table.rows:
        yield from writer.drafts(row)
    report(table.issues)
    report(writer.people)
    report(writer.evaluator.log.issues)
    for place, rows in writer.evaluator.log.hinted().items():
        more.setdefault(place, []).extend(rows)
