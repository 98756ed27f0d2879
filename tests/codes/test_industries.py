"""Industry codes: their form, their sections, their editions."""

from __future__ import annotations

import pytest

from graphs.codes import check_industry_code
from graphs.codes.code_tables import read_table


def test_the_table_has_the_20_sections_and_97_divisions_of_the_standard():
    codes = [row[0] for row in read_table("industries-2017.tsv")[1]]
    assert "".join(code for code in codes if code.isalpha()) == "ABCDEFGHIJKLMNOPQRST"
    assert [code for code in codes if len(code) == 2] == [f"{n:02}" for n in range(1, 98)]


@pytest.mark.parametrize("code", ["A0143", "C3051", "C3089", "C3216", "S91"])
def test_the_classes_of_the_shipped_district_stand_in_their_sections(code):
    assert check_industry_code(code[1:]) == check_industry_code(code) == ()
    assert check_industry_code("T" + code[1:])


@pytest.mark.parametrize("code", ["", "U01", "305１", "30510", "3", "9901", "D3051"])
def test_a_wrong_code_is_explained(code):
    [problem] = check_industry_code(code)
    assert problem.remedy is not None


def test_an_unknown_edition_is_refused():
    [problem] = check_industry_code("0122", "2003")
    assert problem.reason.en == "there is no such edition"
