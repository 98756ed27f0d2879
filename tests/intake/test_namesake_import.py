"""A name alone never joins two records of different places; the candidates are told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from intake_books import EMPTY, csv_file, imported, settled
from profiles import tries

from graphs.intake import Import, InputFile, shipped_mapping
from graphs.model import Change, Correct, Hosting, Organisation, Record, Unit

NAMES = ("我院党支部", "市工信局党支部", "第一党支部", "甲公司党支部", "中心小学党支部")
PLACES = ("东镇", "西镇")


@st.composite
def registers(draw: st.DrawFn) -> dict[str, list[str]]:
    """What is registered in each of two townships; some names in both."""
    return {
        place: draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
        for place in PLACES
    }


def register(place: str, names: list[str]) -> InputFile:
    lines = [f"{name},{place},{name.removesuffix('党支部') or name}" for name in names]
    head = "党组织名称,所在街道,所在单位\n"
    return csv_file(head + "\n".join(lines) + "\n", f"{place}名册.csv")


def pairing(books: dict[str, list[str]]) -> InputFile:
    lines = [
        f"{place}协议{at},2024,{place},丙集团党委,{name}"
        for place, names in books.items()
        for at, name in enumerate(names)
    ]
    return csv_file(
        "协议名称,签订日期,镇街,国企党组织,非公党组织\n" + "\n".join(lines) + "\n", "结对.csv"
    )


def records(result: Import, kind: type[Record]) -> list[Record]:
    return [
        step.record
        for step in result.steps
        if isinstance(step, (Change, Correct)) and isinstance(step.record, kind)
    ]


@given(registers(), st.booleans())
@settings(max_examples=tries(10), derandomize=True)
def test_every_row_of_a_place_is_an_organisation_of_that_place(
    books: dict[str, list[str]], paired: bool
) -> None:
    files = [pairing(books)] if paired else [register(*each) for each in books.items()]
    result = imported(*files)
    result.check()
    made = settled(result)
    places = dict(zip(made.column("division", "id"), made.column("division", "name"), strict=True))
    found = sorted(
        (places[each.division], each.name)
        for each in made.records(Organisation)
        if each.division is not None
    )
    assert found == sorted((place, name) for place, names in books.items() for name in names)
    # no unit has organisations of two places
    where: dict[str, set[str]] = {}
    division = {each.id: each.division for each in made.records(Organisation)}
    for each in made.records(Hosting):
        where.setdefault(each.unit, set()).add(division[each.organisation] or "")
    assert all(len(each - {""}) <= 1 for each in where.values())
    both = set(books["东镇"]) & set(books["西镇"])
    told = {each.name for each in result.differences if each.kind == "suspicious"}
    assert both <= told
    # the same files again bring nothing, in either order and one at a time
    for again in (files, files[::-1], files[:1]):
        second = imported(*again, snapshot=made)
        assert [each.sentence().zh for each in second.errors] == []
        assert [each for each in second.differences if each.kind == "added"] == []


def test_a_second_place_is_not_taken_for_the_first() -> None:
    first = imported(register("东镇", ["我院党支部"]))
    known = settled(first)
    second = imported(register("西镇", ["我院党支部"]), snapshot=known)
    second.check()
    assert len([each for each in records(second, Organisation) if each.id.startswith("new:")]) == 1
    assert any("东镇" in each.sentence().zh for each in second.differences if each.kind == "suspicious")  # fmt: skip


def test_units_of_articles_from_two_cities_are_two() -> None:
    head = "org_id,name,unit_name,org_type,ownership,industry_text,place_text,source_id\n"
    rows = (
        "r1,市工信局党支部,市工信局,党支部,机关,,甲市,\nr2,市工信局机关党委,市工信局,党委,机关,,乙市,\n"
        "r3,市工信局第二党支部,市工信局,党支部,机关,,某省甲市,\n"
    )
    file = csv_file(head + rows, "organisations.csv")
    mapping = shipped_mapping("press")
    result = imported(file, mapping=mapping, snapshot=EMPTY)
    result.check()
    assert len(records(result, Unit)) == 2
    made = settled(result)
    assert imported(file, mapping=mapping, snapshot=made).steps == ()
