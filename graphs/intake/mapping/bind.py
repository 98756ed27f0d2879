"""Bind a table rule to the columns a table really has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphs.folding import fold
from graphs.intake.cells.personal import personal_header
from graphs.intake.formats.column_letters import column_letters
from graphs.intake.mapping.mapping import FieldRule, RecordRule, TableRule, template_columns
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.model import RECORDS, Column
from graphs.text import Text

__all__ = [
    "SERIAL_HEADERS",
    "BoundField",
    "BoundRecord",
    "bind",
    "known_headers",
    "person_issue",
    "personal_columns",
]

SERIAL_HEADERS = frozenset(
    map(fold, ("序号", "序", "no.", "no", "#", "行号", "编次", "搁置原因", "Set aside because"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundField:
    """A field rule with the places of its columns; ``at`` is ``None`` where the table lacks it."""

    name: str
    column: Column
    rule: FieldRule
    at: int | None
    printed: int | None
    parts: tuple[tuple[tuple[str, int | None], ...], ...]
    fallback: BoundField | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRecord:
    """A record rule with the places of its columns; ``names`` are its fields in order.

    ``first`` marks the record the table is about: the first strict rule, else the first of all.
    """

    rule: RecordRule
    kind: str
    names: tuple[str, ...]
    fields: tuple[BoundField, ...]
    needs: frozenset[str]
    foreign: int | None
    each: int | None
    when: tuple[tuple[int | None, tuple[str, ...]], ...]
    first: bool
    place: int | None = None
    rest: tuple[tuple[str, int], ...] = ()


class _Places:
    """Finds columns by header and remembers which were used."""

    def __init__(self, table: Table) -> None:
        self._at: dict[str, list[int]] = {}
        for at, header in enumerate(table.headers):
            if header:
                self._at.setdefault(fold(header), []).append(at)
        self.used: set[int] = set()
        self.twice: dict[str, list[int]] = {}

    def find(self, names: Iterable[str]) -> int | None:
        for name in names:
            places = self._at.get(fold(name))
            if places:
                self.used.add(places[0])
                if len(places) > 1:
                    self.twice[name] = places
                    # All of them count as used, or the copies would be reported a second time as
                    # unknown.
                    self.used.update(places)
                return places[0]
        return None

    def unused(self, table: Table) -> tuple[tuple[str, int], ...]:
        return tuple(
            (header, at)
            for at, header in enumerate(table.headers)
            if header and at not in self.used and fold(header) not in SERIAL_HEADERS
        )


def known_headers(rules: Iterable[TableRule]) -> frozenset[str]:
    """Return every header the rules look for, folded."""
    return (
        frozenset(fold(name) for rule in rules for names in rule.columns() for name in names)
        | SERIAL_HEADERS
    )


def bind(table: Table, rule: TableRule) -> tuple[tuple[BoundRecord, ...], tuple[Issue, ...]]:
    """Return the record rules put to the table's columns, and what is wrong with the columns."""
    places = _Places(table)
    # These are known and say nothing to import; they count as used.
    for name in (*rule.derived, *rule.invented):
        places.find((name,))
    missing = [names for names in rule.needs if places.find(names) is None]
    # A strict rule names the record that must be right; the others only come along.
    main = next((each for each in rule.records if each.strict), next(iter(rule.records), None))
    bound = tuple(_record(each, places, first=each is main) for each in rule.records)
    issues = [*_missing(table, missing), *_twice(table, places)]
    unused = places.unused(table)
    # A rule that keeps the rest puts unnamed columns into a note, so none is unused.
    if any(each.rule.rest for each in bound):
        bound = tuple(replace(each, rest=unused) if each.rule.rest else each for each in bound)
    else:
        issues += _unused(table, unused)
    return bound, tuple(issues)


def _record(rule: RecordRule, places: _Places, *, first: bool) -> BoundRecord:
    declared = RECORDS[rule.make]
    fields = tuple(_field(name, rule.make, each, places) for name, each in rule.fields)
    required = {each.name for each in declared.columns if each.required}
    return BoundRecord(
        rule=rule,
        kind=rule.make,
        names=tuple(each.name for each in fields),
        fields=fields,
        needs=frozenset(required | set(rule.needs)),
        foreign=places.find(rule.foreign),
        each=places.find(rule.each),
        place=places.find(rule.place),
        when=tuple((places.find(each.columns), each.patterns) for each in rule.when),
        first=first,
    )


def _field(name: str, kind: str, rule: FieldRule, places: _Places) -> BoundField:
    segments = rule.template.split("|") if rule.template else ()
    return BoundField(
        name=name,
        column=RECORDS[kind].column(name),
        rule=rule,
        at=places.find(rule.columns),
        printed=places.find(rule.printed),
        parts=tuple(
            tuple((each, places.find((each,))) for each in template_columns(segment))
            for segment in segments
        ),
        fallback=None if rule.fallback is None else _field(name, kind, rule.fallback, places),
    )


def _missing(table: Table, missing: Iterable[tuple[str, ...]]) -> Iterable[Issue]:
    for names in missing:
        near = _nearest(names, table.headers)
        remedy = Text(zh="补上这一列，或改用别的映射", en="add the column, or use another mapping")
        if near:
            remedy = Text(zh=f"是否就是“{near}”列？", en=f"is it the column “{near}”? ") + remedy
        yield issue(
            table.title,
            table.header_row,
            value=" / ".join(names[:4]),
            zh="缺少这一列",
            en="this column is missing",
            remedy=remedy,
        )


def _nearest(names: tuple[str, ...], headers: tuple[str, ...]) -> str:
    from rapidfuzz import process

    known = [header for header in headers if header]
    found = [process.extractOne(name, known, score_cutoff=60) for name in names]
    best = max((each for each in found if each), key=lambda each: each[1], default=None)
    return str(best[0]) if best else ""


def _twice(table: Table, places: _Places) -> Iterable[Issue]:
    for name, at in sorted(places.twice.items()):
        letters = "、".join(map(column_letters, at))
        yield issue(
            table.title,
            table.header_row,
            at[1],
            value=name,
            zh=f"这个表头出现多次（{letters} 列），无法分辨",
            en=f"this header is over several columns ({letters})",
            remedy=Text(zh="改名或删去多余的列", en="rename or remove the others"),
        )


def _unused(table: Table, unused: Iterable[tuple[str, int]]) -> Iterable[Issue]:
    for header, at in unused:
        yield issue(
            table.title,
            table.header_row,
            at,
            value=header,
            zh="没有对应的字段，未导入",
            en="has no field; not imported",
            severity="warning",
        )


def personal_columns(table: Table, known: frozenset[str]) -> tuple[Issue, ...]:
    """Return an error for each header that names data of persons and is no field of ours."""
    return tuple(
        person_issue(table, table.header_row, at)
        for at, header in enumerate(table.headers)
        if header and fold(header) not in known and personal_header(header)
    )


def person_issue(table: Table, row: int, at: int) -> Issue:
    """Return the error that stops an import for data of persons; the value is never shown."""
    header = table.headers[at] if at < len(table.headers) else ""
    return issue(
        table.title,
        row,
        at,
        header=header,
        zh="像是个人信息，台账不收",
        en="looks like data of persons, which the ledger does not keep",
        remedy=Text(
            zh="删去这一列再导入；书记岗位只填在任、空缺或未载明",
            en="remove the column and import again; of a secretary's post only filled, vacant or "
            "not stated is kept",
        ),
    )
