"""Every kind of addition is one source file: written into a copy of the tree, it is where users look."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from drill_sources import RECORD_COLUMN, SOURCES

ROOT = Path(__file__).parents[2]
PROBE = ROOT / "tests" / "support" / "drill_probe.py"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What users see of a copy with every drill in it."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in ("graphs", "app_pages"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "streamlit_app.py", copy)
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copy(PROBE, copy)
    (copy / "data").symlink_to(ROOT / "data")
    for path, source in SOURCES.items():
        assert not (copy / path).exists()
        (copy / path).write_text(source, "utf-8")
    path, before, line = RECORD_COLUMN
    whole = (copy / path).read_text("utf-8")
    assert whole.count(before) == 1
    (copy / path).write_text(whole.replace(before, before + line), "utf-8")
    done = subprocess.run(
        [sys.executable, PROBE.name],
        cwd=copy,
        env={**os.environ, "GRAPHS_HOME": str(copy / "home"), "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_criterion_brings_its_own_column(seen: dict[str, Any]) -> None:
    assert "Staff closeness" in seen["manual"]["criteria"]
    assert seen["why"] == ["staff_closeness"]
    assert seen["scored"] == 0.25
    assert "staff" in seen["reads"]


def test_a_measure_of_another_kind_stands_on_the_overview(seen: dict[str, Any]) -> None:
    assert "Mean load" in seen["manual"]["measures"]
    assert seen["figures"][-1] == "Mean load"
    assert len(seen["figures"]) == 6


def test_a_rule_is_in_the_manual_and_judges_its_examples(seen: dict[str, Any]) -> None:
    assert seen["manual"]["rules"].splitlines()[-1].startswith("| R99 |")
    assert seen["found"] == [0, 1]


def test_a_format_gets_the_graph_and_is_offered(seen: dict[str, Any]) -> None:
    assert "Edge lines" in seen["manual"]["formats"]
    assert "network.edgelist" in seen["files"]
    assert "Edge lines" in seen["formats"]


def test_a_layout_is_a_picture(seen: dict[str, Any]) -> None:
    assert "Circle" in seen["manual"]["layouts"]
    assert "circle" in seen["pictures"]
    assert seen["placed"] > 0


def test_a_record_column_is_one_line_and_in_the_downloads(seen: dict[str, Any]) -> None:
    assert "Motto" in seen["manual"]["records"]
    assert "motto" in seen["lists"]["nodes"]
    assert seen["said"].strip() == "mottoes: 0"


def test_a_screen_is_in_the_menu(seen: dict[str, Any]) -> None:
    assert "no motto yet" in seen["screen"]
    assert seen["errors"] == []


def test_a_filter_with_a_span_is_parsed_said_and_drawn(seen: dict[str, Any]) -> None:
    assert "Activities" in seen["manual"]["filters"]
    assert (seen["filter"], seen["problems"]) == (["活动次数：1–5 次"], 0)
    assert seen["kept"] < seen["pairs"]
    assert seen["sliders"] == ["Activities (activities)"]
    assert seen["address"] in ("1..5", ["1..5"])


def test_a_command_is_in_the_help(seen: dict[str, Any]) -> None:
    assert "count the mottoes" in seen["help"]
    assert "mottoes" in seen["manual"]["commands"]
