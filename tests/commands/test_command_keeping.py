"""``list``, ``verify``, ``history``, ``undo``, ``copy``, ``backup``, ``restore``, ``archive``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graphs.ledger import open_ledger

ACT = ("--actor", "台账岗", "--note", "试")


def digest_of(path: Path) -> str:
    with open_ledger(str(path), read_only=True) as ledger:
        return ledger.head().digest


def spoil(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE division SET name = '丁镇' WHERE id = 'd2'")


def cut_off_the_tail(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        second = ledger.revisions()[1].digest
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DELETE FROM revision WHERE number = 3")
        base.execute("DELETE FROM division WHERE opened = 3")
        base.execute("DELETE FROM search WHERE id = 'd3'")  # a careful hand leaves no name behind
        base.execute("UPDATE ledger SET head = 2, digest = ?", (second,))


def test_lists_shared_first_then_those_that_ship_then_own(run, own, monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_URL", "postgresql://me:secret@db.example/graphs")
    answer = run("list", "--json")
    found = json.loads(answer.out)
    assert [each["key"] for each in found] == ["shared", "shangjie-2010", "demo", "own-township"]
    assert found[0]["path"] is None
    assert "secret" not in answer.out
    assert len(run("list").out.splitlines()) == 4


@pytest.mark.parametrize("key", ["shangjie-2010", "demo"])
def test_the_ledgers_that_ship_are_sound(run, key: str) -> None:
    answer = run("verify", "--ledger", key, "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["ok"] is True


def test_verify_names_the_first_bad_revision(run, own) -> None:
    spoil(own)
    answer = run("verify", "--ledger", "own-township", "--lang", "en")
    assert answer.code == 1
    assert "first bad revision: 2" in answer.out
    assert json.loads(run("verify", "--ledger", str(own), "--json").out)["first_bad"] == 2


def test_verify_finds_a_tail_that_was_cut_off_only_by_the_digest_noted_before(run, own) -> None:
    noted = digest_of(own)
    assert run("verify", "--ledger", str(own), "--expect", noted).code == 0
    cut_off_the_tail(own)
    assert run("verify", "--ledger", str(own)).code == 0
    assert run("verify", "--ledger", str(own), "--expect", noted).code == 1


def test_history_tells_revisions_newest_first(run, own) -> None:
    assert [
        line.split("\t")[0] for line in run("history", "--ledger", str(own)).out.splitlines()
    ] == [
        "第 3 版",
        "第 2 版",
        "第 1 版",
    ]
    (newest,) = json.loads(run("history", "--ledger", str(own), "--limit", "1", "--json").out)
    assert newest["number"] == 3
    assert newest["digest"] == digest_of(own)


def test_history_tells_what_a_revision_did_and_what_a_record_said(run, own) -> None:
    (change,) = json.loads(run("history", "--ledger", str(own), "--revision", "2", "--json").out)
    assert (change["id"], change["before"]) == ("d2", [])
    (version,) = json.loads(run("history", "--ledger", str(own), "--record", "d2", "--json").out)
    assert (version["record"]["name"], version["opened"], version["closed"]) == ("乙镇", 2, None)
    assert "名称：乙镇" in run("history", "--ledger", str(own), "--record", "d2").out
    assert "added" in run("history", "--ledger", str(own), "--revision", "2", "--lang", "en").out


def test_facts_prove_that_an_undo_left_all_as_it_was(run, own) -> None:
    listed = ("history", "--ledger", str(own), "--facts", "2026-11-30")

    def facts() -> dict[int, str]:
        found = json.loads(run(*listed, "--json").out)
        return {each["number"]: each["facts"] for each in found}

    before = facts()
    assert before[2] != before[3]
    assert run("undo", "3", "--ledger", str(own), *ACT).code == 0
    assert facts()[4] == before[2]
    assert run("undo", "4", "--ledger", str(own), *ACT).code == 0
    assert facts()[5] == before[3]
    assert before[3] in run(*listed, "--lang", "en").out
    assert before[3] in run("verify", "--ledger", str(own), "--facts", "2026-11-30").out
    assert json.loads(run("verify", "--ledger", str(own), "--json").out)["facts"] is None
    assert run(*listed, "--revision", "2").code == 2


def test_history_of_what_is_not_there_is_refused(run, own) -> None:
    assert run("history", "--ledger", str(own), "--record", "d9").code == 2
    assert run("history", "--ledger", str(own), "--revision", "9").code == 2


def test_undo_writes_a_new_revision_and_undoing_it_is_the_redo(run, own) -> None:
    assert run("undo", "3", "--ledger", "own-township", *ACT).code == 0
    assert "（撤销第 3 版）" in run("history", "--ledger", "own-township").out
    assert run("undo", "4", "--ledger", str(own), *ACT).code == 0
    (_, taken, _) = json.loads(run("history", "--ledger", str(own), "--json").out)[:3]
    assert taken["undoes"] == 3
    assert run("verify", "--ledger", str(own)).code == 0


def test_undo_is_refused_with_a_list_where_later_revisions_touched_the_records(run, own) -> None:
    run("undo", "3", "--ledger", str(own), *ACT)
    answer = run("undo", "3", "--ledger", str(own), *ACT)
    assert answer.code == 1
    assert "d3" in answer.err


def test_undo_leaves_a_ledger_that_ships_alone(run) -> None:
    answer = run("undo", "1", "--ledger", "demo", "--lang", "en", *ACT)
    assert answer.code == 3
    assert "copy it" in answer.err


def test_undo_gives_up_when_another_writer_holds_the_ledger(run, own, monkeypatch) -> None:
    monkeypatch.setattr("graphs.ledger.database.engine.BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(own, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = run("undo", "3", "--ledger", str(own), *ACT)
    assert answer.code == 3
    assert "占用" in answer.err


def test_copy_makes_a_ledger_of_ones_own_that_can_be_changed(run, own, home) -> None:
    assert run("copy", "mine", "--ledger", "own-township").code == 0
    assert run("copy", "path", "--ledger", str(own)).code == 0
    assert run("copy", "address", "--ledger", f"sqlite:///{own}").code == 0
    for name in ("mine", "path", "address"):
        assert digest_of(home.folder / "own" / f"{name}.ledger") == digest_of(own)
        assert run("undo", "3", "--ledger", f"own-{name}", *ACT).code == 0


@pytest.mark.parametrize("name", ["township", "../out", ".hidden", "a/b", ""])
def test_copy_and_restore_refuse_a_name_that_is_taken_or_malformed(run, own, name: str) -> None:
    before = own.read_bytes()
    assert run("copy", name, "--ledger", "shangjie-2010").code == 2
    assert run("restore", str(own), name).code == 2
    assert own.read_bytes() == before


@pytest.mark.parametrize("kind", [".ledger", ".zip"])
def test_what_was_backed_up_is_restored_with_its_proof(run, own, tmp_path: Path, kind) -> None:
    target = tmp_path / f"kept{kind}"
    answer = run("backup", str(target), "--ledger", "own-township")
    assert answer.code == 0
    assert digest_of(own) in answer.out
    back = run("restore", str(target), "back", "--expect", digest_of(own))
    assert back.code == 0
    assert digest_of(own) in back.out
    assert run("history", "--ledger", "own-back").out == run("history", "--ledger", str(own)).out


def test_backup_never_overwrites_and_wants_a_name_it_knows(run, own, tmp_path: Path) -> None:
    target = tmp_path / "kept.zip"
    target.write_text("mine", encoding="utf-8")
    assert run("backup", str(target), "--ledger", str(own)).code == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("backup", str(tmp_path / "kept.txt"), "--ledger", str(own)).code == 2


def test_nothing_is_restored_from_what_does_not_hold(run, own, home, tmp_path: Path) -> None:
    backup, junk = tmp_path / "kept.ledger", tmp_path / "junk.ledger"
    run("backup", str(backup), "--ledger", str(own))
    spoil(backup)
    junk.write_bytes(b"no ledger" * 999)
    assert run("restore", str(backup), "back").code == 1
    assert run("restore", str(junk), "back").code == 3
    assert run("restore", str(tmp_path / "none.ledger"), "back").code == 2
    assert run("restore", str(tmp_path / "none.zip"), "back").code == 2
    assert run("restore", str(own), "back", "--expect", "00").code == 1
    assert [path.name for path in (home.folder / "own").glob("*") if "back" in path.name] == []


def test_an_archive_is_the_same_from_a_copy_and_is_never_written_over(run, own, tmp_path) -> None:
    run("copy", "mine", "--ledger", str(own))
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    assert run("archive", str(one), "--ledger", str(own)).code == 0
    assert run("archive", str(two), "--ledger", "own-mine").code == 0
    assert one.read_bytes() == two.read_bytes()
    assert run("archive", str(one), "--ledger", str(own)).code == 2
    assert run("archive", str(tmp_path / "folder"), "--ledger", str(own)).code == 0
    assert run("archive", str(tmp_path / "folder"), "--ledger", str(own)).code == 2


@pytest.mark.postgres
def test_a_ledger_on_postgresql_is_kept_by_the_same_commands(
    run, own, tmp_path: Path, postgres_database: str, monkeypatch
) -> None:
    made = run("generate", "city", postgres_database, "--counties", "2", "--organisations", "200")
    assert made.code == 0, made.err
    monkeypatch.setenv("LEDGER_URL", postgres_database)
    assert run("verify").code == 0
    assert run("backup", str(tmp_path / "a.ledger"), "--ledger", "shared").code == 3
    assert run("backup", str(tmp_path / "a.zip"), "--ledger", postgres_database).code == 0
    assert run("restore", str(tmp_path / "a.zip"), "back").code == 0
    assert run("copy", "copied", "--ledger", "shared").code == 0
    shared = run("history", "--ledger", "shared").out
    assert run("history", "--ledger", "own-back").out == shared
    assert run("history", "--ledger", "own-copied").out == shared


@pytest.mark.postgres
def test_a_backup_is_restored_into_an_empty_database_and_never_over_a_ledger(
    run, own, tmp_path: Path, postgres_database: str
) -> None:
    backup = tmp_path / "kept.ledger"
    run("backup", str(backup), "--ledger", str(own))
    assert run("restore", str(backup), postgres_database, "--expect", "00").code == 1
    assert run("verify", "--ledger", postgres_database).code == 2  # nothing reached it
    noted = digest_of(own)
    assert run("restore", str(backup), postgres_database, "--expect", noted).code == 0
    assert (
        run("history", "--ledger", postgres_database).out
        == run("history", "--ledger", str(own)).out
    )
    assert run("restore", str(backup), postgres_database).code == 3
