"""Suggestions on the press sample, on look-alikes, and whatever the order of the records."""

from __future__ import annotations

import datetime as dt
import random

import duplicates_press as press
import pytest
from nonempty import nonempty

from graphs.duplicates import LIKELY, suggest
from graphs.model import (
    Agreement,
    Alias,
    Citation,
    Division,
    DivisionLevel,
    Hosting,
    Judgement,
    Organisation,
    OrganisationKind,
    Quantity,
    Signatory,
    Snapshot,
    Source,
    Superior,
    Unit,
    Verdict,
)

AS_OF = dt.date(2025, 12, 31)


def of(*records):
    return suggest(Snapshot.from_records(records, as_of=AS_OF))


def branches(*names):
    return [Organisation(id=f"o{at}", name=name) for at, name in enumerate(names, start=1)]


def test_every_suspected_duplicate_of_the_press_sample_is_likely_and_nothing_else_is():
    found = [each for each in suggest(press.snapshot()) if each.kind == "organisation"]
    assert {(each.left, each.right) for each in found if each.likely} == press.suspected()


def test_the_press_sample_has_no_likely_pair_of_units():
    assert [each for each in suggest(press.snapshot()) if each.likely and each.kind == "unit"] == []


def test_the_parts_add_up_and_speak_both_languages():
    for each in nonempty(suggest(press.snapshot())):
        assert each.weight == sum(part.weight for part in each.parts)
        assert each.parts[0].key == "prior"
        assert each.likely == (each.score >= LIKELY)
        assert all(part.reason.zh and part.reason.en for part in each.parts)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_records_does_not_matter(seed):
    records = press.records()
    random.Random(seed).shuffle(records)
    assert suggest(Snapshot.from_records(records, as_of=AS_OF)) == suggest(press.snapshot())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲公司第一党支部", "甲公司第二党支部"),
        ("环岛旅游公路第二工区项目党支部", "环岛旅游公路第三工区项目党支部"),
        ("国网玉树供电公司", "国网杭州供电公司"),
        ("合肥高新区", "苏州高新区"),
        ("甲公司党支部", "甲公司党总支"),
        ("中國建設銀行白云機場與空港支行聯合黨支部", "建設銀行人和支行"),
        ("甲集团机关党支部", "甲集团党支部"),
        ("甲集团销售公司党支部", "甲集团物流公司党支部"),
    ],
)
def test_look_alikes_are_not_called_likely(left, right):
    told = [Citation(id=f"c{n}", source="s", about=f"o{n}", quote="x") for n in (1, 2)]
    found = of(*branches(left, right), Source(id="s", title="s"), *told)
    assert [each for each in found if each.likely] == []


def test_one_name_in_two_counties_is_two_organisations():
    records = [
        Division(id="c1", name="甲县", level=DivisionLevel.county),
        Division(id="c2", name="乙县", level=DivisionLevel.county),
        Division(id="t1", name="城关镇", level=DivisionLevel.township, parent="c1"),
        Division(id="t2", name="城关镇", level=DivisionLevel.township, parent="c2"),
        Organisation(id="o1", name="城关镇机关党支部", division="t1"),
        Organisation(id="o2", name="城关镇机关党支部", division="t2"),
    ]
    assert of(*records) == ()


def test_two_firms_of_one_name_with_two_codes_are_two():
    records = [
        Unit(id="u1", name="甲公司", credit_code="91350100M000100Y43"),
        Unit(id="u2", name="甲公司", credit_code="91110000600037341L"),
        *branches("甲公司党支部", "甲公司党支部"),
        Hosting(id="h1", organisation="o1", unit="u1"),
        Hosting(id="h2", organisation="o2", unit="u2"),
    ]
    assert of(*records) == ()


def test_one_code_makes_two_spellings_of_a_unit_one():
    [found] = of(
        Unit(id="u1", name="甲公司", credit_code="91350100M000100Y43"),
        Unit(id="u2", name="毫不相干", credit_code="91350100M000100Y43"),
    )
    assert found.likely


def test_a_village_name_written_by_sound_is_suggested():
    [found] = of(*branches("石咀片区党支部", "石嘴片区党支部"))
    assert found.score > 0.5


