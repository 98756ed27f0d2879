"""Whole workbooks as different clerks keep them, each made by code."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from graphs.intake import InputFile

__all__ = ["BOOKS", "workbook"]

PAIRING = ("序号", "国企党组织", "非公党组织", "签订日期", "备注")
Fill = Callable[[xlsxwriter.Workbook], None]
BOOKS: dict[str, Fill] = {}


def book(fill: Fill) -> Fill:
    BOOKS[fill.__name__] = fill
    return fill


def workbook(key: str, name: str = "台账.xlsx", **options: object) -> InputFile:
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    BOOKS[key](made)
    made.close()
    return InputFile(name=name, content=target.getvalue())


def _rows(sheet: Worksheet, rows: list[tuple[object, ...]], top: int = 0) -> None:
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row):
            if value not in (None, ""):
                sheet.write(r, c, value)


@book
def merged_headers(made: xlsxwriter.Workbook) -> None:
    """Two header rows: the side above, name and members below it, and a title over all."""
    sheet = made.add_worksheet("结对")
    sheet.merge_range(0, 0, 0, 6, "平川县2024年党建联建结对一览表")
    sheet.merge_range(1, 0, 2, 0, "序号")
    sheet.merge_range(1, 1, 1, 2, "国有企业")
    sheet.merge_range(1, 3, 1, 4, "非公企业")
    sheet.merge_range(1, 5, 2, 5, "签订日期")
    sheet.merge_range(1, 6, 2, 6, "备注")
    _rows(sheet, [("", "党组织名称", "党员数", "党组织名称", "党员数")], 2)
    _rows(
        sheet,
        [
            (1, "平川供电公司党委", 45, "顺达物流公司党支部", 12, "2024-03-05"),
            (2, "平川水务公司党总支", 30, "宏远建材公司党支部", 7, "2024年4月"),
        ],
        3,
    )


@book
def quarter_sheets(made: xlsxwriter.Workbook) -> None:
    """A sheet a quarter; a pair that goes on is written again; days without their year."""
    same = (1, "平川供电公司党委", "顺达物流公司党支部", "2024-01-15")
    later: dict[str, list[tuple[object, ...]]] = {
        "第一季度": [same],
        "第二季度": [same, (2, "平川水务公司党总支", "宏远建材公司党支部", "5月20日")],
        "第三季度": [same, (2, "平川供电公司党委", "大成纺织公司党支部", "2024-08-01")],
        "第四季度": [],
    }
    for name, rows in later.items():
        sheet = made.add_worksheet(name)
        sheet.merge_range(0, 0, 0, 4, f"2024年{name}结对台账")
        _rows(sheet, [PAIRING, *rows], 1)
    _rows(
        made.get_worksheet_by_name("第四季度"),
        [
            (
                "",
                "本季度无新增",
            )
        ],
        2,
    )


@book
def matrix(made: xlsxwriter.Workbook) -> None:
    """Hosts as columns, guests as rows, a tick where they are paired."""
    sheet = made.add_worksheet("结对矩阵")
    _rows(
        sheet,
        [
            ("非公党组织＼国企党组织", "供电公司党委", "水务公司党总支", "烟草公司党支部"),
            ("顺达物流公司党支部", "√", "", ""),
            ("宏远建材公司党支部", "", "√", "√"),
            ("大成纺织公司党支部", "", "", ""),
        ],
    )


@book
def three_in_a_cell(made: xlsxwriter.Workbook) -> None:
    """Three partners in one cell with a date each; and three with one date."""
    sheet = made.add_worksheet("结对")
    three = "顺达物流公司党支部、宏远建材公司党支部、大成纺织公司党支部"
    _rows(
        sheet,
        [
            PAIRING,
            (1, "供电公司党委", three, "2023-05-04、2023-06-01、2023-07-16"),
            (2, "水务公司党总支", three, "2023-09-01"),
        ],
    )


@book
def remarks_that_end(made: xlsxwriter.Workbook) -> None:
    """The remarks say that some pairings are over."""
    sheet = made.add_worksheet("结对")
    _rows(
        sheet,
        [
            PAIRING,
            (1, "供电公司党委", "顺达物流公司党支部", "2023-05-04", "2024年6月已终止"),
            (2, "水务公司党总支", "宏远建材公司党支部", "2023-05-04", "因企业搬迁，协议解除"),
            (3, "烟草公司党支部", "大成纺织公司党支部", "2023-05-04", "到期后续签"),
            (4, "邮政公司党支部", "长兴食品公司党支部", "2023-05-04", "每季度一次活动"),
        ],
    )


@book
def counts_and_moons(made: xlsxwriter.Workbook) -> None:
    """A register with Roman numerals, units, percentages and days of the lunar calendar."""
    sheet = made.add_worksheet("党组织")
    _rows(
        sheet,
        [
            ("党组织名称", "党员数", "成立日期"),
            ("顺达物流公司党支部", "Ⅻ", "2019年5月4日"),
            ("宏远建材公司党支部", "35名（其中女12名）", "农历二〇二三年五月初五"),
            ("大成纺织公司党支部", "XXI人", "癸卯年五月"),
            ("长兴食品公司党支部", "2个小组38人", "2019.5"),
            ("永固水泥公司党支部", 15, 2018),
            ("东风印刷公司党支部", "15.0", "民国三十八年"),
            ("红星模具公司党支部", "1 205", "2019年5月4日（农历三月三十）"),
        ],
    )


@book
def mixed_days(made: xlsxwriter.Workbook) -> None:
    """One column with days as dates, as bare numbers, as text of several kinds."""
    sheet = made.add_worksheet("结对")
    date = made.add_format({"num_format": "yyyy/m/d"})
    day = made.add_format({"num_format": 'm"月"d"日"'})
    _rows(
        sheet,
        [
            PAIRING,
            (1, "供电公司党委", "顺达物流公司党支部"),
            (2, "供电公司党委", "宏远建材公司党支部", 45051),
            (3, "供电公司党委", "大成纺织公司党支部", "2023-5-4"),
            (4, "供电公司党委", "长兴食品公司党支部", 20230504),
            (5, "供电公司党委", "永固水泥公司党支部", "04/05/2023"),
            (6, "供电公司党委", "东风印刷公司党支部"),
            (7, "供电公司党委", "红星模具公司党支部", 2023.5),
        ],
    )
    sheet.write_datetime(1, 3, dt.datetime(2023, 5, 4), date)  # noqa: DTZ001
    sheet.write_datetime(6, 3, dt.datetime(2023, 5, 4), day)  # noqa: DTZ001


@book
def hidden_and_filtered(made: xlsxwriter.Workbook) -> None:
    """A filter is on, a row is hidden by hand, a column is hidden."""
    sheet = made.add_worksheet("结对")
    _rows(
        sheet,
        [
            PAIRING,
            (1, "供电公司党委", "顺达物流公司党支部", "2023-05-04", "在用"),
            (2, "水务公司党总支", "宏远建材公司党支部", "2023-06-04", "停用"),
            (3, "烟草公司党支部", "大成纺织公司党支部", "2023-07-04", "在用"),
        ],
    )
    sheet.autofilter(0, 0, 3, 4)
    sheet.filter_column(4, "备注 == 在用")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})


@book
def beside_a_pivot(made: xlsxwriter.Workbook) -> None:
    """A pivot table and a chart of the register stand on sheets of their own."""
    register = made.add_worksheet("党组织")
    _rows(
        register,
        [
            ("乡镇", "党组织名称", "党员数"),
            ("白石镇", "顺达物流公司党支部", 12),
            ("白石镇", "宏远建材公司党支部", 7),
            ("河东乡", "大成纺织公司党支部", 9),
        ],
    )
    pivot = made.add_worksheet("透视")
    _rows(
        pivot,
        [
            ("行标签", "计数项:党组织名称", "求和项:党员数"),
            ("白石镇", 2, 19),
            ("河东乡", 1, 9),
            ("总计", 3, 28),
        ],
        2,
    )
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=透视!$C$4:$C$5"})
    made.add_chartsheet("图表").set_chart(chart)


@book
def marked_cells(made: xlsxwriter.Workbook) -> None:
    """Crossed-out rows, a note on a cell, coloured rows with what the colour means below."""
    sheet = made.add_worksheet("结对")
    struck = made.add_format({"font_strikeout": True})
    red = made.add_format({"bg_color": "#FF0000"})
    _rows(
        sheet,
        [
            PAIRING,
            (1, "供电公司党委", "顺达物流公司党支部", "2023-05-04"),
            ("", "", "", "2023-06-04"),
            ("", "", "", "2023-07-04"),
            ("注：红色为已终止",),
        ],
    )
    for at, words in enumerate((2, "水务公司党总支", "宏远建材公司党支部")):
        sheet.write(2, at, words, struck)
    for at, words in enumerate((3, "烟草公司党支部", "大成纺织公司党支部")):
        sheet.write(3, at, words, red)
    sheet.write_comment(1, 3, "协议原件写的是5月14日，待核")


@book
def formulas_across(made: xlsxwriter.Workbook) -> None:
    """Names and days come by formula from another sheet; one formula was never computed."""
    sheet = made.add_worksheet("结对")
    _rows(sheet, [PAIRING, (1, "供电公司党委"), (2, "水务公司党总支")])
    sheet.write_formula(1, 2, "=名单!A2", None, "顺达物流公司党支部")
    sheet.write_formula(1, 3, '=TEXT(名单!B2,"yyyy-mm-dd")', None, "2023-05-04")
    sheet.write_formula(2, 2, "=VLOOKUP(A3,名单!A:B,1)", None, "#N/A")
    sheet.write(2, 3, "2023-06-04")
    _rows(
        made.add_worksheet("名单"),
        [("党组织名称", "成立日期"), ("顺达物流公司党支部", "2019-05-04")],
    )


@book
def plain_pairs(made: xlsxwriter.Workbook) -> None:
    """Nothing special: for files that are special as files."""
    _rows(
        made.add_worksheet("结对"),
        [PAIRING, (1, "供电公司党委", "顺达物流公司党支部", "2023-05-04", "活动")],
    )


def macro_workbook() -> InputFile:
    """The plain pairs as a workbook with macros: another content type, and a part of binary."""
    plain = workbook("plain_pairs").content
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                part = part.replace(
                    b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"ms-excel.sheet.macroEnabled.main+xml",
                )
            new.writestr(entry.filename, part)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return InputFile(name="台账.xlsm", content=target.getvalue())


HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<style>td {{mso-number-format:"\\@"}}</style></head><body>
<table border=1><tr><td colspan=5>结对台账</td></tr>
<tr><th>序号</th><th>国企党组织</th><th>非公党组织</th><th>签订日期</th><th>备注</th></tr>
<tr><td>1</td><td rowspan=2>供电公司党委</td><td>顺达物流公司<br>党支部</td><td>2023-05-04</td><td>活动&nbsp;</td></tr>
<tr><td>2</td><td>宏远建材公司党支部</td><td>2023-06-04</td><td>A &amp; B</td></tr>
</table><script>var t = "<td>不是数据</td>";</script></body></html>"""


def html_workbook(charset: str = "gb2312") -> InputFile:
    """A page with a table that an office system hands out as a workbook."""
    return InputFile(name="台账.xls", content=HTML.format(charset=charset).encode(charset))


def word_document() -> InputFile:
    """A table in a document of Word."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w/>")
    return InputFile(name="台账.docx", content=target.getvalue())


def locked_workbook() -> InputFile:
    """A workbook with a password: a compound file that holds an encrypted package."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
    return InputFile(
        name="台账.xlsx", content=head + "EncryptedPackage".encode("utf-16-le") + bytes(984)
    )
