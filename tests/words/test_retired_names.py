"""Names and first docstring lines say things in the field's words, not in a dialect of our own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from nonempty import nonempty

ROOT = Path(__file__).parents[2]
SOURCES = nonempty(
    sorted(path for top in ("graphs", "app_pages") for path in (ROOT / top).rglob("*.py"))
)

RETIRED = {
    "among": "in",
    "asked": "the thing itself: request, question, arguments, compiled",
    "asleep": "dormant",
    "door": "the thing itself: connector, socket, method",
    "framing": "compile",
    "given": "the thing itself: instance, value, name, limits",
    "hand": "signature, current",
    "heed": "respect, exclude",
    "held": "the thing itself: version, scores, activities, current",
    "lies": "is in",
    "mend": "correct",
    "settle": "resolve",
    "settled": "resolved",
    "standing": "status, totals, certainty",
    "stands": "is",
    "tell": "report, print, show",
    "told": "the thing itself: statement, message, state",
    "way": "path, reading, option",
    "ways": "paths, readings, options",
    "wish": "setting",
    "wishes": "settings, request",
}
"""Words that meant something in this product only, each with what takes its place."""

KEPT = {
    "given": "a criterion's key and the pool's column of it: stored in the settings of plans",
    "held_on": "a column of the record of activities",
    "not_given": "a hard rule's key: stored in the reasons of plans",
}
"""Names that ledgers, plans and downloads have stored: these keep their word."""

FIRST_LINES = {
    *(RETIRED.keys() - {"among", "asked", "door", "given", "hand", "held", "way", "ways"}),
    "asked of",
    "at hand",
    "heeds",
    "lie",
    "mended",
    "mends",
    "put aside",
    "put away",
    "settles",
    "sleep",
    "sleeps",
    "stand",
    "tells",
}
"""What no first docstring line says; a few of the words are plain English inside a sentence."""

_Documented = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every name a file makes: functions, classes, parameters, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def test_no_name_has_a_retired_word() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name} ({word}: say {RETIRED[word]})"
        for path in SOURCES
        for line, name in _names(ast.parse(path.read_text(encoding="utf-8")))
        if name not in KEPT
        for word in sorted(_words(name) & RETIRED.keys())
    ]
    assert found == []


def test_every_name_that_is_kept_is_still_used() -> None:
    used = {name for path in SOURCES for _, name in _names(ast.parse(path.read_text("utf-8")))}
    assert used >= KEPT.keys()


def test_no_first_docstring_line_has_a_retired_word() -> None:
    pattern = re.compile(rf"\b({'|'.join(sorted(FIRST_LINES))})\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {line} ({word[0]})"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, _Documented)
        and (line := (ast.get_docstring(node) or "").split("\n", 1)[0])
        and (word := pattern.search(line))
    ]
    assert found == []
