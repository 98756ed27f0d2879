"""Whatever is written on the command line, a sentence and a documented exit code come back."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nonempty import nonempty

from graphs.__main__ import main
from graphs.commands import COMMANDS, EXIT_CODES, Argument
from graphs.commands.command_line.exit_codes import (
    BROKEN,
    DONE,
    INTERRUPTED,
    NO,
    UNAVAILABLE,
    WRONG,
)

WORDS = (
    "", " ", "-", "--", "no such", "../../etc", "/dev/null", "a" * 5000, "9" * 5000, "-1", "nan",
    "1e999", "0x1f", "²", "名称", "💥", "\udcff", "{", "[1]", "%s%n", "demo", "own-none",
    "http://[bad", "postgresql://", "sqlite:///x", "a:b", "a:b:c", "::", "=", "a=b", "status=",
    "status=bogus", "given=1", "2026-02-30", "0001-01-01", "division:", "division:x", "ego:x:9",
    "chain:\udcff",
)  # fmt: skip
ROUNDS = 12
SHORT = [name for name in sorted(COMMANDS) if name not in ("open", "docs", "generate")]


def line_of(name: str, chance: random.Random) -> list[str]:
    """Return a line for a command in which every value is hostile."""
    words = [name]
    chosen = [each for each in COMMANDS[name].arguments if _named(each) or chance.random() < 0.3]
    for each in chosen:
        if not _named(each):
            words.append(each.flags[0])
        if each.settings.get("action") != "store_true":
            choices = each.settings.get("choices")
            keep = choices and chance.random() < 0.6
            words.append(str(chance.choice(choices)) if keep else chance.choice(WORDS))
    if "--ledger" not in words and chance.random() < 0.7:
        words += ["--ledger", "demo"]
    return words


def _named(each: Argument) -> bool:
    return not each.flags[0].startswith("-")


@pytest.mark.parametrize("name", SHORT)
def test_hostile_arguments_give_a_sentence_and_a_documented_code(
    name: str, run, tmp_path: Path
) -> None:
    chance = random.Random(name)
    for stream in (sys.stdout, sys.stderr):  # as the program does with its own
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    for _ in nonempty(range(ROUNDS)):
        words = line_of(name, chance)
        answer = run(*words)
        assert answer.code in set(EXIT_CODES) - {BROKEN}, (words, answer.err)
        assert "Traceback" not in answer.out + answer.err
        if answer.code == WRONG:
            assert answer.err.strip(), words


def test_the_table_of_exit_codes_is_the_whole_of_them() -> None:
    assert list(EXIT_CODES) == [DONE, NO, WRONG, UNAVAILABLE, BROKEN, INTERRUPTED]


def test_what_nobody_foresaw_gives_a_reference_and_no_traceback(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setitem(COMMANDS._members, "list", replace(COMMANDS["list"], run=fail))
    answer = run("list", "--lang", "en")
    assert answer.code == BROKEN
    assert "reference" in answer.err
    assert "Traceback" not in answer.err
    path = Path(answer.err.split("the log ")[1].split(" to ")[0])
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8")
    path.unlink()


TARGETS = {
    "export": ("--ledger", "demo", "--picture", "none", "--output"),
    "template": (),
    "archive": ("--ledger", "demo"),
    "backup": ("--ledger", "demo"),
    "generate": ("demo", "--hosts", "2", "--guests", "3"),
    "plan": ("--ledger", "demo", "--budget", "1", "--csv"),
}


@pytest.mark.parametrize("name", list(TARGETS))
def test_no_folder_is_made_for_a_mistyped_path(name: str, run, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    answer = run(name, *TARGETS[name], "no/such/out.zip", "--lang", "en")
    assert answer.code == WRONG
    assert "no such folder" in answer.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("export", "--ledger", "demo", "--picture", "none", "--output", "-"), b"PK"),
        (("template", "-"), b"PK"),
        (("plan", "--ledger", "demo", "--budget", "1", "--csv", "-"), b"\xef\xbb\xbf"),
        (("plan", "--ledger", "demo", "--budget", "1", "--xlsx", "-"), b"PK"),
        (("country", "--ledger", "demo", "--under", "yl", "--executor", "threads", "--csv", "-"),
         b"\xef\xbb\xbf"),
    ],
)  # fmt: skip
def test_a_dash_is_standard_output_and_nothing_else_goes_there(
    words: tuple[str, ...], begins: bytes, home, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code = main(words)
    out, err = capfdbinary.readouterr()
    assert code in (DONE, NO), err
    assert out.startswith(begins)
    assert "已写出".encode() not in out
    assert not Path("-").exists()


def test_a_dash_is_the_standard_output_of_the_program_itself(home) -> None:
    done = subprocess.run(  # our own program
        [sys.executable, "-m", "graphs", "template", "-"], capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == DONE, done.stderr
    assert done.stdout.startswith(b"PK")
    assert not Path("-").exists()


@pytest.mark.parametrize("words", [("archive", "-"), ("backup", "-"), ("generate", "demo", "-")])
def test_what_cannot_go_to_standard_output_says_so(words: tuple[str, ...], run) -> None:
    answer = run(*words, "--lang", "en")
    assert answer.code == WRONG
    assert not Path("-").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--address", "nonsense"),
        ("--address", ""),
        ("--address", "http://[bad"),
        ("--address", "http://x/network?ledgr=demo"),
        ("--address", "http://x/network?status=bogus"),
        ("--address", "http://x/network?as_of=2010-99-99"),
        ("--address", "http://x/network?status=all&status=expired"),
        ("--address", "http://x/network?picture=bogus"),
        ("--filter", "status=bogus"),
        ("--filter", "status=all", "--filter", "status=expired"),
        ("--filter", "colour=red"),
        ("--scope", "division:nope"),
        ("--picture", "around:nope"),
    ],
)
def test_a_broken_address_or_an_unknown_value_is_an_error(words: tuple[str, ...], run) -> None:
    answer = run("export", "--ledger", "demo", *words, "--output", "o.zip", "--lang", "en")
    assert answer.code == WRONG
    assert answer.err
    assert not Path("o.zip").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--lock", "yl-n1:nobody:agreed"),
        ("--forbid", "nobody:yl-s1:no"),
        ("--capacity", "nobody=2"),
        ("--capacity", "yl-s1=3-1"),
        ("--capacity", "yl-s1=1", "--capacity", "yl-s1=2"),
        ("--lock", "yl-n1:yl-s1:agreed", "--forbid", "yl-n1:yl-s1:no"),
        ("--lock", "yl-n1:yl-s1:a", "--lock", "yl-n1:yl-s1:b"),
        ("--weight", "given=1", "--weight", "given=2"),
        ("--settings", "own.json", "--rework", "p1"),
        ("--check", "plan.json", "--budget", "3"),
        ("--check", "plan.json", "--why", "yl-n1:yl-s1", "--conflicts"),
        ("--check", "plan.json", "--draft", "2026"),
    ],
)
def test_nothing_named_in_a_plan_is_ignored(words: tuple[str, ...], run) -> None:
    answer = run("plan", "--ledger", "demo", *words, "--lang", "en")
    assert answer.code == WRONG
    assert answer.out == ""
    assert ":" in answer.err


@pytest.mark.parametrize("flag", [
    "--scope", "--as-of", "--guest", "--host", "--settings", "--rework", "--preset", "--weight",
    "--objective", "--lock", "--forbid", "--capacity", "--guest-high", "--host-high", "--budget",
    "--max-distance-km", "--same", "--existing", "--keep-bonus", "--missing", "--seconds",
    "--alliance-size", "--check", "--why", "--why-not", "--next-best",
])  # fmt: skip
@pytest.mark.parametrize("value", ["", " ", "−1", "nan", "1e999", "9" * 400, "\x00", "二", "'; --"])
def test_a_bad_value_of_any_option_of_a_plan_is_an_error(flag: str, value: str, run) -> None:
    answer = run("plan", "--ledger", "demo", f"{flag}={value}", "--lang", "en")
    assert answer.code == WRONG, answer.err
    assert answer.out == ""
    assert answer.err
    assert "Traceback" not in answer.err


def test_an_exported_plan_is_judged_and_a_changed_one_refused(run, tmp_path: Path) -> None:
    asked = ("plan", "--ledger", "demo", "--budget", "9", "--json")
    exported = run(*asked).out
    path = tmp_path / "plan.json"
    path.write_text(exported, encoding="utf-8")
    fine = run("plan", "--ledger", "demo", "--check", str(path), "--lang", "en")
    assert (fine.code, fine.out) == (DONE, "the plan holds: proved best\n")
    path.write_text(exported.replace('"served": 9', '"served": 12', 1), encoding="utf-8")
    forged = run("plan", "--ledger", "demo", "--check", str(path), "--lang", "en")
    assert forged.code == NO
    assert "totals" in forged.out
    path.write_text("{", encoding="utf-8")
    assert run("plan", "--ledger", "demo", "--check", str(path)).code == WRONG
