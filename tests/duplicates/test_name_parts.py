"""One organisation has many spellings; they come to one form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.duplicates.names.name_parts import parse_name


@pytest.mark.parametrize(
    "spellings",
    [
        ("中共东山街机关支部委员会", "东山街机关党支部", "東山街機關黨支部", "东山街机关支部"),
        (
            "中共上街区甲厂委员会",
            "上街区甲厂党委",
            " 上街区 甲厂 党委 ",
            "中国共产党上街区甲厂委员会",
        ),
        (
            "上海同濟科技園虹口園總支部委員會",
            "上海同济科技园虹口园党总支",
            "上海同济科技园虹口园党总支部",
        ),
        ("阿斯利康江苏第一党支部", "阿斯利康江苏第1支部", "阿斯利康（江苏）第一党支部"),
        ("甲片区联合支部委员会", "甲片区联合党支部"),
        ("曲陽路街道工作委員會", "曲阳路街道党工委"),
    ],
)
def test_spellings_of_one_organisation_come_to_one_form(spellings):
    assert len({parse_name(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲公司第一党支部", "甲公司第二党支部"),
        ("甲公司第一党支部", "甲公司党支部"),
        ("甲公司党支部", "甲公司党总支"),
        ("甲公司党总支", "甲公司党委"),
        ("甲公司党支部", "甲公司联合党支部"),
    ],
)
def test_numbers_and_kinds_keep_names_apart(left, right):
    assert parse_name(left) != parse_name(right)


def test_a_company_is_known_without_its_legal_form():
    assert parse_name("港城汽车运输集团有限公司党委").plain == "港城汽车运输"
    assert parse_name("公司党委").plain == "公司"


@pytest.mark.parametrize(("mark", "value"), [("十", 10), ("十二", 12), ("二十一", 21), ("9", 9)])
def test_numbers_are_read_in_either_writing(mark, value):
    assert parse_name(f"甲厂第{mark}党支部").number == value


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_a_name(text):
    parsed = parse_name(text)
    assert parse_name(text) == parsed
    assert parsed.number >= 0
