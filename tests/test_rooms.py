"""The tree: how wide and deep its folders are, what files are called, and that no name comes twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from nonempty import nonempty

ROOT = Path(__file__).parents[1]
MODULES = nonempty(
    sorted(
        path
        for top in ("graphs", "app_pages")
        for path in (ROOT / top).rglob("*.py")
        if path.name != "__init__.py"
    )
)
FOLDERS = sorted({path.parent for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]})

WIDE = {"app_pages": "a registry whose members are the screens of the menu, one file each"}
"""Folders that may hold more than twelve modules, and why."""

NOUNS = {
    "opening",
    "importing",
    "matching",
    "ring",
    "packing",
    "blocking",
    "folding",
    "mapping",
    "pairing",
    "finding",
}
"""Words in -ing that are nouns of the field: opening a ledger, a matching, packing circles."""

PRIVATE = {
    "among",
    "held",
    "told",
    "stands",
    "settle",
    "settled",
    "asleep",
    "hand",
    "framing",
    "given",
    "trouble",
}
"""Words that meant something in this product only; plain names took their place."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_folder_holds_twelve_modules_at_most(folder: Path) -> None:
    modules = [
        path for path in folder.glob("*.py") if path.name not in ("__init__.py", "conftest.py")
    ]
    assert len(modules) <= 12 or folder.relative_to(ROOT).as_posix() in WIDE


def test_no_module_lies_deeper_than_four_levels() -> None:
    assert max(len(path.relative_to(ROOT).parts) for path in MODULES) <= 4


def test_no_two_modules_share_a_name() -> None:
    everywhere = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    names = Counter(path.name for path in everywhere if path.name != "conftest.py")
    assert [name for name, count in names.items() if count > 1 and name != "__init__.py"] == []


def test_a_module_is_called_by_a_noun() -> None:
    endings = {
        word for path in MODULES for word in path.stem.split("_") if re.fullmatch(r"\w+ing", word)
    }
    assert endings <= NOUNS


def test_no_module_and_no_public_function_has_a_private_word() -> None:
    found = {word for path in MODULES for word in path.stem.split("_") if word in PRIVATE}
    assert found == set()


def test_a_rule_has_findings_an_import_row_has_issues() -> None:
    names = {
        name
        for path in (ROOT / "graphs" / "intake").rglob("*.py")
        for name in re.findall(r"\w*(?:finding|trouble)\w*", path.read_text("utf-8"), re.IGNORECASE)
    }
    assert names == set()


def test_every_test_of_one_module_lies_where_the_module_lies() -> None:
    """``tests/ledger/write/test_undo.py`` is of ``graphs/ledger/write/undo.py``."""
    homes = {
        path.stem: Path(
            *[p for p in path.parent.relative_to(ROOT).parts if p not in ("graphs", "parts")]
        )
        for path in MODULES
    }
    astray = {
        path.relative_to(ROOT).as_posix(): home.as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if (home := homes.get(path.stem.removeprefix("test_"))) is not None
        and path.parent.relative_to(ROOT / "tests") not in (home, *home.parents)
    }
    assert astray == {}
