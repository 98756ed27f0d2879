"""Make drafts from rows: each row makes the records that its table's rules name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from graphs.folding import fold
from graphs.intake.cells.cells import read_cell
from graphs.intake.cells.party_cells import PartyName, party_cell
from graphs.intake.cells.personal import may_be_personal, personal_value
from graphs.intake.files.cell_text import clean, is_error_text, unseen
from graphs.intake.files.sheets import Row
from graphs.intake.mapping.bind import BoundField, BoundRecord, person_issue
from graphs.intake.mapping.bound_columns import columns_bound
from graphs.intake.mapping.mapping import TableRule
from graphs.intake.mapping.patterns import holds, split_items
from graphs.intake.rows.ditto_cells import DittoCells
from graphs.intake.rows.drafts import Draft
from graphs.intake.rows.evaluate import Evaluator, RowState
from graphs.intake.rows.foreign_ids import foreign_id
from graphs.intake.rows.live_fields import LiveField
from graphs.intake.rows.record_plans import RecordPlan, is_number, plan_of, row_place
from graphs.intake.rows.row_account import account_row
from graphs.intake.rows.row_words import keep_rest, place_draft
from graphs.intake.tables.row_issues import Issue, MoreRows, Severity
from graphs.intake.tables.table_bounds import Table
from graphs.model import RECORDS, Absence, PartialDate
from graphs.text import Text

__all__ = ["drafts_of"]


_MARKED = frozenset(map(fold, ("1", "true", "是", "yes")))
_TWICE = Text(zh="同一格里出现两次", en="is in this cell twice")
_NEEDED = Text(zh="“{label}”必填", en="{label} is required")
_NO_LIST: tuple[tuple[int, PartyName | None], ...] = ((-1, None),)
_KEPT = 20_000  # names of a list whose records are kept; beyond, each row is evaluated
_SHARED = Text(
    zh="这一格里有几个党组织，一个数分不清是谁的，没有写入；请分行填写",
    en="several parties share this number, and it is not known whose it is; give each its own row",
)
_REQUIRED = Text(zh="必填", en="is required")
_ABOVE = Text(zh="取上一行同一栏的值", en="stands for the value of the row above")
_NO_PARTNER = Text(
    zh="写明没有结对方，这一行不产生结对", en="says that there is no partner: the row makes no pair"
)
_NAME = RECORDS["organisation"].column("name")
_ID_READ = Text(
    zh="编号中的全角、空格和看不见的字符不算不同",
    en="is an id: width, spaces and invisible characters make it no other",
)
_ENDING = Text(
    zh="名称后的括注写作协议的提前终止日期（原文），请补上日期",
    en="the words after the name are kept as the agreement's early end; add the date",
)
_ENDING_OPEN = Text(
    zh="名称后的括注说的是终止，没有写入，请填写终止日期",
    en="the words after the name speak of an ending and were not kept; give its date",
)
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
        self._parties = {
            each.each for each in bound if each.kind == "organisation" and each.each is not None
        }
        self._ditto = DittoCells(self._parties)
        self._partners = [each for each in bound if each.rule.strict and each.each is not None]
        self._above: dict[int, tuple[PartyName, ...]] = {}
        self._lists: dict[tuple[int, tuple[str, ...]], tuple[PartyName, ...]] = {}
        self._numbered: dict[tuple[int, tuple[str, ...]], tuple[tuple[int, PartyName], ...]] = {}

    def drafts(self, row: Row) -> list[Draft]:
        made: list[Draft] = []
        words = "\n".join(row.cells)
        self._look_for_people(row)
        row, above = self._ditto.filled(row, words)
        self.evaluator.named.clear()
        self._lists.clear()
        self._numbered.clear()
        state = RowState(row)
        for at in above:
            self.evaluator.report(row, at, f"同上 → {row.cell(at).strip()}", _ABOVE, "hint")
        used: set[int] = set()
        alone = False
        for record in self._partners:
            alone = self._says_nobody(record, state) or alone
        for plan in self.plans:
            record = plan.record
            # With nobody on the other side nothing was agreed: no agreement of one signatory.
            if alone and record.kind == "agreement":
                continue
            if record.when and not all(holds(state.cell(at), tests) for at, tests in record.when):
                continue
            items = _NO_LIST if not record.rule.each else self._items(record, state)
            state.several, state.list_at = len(items) > 1, record.each
            for place, party in items:
                state.place, state.party = place, party
                state.item = "" if party is None else party.name
                draft = self._draft(plan, state, used)
                if draft is not None:
                    state.made[plan.called, place] = draft
                    made.append(draft)
        self._end(state)
        used.update(self._invented)
        account_row(self.table, self.evaluator, row, used, self._read, derived=self._derived)
        return made

    def _says_nobody(self, record: BoundRecord, state: RowState) -> bool:
        """Return whether a list that a row must fill says on purpose that nobody is there."""
        if record.each is None or record.each in self.evaluator.named:
            return False
        named = self._listed(record.each, record.rule.split, state)
        return not named and bool(clean(state.cell(record.each)))

    def _look_for_people(self, row: Row) -> None:
        for at, cell in enumerate(row.cells):
            if may_be_personal(cell) and at not in self._seen and personal_value(cell):
                # Once a column: a thousand rows of names would bury every other message.
                self._seen.add(at)
                self.people.append(person_issue(self.table, row.number, at))

    def _items(
        self, record: BoundRecord, state: RowState
    ) -> Sequence[tuple[int, PartyName | None]]:
        if record.each is None:
            return ()
        key = record.each, record.rule.split
        known = self._numbered.get(key)
        if known:
            return known
        items = self._listed(*key, state)
        if not items and record.rule.strict and record.each not in self.evaluator.named:
            if self._says_nobody(record, state):  # 无, /
                text = clean(state.cell(record.each))
                self.evaluator.report(state.row, record.each, text, _NO_PARTNER, "warning")
            else:
                self.evaluator.report(state.row, record.each, "", _REQUIRED, "error")
        numbered = self._numbered[key] = tuple(enumerate(items))
        return numbered

    def _listed(
        self, at: int, separators: tuple[str, ...], state: RowState
    ) -> tuple[PartyName, ...]:
        """Return the items of a list; each list of a row is read once."""
        # Organisations and signatories are made from the same list; its remarks are said once.
        if (at, separators) in self._lists:
            return self._lists[at, separators]
        if at in self._parties:
            found = self._party_names(at, separators, state)
        else:
            parts = split_items(state.cell(at), separators)
            items = [item for part in parts if (item := clean(part))]
            for item in sorted({item for item in items if items.count(item) > 1}):
                self.evaluator.report(state.row, at, item, _TWICE, "warning")
            found = tuple(PartyName(name=item) for item in dict.fromkeys(items))
        self._lists[at, separators] = found
        return found

    def _party_names(
        self, at: int, separators: tuple[str, ...], state: RowState
    ) -> tuple[PartyName, ...]:
        mark = state.row.marks.get(at, "")
        if mark in ("e", "u"):
            fault = read_cell(_NAME, state.cell(at), mark).fault or _REQUIRED
            self.evaluator.report(state.row, at, state.cell(at), fault, "error")
            return ()
        read = party_cell(state.cell(at), separators, self._above.get(at, ()))
        for remark in read.remarks:
            severity: Severity = "warning" if remark.serious else "hint"
            self.evaluator.report(state.row, at, remark.value, remark.reason, severity)
        note = unseen(state.cell(at))
        if note is not None:
            self.evaluator.report(state.row, at, clean(state.cell(at)), note, "hint")
        # 同上 may come several times in a row: what it refers to stays the last names written out.
        if read.parties:
            self._above[at] = read.parties
        return read.parties

    def _end(self, state: RowState) -> None:
        """Put what a name says of an ending where it belongs, or say that it has no place."""
        ended = [
            (at, each) for (at, _), found in self._lists.items() for each in found if each.ended
        ]
        agreement = state.made.get(("agreement", -1))
        for at, each in ended:
            # With several parties an ending may be one party's leaving, not the agreement's end.
            alone = all(len(found) == 1 for found in self._lists.values())
            if agreement is not None and alone and agreement.get("ended_on") is None:
                agreement.put("ended_on", PartialDate(None, each.ended))
                self.evaluator.report(state.row, at, each.ended, _ENDING, "warning")
            else:
                self.evaluator.report(state.row, at, each.ended, _ENDING_OPEN, "warning")

    def _draft(self, plan: RecordPlan, state: RowState, used: set[int]) -> Draft | None:
        record, evaluator = plan.record, self.evaluator
        key = self._repeated(plan, state) if plan.may_repeat else None
        known = plan.met.get(key) if key is not None else None
        if known is not None:
            plan.again += 1
            first, taken, hints = known
            used |= taken
            for hint in hints:
                evaluator.report(state.row, *hint, "hint")
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
        evaluator.recent.clear()
        before = evaluator.loud
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
        foreign = self._foreign(record.foreign, state, used)
        draft = Draft(record, self.table, state.row.number, record.names, values, foreign)
        draft.sure = state.party is None or state.party.sure
        if self._invented:
            draft.invented = any(fold(state.cell(at)) in _MARKED for at in self._invented)
        place_draft(draft, record, state)
        if evaluator.further:
            for name, value in evaluator.further.items():
                self._further(draft, state, name, value)
        elif key is not None and evaluator.loud == before and len(plan.met) < _KEPT:
            plan.keep(key, draft, evaluator.taken, evaluator.recent)
        return draft

    def _foreign(self, at: int | None, state: RowState, used: set[int]) -> str:
        """Return the id another system gave; say where it was typed in another way, or is none."""
        text = state.cell(at)
        if at is None or not text.strip():
            return ""
        found = foreign_id(text)
        if not found:
            used.discard(at)
            if is_error_text(clean(text)):
                fault = read_cell(_NAME, text).fault or _REQUIRED
                self.evaluator.report(state.row, at, text, fault, "warning")
        elif found != text.strip():
            self.evaluator.report(state.row, at, text, _ID_READ, "hint")
        return found

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
                self.evaluator.report(state.row, each.at, state.cell(each.at), reason, "error")

    def _of_one(self, plan: RecordPlan, state: RowState) -> tuple[LiveField, ...]:
        """Return the fields that one of several parties of a cell can fill, and name the others."""
        shared = [each for each in plan.live if is_number(each.bound)]
        for each in shared:
            self._shared(each.bound, state)
        return tuple(each for each in plan.live if each not in shared)

    def _shared(self, each: BoundField, state: RowState) -> None:
        """Say that one number is given for several parties: it is not known whose."""
        text = clean(state.cell(each.at))
        if text and each.at is not None and each.at not in self.evaluator.named:
            self.evaluator.report(state.row, each.at, text, _SHARED, "warning")

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
            self.evaluator.report(state.row, None, "", _OTHERWISE.format(label=label), "warning")


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
    report(writer.evaluator.issues)
    for place, rows in writer.evaluator.hinted().items():
        more.setdefault(place, []).extend(rows)
