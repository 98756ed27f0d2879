"""No part of a screen is drawn outside a boundary, whatever draws it again."""

from __future__ import annotations

import ast
from pathlib import Path

from nonempty import nonempty

PAGES = Path(__file__).parents[3] / "app_pages"
OWN = PAGES / "parts" / "frame" / "error_boundary.py"


def test_every_fragment_is_bounded() -> None:
    bare = [
        f"{path.relative_to(PAGES)}:{node.lineno}"
        for path in nonempty(sorted(PAGES.rglob("*.py")))
        if path != OWN
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "fragment"
    ]
    assert bare == []
