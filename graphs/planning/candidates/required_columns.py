"""The columns planning reads from a ledger, so that a country is not loaded whole."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PLANNING_COLUMNS"]

PLANNING_COLUMNS: Mapping[str, tuple[str, ...] | None] = {
    "profile": None,
    "division": None,
    "unit": ("synthetic", "ownership", "industry_code", "industry_edition"),
    "organisation": (
        "synthetic", "name", "short_name", "name_en", "working_label", "kind",
        "founded_on", "founded_on_printed", "dissolved_on", "dissolved_on_printed",
        "size", "size_operator", "size_upper", "members", "secretary", "usual_load",
        "longitude", "latitude",
    ),
    "hosting": (),
    "superior": (),
    "membership": (),
    "agreement": (
        "synthetic", "title", "number", "kind", "pairs", "pairs_operator", "pairs_upper",
        "starts_on", "starts_on_printed", "signed_on", "signed_on_printed",
        "ends_on", "ends_on_printed", "ended_on", "ended_on_printed",
    ),
    "signatory": (),
    "activity": ("held_on", "held_on_printed"),
    "list_item": ("list", "category", "opened_on", "closed_on"),
    "chain": ("name",),
    "segment": None,
    "chain_member": (),
    "supply": (),
    "tie": (),
}  # fmt: skip
"""Columns by record type, ``None`` for all of them; those that refer to others are always read."""
