"""The columns planning reads from a ledger, so that a country is not loaded whole."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.model import record_type
from graphs.planning.candidates.column_declaration import COLUMNS

__all__ = ["required_columns"]

_ALWAYS: Mapping[str, tuple[str, ...] | None] = {
    "profile": None,
    "division": None,
    "unit": ("synthetic", "name", "ownership"),
    "organisation": (
        "synthetic", "name", "short_name", "name_en", "working_label", "kind",
        "founded_on", "founded_on_printed", "dissolved_on", "dissolved_on_printed",
        "size", "size_operator", "size_upper", "usual_load", "longitude", "latitude",
    ),
    "hosting": (),
    "superior": (),
    "agreement": (
        "synthetic", "title", "number", "kind", "pairs", "pairs_operator", "pairs_upper",
        "starts_on", "starts_on_printed", "signed_on", "signed_on_printed",
        "ends_on", "ends_on_printed", "ended_on", "ended_on_printed",
    ),
    "signatory": (),
    "activity": ("held_on", "held_on_printed"),
    "supply": (),
    "tie": (),
}  # fmt: skip
"""What organisations, pairs and links are made of, whatever columns there are."""


def required_columns() -> dict[str, tuple[str, ...] | None]:
    """Return columns by record type, ``None`` for all of them; references are always read.

    Examples
    --------
    >>> required_columns()["chain"]
    ('name',)
    """
    found: dict[str, tuple[str, ...] | None] = dict(_ALWAYS)
    for column in COLUMNS.values():
        for read in column.reads:
            kind, _, name = read.partition(".")
            columns_of = found.setdefault(kind, ())
            if name == "*":
                found[kind] = None
            elif columns_of is not None and name not in (*columns_of, *_references(kind)):
                found[kind] = (*columns_of, name)
    return found


def _references(kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in record_type(kind).columns if column.references)
