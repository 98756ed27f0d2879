"""The press sample goes in through the shipped mapping without loss, and twice changes nothing."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from intake_books import AT, DAY, imported
from nonempty import nonempty

from graphs.errors import ChangeRefused
from graphs.intake import Import, InputFile, shipped_mapping
from graphs.ledger import Revision, create
from graphs.model import (
    Agreement,
    AgreementKind,
    Alias,
    Citation,
    Hosting,
    Membership,
    Organisation,
    OrganisationKind,
    Ownership,
    Signatory,
    Snapshot,
    Source,
    SourceKind,
    Statement,
    Superior,
    Unit,
)

Whole = Callable[[], Snapshot]
Write = Callable[[Import], Revision]
MAPPING = shipped_mapping("press")


def rows(press: tuple[InputFile, ...], name: str) -> list[dict[str, str]]:
    file = next(file for file in press if file.stem == name)
    return list(csv.DictReader(io.StringIO(file.content.decode())))


@pytest.fixture(scope="module")
def picture(press: tuple[InputFile, ...], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A fresh ledger with the sample in it."""
    place = tmp_path_factory.mktemp("press") / "press.ledger"
    with create(str(place), ledger_id="press") as ledger:
        result = imported(*press, snapshot=ledger.snapshot(as_of=DAY), mapping=MAPPING)
        result.check()
        ledger.apply(*result.steps, actor="台账岗", note="导入", at=AT, base=result.base)
        return ledger.snapshot(as_of=DAY)


def by_foreign(picture: Snapshot) -> dict[str, str]:
    return {each.value: each.about for each in picture.records(Alias) if each.system == "press"}


def test_every_row_becomes_a_record(press: tuple[InputFile, ...], picture: Snapshot) -> None:
    assert len(picture.records(Organisation)) == len(rows(press, "organisations"))
    assert len(picture.records(Agreement)) == len(rows(press, "agreements"))
    assert len(picture.records(Statement)) == len(rows(press, "reported_figures"))
    edges = len(picture.records(Membership)) + len(picture.records(Superior))
    assert edges == len(rows(press, "memberships"))
    pages = [each for each in picture.records(Source) if each.kind is SourceKind.web_page]
    assert len(pages) == len(rows(press, "sources"))


def test_every_name_is_kept_as_printed(press: tuple[InputFile, ...], picture: Snapshot) -> None:
    ids = by_foreign(picture)
    for row in rows(press, "organisations"):
        assert picture.get(Organisation, ids[row["org_id"]]).name == row["name"]
    assert "黨" in picture.get(Organisation, ids["r034"]).name


def test_every_signatory_signs(press: tuple[InputFile, ...], picture: Snapshot) -> None:
    ids = by_foreign(picture)
    signed = defaultdict(set)
    for each in picture.records(Signatory):
        signed[each.agreement].add(each.organisation)
    for row in rows(press, "agreements"):
        assert signed[ids[row["agreement_id"]]] == {ids[p] for p in row["party_ids"].split(";")}
    assert {len(each) for each in signed.values()} == {2, 3, 4, 5}


def test_dates_are_no_more_precise_than_the_words(
    press: tuple[InputFile, ...], picture: Snapshot
) -> None:
    ids = by_foreign(picture)
    for row in nonempty(rows(press, "agreements")):
        made = picture.get(Agreement, ids[row["agreement_id"]])
        date, printed = row["signed_on"], row["date_text_as_printed"]
        if not date and not printed:
            assert made.signed_on is None
            assert made.absence("signed_on").name == "not_stated"
            continue
        assert made.signed_on.text == (date or None)
        assert made.signed_on.printed == printed
        assert made.signed_on.inferred is bool(date and date[:4] not in printed)


def test_figures_keep_their_operator(picture: Snapshot) -> None:
    found = {each.indicator: each for each in picture.records(Statement)}
    assert found["辖区私营企业数"].value.words().zh == "> 4,300"
    assert found["论坛参加人数"].value.operator == ">"
    assert found["联盟党员数"].value.words().zh == "894"
    assert found["党建共建覆盖"].value is None
    assert "全覆盖" in found["党建共建覆盖"].quote
    assert found["环岛旅游公路项目党建联盟累计数"].as_of.printed == "10月22日"


def test_a_signatory_that_is_no_party_organisation_has_no_stated_kind(picture: Snapshot) -> None:
    ids = by_foreign(picture)
    assert picture.get(Organisation, ids["r001"]).kind is OrganisationKind.not_stated
    assert picture.get(Organisation, ids["r058"]).kind is OrganisationKind.alliance
    assert picture.get(Organisation, ids["r186"]).kind is OrganisationKind.working_committee
    assert picture.get(Organisation, ids["r386"]).kind is OrganisationKind.joint_general_branch


