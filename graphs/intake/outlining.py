"""What a file holds, for a person who maps its columns: tables, headers, samples, suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graphs.folding import fold
from graphs.intake.binding import known_headers
from graphs.intake.choosing import candidate_rules, choose_rule
from graphs.intake.limits import Limits
from graphs.intake.mapping import FieldRule, Mapping, RecordRule, TableRule
from graphs.intake.reading import InputFile, read_sheets
from graphs.intake.sheets import Row, column_letters
from graphs.intake.synonyms import column_names
from graphs.intake.tables import find_table
from graphs.intake.troubles import Trouble
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["ColumnOutline", "TableOutline", "map_columns", "outline"]

_SAMPLE = 5
_CLOSE = 70  # of 100; a suggestion for a person to confirm, never taken by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnOutline:
    """A column of a file: letters, header, first values, and the field it may be.

    Examples
    --------
    >>> ColumnOutline(letters="A", header="单位全名", sample=("顺达公司",), field="name").field
    'name'
    """

    letters: str
    header: str
    sample: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutline:
    """A table of a file; ``record`` is the record type it was taken for, blank where unclear.

    Examples
    --------
    >>> TableOutline(title="a.csv", sheet="", header_row=1, record="unit", columns=()).record
    'unit'
    """

    title: str
    sheet: str
    header_row: int
    record: str
    columns: tuple[ColumnOutline, ...]


def outline(
    file: InputFile, *, record: str = "", limits: Limits | None = None
) -> tuple[TableOutline, ...]:
    r"""Return the tables of a file with their columns and the fields these may be.

    With ``record`` the columns are held against that record type, whatever the sheet is called.

    Raises
    ------
    InputError
        The file cannot be read.

    Examples
    --------
    >>> file = InputFile(name="a.csv", content="单位全名,所有制\n顺达公司,民营\n".encode())
    >>> [(each.header, each.field) for each in outline(file, record="unit")[0].columns]
    [('单位全名', 'name'), ('所有制', 'ownership')]
    """
    return tuple(_outlines(file, record, limits or Limits()))


def _outlines(file: InputFile, record: str, limits: Limits) -> Iterator[TableOutline]:
    rules = candidate_rules(None)
    known = known_headers(rule for _, rule in rules)
    for sheet in read_sheets(file, limits):
        table = None if sheet.hidden else find_table(sheet, lambda header: fold(header) in known)
        if table is None:
            continue
        choice = choose_rule(table, file, rules, given=False)
        kind = record
        if not kind and not isinstance(choice, Trouble) and choice.records:
            main = [rule for rule in choice.records if rule.strict] or choice.records
            kind = main[0].make
        rows = tuple(islice(table.rows, _SAMPLE))
        yield TableOutline(
            title=table.title,
            sheet=sheet.name,
            header_row=table.header_row,
            record=kind,
            columns=tuple(
                _column(at, header, rows, kind) for at, header in enumerate(table.headers) if header
            ),
        )


def _column(at: int, header: str, rows: tuple[Row, ...], kind: str) -> ColumnOutline:
    return ColumnOutline(
        letters=column_letters(at),
        header=header,
        sample=tuple(row.cell(at) for row in rows),
        field=_field(header, kind) if kind else "",
    )


def _field(header: str, kind: str) -> str:
    """Return the field a header names, else the nearest one."""
    from rapidfuzz import process

    names = {
        fold(name): column.name
        for column in reversed(RECORDS[kind].columns)
        for name in column_names(kind, column.name)
    }
    folded = fold(header)
    if folded in names:
        return names[folded]
    found = process.extractOne(folded, list(names), score_cutoff=_CLOSE)
    return names[found[0]] if found else ""


def map_columns(
    record: str,
    columns: dict[str, str],
    *,
    system: str,
    title: Text,
    foreign: str = "",
    sheet: str = "",
) -> Mapping:
    """Return the mapping of one table: which header is which field of one record type.

    ``columns`` gives the field of each header; ``foreign`` is the header of the foreign id.

    Raises
    ------
    KeyError
        The record type or one of the fields is not declared.

    Examples
    --------
    >>> mapping = map_columns("unit", {"单位全名": "name"}, system="town",
    ...     title=Text(zh="镇台账", en="Town ledger"))
    >>> mapping.tables[0].records[0].fields[0][0]
    'name'
    """
    declared = RECORDS[record]
    fields = tuple(
        (declared.column(field).name, FieldRule(columns=(header,)))
        for header, field in columns.items()
        if field
    )
    needed = {column.name for column in declared.columns if column.required}
    rule = RecordRule(
        make=record,
        foreign=(foreign,) if foreign else (),
        strict=True,
        needs=tuple(sorted(needed & {name for name, _ in fields})),
        fields=fields,
    )
    table = TableRule(
        matches=(sheet,) if sheet else (),
        needs=tuple((header,) for header, field in columns.items() if field in needed),
        records=(rule,),
    )
    return Mapping(title=title, system=system, tables=(table,))
