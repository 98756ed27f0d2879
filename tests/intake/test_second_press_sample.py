"""Another set of the same shape, invented here (synthetic): the mapping is general, not fitted."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported

from graphs.intake import Import, InputFile, shipped_mapping
from graphs.model import (
    Agreement,
    AgreementKind,
    Change,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    Ownership,
    Record,
    Signatory,
    Statement,
    Superior,
    Unit,
)

MAPPING = shipped_mapping("press")
IDS = [f"x{n:02}" for n in range(1, 13)]
ORGANISATIONS = (
    "org_id,name,unit_name,org_type,ownership,industry_text,place_text,source_id,评价\n"
    + "\n".join(
        [
            "x01,虚构一厂机关党委,虚构一厂,机关党委,国有控股,冶金,虚构市,s1,好",
            "x02,30余家非公企业党支部,30余家非公企业,党支部,非公企业,,虚构区,s1,",
            "x03,虛構聯合黨總支,虛構園區甲、虛構園區乙,联合党总支,混合所有制,,虚构市,s1,",
            "x04,虚构产业链党委,,功能型产业链党委,,,虚构市,s1,",
            "x05,虚构链上公司,虚构链上公司,其他,民营,,,s1,",
            *(
                f"x{n:02},虚构第{n}号公司党支部,虚构第{n}号公司,党支部,民营,,,s1,"
                for n in range(6, 13)
            ),
        ]
    )
)
AGREEMENTS = f"""agreement_id,title,kind,signed_on,party_ids,topics,source_id,date_text_as_printed,party_count
k1,十方联建协议,党建联建,2023-05,{";".join(IDS[:10])},互学,s1,2023年5月,10家
k2,虚构帮扶协议,结对帮扶,,x01；x02,,s1,截至目前,三方
k3,虚构协议,奇怪的类型,2021年上半年,x01;x05,,s1,,
"""
MEMBERSHIPS = "parent_id,child_id,kind,source_id\nx04,x05,牵头链主企业,s1\nx04,x06,理事单位,s1\nx01,x07,下辖党支部,s1\n"
FIGURES = """place_text,as_of,figure_name,value,unit,sentence,source_id
虚构市,截至去年,参加企业,超200,家,共有超200家参加,s1
虚构市,截至去年,参加企业,近百,家,共有超200家参加,s1
虚构市,2020,覆盖率,95.5%,%,覆盖率95.5%,s1
虚构市,2020,增幅,翻一番,,实现翻一番,s1
"""
SOURCES = "source_id,title,published_on\ns1,虚构报道,2023年夏\n"


@pytest.fixture(scope="module")
def files() -> tuple[InputFile, ...]:
    named = {
        "organisations": ORGANISATIONS, "agreements": AGREEMENTS, "memberships": MEMBERSHIPS,
        "reported_figures": FIGURES, "sources": SOURCES,
    }  # fmt: skip
    return tuple(csv_file(text, name=f"{name}.csv") for name, text in named.items())


@pytest.fixture(scope="module")
def result(files: tuple[InputFile, ...]) -> Import:
    found = imported(*files, mapping=MAPPING)
    found.check()
    return found


def made(result: Import, kind: type[Record]) -> list:
    records = [step.record for step in result.steps if isinstance(step, Change)]
    return [record for record in records if isinstance(record, kind)]


def test_ten_sign_one_agreement(result: Import) -> None:
    agreements = {each.title: each for each in made(result, Agreement)}
    ten = agreements["十方联建协议"]
    assert ten.signatories_stated.value == 10
    assert sum(each.agreement == ten.id for each in made(result, Signatory)) == 10
    assert agreements["虚构帮扶协议"].kind is AgreementKind.assistance
    assert agreements["虚构协议"].kind is AgreementKind.other
    assert agreements["虚构协议"].signed_on.text == "2021"


def test_a_stated_count_that_is_not_the_listed_one_is_told_and_kept(result: Import) -> None:
    agreement = next(each for each in made(result, Agreement) if each.title == "虚构帮扶协议")
    assert agreement.signatories_stated.value == 3
    assert agreement.signed_on.printed == "截至目前"
    assert any("载明签约方 3，表中列出 2" in each.sentence().zh for each in result.issues)


def test_a_collective_is_one_record_with_a_size(result: Import) -> None:
    organisation = next(each for each in made(result, Organisation) if each.size)
    assert organisation.size.words().zh == "> 30"
    unit = next(each for each in made(result, Unit) if each.size)
    assert (unit.size.words().zh, unit.ownership) == ("> 30", Ownership.non_public)


def test_kinds_and_ownership_in_other_words(result: Import) -> None:
    kinds = {each.name: each.kind for each in made(result, Organisation)}
    assert kinds["虚构一厂机关党委"] is OrganisationKind.committee
    assert kinds["虚构产业链党委"] is OrganisationKind.chain_committee
    owners = {each.name: each.ownership for each in made(result, Unit)}
    assert owners["虚构一厂"] is Ownership.state_holding
    assert {owners["虛構園區甲"], owners["虛構園區乙"]} == {Ownership.mixed}


def test_seats_and_superiors_in_other_words(result: Import) -> None:
    roles = [each.role for each in made(result, Membership)]
    assert roles == [MembershipRole.lead, MembershipRole.member]
    assert len(made(result, Superior)) == 1


def test_figures_of_one_sentence_stay_apart(result: Import) -> None:
    said = [(each.value.words().zh if each.value else None) for each in made(result, Statement)]
    assert said == ["> 200", "< 100", "95.5", None]


def test_a_column_nobody_named_is_kept_in_the_note(result: Import) -> None:
    assert any("评价：好" in (each.note or "") for each in made(result, Organisation))
