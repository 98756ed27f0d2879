"""Whatever the operators' manual lets them type is still there: files, commands, targets, settings."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from nonempty import nonempty

from app_pages.server.health_page import METRICS
from app_pages.server.session_guard import OPEN_PATHS
from graphs.commands.command_line.argument_parser import make_parser

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
BLOCKS = nonempty(re.findall(r"```sh\n(.*?)```", MANUAL, re.DOTALL))
COMMANDS = "\n".join(BLOCKS)
SOURCES = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("app_pages", "graphs", "deploy")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.is_file() and file.suffix in {".py", ".sh", ".example", ".service", ".conf", ".timer"}
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda each: each.splitlines()[0][:40])
def test_every_block_is_a_shell_s(block: str) -> None:
    read = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)
    assert read.returncode == 0, read.stderr


def graph_commands() -> list[list[str]]:
    """Every command of ours, its variables and substitutions in the place of what they become."""
    found = re.findall(r"python -m graphs ([^|\n]*?)(?= \||\)| *#|$)", COMMANDS, re.MULTILINE)
    inline = re.findall(r"`(account [^`]+)`", MANUAL)
    return [shlex.split(each) for each in nonempty([*found, *inline])]


@pytest.mark.parametrize("words", graph_commands(), ids=" ".join)
def test_every_command_of_ours_is_understood(words: list[str]) -> None:
    options = vars(make_parser("en").parse_args(words))
    assert options["command"] == words[0]


def test_every_file_of_a_release_is_in_it() -> None:
    named = set(re.findall(r"/opt/graphs/([\w./@*-]+)", MANUAL)) | set(
        re.findall(r"\b(data/[\w-]+)", MANUAL)
    )
    named = {each for each in named if not each.startswith(".venv")}
    assert len(named) >= 6
    for each in named:
        assert list(ROOT.glob(each.rstrip("."))), each


def test_every_target_of_make_is_one() -> None:
    made = set(re.findall(r"(?:`|^|&& )make ([a-z][\w-]*)", MANUAL, re.MULTILINE)) | {"run"}
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"bundle", "wheels", "release"} <= made <= known
    stamps = set(re.findall(r"\bmake (\.venv/[\w.]+)", MANUAL))
    assert stamps
    assert all(
        each.replace(".venv", "$(VENV)") in (ROOT / "Makefile").read_text("utf-8")
        for each in stamps
    )


def test_every_setting_is_read_somewhere() -> None:
    named = set(re.findall(r"\b(?:GRAPHS|LEDGER|BACKUP)_[A-Z_]+\b", MANUAL))
    assert len(named) >= 6
    assert {each for each in named if each not in SOURCES} == set()


def test_every_unit_and_address_is_one_of_ours() -> None:
    units = set(re.findall(r"\b(graphs[\w-]*(?:@|\.timer|\.service))", COMMANDS))
    assert units
    for each in units:
        [_] = (ROOT / "deploy").glob(f"{each}*" if each.endswith("@") else each)
    asked = set(re.findall(r"(?:127\.0\.0\.1:\d+|\$SITE)(/[\w-]+)", COMMANDS))
    assert {METRICS, "/healthz"} <= asked <= OPEN_PATHS


def test_every_figure_that_is_named_is_one() -> None:
    figures = set(re.findall(r"\bgraphs_[a-z_]+\b", COMMANDS))
    assert figures
    assert all(f'"{each}"' in SOURCES for each in figures)
