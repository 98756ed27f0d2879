"""Words and shapes that several scenes share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.model import Quantity, Snapshot, Statement
from graphs.text import Language, Text

__all__ = ["BACKWARDS", "SHAPES", "count_words", "name_of", "reported_pairs", "short_of"]

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

BACKWARDS: Mapping[str, Text] = {
    "signed": Text(zh="签约方", en="signed by"),
    "superior": Text(zh="下设", en="has below it"),
    "membership": Text(zh="成员", en="members"),
    "hosted": Text(zh="设有党组织", en="its Party organisations"),
    "belongs": Text(zh="下属单位", en="units of the group"),
    "renews": Text(zh="续签为", en="renewed by"),
    "lineage": Text(zh="前身", en="came from"),
    "activity": Text(zh="共同活动", en="held an activity with"),
    "leads": Text(zh="牵头党组织", en="led by"),
    "segment": Text(zh="环节", en="segments"),
    "on_chain": Text(zh="链上成员", en="members of the chain"),
    "in_segment": Text(zh="环节成员", en="members of the segment"),
    "supplies": Text(zh="供应方", en="supplied by"),
    "speaks_of": Text(zh="上报数", en="reported figures"),
    "located": Text(zh="位于此地", en="are here"),
    "within": Text(zh="下级区划", en="divisions below"),
}
"""Relations as the end that an edge points to reads them."""


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