def test_functional_seats_are_no_superiors(picture: Snapshot) -> None:
    ids = by_foreign(picture)
    seats = {(each.organisation, each.body) for each in picture.records(Membership)}
    assert (ids["r128"], ids["r127"]) in seats
    above = {(each.organisation, each.superior) for each in picture.records(Superior)}
    assert (ids["r188"], ids["r187"]) in above
    assert len(seats) == 6
    assert len(above) == 4


def test_ownership_belongs_to_the_unit_and_is_not_guessed(picture: Snapshot) -> None:
    units = {each.name: each for each in picture.records(Unit)}
    assert units["福建省奔鹿纺织有限公司"].ownership is Ownership.non_public
    assert units["中建四局"].ownership is Ownership.state
    assert units["橡胶谷集团有限公司"].ownership is None
    assert units["橡胶谷集团有限公司"].absence("ownership").name == "not_stated"


def test_a_joint_branch_is_formed_in_all_its_units(picture: Snapshot) -> None:
    ids = by_foreign(picture)
    hosted = [each.unit for each in picture.records(Hosting) if each.organisation == ids["r335"]]
    names = {picture.get(Unit, each).name for each in hosted}
    assert names == {"海峡两岸医药卫生交流协会", "北京协和医学院校友会"}


def test_names_with_a_conjunction_stay_whole(picture: Snapshot) -> None:
    names = {each.name for each in picture.records(Organisation)}
    assert "中國建設銀行白云機場與空港支行聯合黨支部" in names


def test_stated_signatories_stand_beside_the_listed_ones(picture: Snapshot) -> None:
    ids = by_foreign(picture)
    assert picture.get(Agreement, ids["a082"]).signatories_stated.value == 4
    assert picture.get(Agreement, ids["a022"]).kind is AgreementKind.alliance


def test_every_record_names_its_source(press: tuple[InputFile, ...], picture: Snapshot) -> None:
    ids = by_foreign(picture)
    cited = {(each.source, each.about) for each in picture.records(Citation)}
    for name, key in (("organisations", "org_id"), ("agreements", "agreement_id")):
        for row in nonempty(rows(press, name)):
            assert (ids[row["source_id"]], ids[row[key]]) in cited


def test_look_alikes_are_not_merged_and_said(press: tuple[InputFile, ...], whole: Whole) -> None:
    result = imported(*press, snapshot=whole(), mapping=MAPPING)
    assert Counter(each.kind for each in result.differences)["suspicious"] >= 2
    assert any("查重" in each.sentence().zh for each in result.differences)


def test_the_same_files_twice_change_nothing(
    press: tuple[InputFile, ...], whole: Whole, write: Write
) -> None:
    write(imported(*press, snapshot=whole(), mapping=MAPPING))
    again = imported(*press, snapshot=whole(), mapping=MAPPING)
    assert again.differences == ()
    assert again.steps == ()


def test_two_screens_write_it_once(
    press: tuple[InputFile, ...], whole: Whole, write: Write
) -> None:
    one = imported(*press, snapshot=whole(), mapping=MAPPING)
    other = imported(*press, snapshot=whole(), mapping=MAPPING)
    write(one)
    before = whole()
    with pytest.raises(ChangeRefused, match="after revision 0"):
        write(other)
    assert whole().digest == before.digest


def test_order_of_files_does_not_matter(press: tuple[InputFile, ...], whole: Whole) -> None:
    forward = imported(*press, snapshot=whole(), mapping=MAPPING)
    backward = imported(*reversed(press), snapshot=whole(), mapping=MAPPING)
    assert forward.counts() == backward.counts()


def test_a_renamed_organisation_is_shown_before_it_is_changed(
    press: tuple[InputFile, ...], whole: Whole, write: Write
) -> None:
    write(imported(*press, snapshot=whole(), mapping=MAPPING))
    changed = tuple(
        InputFile(
            name=f.name,
            content=f.content.replace(
                "赵楼煤矿,赵楼煤矿".encode(), "赵楼煤矿党委,赵楼煤矿".encode()
            ),
        )
        for f in press
    )
    result = imported(*changed, snapshot=whole(), mapping=MAPPING)
    said = [each.sentence().zh for each in result.differences if each.kind == "changed"]
    assert said == ["党组织“赵楼煤矿党委”的名称：赵楼煤矿 → 赵楼煤矿党委"]
    assert write(result).number == 2


def test_a_reference_that_leads_nowhere_stops_everything(
    press: tuple[InputFile, ...], whole: Whole
) -> None:
    broken = tuple(
        InputFile(name=f.name, content=f.content.replace(b"r001;r002", b"r001;r999")) for f in press
    )
    result = imported(*broken, snapshot=whole(), mapping=MAPPING)
    (error,) = result.errors
    assert (error.sheet, error.row, error.column, error.value) == ("agreements.csv", 2, "E", "r999")
    assert result.steps == ()
