"""Templates carry drop-downs and their manual, and go in again without a mapping."""

from __future__ import annotations

import io

import openpyxl
import pytest
from intake_books import imported

from graphs.intake import InputFile
from graphs.intake.mapping.templates import TOWNSHIP, template
from graphs.model import (
    RECORDS,
    Change,
    Choice,
    Hosting,
    Organisation,
    OrganisationKind,
    Superior,
    Unit,
    record_type,
)
from graphs.text import LANGUAGES, Language


def filled(language: Language) -> InputFile:
    book = openpyxl.load_workbook(io.BytesIO(template(TOWNSHIP, language)))

    def put(kind: str, /, **cells: str) -> None:
        sheet = book[RECORDS[kind].label.say(language)]
        headers = [cell.value for cell in sheet[1]]
        row = sheet.max_row + 1
        for name, value in cells.items():
            column = RECORDS[kind].column(name) if name != "id" else None
            label = column.label.say(language) if column else headers[0]
            sheet.cell(row=row, column=headers.index(label) + 1, value=value)

    put("division", id="d1", name="峡窝镇")
    put(
        "unit",
        id="u1",
        name="顺达公司",
        ownership="私营" if language == "zh" else "private",
        division="d1",
    )
    branch = OrganisationKind.branch.label.say(language)
    put(
        "organisation",
        id="o1",
        name="顺达公司党支部",
        kind=branch,
        division="峡窝镇",
        members="30余",
    )
    put("organisation", id="o2", name="峡窝镇党委", founded_on="1999")
    put("hosting", organisation="o1", unit="顺达公司")
    put("superior", organisation="o1", superior="峡窝镇党委")
    target = io.BytesIO()
    book.save(target)
    return InputFile(name="填好的模板.xlsx", content=target.getvalue())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_goes_in_without_a_mapping(language: Language) -> None:
    result = imported(filled(language))
    result.check()
    records = [step.record for step in result.steps if isinstance(step, Change)]
    found = {type(record): record for record in records}
    branch = next(each for each in records if isinstance(each, Organisation) and each.kind)
    assert branch.kind is OrganisationKind.branch
    assert branch.members.words().zh == "> 30"
    assert found[Hosting].unit == found[Unit].id
    assert found[Superior].organisation == branch.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_template_holds_nothing_and_nothing_wrong(language: Language) -> None:
    result = imported(InputFile(name="模板.xlsx", content=template(TOWNSHIP, language)))
    assert (result.errors, result.steps) == ((), ())


@pytest.mark.parametrize("kind", list(RECORDS))
def test_every_record_type_has_a_template_that_is_recognised(kind: str) -> None:
    for language in LANGUAGES:
        result = imported(InputFile(name="模板.xlsx", content=template((kind,), language)))
        assert result.errors == ()


def test_closed_lists_are_drop_downs() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(("organisation",))))
    lists = book["党组织"].data_validations.dataValidation
    declared = record_type("organisation").columns
    closed = [each for each in declared if each.value is bool or issubclass(each.value, Choice)]
    assert len(lists) == len(closed) > 2
    assert book["可选值"].sheet_state == "hidden"
    assert book["可选值"]["A1"].value == "党支部"


def test_the_dictionary_explains_every_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(("organisation", "agreement"))))
    explained = {(row[0].value, row[1].value) for row in book["填写说明"].iter_rows(min_row=2)}
    for kind in ("organisation", "agreement"):
        headers = [cell.value for cell in book[RECORDS[kind].label.zh][1]][1:]
        assert {(RECORDS[kind].label.zh, header) for header in headers} <= explained


def test_the_same_template_has_the_same_bytes() -> None:
    assert template() == template()
