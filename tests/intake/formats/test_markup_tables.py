"""Pages handed out as workbooks: what their tables hold, and that none of them is a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_books import imported
from profiles import tries

from graphs.errors import InputError
from graphs.intake import InputFile
from graphs.intake.files.reader_process import frames
from graphs.intake.formats.delimited import sheet_frame
from graphs.intake.formats.file_errors import FAULTS, Fault
from graphs.intake.formats.limits import Limits

_XML = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="结对"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">结对台账</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">国企党组织</Data></Cell>
<Cell><Data ss:Type="String">非公党组织</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">签订日期</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">供电公司党委</Data></Cell>
<Cell><Data ss:Type="String">顺达公司党支部</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="DateTime">2023-05-04T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def _read(text: str, encoding: str = "utf-8") -> list[tuple[str, list[tuple[int, list[str]]]]]:
    found: list[tuple[str, list[tuple[int, list[str]]]]] = []
    for frame in frames(text.encode(encoding), Limits()):
        if "sheet" in frame:
            found.append((frame["sheet"], []))
        else:
            found[-1][1].extend((row, cells) for row, cells, _ in frame["rows"])
    return found


def test_an_xml_spreadsheet_names_its_rows_and_columns() -> None:
    [(name, rows)] = _read(_XML)
    assert name == "结对"
    assert rows[0] == (0, ["结对台账"])
    assert rows[1] == (3, ["国企党组织", "非公党组织", "", "签订日期"])
    assert rows[2][1][3] == "2023-05-04"
    result = imported(InputFile(name="台账.xls", content=_XML.encode()))
    assert not result.errors
    assert result.added()["agreement"] == 1


def test_a_layout_table_is_not_the_table_inside_it() -> None:
    inner = "<table><tr><th>名称<th>类型<tr><td>甲公司党支部<td>党支部</table>"
    [(_, rows)] = _read(f"<html><table><tr><td>{inner}</td></tr></table></html>")
    assert rows == [(0, ["名称", "类型"]), (1, ["甲公司党支部", "党支部"])]


def test_cells_that_span_rows_push_the_later_ones_aside() -> None:
    page = "<table><tr><td rowspan=2>镇</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    assert _read(page)[0][1] == [(0, ["镇", "甲"]), (1, ["", "乙"])]


def test_a_page_without_a_table_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="save it as"):
        imported(InputFile(name="台账.xls", content=b"<html><body>404</body></html>"))


_PARTS = st.tuples(
    st.sampled_from(["<{}{}>", "</{}{}>", "<{}{}/>"]),
    st.sampled_from(
        ["table", "tr", "td", "th", "br", "p", "script", "Row", "ss:Cell", "Data", "Worksheet"]
    ),
    st.sampled_from(
        ["", ' colspan="3"', " rowspan=2", ' colspan="9999999999"', " ss:Index='7'", " rowspan=x"]
    ),
    st.sampled_from(["", "党支部", "&nbsp;", "&#xD800;", "<!--", "\x00", "]]>"]),
)


@given(st.lists(_PARTS, max_size=40))
@settings(max_examples=tries(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_page_ends_in_rows_or_in_a_reason(parts: list[tuple[str, str, str, str]]) -> None:
    page = "<html><table>" + "".join(
        form.format(tag, span) + text for form, tag, span, text in parts
    )
    refused = None
    try:
        found = list(frames(page.encode("utf-8", "replace"), Limits(rows=5_000)))
    except Fault as fault:
        found, refused = [], fault
    assert all(set(frame) in ({"rows"}, set(sheet_frame(""))) for frame in found)
    assert found or FAULTS[refused.key].reason.format(**refused.values).zh
