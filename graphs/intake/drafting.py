"""Rows to drafts: the records a row makes, with references still to be resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from graphs.folding import fold
from graphs.intake.binding import BoundField, BoundRecord, person_trouble
from graphs.intake.cells import CellReading, clean, read_cell
from graphs.intake.personal import personal_value
from graphs.intake.quantities import counted
from graphs.intake.sheets import Row
from graphs.intake.tables import Table
from graphs.intake.troubles import Severity, Trouble, trouble
from graphs.model import Absence, Quantity
from graphs.text import Text

__all__ = ["Draft", "Reference", "drafts_of", "unit_name"]

_ORDINALS = "甲乙丙丁戊己庚辛壬癸"
_CACHED = 20_000
_TRIMMED = "；;，,、。 "
_ENDING = re.compile(
    "(第?[一二三四五六七八九十百零〇0-9]+)?(联合|聯合|临时|机关)?"
    "(党支部委员会|支部委员会|总支部委员会|党总支委员会|党委会|工作委员会|党支部|黨支部|党总支|黨總支|总支部|党工委|党委|黨委|党组|"
    "委员会|支部|总支)$"
)
_BEGINNING = re.compile("^(中国共产党|中共)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names another record, by ``foreign`` id, ``name`` or ``any``."""

    kinds: tuple[str, ...]
    text: str
    by: str
    at: int | None


@dataclass(slots=True, eq=False)
class Draft:
    """A record to be: values in the order of ``names``, an id once it is found or given.

    A value is a plain value, an :class:`Absence`, a :class:`Reference`, another draft, or nothing.
    """

    bound: BoundRecord
    table: Table
    row: int
    names: tuple[str, ...]
    values: list[object]
    foreign: str = ""
    id: str = ""

    def get(self, name: str) -> object:
        """Return the value of a field; ``None`` where the draft does not speak of it."""
        return self.values[self.names.index(name)] if name in self.names else None

    @property
    def kind(self) -> str:
        """The record type."""
        return self.bound.kind


@dataclass(slots=True)
class _Row:
    """A row while its records are made."""

    table: Table
    row: Row
    made: dict[tuple[str, int], Draft] = field(default_factory=dict)
    item: str = ""
    place: int = -1
    list_at: int | None = None


