"""Which rule a table gets; records that only their workflow writes are told of at reading."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported

from graphs.commands import COMMANDS
from graphs.intake import readings, survey
from graphs.model import RECORDS, Change, Organisation, Proposal, ProposedPair
from graphs.text import LANGUAGES, Language

GOVERNED = sorted(key for key, each in RECORDS.items() if each.governed)
BESIDE = csv_file("名称,类型\n中共甲公司支部委员会,党支部\n", "党组织.csv")


def sheet_of(kind: str, language: Language, *, all_columns: bool) -> str:
    """A table with the columns of a type as downloads have them, and one row."""
    columns = [each for each in RECORDS[kind].columns if all_columns or each.required]
    heads = [each.label.say(language) for each in columns]
    return ",".join(heads) + "\n" + ",".join(f"x{n}" for n in range(len(heads))) + "\n"


@pytest.mark.parametrize("all_columns", [True, False], ids=["every column", "required columns"])
@pytest.mark.parametrize("named", [True, False], ids=["own name", "any name"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", GOVERNED)
def test_a_sheet_of_a_governed_type_is_set_aside_and_told(
    kind: str, language: Language, named: bool, all_columns: bool
) -> None:
    name = RECORDS[kind].label.say(language) if named else "某表"
    file = csv_file(sheet_of(kind, language, all_columns=all_columns), f"{name}.csv")
    alone, beside = imported(file), imported(file, BESIDE)
    assert (alone.steps, [each.severity for each in alone.issues][:1]) == ((), ["error"])
    made = {type(step.record) for step in beside.steps if isinstance(step, Change)}
    assert Organisation in made
    assert made.isdisjoint({Proposal, ProposedPair})
    [said] = [each for each in beside.issues if "只能按流程办理" in each.reason.zh]
    assert (said.severity, said.sheet, said.row) == ("warning", f"{name}.csv", 1)
    assert RECORDS[kind].label.en in said.reason.en
    assert beside.account.balanced
    [found] = survey([file])
    assert (found.reading, found.issue is not None) == ("", True)


@pytest.mark.parametrize("kind", GOVERNED)
def test_no_reading_and_no_template_offers_a_governed_type(kind: str) -> None:
    assert f"type:{kind}" not in readings()
    assert "type:unit" in readings()
    [offered] = [each for each in COMMANDS["template"].arguments if "--record" in each.flags]
    assert kind not in offered.settings["choices"]
    assert "unit" in offered.settings["choices"]
