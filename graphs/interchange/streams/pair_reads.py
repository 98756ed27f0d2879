"""The columns of a ledger that the lists of pairs, organisations and units are made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphs.model import PartialDate, Quantity, record_type
from graphs.network import LIFE_COLUMNS

__all__ = ["PAIR_READS"]


def _downloaded(kind: str) -> tuple[str, ...]:
    """Return the stored columns of what a record type declares for downloads."""
    found = ["absent", "synthetic"]
    for each in record_type(kind).columns:
        if not each.download:
            continue
        found.append(each.name)
        if each.value is Quantity:
            found += [f"{each.name}_operator", f"{each.name}_upper"]
        if each.value is PartialDate:
            found.append(f"{each.name}_printed")
    return tuple(found)


_DATES = tuple(
    f"{name}{end}"
    for name in ("signed_on", "starts_on", "ends_on", "ended_on")
    for end in ("", "_printed")
)
_NAMES = ("name", "name_en")
_SIZE = ("size", "size_operator", "size_upper")
_COUNT = ("pairs", "pairs_operator", "pairs_upper")

PAIR_READS: Mapping[str, tuple[str, ...] | None] = MappingProxyType(
    {
        "profile": None,
        "division": (*_NAMES, "parent", "synthetic"),
        "chain": (*_NAMES, "synthetic"),
        "organisation": (
            *(*_downloaded("organisation"), *LIFE_COLUMNS, *_NAMES, *_SIZE),
            *("short_name", "working_label", "kind", "division", "usual_load"),
            *("longitude", "latitude"),
        ),
        "unit": (
            *_downloaded("unit"),
            "name",
            "ownership",
            "credit_code",
            "industry_code",
            "division",
        ),
        "hosting": ("synthetic",),
        "alias": ("about", "system", "value", "synthetic"),
        "superior": ("synthetic",),
        "agreement": (*_downloaded("agreement"), *_DATES, *_COUNT, "title", "number", "kind"),
        "signatory": ("lead", "synthetic"),
        "activity": ("held_on", "held_on_printed", "synthetic"),
    }
)
"""What :func:`graphs.interchange.view_lists` reads, by record type; ``None`` for all of a type."""
