"""Division codes: form, existence at a date, names from the top."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nonempty import nonempty

from graphs.codes import (
    check_division_code,
    division_known,
    division_path,
    division_vintage,
    parse_division_code,
)
from graphs.codes.code_tables import read_table
from graphs.errors import InputError

IN_2010 = dt.date(2010, 6, 15)

ZHENGZHOU = {
    "410102": "中原区",
    "410103": "二七区",
    "410104": "管城回族区",
    "410105": "金水区",
    "410106": "上街区",
    "410108": "惠济区",
    "410122": "中牟县",
    "410181": "巩义市",
    "410182": "荥阳市",
    "410183": "新密市",
    "410184": "新郑市",
    "410185": "登封市",
}


@pytest.mark.parametrize(("code", "name"), ZHENGZHOU.items())
def test_names_the_counties_of_zhengzhou_in_2010_and_today(code, name):
    for day in (IN_2010, division_vintage()):
        assert division_path(code, on=day) == ("河南省", "郑州市", name)


def test_a_code_of_another_time_is_an_answer_and_no_error():
    assert division_known("320684", on=IN_2010).name == "certain"  # 海门市
    assert division_known("320684", on=division_vintage()).name == "no"
    assert division_path("320684", on=division_vintage()) == ()


def test_between_two_code_books_nobody_knows_the_day():
    assert division_known("320614", on=dt.date(2021, 1, 1)).name == "possible"  # 海门区


def test_the_name_follows_the_date():
    assert division_path("410108", on=dt.date(2000, 1, 1))[-1] == "邙山区"
    assert division_path("410108", on=IN_2010)[-1] == "惠济区"


@pytest.mark.parametrize(
    "code", ["", "4101", "4101060", "41010a", "００００００", "000000", "410006"]
)
def test_a_malformed_code_is_explained(code):
    [problem] = check_division_code(code)
    assert problem.value == code
    assert problem.remedy is not None


def test_parsing_a_malformed_code_is_refused():
    with pytest.raises(InputError, match="six digits"):
        parse_division_code("41")


def test_there_are_34_provinces_today():
    codes = {row[0] for row in read_table("divisions.tsv")[1] if row[3] == "202609"}
    assert sum(code.endswith("0000") for code in codes) == 34
    assert len(codes) > 3200


def test_a_code_has_one_name_on_any_day():
    spans: dict[str, list[tuple[str, str]]] = {}
    for code, _, first, last in read_table("divisions.tsv")[1]:
        assert first <= last
        spans.setdefault(code, []).append((first, last))
    for each in nonempty(spans.values()):
        ordered = sorted(each)
        assert all(a[1] < b[0] for a, b in pairwise(ordered))


@settings(deadline=None)
@given(st.text(max_size=8), st.dates())
def test_no_text_breaks_the_look_up(code, day):
    assert division_known(code, on=day).name in ("certain", "possible", "no")
    assert isinstance(division_path(code, on=day), tuple)
