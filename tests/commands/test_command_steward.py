"""``import``, ``template``, ``check``, ``duplicates``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphs.intake import dump_mapping, shipped_mapping
from graphs.ledger import open_ledger
from graphs.model import Organisation, Scope, Unit

ACT = ("--actor", "台账岗", "--note", "六月报送")
PRESS = Path(__file__).parents[1] / "data" / "press"
UNITS = "名称,所在区划\n甲公司,甲镇\n乙公司,乙镇\n"


def write(path: Path, words: str) -> str:
    path.write_text(words, encoding="utf-8")
    return str(path)


def head(path: Path) -> int:
    with open_ledger(str(path), read_only=True) as ledger:
        return ledger.head().number


def units(path: Path) -> list[str]:
    with open_ledger(str(path), read_only=True) as ledger:
        day = ledger.head().at.date()
        return [item.name for item in ledger.snapshot(Scope(), day).records(Unit)]


@pytest.fixture
def day() -> tuple[str, str]:
    """The day to compare on: a ledger without a profile names none."""
    return ("--as-of", "2026-06-30")


def test_an_import_becomes_one_revision(run, own, tmp_path, day) -> None:
    answer = run("import", write(tmp_path / "单位.csv", UNITS), "--ledger", str(own), *ACT, *day)
    assert answer.code == 0, answer.err
    assert "新增 2" in answer.out
    assert "第 4 版" in answer.out
    assert sorted(units(own)) == ["乙公司", "甲公司"]
    with open_ledger(str(own), read_only=True) as ledger:
        (newest,) = ledger.revisions(limit=1)
    assert (newest.kind, newest.actor, newest.note) == ("import", "台账岗", "六月报送")


def test_the_same_file_again_changes_nothing(run, own, tmp_path, day) -> None:
    file = write(tmp_path / "单位.csv", UNITS)
    run("import", file, "--ledger", str(own), *ACT, *day)
    answer = run("import", file, "--ledger", str(own), *ACT, *day)
    assert answer.code == 0
    assert "没有要写入的变化" in answer.out
    assert head(own) == 4


def test_an_error_names_its_cell_and_nothing_is_written(run, own, tmp_path, day) -> None:
    file = write(tmp_path / "单位.csv", "名称,成立日期\n甲公司,2010-13\n")
    answer = run("import", file, "--ledger", str(own), *ACT, *day)
    assert answer.code == 1
    assert "单位.csv 第 2 行 B 列" in answer.out
    assert "未写入" in answer.out
    assert head(own) == 3


def test_a_dry_run_writes_nothing_and_needs_no_post(run, own, tmp_path, day) -> None:
    file = write(tmp_path / "单位.csv", UNITS)
    answer = run("import", file, "--ledger", str(own), "--dry-run", "--json", *day)
    assert answer.code == 0
    told = json.loads(answer.out)
    assert told["counts"] == {"added": 2, "changed": 0, "ended": 0, "suspicious": 0}
    assert told["revision"] is None
    assert [each["name"] for each in told["differences"]] == ["甲公司", "乙公司"]
    assert head(own) == 3


def test_who_writes_must_say_as_which_post_and_why(run, own, tmp_path, day) -> None:
    file = write(tmp_path / "单位.csv", UNITS)
    answer = run("import", file, "--ledger", str(own), "--actor", "台账岗", "--lang", "en", *day)
    assert answer.code == 2
    assert "--note" in answer.err
    assert head(own) == 3


def test_the_press_sample_goes_in_through_its_mapping(run, own, tmp_path, day) -> None:
    files = [str(path) for path in sorted(PRESS.glob("*.csv"))]
    kept = write(tmp_path / "own.json", dump_mapping(shipped_mapping("press")))
    shipped, saved = (
        json.loads(
            run("import", *files, "--mapping", mapping, "--ledger", str(own), "--dry-run", "--json",
                *day).out
        )
        for mapping in ("press", kept)
    )  # fmt: skip
    assert shipped == saved
    assert shipped["counts"]["added"] > 300
    assert not [each for each in shipped["issues"] if each["severity"] == "error"]


@pytest.mark.parametrize("mapping", ["no-such", "no-such.json"])
def test_a_mapping_that_is_not_there_is_named(run, own, tmp_path, mapping: str, day) -> None:
    file = write(tmp_path / "单位.csv", UNITS)
    answer = run("import", file, "--mapping", mapping, "--ledger", str(own), "--dry-run", *day)
    assert answer.code == 2
    assert mapping in answer.err


def test_a_ledger_that_ships_is_not_written(run, tmp_path) -> None:
    file = write(tmp_path / "单位.csv", "名称\n甲公司\n")
    assert run("import", file, "--ledger", "demo", *ACT).code == 3
    assert run("import", file, "--ledger", "demo", "--dry-run").code == 0


@pytest.mark.parametrize(("language", "sheet"), [("zh", "单位"), ("en", "Unit")])
def test_a_template_is_written_once_and_speaks_the_language(
    run, tmp_path, language: str, sheet: str
) -> None:
    from graphs.intake import InputFile, read_sheets

    target = tmp_path / "t.xlsx"
    line = ("template", str(target), "--record", "unit", "--lang", language)
    assert run(*line).code == 0
    assert next(each.name for each in read_sheets(InputFile.at(target))) == sheet
    assert run(*line).code == 2


def test_check_tells_findings_errors_first_and_says_no_where_one_stands(run) -> None:
    answer = run("check", "--ledger", "demo", "--json")
    found = json.loads(answer.out)
    assert answer.code == 1
    severities = [each["severity"] for each in found]
    assert severities == sorted(severities, key=["error", "warning", "hint", "not_stated"].index)
    judged = [each for each in found if each["severity"] != "not_stated"]
    assert judged
    assert all(each["remedy"] and each["source"] and each["records"] for each in judged)


def test_check_of_one_rule_without_errors_is_well(run) -> None:
    answer = run("check", "--ledger", "demo", "--rule", "branch_size", "--lang", "en")
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith("0 errors")


def test_check_names_a_rule_there_is_not(run) -> None:
    answer = run("check", "--rule", "no_such")
    assert answer.code == 2
    assert "no_such" in answer.err


def test_check_looks_at_the_scope_and_day_asked_for(run) -> None:
    of_old = run("check", "--ledger", "demo", "--as-of", "2010-06-15", "--scope", "whole", "--json")
    assert len(json.loads(of_old.out)) < len(
        json.loads(run("check", "--ledger", "demo", "--json").out)
    )


def test_duplicates_are_told_with_their_reasons(run, own, tmp_path, day) -> None:
    words = "名称,类型\n甲公司党支部,党支部\n中共甲公司支部委员会,党支部\n"
    file = write(tmp_path / "党组织.csv", words)
    assert run("import", file, "--ledger", str(own), *ACT, *day).code == 0
    view = ("--ledger", str(own), *day)
    (pair,) = json.loads(run("duplicates", *view, "--json").out)
    assert pair["score"] > 0.8
    assert {part["key"] for part in pair["parts"]} >= {"name"}
    told = run("duplicates", *view).out
    assert "中共甲公司支部委员会" in told
    assert told.splitlines()[-1] == "疑似重复 1 对"


def test_duplicates_stop_at_the_limit(run) -> None:
    assert len(json.loads(run("duplicates", "--ledger", "demo", "--limit", "1", "--json").out)) <= 1


ORGANISATIONS = "名称,类型\n甲公司党支部,党支部\n"


@pytest.mark.parametrize("words", ["d2", "乙镇", " 乙 镇 "])
def test_new_organisations_go_to_the_division_that_is_named(
    run, own, tmp_path, day, words: str
) -> None:
    file = write(tmp_path / "党组织.csv", ORGANISATIONS)
    answer = run("import", file, "--ledger", str(own), *ACT, "--division", words, *day)
    assert answer.code == 0, answer.err
    with open_ledger(str(own), read_only=True) as ledger:
        [made] = ledger.snapshot(Scope(), ledger.head().at.date()).records(Organisation)
    assert made.division == "d2"


def test_a_division_that_the_ledger_lacks_is_named_and_nothing_is_written(
    run, own, tmp_path, day
) -> None:
    file = write(tmp_path / "党组织.csv", ORGANISATIONS)
    answer = run("import", file, "--ledger", str(own), *ACT, "--division", "丁镇", *day)
    assert answer.code == 2
    assert "丁镇" in answer.err
    assert head(own) == 3
