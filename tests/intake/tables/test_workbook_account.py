"""The account of whole workbooks, against a count of the file's own cells that shares no code with it.

XLSX is counted by openpyxl, ODS by its XML: several sheets with titles, merged areas, footers,
second tables and sheets that explain.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from intake_books import imported, pack

from graphs.intake import Import, InputFile

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_BLANKS = " \t\r\n\u3000\u00a0"
_HOSTS = ("甲集团党委", "甲集团党委（牵头）", "①甲厂党支部②乙厂党支部", "无", "详见附件", "")
_GUESTS = ("乙公司党支部", "同上", "30余家", "丙村党总支（已终止）", "/", "戊局党组 某某（局长）")
_DATES = ("2023-05-04", "2023年5月", "2023-02-30", "去年", "23.5.4", "2023.5至2025.5", "")
_COUNTS = ("12", "33（含预备2）", "三十余", "若干", "50%", "不详", "")
_EXPLAINING = ("说明", "填表说明", "使用说明")
_PAIRING = ("国企党组织", "非公党组织", "签订日期", "备注")
_REGISTER = ("乡镇", "党组织名称", "党员数", "成立时间", "颜色")
_BELOW = (["合计", "3"], ["注：截至年底"], ["填表人：某岗"], ["以下空白"], ["备注二"], [])


@dataclass(slots=True)
class Drawn:
    """One sheet: its rows, and areas (row, column, row, column) merged over their first cell."""

    name: str
    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@st.composite
def _table(draw: st.DrawFn) -> list[list[str]]:
    one = st.sampled_from
    if draw(st.booleans()):
        lines = st.tuples(one(_HOSTS), one(_GUESTS), one(_DATES), one(("", "见附件")))
        head: Sequence[str] = _PAIRING
    else:
        lines = st.tuples(
            one(("东镇", "西镇", "")), one(("机关党支部", "注塑公司党支部", "#N/A", "")),
            one(_COUNTS), one(_DATES), one(("红", "")),
        )  # fmt: skip
        head = _REGISTER
    rows = draw(st.lists(lines, min_size=1, max_size=4))
    return [list(head), *map(list, rows)]


@st.composite
def workbooks(draw: st.DrawFn) -> list[Drawn]:
    sheets = []
    for at in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 4)) == 0:
            sheets.append(Drawn(_EXPLAINING[at], [["本表由各镇填写"], ["口径", "截至年底"]]))
            continue
        rows: list[list[str]] = []
        merges = []
        if draw(st.booleans()):
            rows.append(["某镇党建联建台账"])
            merges.append((0, 0, 0, 3))
        for _ in range(draw(st.integers(1, 2))):
            table = draw(_table())
            if draw(st.booleans()) and len(table) > 2:
                column = draw(st.integers(0, 1))
                top = len(rows) + 1
                merges.append((top, column, len(rows) + len(table) - 1, column))
                for row in table[2:]:
                    row[column] = ""
            rows += [*table, *draw(st.lists(st.sampled_from(_BELOW), max_size=3))]
        sheets.append(Drawn(f"台账{at}", rows, merges))
    return sheets


def _xlsx(sheets: Sequence[Drawn]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        for top, left, bottom, right in each.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for r, row in enumerate(each.rows):
            for c, text in enumerate(row):
                if text:
                    sheet.write_string(r, c, text)
    book.close()
    return target.getvalue()


def _ods(sheets: Sequence[Drawn]) -> bytes:
    tables = []
    for each in sheets:
        lines = "".join(
            "<table:table-row>" + "".join(_ods_cell(text) for text in row) + "</table:table-row>"
            for row in each.rows
        )
        tables.append(f'<table:table table:name="{each.name}">{lines}</table:table>')
    names = "".join(f' xmlns:{n}="{_SPACES}{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        + "".join(tables)
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest xmlns="{_SPACES}manifest:1.0"/>'
    return pack(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    words = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'


def _counted_xlsx(content: bytes) -> dict[str, int]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: sum(
            cell.value is not None and bool(str(cell.value).strip(_BLANKS))
            for row in sheet.iter_rows()
            for cell in row
        )
        for sheet in book.worksheets
    }


def _counted_ods(content: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314  # made above
    cells = f"{{{_SPACES}table:1.0}}"
    return {
        table.get(f"{cells}name", ""): sum(
            bool("".join(cell.itertext()).strip(_BLANKS))
            for cell in table.iter(f"{cells}table-cell")
        )
        for table in root.iter(f"{cells}table")
    }


def _check(result: Import, file: str, counted: dict[str, int]) -> None:
    """Every sheet with a cell has an account, and it is of just the cells the file holds."""
    told = {each.sheet.removeprefix(f"{file}／"): each for each in result.account.sheets}
    assert {name: each.read for name, each in told.items() if each.read} == {
        name: many for name, many in counted.items() if many
    }
    for each in told.values():
        assert each.read == each.values + each.recognised_cells + each.issues
        if each.issues:
            assert any(issue.sheet == each.sheet for issue in result.issues)


@given(sheets=workbooks())
def test_every_cell_of_an_excel_workbook_is_accounted_for(sheets: list[Drawn]) -> None:
    content = _xlsx(sheets)
    result = imported(InputFile(name="台账.xlsx", content=content))
    _check(result, "台账.xlsx", _counted_xlsx(content))


@given(sheets=workbooks())
def test_every_cell_of_an_open_document_is_accounted_for(sheets: list[Drawn]) -> None:
    content = _ods(sheets)
    result = imported(InputFile(name="台账.ods", content=content))
    _check(result, "台账.ods", _counted_ods(content))
