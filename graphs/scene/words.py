"""Words, shapes and legend lines that several scenes share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.model import OrganisationKind, Quantity, Snapshot, Statement
from graphs.scene.scene import LegendEntry
from graphs.text import Language, Text

__all__ = ["LINES", "SHAPES", "count_words", "kind_legend", "name_of", "reported_pairs", "short_of"]

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

LINES: tuple[LegendEntry, ...] = (
    LegendEntry(
        shape="", color="edge", line="solid", label=Text(zh="结对有效", en="pair in force")
    ),
    LegendEntry(
        shape="", color="quiet_edge", line="thin", label=Text(zh="结对沉睡", en="dormant pair")
    ),
    LegendEntry(
        shape="",
        color="quiet_edge",
        line="dotted",
        label=Text(zh="到期或终止", en="expired or ended"),
    ),
)


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


def kind_legend(kinds: set[str]) -> tuple[LegendEntry, ...]:
    """Return legend lines for the kinds that occur, one for each shape."""
    found: dict[str, list[Text]] = {}
    for member in OrganisationKind:
        if member.name in kinds:
            found.setdefault(SHAPES[member.name], []).append(member.label)
    return tuple(
        LegendEntry(shape=shape, color="unknown", label=Text.join(labels, zh="、", en=", "))
        for shape, labels in found.items()
    )


def reported_pairs(snapshot: Snapshot) -> Quantity | None:
    """Return the number of pairs somebody reported for the whole scope; the largest of several."""
    found = [
        statement.value
        for statement in snapshot.records(Statement)
        if statement.measure == "pairs" and statement.speaks_of is None and statement.value
    ]
    return max(found, key=lambda value: value.value, default=None)
