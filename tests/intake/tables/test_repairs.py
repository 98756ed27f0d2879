"""A cell typed anew is read as if the file said so; a row set aside waits, counted, with its reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from intake_books import EMPTY, csv_file, imported

from graphs.intake import Import, Repairs, prepare
from graphs.intake.tables.cell_account import RowKind
from graphs.model import Unit
from graphs.text import Text

TEXT = "名称,控股情况,成立日期\n甲公司,民营,2010-13\n乙公司,国有独资,2011\n"
FILE = csv_file(TEXT, name="单位.csv")
WHY = Text(zh="日期待核", en="date to be checked")


def units(result: Import) -> list[str | None]:
    made = (getattr(step, "record", None) for step in result.steps)
    return [each.name for each in made if isinstance(each, Unit)]


def test_a_cell_typed_anew_makes_the_import_of_the_file_that_says_so() -> None:
    mended = prepare([FILE], EMPTY, repairs=Repairs(cells={("单位.csv", 2, "C"): "2010-12"}))
    assert mended.ready
    right = imported(csv_file(TEXT.replace("2010-13", "2010-12"), name="单位.csv"))
    assert mended.steps == right.steps
    assert mended.account == right.account


def test_a_row_set_aside_is_counted_and_the_rest_goes_in() -> None:
    result = prepare([FILE], EMPTY, repairs=Repairs(rows={("单位.csv", 2): WHY}))
    assert result.ready
    assert units(result) == ["乙公司"]
    [waiting] = result.set_aside
    assert (waiting.row, waiting.cells, waiting.why) == (2, ("甲公司", "民营", "2010-13"), WHY)
    [sheet] = result.account.sheets
    assert [(each.kind, each.cells) for each in sheet.recognised][1:] == [(RowKind.set_aside, 3)]
    assert result.account.balanced


@given(st.lists(st.sampled_from([2, 3, 4, 9]), unique=True))
def test_set_aside_and_imported_are_all_there_is(rows: list[int]) -> None:
    text = "名称,控股情况\n甲公司,民营\n乙公司,民营\n丙公司,民营\n"
    repairs = Repairs(rows={("单位.csv", row): WHY for row in rows})
    result = prepare([csv_file(text, name="单位.csv")], EMPTY, repairs=repairs)
    assert len(units(result)) + len(result.set_aside) == 3
