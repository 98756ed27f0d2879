"""Rows set aside can be taken away as a workbook, completed, and imported as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from app_pages.parts.imports.import_repairs import aside_sheets
from graphs.intake import InputFile, Repairs, prepare
from graphs.interchange import FORMATS
from graphs.model import Organisation, Snapshot, Unit
from graphs.text import Language, Text

EMPTY = Snapshot.from_records((), as_of=dt.date(2024, 6, 30))
WHY = Text(zh="待核", en="to be checked")
UNITS = "名称,控股情况\n甲公司,民营\n乙公司,国有独资\n"
ORGANISATIONS = "名称,类型\n甲公司党支部,党支部\n乙公司党支部,党支部\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_of_rows_set_aside_comes_back(language: Language) -> None:
    files = [
        InputFile(name="单位.csv", content=UNITS.encode()),
        InputFile(name="党组织.csv", content=ORGANISATIONS.encode()),
    ]
    repairs = Repairs(rows={("单位.csv", 2): WHY, ("党组织.csv", 3): WHY})
    waiting = prepare(files, EMPTY, repairs=repairs).set_aside
    body = FORMATS["xlsx"].write(aside_sheets(waiting), language)
    book = InputFile(name="set-aside.xlsx", content=next(iter(body.values())))
    result = prepare([book], EMPTY)
    assert [each.sentence().zh for each in result.errors] == []
    assert result.account.issues == 0
    made = [step.record for step in result.steps if isinstance(step.record, (Unit, Organisation))]
    assert {each.name for each in made} == {"甲公司", "乙公司党支部"}
