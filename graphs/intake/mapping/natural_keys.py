"""Natural keys of record types: the columns that make two records one, and those with their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphs.folding import fold
from graphs.model import RECORDS, Choice, PartialDate, Quantity

__all__ = ["CALLED", "CODES", "NAMES", "NATURAL", "key_part", "natural_fields"]

NATURAL: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "published_on"),
    "division": ("name",),
    "unit": ("name",),
    "organisation": ("name",),
    "chain": ("name",),
    "superior": ("organisation",),
    "membership": ("organisation", "body"),
    "hosting": ("organisation", "unit"),
    "lineage": ("predecessor", "successor", "kind"),
    "signatory": ("agreement", "organisation", "partner"),
    "activity": ("agreement", "organisation", "partner", "held_on", "title", "kind"),
    "segment": ("chain", "name"),
    "chain_member": ("chain", "member", "segment"),
    "supply": ("supplier", "customer", "product"),
    "tie": ("subject", "object", "kind"),
    "list_item": ("organisation", "agreement", "list", "title"),
    "citation": ("source", "about", "field", "quote"),
    "statement": (  # another figure is another statement: what was reported is never rewritten
        "indicator",
        "value",
        "unit_of_count",
        "source",
        "division",
        "scope_note",
        "as_of",
        "quote",
    ),
    "alias": ("about", "system", "value"),
    "actor": ("post",),
    "judgement": (
        "left",
        "left_system",
        "left_value",
        "right",
        "right_system",
        "right_value",
        "verdict",
    ),
    "profile": (),
}
"""What tells one record from another where neither a foreign id nor a code does.

An agreement is told by its title, its date and who signed it; see the catalogue of the ledger.
"""

CODES: Mapping[str, str] = {"unit": "credit_code", "division": "code", "agreement": "number"}
"""The column that holds an official identifier."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name", "short_name", "working_label"),
    "unit": ("name", "short_name"),
    "division": ("name", "short_name"),
    "chain": ("name",),
    "agreement": ("title",),
    "source": ("title",),
    "segment": ("name",),
    "actor": ("post",),
}
"""The columns a record may be called by."""


CALLED = frozenset({"organisation", "unit"})
"""The types whose other and former names the ledger keeps as aliases."""


@cache
def natural_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a type's natural key; every column of a type nobody placed here."""
    every = tuple(each.name for each in RECORDS[kind].columns)
    return NATURAL.get(kind, every)


def key_part(value: object) -> str:
    """Return a value as natural keys compare it.

    Examples
    --------
    >>> key_part(PartialDate("2010-06", printed="2010年6月")), key_part(None)
    ('2010-06', '')
    """
    if value is None:
        return ""
    if type(value) is str:  # by far the most
        return fold(value)
    if isinstance(value, PartialDate):
        return value.text or "~" + fold(value.printed or "")
    if isinstance(value, Quantity):
        return value.words().zh
    if isinstance(value, Choice):
        return value.name
    return fold(str(value))
