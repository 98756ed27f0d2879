"""Rows to drafts: each row makes the records that the rules of its table name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from graphs.intake.binding import BoundRecord, person_trouble
from graphs.intake.cells import clean
from graphs.intake.drafts import Draft
from graphs.intake.evaluating import Evaluator, RowState
from graphs.intake.patterns import holds, split_items
from graphs.intake.personal import personal_value
from graphs.intake.sheets import Row
from graphs.intake.tables import Table
from graphs.intake.troubles import Trouble
from graphs.model import Absence
from graphs.text import Text

__all__ = ["drafts_of"]


_TWICE = Text(zh="同一格里出现两次", en="stands twice in this cell")
_REQUIRED = Text(zh="必填", en="is required")


class _Writer:
    """Makes the drafts of one table."""

    def __init__(self, table: Table, bound: Sequence[BoundRecord]) -> None:
        self.table = table
        self.bound = bound
        self.evaluator = Evaluator(table)
        self.people: list[Trouble] = []
        self._seen: set[int] = set()

    def drafts(self, row: Row) -> Iterator[Draft]:
        self._look_for_people(row)
        state = RowState(row)
        for record in self.bound:
            if not all(holds(state.cell(at), tests) for at, tests in record.when):
                continue
            for place, item in self._items(record, state):
                state.item, state.place, state.list_at = item, place, record.each
                draft = self._draft(record, state)
                if draft is not None:
                    state.made[record.rule.called, place] = draft
                    yield draft

    def _look_for_people(self, row: Row) -> None:
        for at, cell in enumerate(row.cells):
            if at not in self._seen and personal_value(cell):
                self._seen.add(at)
                self.people.append(person_trouble(self.table, row.number, at))

    def _items(self, record: BoundRecord, state: RowState) -> Iterator[tuple[int, str]]:
        if not record.rule.each:
            yield -1, ""
            return
        if record.each is None:
            return
        parts = split_items(state.cell(record.each), record.rule.split)
        items = [item for part in parts if (item := clean(part))]
        if not items and record.rule.strict:
            self.evaluator.tell(state.row, record.each, "", _REQUIRED, "error")
        for item in sorted({item for item in items if items.count(item) > 1}):
            self.evaluator.tell(state.row, record.each, item, _TWICE, "warning")
        yield from enumerate(dict.fromkeys(items))

    def _draft(self, record: BoundRecord, state: RowState) -> Draft | None:
        # Every field is evaluated, also where one is lacking: all problems are told at once.
        values = [self.evaluator.value(each, state) for each in record.fields]
        lacking = [
            each
            for each, value in zip(record.fields, values, strict=True)
            if each.name in record.needs and (value is None or isinstance(value, Absence))
        ]
        for each in lacking if record.first else ():
            reason = Text(zh="“{label}”必填", en="{label} is required").format(
                label=each.column.label
            )
            self.evaluator.tell(state.row, each.at, state.cell(each.at), reason, "error")
        if lacking:
            return None
        if record.rest:
            _keep_rest(record, state, values)
        foreign = clean(state.cell(record.foreign))
        return Draft(record, self.table, state.row.number, record.names, values, foreign)


def _keep_rest(record: BoundRecord, state: RowState, values: list[object]) -> None:
    """Put the columns that no rule names into the text field the rule gives for them."""
    if record.rule.rest not in record.names:
        return
    at = record.names.index(record.rule.rest)
    held = values[at]
    own = held if isinstance(held, str) else ""
    cells = ((header, clean(state.cell(column))) for header, column in record.rest)
    said = "；".join(
        [*([own] if own else []), *(f"{head}：{text}" for head, text in cells if text)]
    )
    values[at] = said or held


def drafts_of(
    table: Table, bound: Sequence[BoundRecord], tell: Callable[[Iterable[Trouble]], None]
) -> Iterator[Draft]:
    """Give the drafts of every row; what was found is told once the rows are read."""
    writer = _Writer(table, bound)
    for row in table.rows:
        yield from writer.drafts(row)
    tell(table.troubles)
    tell(writer.people)
    tell(writer.evaluator.troubles)
