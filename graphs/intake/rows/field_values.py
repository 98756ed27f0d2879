"""Evaluate a field in a row: its value and the issues about it."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.folding import fold
from graphs.intake.cells.cells import CellReading, is_plain_text, is_text_column, read_cell
from graphs.intake.cells.party_names import unit_name
from graphs.intake.cells.quantities import counted
from graphs.intake.files.cell_text import clean, is_blank_sign, unseen
from graphs.intake.mapping.bind import BoundField
from graphs.intake.mapping.patterns import Meanings, filled, trimmed
from graphs.intake.rows.drafts import Reference, RowState
from graphs.intake.rows.live_fields import LiveField, Source
from graphs.intake.tables.row_issues import Severity
from graphs.intake.tables.table_bounds import Table
from graphs.intake.tables.table_issues import TableIssues
from graphs.model import Absence, PartialDate, Quantity
from graphs.text import Text

__all__ = ["Evaluator"]

_ORDINALS = "甲乙丙丁戊己庚辛壬癸"
_CACHED = 4_000
"""Texts of a field whose reading is kept: those of closed lists, dates and counts repeat."""

_RECORD, _CELL, _ITEM, _OTHER = Source.record, Source.cell, Source.item, Source.other

_UNIT_OF_NAME = Text(
    zh="未写单位：取名册或台账所写，没有的取自党组织名称",
    en="no unit is given: it is the one a register or the ledger states, else it is taken from the name",
)
_FORMULA = Text(zh="是公式，取其显示的值", en="is a formula; its last value is taken")


class Evaluator:
    """Evaluates the fields of one table; readings of equal cells are kept."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.log = TableIssues(table)
        # of the row under way: columns that gave a value of the record under way, values that a
        # cell gave for further columns of its record
        self.taken: set[int] = set()
        self.further: dict[str, object] = {}
        self._cache: dict[tuple[int, str, str, str], CellReading] = {}
        self._meant: dict[int, Meanings] = {}  # by the rule's own tuple, which outlives the table

    def values(self, live: Sequence[LiveField], many: int, state: RowState) -> list[object]:
        """Return the values of a record: of ``many`` fields, those that are ``live``.

        A text that said its value and nothing else is not read again.
        """
        values: list[object] = [None] * many
        cells, marks, made = state.row.cells, state.row.marks, state.made
        for each in live:
            source, at = each.source, each.at
            if source is _RECORD:
                name = each.record
                values[each.place] = made.get((name, state.place)) or made.get((name, -1))
                continue
            if source is _CELL:
                text = cells[at] if at is not None and at < len(cells) else ""
            elif source is _ITEM:
                text, at = state.item, -1 if state.list_at is None else state.list_at
            else:
                text = each.constant
            if source is _OTHER or marks:
                values[each.place] = self._plain_first(each, state)
                continue
            # words differ from row to row, so they are not kept
            value = text if each.words and is_plain_text(text) else each.kept.get(text)
            if value is None and not (text and (each.counts is None or each.counts(text))):
                continue
            if value is not None:
                values[each.place] = value
                if at is not None:
                    self.taken.add(at)
                continue
            before = self.log.said
            value = values[each.place] = self.value(each.bound, state)
            if value is not None and self.log.said == before and len(each.kept) < _CACHED:
                each.kept[text] = value
        return values

    def _plain_first(self, each: LiveField, state: RowState) -> object:
        """Return a field's value; where its own cell holds plain words, nothing else is asked."""
        at, cells = each.plain_at, state.row.cells
        plain = at is not None and at < len(cells) and not state.row.marks
        if at is not None and plain and is_plain_text(cells[at]):
            self.taken.add(at)
            return cells[at]
        return self.value(each.bound, state)

    def value(self, each: BoundField, state: RowState) -> object:
        """Return the value: plain, an absence, a reference, another draft, or nothing."""
        value = self._own(each, state)
        if value is None and each.fallback is not None:
            value = self.value(each.fallback, state)
        if value is None and each.rule.blank is not None:
            return Absence[each.rule.blank]
        return value

    def _own(self, each: BoundField, state: RowState) -> object:
        rule = each.rule
        if rule.record is not None:
            made = state.made
            return made.get((rule.record, state.place)) or made.get((rule.record, -1))
        if rule.ordinal:
            many = state.place >= len(_ORDINALS)
            return f"第{state.place + 1}方" if many else _ORDINALS[state.place]
        text, mark, printed = _text(each, state)
        if not text and not printed and mark != "u":
            return None
        value = self._written(each, state, text, mark, printed)
        if value is not None:
            self._take(each, state)
        return value

    def _take(self, each: BoundField, state: RowState) -> None:
        rule = each.rule
        if rule.item:
            self.taken.add(-1 if state.list_at is None else state.list_at)
        elif rule.template is not None:
            self.taken.update(at for part in each.parts for _, at in part if at is not None)
        else:
            self.taken.update(at for at in (each.at, each.printed) if at is not None)

    def _written(
        self, each: BoundField, state: RowState, text: str, mark: str, printed: str
    ) -> object:
        """Return what a text means for the field."""
        rule = each.rule
        if rule.counted:
            return _counted(each, text)
        if rule.unit_of:
            text = self._unit(each, state, text)
        found = self._meanings(rule.values).of(text) if rule.values else None
        if found is not None:
            if found[1] is None:
                self._take(each, state)  # the mapping says that this text means blank
                return None
            text, mark = found[1], ""
        if each.column.references:
            if is_blank_sign(clean(text)):
                return None
            at = state.list_at if rule.item else each.at
            note = unseen(text)
            if note is not None:
                self.log.report(state.row, at, text, note, "hint")
            return Reference(each.column.references, clean(text), rule.find or "any", at)
        return self._read(each, state, text, mark, printed)

    def _meanings(self, values: tuple[tuple[str, str | None], ...]) -> Meanings:
        """Return what texts mean by a rule; its patterns are folded and compiled once a table."""
        found = self._meant.get(id(values))
        if found is None:
            found = self._meant[id(values)] = Meanings(values)
        return found

    def _unit(self, each: BoundField, state: RowState, text: str) -> str:
        name = unit_name(text)
        at = state.list_at if each.rule.item else each.at
        self.log.report(state.row, at, text, _UNIT_OF_NAME, "hint")
        return name

    def _read(
        self, each: BoundField, state: RowState, text: str, mark: str, printed: str
    ) -> object:
        if not mark and not printed and is_text_column(each.column) and is_plain_text(text):
            return text
        key = (id(each), text, mark, printed)
        reading = self._cache.get(key)
        if reading is None:
            reading = read_cell(each.column, text, mark, printed)
            if len(self._cache) < _CACHED:
                self._cache[key] = reading
        if reading.fault is not None:
            return self._faulty(each, state, text, reading)
        if mark == "f":
            self.log.report(state.row, each.at, text, _FORMULA, "warning")
        if reading.doubt is not None:
            self._report_reading(each, state, text or printed, reading, "warning")
        note = reading.note or unseen(text)
        if note is not None:
            self.log.report(state.row, each.at, text, note, "hint")
        if reading.further:
            self.log.said += 1
            self.further.update(reading.further)
        return reading.absent if reading.absent is not None else reading.value

    def _faulty(self, each: BoundField, state: RowState, text: str, reading: CellReading) -> object:
        rule = each.rule
        mild = rule.otherwise is not None or rule.lenient
        self._report_reading(each, state, text, reading, "warning" if mild else "error")
        if rule.otherwise is not None:
            return read_cell(each.column, rule.otherwise).value
        if rule.lenient and each.column.value is PartialDate:
            return PartialDate(None, clean(state.cell(each.printed)) or clean(text))
        return None

    def _report_reading(
        self, each: BoundField, state: RowState, text: str, reading: CellReading, severity: Severity
    ) -> None:
        at = state.list_at if each.rule.item else each.at
        if each.printed is not None and not state.cell(at).strip():
            at = each.printed
        if at is None:
            self.log.named.add(-1)
        self.log.report(
            state.row,
            at,
            text,
            reading.fault or reading.doubt or Text.same(""),
            severity,
            remedy=reading.remedy,
            suggestion=reading.suggestion,
        )


def _text(each: BoundField, state: RowState) -> tuple[str, str, str]:
    """Return the text, the mark of its cell, and the wording of a date kept elsewhere."""
    rule = each.rule
    if rule.constant is not None:
        return rule.constant, "", ""
    if rule.item:
        return state.item, "", ""
    if rule.template is not None:
        return _template(each, state), "", ""
    mark = "" if each.at is None else state.row.marks.get(each.at, "")
    return state.cell(each.at), mark, state.cell(each.printed)


def _template(each: BoundField, state: RowState) -> str:
    segments = (each.rule.template or "").split("|")
    parts = [
        filled(segment, {name: clean(state.cell(at)) for name, at in columns})
        for segment, columns in zip(segments, each.parts, strict=True)
    ]
    return trimmed("".join(parts))


def _counted(each: BoundField, text: str) -> Quantity | None:
    found = counted(text, each.rule.counted)
    if found is None or not each.rule.whole:
        return found
    return found if fold(text).startswith(fold(found.printed or "")) else None
