"""Words and shapes that several scenes share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.model import Quantity, Snapshot, Statement
from graphs.text import Language

__all__ = ["SHAPES", "count_words", "name_of", "reported_pairs", "short_of"]

SHAPES: Mapping[str, str] = {
    "branch": "dot",
    "joint_branch": "ring",
    "general_branch": "square",
    "joint_general_branch": "square",
    "committee": "hexagon",
    "comprehensive_committee": "hexagon",
    "local_committee": "hexagon",
    "working_committee": "hexagon",
    "working_body": "hexagon",
    "leading_group": "hexagon",
    "chain_committee": "star",
    "alliance": "star",
    "not_stated": "triangle",
    "": "triangle",
}
"""Mark by kind of organisation: branches round, general branches square, committees hexagonal."""


def name_of(node: Mapping[str, Any], language: Language) -> str:
    """Return a node's full name; what is not named says so."""
    name: str = node["name_zh"] if language == "zh" else node["name_en"]
    return name


def short_of(node: Mapping[str, Any], language: Language) -> str:
    """Return a node's short name, as drawn beside it."""
    name: str = node["short_zh"] if language == "zh" else node["short_en"]
    return name


def count_words(low: int, high: int) -> str:
    """Return a count as shown: ``5``, ``≥ 30`` (high -1) or ``30–32``.

    Examples
    --------
    >>> count_words(30, -1)
    '≥ 30'
    """
    if high < 0:
        return f"≥ {low}"
    return str(low) if low == high else f"{low}–{high}"


def reported_pairs(snapshot: Snapshot) -> Quantity | None:
    """Return the number of pairs reported for just this scope and day; the largest of several."""
    scope, day = snapshot.scope, snapshot.as_of
    place = scope.id if scope.kind == "division" else snapshot.profile.home
    found = [
        statement.value
        for statement in snapshot.records(Statement)
        if statement.measure == "pairs"
        and statement.speaks_of is None
        and statement.value
        and statement.division == place
        and statement.as_of is not None
        and statement.as_of.earliest is not None
        and statement.as_of.latest is not None
        and statement.as_of.earliest <= day <= statement.as_of.latest
    ]
    return max(found, key=lambda value: value.value, default=None)
