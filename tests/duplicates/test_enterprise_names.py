"""Short and full names of large enterprises: generated pairs, alone in one township, by names only."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from test_labelled_pairs import likely

from graphs.duplicates.names.name_parts import parse_name

ENTERPRISES = {
    "中铝": ("中国铝业股份有限公司", "中国铝业"),
    "中石化": ("中国石油化工股份有限公司", "中国石化"),
    "中石油": ("中国石油天然气股份有限公司", "中国石油天然气"),
    "工行": ("中国工商银行股份有限公司", "中国工商银行", "工商银行"),
    "建行": ("中国建设银行股份有限公司", "中国建设银行", "建设银行"),
    "邮储银行": ("中国邮政储蓄银行股份有限公司", "中国邮政储蓄银行"),
}
PARTS = {True: ("上街支行", "荥阳支行"), False: ("河南分公司", "山东分公司")}
BODIES = (("党支部", "支部委员会"), ("党委", "党委"))


def parts(short: str) -> tuple[str, str]:
    return PARTS[short.endswith("行")]


ONE = [
    (short + part + body, full + part + other)
    for short, fulls in ENTERPRISES.items()
    for full, part, (body, other) in product(fulls, parts(short), BODIES)
]
TWO = [
    *((short + parts(short)[0] + "党支部", full + parts(short)[1] + "党支部")
      for short, fulls in ENTERPRISES.items() for full in fulls),
    *((a + parts(a)[0] + "党委", full + parts(b)[0] + "党委")
      for a, b in combinations(ENTERPRISES, 2) if parts(a) == parts(b) for full in ENTERPRISES[b]),
]  # fmt: skip


def test_nine_of_ten_short_and_full_names_are_likely_one_and_hardly_any_two() -> None:
    missed = [each for each in ONE if not likely(*each)]
    false = [each for each in TWO if likely(*each)]
    right = len(ONE) - len(missed)
    print(f"{len(ONE)} and {len(TWO)} pairs: missed {missed}, false {false}")
    assert right / len(ONE) >= 0.9
    assert right / (right + len(false)) >= 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中铝河南分公司", "中国铝业股份有限公司河南分公司"),
        ("中铝河南分公司党委", "中共中国铝业股份有限公司河南分公司委员会"),
        ("长城铝业党委", "中国长城铝业有限公司党委"),
    ],
)
def test_a_short_name_known_by_custom_is_likely_the_full_one(left: str, right: str) -> None:
    assert likely(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中石油河南分公司党支部", "中国石油化工股份有限公司河南分公司党支部"),
        ("中铝河南分公司党委", "中国铝业股份有限公司党委"),
        ("施工行业协会党支部", "中国工商银行党支部"),
        ("中铝郑州研究院党委", "中国铝业郑州企业党委"),
    ],
)
def test_what_only_looks_like_a_short_name_is_not(left: str, right: str) -> None:
    assert not likely(left, right)


def test_a_name_that_needs_its_china_keeps_it() -> None:
    assert parse_name("中国银行党支部").plain == "中行"
    assert parse_name("中国移动党支部").plain == "中国移动"
