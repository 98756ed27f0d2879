"""Industry codes: form, levels above, closeness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.codes import (
    check_industry_code,
    industry_closeness,
    industry_label,
    parse_industry_code,
    same_industry_class,
)
from graphs.codes.code_tables import read_table
from graphs.errors import InputError

classes = st.integers(min_value=1, max_value=97).flatmap(
    lambda division: st.integers(0, 99).map(lambda rest: f"{division:02}{rest:02}")
)


def test_the_table_has_the_20_sections_and_97_divisions_of_the_standard():
    codes = [row[0] for row in read_table("industries-2017.tsv")[1]]
    assert "".join(code for code in codes if code.isalpha()) == "ABCDEFGHIJKLMNOPQRST"
    assert [code for code in codes if len(code) == 2] == [f"{n:02}" for n in range(1, 98)]


@pytest.mark.parametrize(
    ("code", "section", "label"),
    [
        ("0143", "A", "花卉种植"),
        ("3051", "C", "技术玻璃制品制造"),
        ("3089", "C", "耐火陶瓷制品及其他耐火材料制造"),
        ("3216", "C", "铝冶炼"),
        ("91", "S", "中国共产党机关"),
    ],
)
def test_the_classes_of_the_shipped_district_have_their_labels(code, section, label):
    assert parse_industry_code(code).section == section
    assert industry_label(code) == label


@pytest.mark.parametrize("code", ["", "U01", "305１", "30510", "3", "9901", "D3051"])
def test_a_wrong_code_is_explained(code):
    [problem] = check_industry_code(code)
    assert problem.remedy is not None


def test_an_unknown_edition_is_refused():
    with pytest.raises(InputError, match="no such edition"):
        parse_industry_code("0122", "2003")


def test_codes_of_two_editions_are_no_data_and_never_far_apart():
    assert industry_closeness("0122", "0143", left_edition="2002") is None
    assert not same_industry_class("0143", "0143", left_edition="2011")


@settings(deadline=None)
@given(classes, classes)
def test_closeness_is_symmetric_and_falls_with_the_level_shared(left, right):
    closeness = industry_closeness(left, right)
    assert closeness == industry_closeness(right, left)
    shared = next((n for n in (4, 3, 2) if left[:n] == right[:n]), 0)
    expected = {4: {1.0}, 3: {0.75}, 2: {0.5}, 0: {0.25, 0.0}}[shared]
    assert closeness in expected


@settings(deadline=None)
@given(classes)
def test_a_class_is_closest_to_itself(code):
    assert industry_closeness(code, code) == 1.0
    assert same_industry_class(code, code)


def test_a_code_that_stops_early_counts_as_far_as_both_reach():
    assert industry_closeness("C", "3051") == 0.25
    assert industry_closeness("30", "3051") == 0.5
    assert industry_closeness("305", "3051") == 0.75
