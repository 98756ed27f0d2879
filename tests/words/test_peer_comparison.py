"""The comparison with peers names tests that exist, for each row that must or should work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [MSC] \|", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_each_row_names_a_test_that_exists(row: list[str]) -> None:
    _, _, *peers, ours, evidence = row
    assert len(peers) == 3
    assert set(peers) <= {"Y", "P", "N", "?"}
    assert ours.startswith(("Y", "Partly"))
    found = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", evidence)
    assert found
    for path, name in found:
        body = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(body) if isinstance(node, ast.FunctionDef)}


def test_what_works_only_partly_is_explained() -> None:
    words = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    partly = [row for row in ROWS if row[-2].startswith("Partly")]
    assert all("see below" in row[-2] for row in partly)
    assert words.partition("## What does not work here")[2].count("\n* ") >= len(partly)