def test_an_alias_and_a_foreign_id_are_known_again():
    alias = Alias(id="a1", about="o1", system="name", value="老牌子党支部")
    [found] = of(*branches("甲党支部", "老牌子党支部"), alias)
    assert found.likely
    both = [Alias(id=f"f{n}", about=f"o{n}", system="台账编号", value="7") for n in (1, 2)]
    [found] = of(*branches("甲党支部", "毫不相干党支部"), *both)
    assert found.likely


def test_superior_and_subordinate_are_never_one():
    above = Superior(id="p1", organisation="o2", superior="o1")
    assert of(*branches("甲公司党支部", "甲公司支部"), above) == ()


def test_signing_one_agreement_speaks_against_being_one():
    signed = [Signatory(id=f"y{n}", agreement="g", organisation=f"o{n}") for n in (1, 2)]
    [apart] = of(*branches("甲公司党支部", "甲公司支部"))
    together = of(*branches("甲公司党支部", "甲公司支部"), Agreement(id="g"), *signed)
    assert apart.likely
    assert not any(each.likely for each in together)


def test_collectives_are_nobodys_duplicate():
    thirty = [
        Organisation(id=f"o{n}", name="30家非公企业党支部", size=Quantity("=", 30)) for n in (1, 2)
    ]
    assert of(*thirty) == ()


def test_what_is_judged_is_not_suggested_again_and_unsure_is_marked():
    pair = branches("甲公司党支部", "甲公司支部")
    for verdict in (Verdict.same, Verdict.not_same):
        assert of(*pair, Judgement(id="j", left="o1", right="o2", verdict=verdict)) == ()
    [unsure] = of(*pair, Judgement(id="j", left="o1", right="o2", verdict=Verdict.unsure))
    assert unsure.verdict is Verdict.unsure


def test_a_judged_pair_takes_its_group_with_it():
    three = branches("甲公司党支部", "甲公司支部", "中共甲公司支部委员会")
    judged = [
        Judgement(id="j1", left="o1", right="o2", verdict=Verdict.same),
        Judgement(id="j2", left="o2", right="o3", verdict=Verdict.not_same),
    ]
    assert of(*three, *judged) == ()


def test_a_signatory_named_as_the_unit_is_suggested_with_its_organisation():
    [found] = of(
        Organisation(id="o1", name="橡胶谷集团有限公司", kind=OrganisationKind.not_stated),
        Organisation(id="o2", name="橡胶谷集团有限公司党总支"),
    )
    assert 0.5 < found.score < 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("郑州市住房和城乡建设局党委", "市住建局党委"),
        ("郑州市发展和改革委员会机关党支部", "市发改委机关党支部"),
        ("中共曲阳路街道工作委员会", "上海市虹口区曲陽路街道黨工委"),
        ("软控股份有限公司", "软控股份有限公司党委"),
        ("浙江环境工程技术公司党支部", "浙江环境技术工程公司党支部"),
        ("甲公司联合党支部", "甲公司党支部"),
    ],
)
def test_spellings_of_one_article_are_likely(left, right):
    told = [Citation(id=f"c{n}", source="s", about=f"o{n}", quote="x") for n in (1, 2)]
    [found] = of(*branches(left, right), Source(id="s", title="s"), *told)
    assert found.likely


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中铁七局项目党支部", "中铁四局项目党支部"),
        ("中铁七局一分公司党支部", "中铁七局二分公司党支部"),
    ],
)
def test_numbered_bodies_are_not_even_suggested(left, right):
    told = [Citation(id=f"c{n}", source="s", about=f"o{n}", quote="x") for n in (1, 2)]
    assert of(*branches(left, right), Source(id="s", title="s"), *told) == ()


def test_a_source_that_speaks_of_a_whole_district_says_nothing_about_two():
    two = branches("市住建局党委", "郑州市住房和城乡建设局党委")
    others = [Organisation(id=f"x{n}", name=f"第{n}村党支部") for n in range(60)]
    told = [
        Citation(id=f"c{each.id}", source="s", about=each.id, quote="x") for each in two + others
    ]
    found = of(*two, *others, Source(id="s", title="s"), *told)
    assert [each.score < LIKELY for each in found] == [True]
