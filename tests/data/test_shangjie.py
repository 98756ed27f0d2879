"""The facts of the 2010 article, each with its sentence; nothing beside them."""

import json
from collections import Counter
from pathlib import Path

import pytest
from nonempty import nonempty
from shipped import DATA

from graphs.model import (
    Absence,
    Agreement,
    Citation,
    Division,
    Organisation,
    PartialDate,
    Profile,
    Quantity,
    Snapshot,
    Source,
    Statement,
    Superior,
    Tie,
    Unit,
    record_type,
)

FOLDER = DATA / "shangjie-2010"
FACTS = sorted(set(record_type(Citation).column("about").references))


def lines(kind: str) -> list[dict]:
    path = FOLDER / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.mark.parametrize("kind", FACTS)
def test_every_fact_rests_on_a_sentence(kind: str):
    cited = {line["about"] for line in lines("citation")}
    assert [line["id"] for line in lines(kind) if line["id"] not in cited] == []


def test_every_citation_has_its_words_and_its_source(shangjie: Snapshot):
    sources = shangjie.by_id(Source)
    for each in nonempty(shangjie.records(Citation)):
        assert each.source in sources
        assert each.quote.strip() == each.quote != ""


def test_every_citation_is_about_a_record_that_is_there(shangjie: Snapshot):
    known = {ident for kind in FACTS for ident in shangjie.column(kind, "id")}
    assert {each.about for each in shangjie.records(Citation)} <= known


def test_a_cited_field_is_a_column_of_its_record(shangjie: Snapshot):
    kinds = {ident: kind for kind in FACTS for ident in shangjie.column(kind, "id")}
    for each in nonempty(shangjie.records(Citation)):
        assert not each.field or record_type(kinds[each.about]).column(each.field)


def test_a_statement_quotes_the_sentence_that_holds_its_number(shangjie: Snapshot):
    for each in nonempty(shangjie.records(Statement)):
        assert each.quote
        printed = (each.value.printed or "") if each.value else ""
        digits = "".join(c for c in printed.split("%")[0] if c.isdigit() or c == ".")
        spelled = "……" in printed or not digits
        assert spelled or digits.strip(".") in each.quote, each.id


def test_opens_on_the_fifteenth_of_june_with_the_year_inferred(shangjie: Snapshot):
    profile = shangjie.get(Profile, "ledger")
    assert profile.as_of == PartialDate("2010-06-15", printed="6月15日", inferred=True)
    assert shangjie.as_of.isoformat() == "2010-06-15"
    assert (profile.home, profile.dormant_after_months, profile.expiring_within_days) == (
        "sj-d",
        12,
        90,
    )
    assert profile.population_stated is False


def test_every_date_that_needs_the_inferred_year_says_so():
    seen = 0
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            for name, value in row.items():
                if isinstance(value, str) and value.startswith("2010") and f"{name}_printed" in row:
                    assert row[f"{name}_inferred"] is True, row["id"]
                    seen += 1
    assert seen > 0


def test_the_joint_general_branch_has_five_sub_branches_and_269_members(shangjie: Snapshot):
    below = [each.organisation for each in shangjie.records(Superior) if each.superior == "sj-jt"]
    names = {shangjie.get(Organisation, ident).name for ident in below}
    assert names == {
        "顺达公司党支部", "石咀片区党支部", "大坡顶片区党支部", "观沟片区党支部", "北峡窝片区党支部",
    }  # fmt: skip
    assert shangjie.get(Organisation, "sj-jt").members == Quantity("=", 269, printed="党员269名")


@pytest.mark.parametrize("field", ["name", "founded_on"])
def test_what_the_article_does_not_say_is_not_stated(shangjie: Snapshot, field: str):
    assert shangjie.get(Organisation, "sj-jt").absence(field) is Absence.not_stated


def test_the_superior_of_the_joint_general_branch_is_not_stated(shangjie: Snapshot):
    [own] = [each for each in shangjie.records(Superior) if each.organisation == "sj-jt"]
    assert (own.superior, own.absence("superior")) == (None, Absence.not_stated)


def test_the_town_helped_and_is_not_said_to_be_above(shangjie: Snapshot):
    ties = {(each.subject, each.object): each.kind.name for each in shangjie.records(Tie)}
    assert ties["sj-xw", "sj-jt"] == "helped_establish"


def test_thirty_branches_and_their_partners_stay_unnamed_collectives(shangjie: Snapshot):
    assert shangjie.get(Organisation, "sj-np").size == Quantity("=", 30, printed="30家")
    assert shangjie.get(Organisation, "sj-alb").size.operator == "≥"
    [agreement] = shangjie.records(Agreement)
    assert (agreement.pairs.operator, agreement.pairs.value) == ("≥", 30)
    assert agreement.absence("signed_on") is Absence.not_stated


def test_thirty_two_pairs_are_a_statement_and_nothing_else(shangjie: Snapshot):
    told = [each for each in shangjie.records(Statement) if each.value and each.value.value == 32]
    assert [(each.measure, each.value.printed) for each in told] == [("pairs", "已有32对")]
    sizes = [each.size.value for each in shangjie.records(Organisation) if each.size]
    assert 32 not in sizes


@pytest.mark.parametrize(
    ("ident", "operator", "value"),
    [
        ("f-sj-01", "=", 228), ("f-sj-05", "=", 121), ("f-sj-06", "=", 165), ("f-sj-03", "=", 1722),
        ("f-sj-11", ">", 100), ("f-sj-13", ">", 180), ("f-sj-14", "<", 200), ("f-gc-03", "=", 104),
        ("f-gc-13", "=", 318), ("f-gc-14a", "=", 157.4), ("f-gc-08a", "≈", 100),
    ],
)  # fmt: skip
def test_reported_figures_keep_their_operator(shangjie, ident: str, operator: str, value: float):
    told = shangjie.get(Statement, ident).value
    assert (told.operator, told.value) == (operator, value)


def test_the_three_enterprises_of_the_projects_are_there(shangjie: Snapshot):
    facilitated = {t.object for t in shangjie.records(Tie) if t.kind.name == "facilitated"}
    names = {shangjie.get(Unit, ident).name for ident in facilitated}
    assert names == {"少林特玻", "裕丰耐材公司", "华翔公司"}


def test_both_districts_have_their_official_codes(shangjie: Snapshot):
    codes = {each.name: each.code for each in shangjie.records(Division) if each.code}
    assert codes["上街区"] == "410106"
    assert "410104" in codes.values()


def test_nothing_is_invented(shangjie: Snapshot):
    assert not shangjie.synthetic
    assert Counter(shangjie.column("unit", "credit_code")) == {None: 8}


@pytest.mark.parametrize("folder", ["shangjie-2010", "demo"])
def test_an_archive_lies_in_its_canonical_form(folder: str, tmp_path: Path):
    from graphs.ledger import load_archive

    with load_archive(DATA / folder, str(tmp_path / "a.ledger")) as ledger:
        ledger.export_archive(tmp_path / "again")
        assert ledger.verify().ok
    for path in (DATA / folder).iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name