class _Writer:
    """Makes the drafts of one table."""

    def __init__(self, table: Table, bound: Sequence[BoundRecord]) -> None:
        self.table = table
        self.bound = bound
        self.troubles: list[Trouble] = []
        self._cache: dict[tuple[int, str, str, str], CellReading] = {}
        self._people: set[int] = set()

    def drafts(self, row: Row) -> Iterator[Draft]:
        self._look_for_people(row)
        state = _Row(self.table, row)
        for record in self.bound:
            if not all(_holds(row.cell(at) if at is not None else "", tests) for at, tests in record.when):
                continue
            for place, item in self._items(record, row):
                state.item, state.place, state.list_at = item, place, record.each
                draft = self._draft(record, state)
                if draft is not None:
                    state.made[record.rule.called, place] = draft
                    yield draft

    def _look_for_people(self, row: Row) -> None:
        for at, cell in enumerate(row.cells):
            if at not in self._people and personal_value(cell):
                self._people.add(at)
                self.troubles.append(person_trouble(self.table, row.number, at))

    def _items(self, record: BoundRecord, row: Row) -> Iterator[tuple[int, str]]:
        if not record.rule.each:
            yield -1, ""
            return
        if record.each is None:
            return
        text = row.cell(record.each)
        pattern = "|".join(map(re.escape, record.rule.split))
        parts = re.split(pattern, text) if pattern else [text]
        items = [item for part in parts if (item := clean(part))]
        if not items and record.rule.strict:
            self._tell(row, record.each, "", "必填", "is required", "error")
        for item in sorted({item for item in items if items.count(item) > 1}):
            self._tell(row, record.each, item, "同一格里出现两次", "stands twice in this cell", "warning")
        yield from enumerate(dict.fromkeys(items))

    def _draft(self, record: BoundRecord, state: _Row) -> Draft | None:
        values = [self._value(each, state) for each in record.fields]  # all, to tell all problems
        lacking = [
            each
            for each, value in zip(record.fields, values, strict=True)
            if each.name in record.needs and (value is None or isinstance(value, Absence))
        ]
        if lacking and record.first:
            for each in lacking:
                self._missing(each, state.row)
        if lacking:
            return None
        foreign = clean(state.row.cell(record.foreign)) if record.foreign is not None else ""
        return Draft(record, self.table, state.row.number, record.names, values, foreign)

    def _missing(self, each: BoundField, row: Row) -> None:
        text = row.cell(each.at) if each.at is not None else ""
        label = each.column.label
        self._tell(row, each.at, text, f"“{label.zh}”必填", f"{label.en} is required", "error")

    def _value(self, each: BoundField, state: _Row) -> object:
        value = self._own_value(each, state)
        if value is None and each.fallback is not None:
            value = self._value(each.fallback, state)
        if value is None and each.rule.blank is not None:
            return Absence[each.rule.blank]
        return value

    def _own_value(self, each: BoundField, state: _Row) -> object:
        rule = each.rule
        if rule.record is not None:
            made = state.made
            return made.get((rule.record, state.place)) or made.get((rule.record, -1))
        if rule.ordinal:
            many = state.place >= len(_ORDINALS)
            return f"第{state.place + 1}方" if many else _ORDINALS[state.place]
        text, mark, printed = self._text(each, state)
        if not text and not printed:
            return None
        if rule.counted:
            return self._counted(each, text)
        if rule.unit_of:
            text = self._unit(each, state, text)
        if rule.values:
            meant = _meant(rule.values, text)
            if meant is not None:
                if meant[1] is None:
                    return None
                text, mark = meant[1], ""
        if each.column.references:
            at = state.list_at if rule.item else each.at
            return Reference(each.column.references, clean(text), rule.find or "any", at)
        return self._read(each, state, text, mark, printed)

    def _unit(self, each: BoundField, state: _Row, text: str) -> str:
        name = unit_name(text)
        at = state.list_at if each.rule.item else each.at
        self._tell(state.row, at, text, f"单位取自党组织名称：{name}", f"the unit is taken from the name: {name}", "hint")
        return name

    def _text(self, each: BoundField, state: _Row) -> tuple[str, str, str]:
        rule, row = each.rule, state.row
        if rule.constant is not None:
            return rule.constant, "", ""
        if rule.item:
            return state.item, "", ""
        if rule.template is not None:
            return _filled(rule.template, each, row), "", ""
        printed = row.cell(each.printed) if each.printed is not None else ""
        if each.at is None:
            return "", "", printed
        return row.cell(each.at), row.marks.get(each.at, ""), printed

    def _counted(self, each: BoundField, text: str) -> Quantity | None:
        found = counted(text, each.rule.counted)
        if found is None or not each.rule.whole:
            return found
        return found if fold(text).startswith(fold(found.printed or "")) else None

    def _read(self, each: BoundField, state: _Row, text: str, mark: str, printed: str) -> object:
        key = (id(each), text, mark, printed)
        reading = self._cache.get(key)
        if reading is None:
            reading = read_cell(each.column, text, mark, printed)
            if len(self._cache) < _CACHED:
                self._cache[key] = reading
        if mark == "f" and reading.fault is None:
            self._tell(state.row, each.at, text, "是公式，取其显示的值", "is a formula; its last value is taken", "warning")
        if reading.fault is not None:
            return self._faulty(each, state, text, reading)
        if reading.doubt is not None:
            self._tell_reading(each, state, text or printed, reading, "warning")
        return reading.absent if reading.absent is not None else reading.value

    def _faulty(self, each: BoundField, state: _Row, text: str, reading: CellReading) -> object:
        rule = each.rule
        if rule.otherwise is not None:
            self._tell_reading(each, state, text, reading, "warning")
            return read_cell(each.column, rule.otherwise).value
        if rule.lenient:
            self._tell_reading(each, state, text, reading, "warning")
            return None
        self._tell_reading(each, state, text, reading, "error")
        return None

    def _tell_reading(
        self, each: BoundField, state: _Row, text: str, reading: CellReading, severity: Severity
    ) -> None:
        at = state.list_at if each.rule.item else each.at
        if each.printed is not None and (at is None or not state.row.cell(at).strip()):
            at = each.printed
        self._say(
            trouble(
                self.table.title,
                state.row.number,
                at,
                value=text.strip(),
                reason=reading.fault or reading.doubt,
                remedy=reading.remedy,
                severity=severity,
                header=each.column.label.zh,
            )
        )

    def _tell(
        self, row: Row, at: int | None, value: str, zh: str, en: str, severity: Severity
    ) -> None:
        self._say(
            trouble(
                self.table.title, row.number, at, value=value.strip(), zh=zh, en=en,
                severity=severity,
                remedy=Text(zh="核对原表", en="check the original"),
            )
        )  # fmt: skip

    def _say(self, said: Trouble) -> None:
        if said not in self.troubles[-8:]:  # one cell may be read for several records of its row
            self.troubles.append(said)


def _filled(template: str, each: BoundField, row: Row) -> str:
    said = ""
    for segment, columns in zip(template.split("|"), each.parts, strict=True):
        cells = {name: clean(row.cell(at)) if at is not None else "" for name, at in columns}
        if all(cells.values()):
            said += re.sub(r"\{([^}]*)\}", lambda match, cells=cells: cells[match.group(1)], segment)
    return said.strip(_TRIMMED)


def _holds(cell: str, patterns: Iterable[str]) -> bool:
    """Return whether a cell matches one of the patterns, and none of those with an exclamation mark."""
    folded = fold(cell)
    positive = [each for each in patterns if not each.startswith("!")]
    negative = [fold(each[1:]) for each in patterns if each.startswith("!")]
    if any(fnmatchcase(folded, each) for each in negative):
        return False
    return not positive or any(fnmatchcase(folded, fold(each)) for each in positive)


def _meant(values: Iterable[tuple[str, str | None]], text: str) -> tuple[str, str | None] | None:
    folded = fold(text)
    pairs = tuple(values)
    for pattern, meaning in pairs:
        if fold(pattern) == folded:
            return pattern, meaning
    for pattern, meaning in pairs:
        if "*" in pattern and fnmatchcase(folded, fold(pattern)):
            return pattern, meaning
    return None


def unit_name(organisation: str) -> str:
    """Return the unit that the name of a Party organisation holds.

    Examples
    --------
    >>> unit_name("中共甲公司第二党支部委员会"), unit_name("乙厂联合党总支"), unit_name("丙商会")
    ('甲公司', '乙厂', '丙商会')
    """
    name = _BEGINNING.sub("", clean(organisation))
    return _ENDING.sub("", name) or name


def drafts_of(
    table: Table, bound: Sequence[BoundRecord], tell: Callable[[Iterable[Trouble]], None]
) -> Iterator[Draft]:
    """Give the drafts of every row; what was found is told once the rows are read."""
    writer = _Writer(table, bound)
    for row in table.rows:
        yield from writer.drafts(row)
    tell(table.troubles)
    tell(writer.troubles)
