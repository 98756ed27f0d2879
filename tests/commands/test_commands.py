"""What holds for every command."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from nonempty import nonempty

from graphs.commands import COMMANDS, EXIT_CODES, language_of, make_parser
from graphs.errors import (
    ChangeRefused,
    GraphsError,
    InputError,
    LedgerBusy,
    LedgerDamaged,
    LedgerReadOnly,
    NotFound,
    Problem,
    SchemaMismatch,
)
from graphs.text import LANGUAGES, Language, Text

ROOT = Path(__file__).parents[2]
NAMES = sorted(COMMANDS)


def has_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_in_the_help_can_be_parsed(name: str) -> None:
    parser = make_parser("zh")
    for each in nonempty(COMMANDS[name].examples):
        assert parser.parse_args(shlex.split(each.line)).command == name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_shows_label_and_examples_in_the_language_asked_for(
    name: str, language: Language, run
) -> None:
    answer = run(name, "--help", "--lang", language)
    assert answer.code == 0
    assert COMMANDS[name].label.say(language) in answer.out
    assert f"python -m graphs {COMMANDS[name].examples[0].line}" in answer.out
    examples = "".join(each.line for each in COMMANDS[name].examples)
    told = "".join(letter for letter in answer.out if letter not in examples)
    assert has_chinese(told) == (language == "zh")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_named_and_described_by_its_function(name: str) -> None:
    run = COMMANDS[name].run
    assert run.__name__.removesuffix("_") == name
    assert run.__doc__
    assert run.__module__.rpartition(".")[2] == f"{name}_command"


def test_help_lists_every_command_and_every_exit_code(run) -> None:
    answer = run("--lang=en", "--help")
    assert all(name in answer.out for name in NAMES)
    assert all(words.en in answer.out for words in EXIT_CODES.values())


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("verify", "--expect"),
        ("verify", "--colour"),
        ("undo", "0", "--actor", "a", "--note", "b"),
        ("undo", "x", "--actor", "a", "--note", "b"),
        ("undo", "1"),
        ("history", "--limit", "-3"),
        ("history", "--revision", "1", "--record", "d1"),
        ("export", "--as-of", "2010-02-30"),
        ("export", "--format", "docx"),
        ("generate", "village", "x.ledger"),
        ("open", "--port", "70000"),
        ("verify", "--lang", "fr"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_arguments_give_exit_code_2_and_a_sentence(
    arguments: tuple[str, ...], language: Language, run
) -> None:
    answer = run("--lang", language, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    if "fr" not in arguments:
        assert has_chinese(answer.err) == (language == "zh")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LedgerDamaged, 1),
        (ChangeRefused, 1),
        (InputError, 2),
        (NotFound, 2),
        (LedgerBusy, 3),
        (LedgerReadOnly, 3),
        (SchemaMismatch, 3),
    ],
)
def test_each_kind_of_error_has_its_exit_code(
    error: type[GraphsError], code: int, run, monkeypatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error(Text(zh="不行", en="it cannot be"))

    monkeypatch.setitem(COMMANDS._members, "list", replace(COMMANDS["list"], run=fail))
    answer = run("list", "--lang", "en")
    assert (answer.code, answer.err) == (code, "it cannot be\n")


def test_every_problem_is_told_once_and_a_long_list_is_cut(run, monkeypatch) -> None:
    problems = tuple(
        Problem(place=Text.same(f"A{row}"), reason=Text(zh="为空", en="is empty"))
        for row in range(60)
    )

    def fail(*_: object, **__: object) -> int:
        raise InputError(problems[0].sentence(), problems)

    monkeypatch.setitem(COMMANDS._members, "list", replace(COMMANDS["list"], run=fail))
    lines = run("list", "--lang", "en").err.splitlines()
    assert lines[0] == "A0: is empty"
    assert lines[1] == "  A1: is empty"
    assert lines[-1] == "  … and 9 more"


def test_ctrl_c_gives_exit_code_130(run, monkeypatch) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS._members, "list", replace(COMMANDS["list"], run=interrupt))
    assert run("list").code == 130


def test_the_last_language_given_counts_wherever_it_stands() -> None:
    assert language_of(["--lang", "en", "list"]) == "en"
    assert language_of(["list", "--lang=en"]) == "en"
    assert language_of(["--lang", "en", "list", "--lang", "zh"]) == "zh"
    assert language_of(["list", "--lang"]) == "zh"


def test_a_ledger_may_be_named_by_key_path_and_environment(run, own, monkeypatch) -> None:
    for given in ("own-township", str(own), own.as_posix(), f"sqlite:///{own}"):
        assert run("history", "--ledger", given).out.count("录入") == 3
    monkeypatch.setenv("LEDGER_URL", str(own))
    assert run("history").out.count("录入") == 3  # the shared ledger comes first
    assert run("history", "--ledger", "shared").code == 0


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ("nowhere", 2, "shangjie-2010, demo"),
        ("no/such.ledger", 2, "there is no ledger"),
        ("mysql://host/base", 2, "postgresql://"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", 3, "cannot open"),
        (str(ROOT / "data" / "demo"), 2, "restore"),
        ("some.zip", 2, "restore"),
    ],
)
def test_a_ledger_that_is_not_there_is_told_with_what_to_do(
    given: str, code: int, told: str, run
) -> None:
    answer = run("verify", "--lang", "en", "--ledger", given)
    assert answer.code == code
    assert told in answer.err
    assert "secret" not in answer.err


def test_a_file_that_is_no_ledger_ends_in_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    junk = tmp_path / "junk.ledger"
    junk.write_bytes(b"\x00\xff" * 4000)
    line = [sys.executable, "-m", "graphs", "verify", "--ledger", str(junk)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr == "文件不是台账，或已损坏\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_open_serves_the_app_at_the_address_it_prints_until_stopped(home, stop) -> None:
    line = [sys.executable, "-m", "graphs", "open", "--ledger", "shangjie-2010", "--lang", "en"]
    with subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as app:
        try:
            told = app.stdout.readline()
            address = told.split("address: ")[1].split(" ")[0]
            assert address.endswith("/?ledger=shangjie-2010&lang=en")
            with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310  # this machine
                assert page.status == 200
            app.send_signal(stop)
            assert app.wait(30) == 130
            with pytest.raises(OSError, match="refused"):
                urllib.request.urlopen(address, timeout=5)  # noqa: S310  # this machine
        finally:
            app.kill()


def test_open_says_so_when_the_app_does_not_start(run) -> None:
    """Nor does it where anybody of the network could reach it and there are no accounts."""
    answer = run("open", "--lang", "en", "--ledger", "shangjie-2010", "--host", "0.0.0.0")  # noqa: S104  # refused
    assert answer.code == 3
    assert "did not start" in answer.err
    assert answer.out == ""


def test_open_refuses_a_port_that_is_taken(run) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run("open", "--lang", "en", "--port", str(taken.getsockname()[1]))
    assert answer.code == 2
    assert "--port" in answer.err
