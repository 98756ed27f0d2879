"""Recall and precision at the default threshold on labelled pairs, each alone in its township.

The pairs are invented in the ways press articles, seals and registers write one organisation, and
in the ways two organisations look alike. Nothing but the names and the place speaks for a pair.
"""

from __future__ import annotations

import datetime as dt

import pytest

from graphs.duplicates import LIKELY, Suggestion, suggest
from graphs.model import (
    Citation,
    Division,
    DivisionLevel,
    Hosting,
    Organisation,
    Record,
    Snapshot,
    Source,
    Unit,
)

AS_OF = dt.date(2025, 12, 31)
PLACES = (
    Division(id="c", name="上街区", level=DivisionLevel.county),
    Division(id="t1", name="峡窝镇", level=DivisionLevel.township, parent="c"),
    Division(id="t2", name="白石镇", level=DivisionLevel.township, parent="c"),
)
ONE = (
    ("甲公司党总支", "甲公司党总支委员会"),
    ("甲公司党总支", "中共甲公司总支部委员会"),
    ("甲公司总支委员会", "甲公司党总支"),
    ("甲公司党支部", "甲公司党支部委员会"),
    ("甲公司支部委员会", "甲公司党支部"),
    ("甲公司第一党支部", "中共甲公司第1支部委员会"),
    ("顺达建材有限公司党支部", "顺达建材党支部"),
    ("顺达建材有限责任公司党支部", "顺达建材有限公司党支部"),
    ("上街区顺达建材有限公司党支部", "顺达建材有限公司党支部"),
    ("峡窝镇石嘴村党支部", "石嘴村党支部"),
    ("上街区住房和城乡建设局党支部", "上街区住建局党支部"),
    ("上街区发展和改革委员会党组", "上街区发改委党组"),
    ("中国建设银行上街支行党支部", "建行上街支行党支部"),
    ("中国移动通信集团上街分公司党支部", "移动上街分公司党支部"),
    ("上街区市场监督管理局第一党支部", "市场监管局第1支部"),
    ("国网河南省电力公司上街区供电公司党委", "国网上街区供电公司党委"),
    ("中铝矿业有限公司党委", "中国铝业矿业有限公司党委"),
    ("石咀片区党支部", "石嘴片区党支部"),
)
TWO = (
    ("甲公司党支部", "甲公司销售部党支部"),
    ("顺达集团党委", "顺达集团物流分公司党委"),
    ("顺达集团党支部", "顺达集团财务部党支部"),
    ("顺达公司党委", "顺达公司机关党委"),
    ("顺达集团有限公司党支部", "顺达集团有限公司研发中心党支部"),
    ("上街区教育局党委", "上街区教育局幼儿园党委"),
    ("上街区实验小学党支部", "上街区第二实验小学党支部"),
    ("上街区人民医院党支部", "上街区人民医院外科党支部"),
    ("中建一局党支部", "中建二局党支部"),
    ("顺达建材有限公司党支部", "顺发建材有限公司党支部"),
    ("大河村党支部", "小河村党支部"),
    ("上街区农业局党支部", "上街区农业机械局党支部"),
    ("上街区卫生局党支部", "上街区卫生监督所党支部"),
    ("甲公司第一党支部", "甲公司第二党支部"),
)


def found(*records: Record) -> list[Suggestion]:
    every = suggest(Snapshot.from_records([*PLACES, *records], as_of=AS_OF))
    return [each for each in every if each.kind == "organisation"]


def pair(left: str, right: str, *divisions: str) -> list[Record]:
    one, other = divisions or ("t1", "t1")
    return [
        Organisation(id="o1", name=left, division=one),
        Organisation(id="o2", name=right, division=other),
    ]


def likely(left: str, right: str) -> bool:
    return any(each.likely for each in found(*pair(left, right)))


def test_recall_and_precision_are_nine_in_ten_at_the_default_threshold() -> None:
    right = sum(likely(*each) for each in ONE)
    wrong = sum(likely(*each) for each in TWO)
    assert right / len(ONE) >= 0.9
    assert right / (right + wrong) >= 0.9


@pytest.mark.parametrize("told_together", [False, True])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("顺达公司", "顺达公司销售部党支部"),
        ("顺达公司党支部", "顺达公司销售部党支部"),
        ("顺达集团党委", "顺达集团物流分公司党委"),
    ],
)
def test_a_parent_and_its_own_department_are_no_duplicate(
    left: str, right: str, told_together: bool
) -> None:
    records = [
        *pair(left, right),
        Unit(id="u", name="顺达公司"),
        *(Hosting(id=f"h{ident}", organisation=ident, unit="u") for ident in ("o1", "o2")),
        Source(id="s", title="s"),
    ]
    if told_together:
        records += [
            Citation(id=f"c{ident}", source="s", about=ident, quote="x") for ident in ("o1", "o2")
        ]
    assert [each.sentence().zh for each in found(*records) if each.likely] == []


@pytest.mark.parametrize(("left", "right"), [*TWO, ("东山街党支部", "甲区东山街机关党支部")])
def test_only_what_can_be_derived_is_called_an_abbreviation(left: str, right: str) -> None:
    told = [Citation(id=f"c{ident}", source="s", about=ident, quote="x") for ident in ("o1", "o2")]
    suggested = found(*pair(left, right), Source(id="s", title="s"), *told)
    assert not any("简称" in each.sentence().zh for each in suggested)


def test_one_name_in_two_townships_is_suggested_and_the_place_is_said() -> None:
    [each] = found(*pair("农机站党支部", "农机站党支部", "t1", "t2"))
    assert 0.3 <= each.score < LIKELY
    assert "所在区划不同" in each.sentence().zh
