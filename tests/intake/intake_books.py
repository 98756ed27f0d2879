"""Workbooks of tests, made by code: honest ones with XlsxWriter, others part by part."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

import xlsxwriter

from graphs.intake import Import, InputFile, prepare
from graphs.intake.mapping.mapping import Mapping as SavedMapping
from graphs.model import Change, Snapshot

DAY = dt.date(2025, 12, 31)
AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
EMPTY = Snapshot.from_records((), as_of=DAY)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def csv_file(text: str, name: str = "表.csv", encoding: str = "utf-8") -> InputFile:
    return InputFile(name=name, content=text.encode(encoding))


def imported(
    *files: InputFile, snapshot: Snapshot = EMPTY, mapping: SavedMapping | None = None
) -> Import:
    return prepare(files, snapshot, mapping=mapping)


def settled(result: Import) -> Snapshot:
    """What an empty ledger would hold after the import, with ids of its own."""

    def own(value: object) -> object:
        return f"r{value[4:]}" if isinstance(value, str) and value.startswith("new:") else value

    records = [step.record for step in result.steps if isinstance(step, Change)]
    return Snapshot.from_records(
        (
            replace(each, **{f.name: own(getattr(each, f.name)) for f in fields(each) if f.init})
            for each in records
        ),
        as_of=DAY,
    )


def xlsx(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook of plain cells: text, numbers, dates."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(r, c, dt.datetime(*value.timetuple()[:3]), date)  # noqa: DTZ001
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return target.getvalue()


def sheet_xml(body: str, head: str = "", tail: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<worksheet {_MAIN}><sheetData>{body}</sheetData>{tail}</worksheet>'


def parts(sheet: str = "", *, strings: str = "", sheets: int = 1) -> dict[str, bytes]:
    """The parts of a minimal workbook."""
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    if strings:
        rels += (
            f'<Relationship Id="rs" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{rels}</Relationships>',
    }
    for n in range(1, sheets + 1):
        made[f"xl/worksheets/sheet{n}.xml"] = sheet or sheet_xml(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
        )
    if strings:
        made["xl/sharedStrings.xml"] = strings
    return {name: text.encode() for name, text in made.items()}


def pack(made: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return target.getvalue()
