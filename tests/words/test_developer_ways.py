"""The ways through the rooms in ``docs/developers.md`` are ways of the code: each stop leads to another."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from nonempty import nonempty

ROOT = Path(__file__).parents[2]
WAYS = nonempty(
    re.findall(
        r"^## (The way of one \w+)\n(.*?)(?=^## )",
        (ROOT / "docs" / "developers.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)


@cache
def imported(file: str) -> frozenset[str]:
    """Return the files that a file imports from; of a package's names those that define them."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("graphs", "app_pages")
        ):
            found |= {source(node.module or "", each.name) for each in node.names}
    return frozenset(found - {""})


@cache
def source(module: str, name: str) -> str:
    """Return the file that defines a name of a module; blank where it is a package's own."""
    folder = module.replace(".", "/")
    if (ROOT / f"{folder}.py").exists():
        return f"{folder}.py"
    if (ROOT / folder / f"{name}.py").exists():
        return f"{folder}/{name}.py"
    for node in ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and name in {
            each.asname or each.name for each in node.names
        }:
            return source(node.module or "", name)
    return ""


def near(file: str) -> frozenset[str]:
    """Return what a file imports, and what that imports in its turn."""
    return imported(file).union(*(imported(each) for each in imported(file)))


def strays(way: str) -> list[str]:
    """Return the stops of a way that no other stop leads to, nor they to another."""
    stops = list(
        dict.fromkeys(
            each
            for each in re.findall(r"`((?:graphs|app_pages)/[\w/]+\.py)`", way)
            if (ROOT / each).exists()
        )
    )
    assert len(stops) > 5
    return [
        stop
        for stop in stops
        if not any(stop in near(each) or each in near(stop) for each in stops if each != stop)
    ]


@pytest.mark.parametrize(("name", "way"), WAYS, ids=lambda each: each[:40])
def test_every_stop_of_a_way_leads_to_another(name: str, way: str) -> None:
    assert strays(way) == [], name


def test_the_law_of_ways_sees_a_stop_that_leads_nowhere() -> None:
    way = " ".join(way for _, way in WAYS[:1]) + "`graphs/scene/layouts/packing.py`"
    assert strays(way) == ["graphs/scene/layouts/packing.py"]
