"""Filters that keep organisations, together with their partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.model import Choice, OrganisationKind, Side
from graphs.network.filters.filter_values import Choices, Divisions
from graphs.network.filters.pairing_filter import filter_kind
from graphs.text import Text

__all__ = ["Pairedness", "division", "kind", "pairing", "side"]


class Pairedness(Choice):
    """Whether an organisation has a pair in force."""

    paired = Text(zh="已结对", en="paired")
    unpaired = Text(zh="未结对", en="unpaired")


@filter_kind(order=10, zh="区划", en="Division", target="node", values=Divisions())
def division(node: Mapping[str, Any]) -> str:
    """Keep organisations at home in the chosen divisions; widen with :func:`division_and_below`."""
    return str(node["home"])


@filter_kind(order=20, zh="所有制", en="Side", target="node", values=Choices(Side))
def side(node: Mapping[str, Any]) -> str:
    """Keep organisations of the chosen sides."""
    return str(node["side"])


@filter_kind(
    order=30,
    zh="组织类型",
    en="Kind of organisation",
    target="node",
    values=Choices(OrganisationKind),
)
def kind(node: Mapping[str, Any]) -> str:
    """Keep organisations of the chosen kinds; a blank kind counts as not stated."""
    return node["kind"] or "not_stated"


@filter_kind(order=70, zh="结对情况", en="Pairing", target="node", values=Choices(Pairedness))
def pairing(node: Mapping[str, Any]) -> str:
    """Keep organisations with, or without, a pair in force."""
    return "paired" if node["in_force"] else "unpaired"
