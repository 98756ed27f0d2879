"""Cut a picture down to what its visitor may see: his own, and partners by name only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from graphs.ledger.read.load import Loader
from graphs.model import RECORDS

__all__ = ["NAMED_ONLY", "SEEN_BY", "cut_down"]

NAMED_ONLY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "organisation": frozenset(
            {"id", "name", "short_name", "name_en", "kind", "division", "synthetic"}
        ),
        "unit": frozenset(
            {"id", "name", "short_name", "name_en", "division", "ownership", "synthetic"}
        ),
    }
)
"""What a partner outside shows of itself; all else of it is blank, as far as it may be."""

SEEN_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # In this order: what is seen lets those after it be seen.
        "superior": ("organisation", "superior"),
        "membership": ("organisation", "body"),
        "hosting": ("organisation", "unit"),
        "lineage": ("predecessor", "successor"),
        "agreement": (),  # by who signed it, below
        "signatory": ("agreement",),
        "activity": ("organisation", "partner", "agreement"),
        "list_item": ("organisation", "agreement"),
        "proposed_pair": ("host", "guest"),
        "proposal": (),  # by its pairs, below
        "chain": ("lead", "division"),
        "chain_member": ("member",),
        "segment": ("chain",),
        "supply": ("supplier", "customer"),
        "tie": ("subject", "object"),
        "statement": ("division", "speaks_of"),
        "waiver": ("record",),
        "judgement": ("left", "right"),
        "comment": ("about",),
        "citation": ("about",),
        "alias": ("about",),
        "source": (),  # by what cites it, below
        "saved_view": (),
    }
)
"""The columns that let a row be seen: some of them names what is seen already."""

_BY_OTHERS = {
    "agreement": (("signatory", "organisation", "agreement"),),
    "proposal": (("proposed_pair", "host", "proposal"), ("proposed_pair", "guest", "proposal")),
    "chain": (("chain_member", "member", "chain"),),
    "source": (("citation", "about", "source"), ("statement", "division", "source")),
}
"""Kinds seen through rows of another: that kind, its column that is seen, and the one that names."""


def cut_down(loader: Loader, stubs: frozenset[str], divisions: Iterable[str]) -> frozenset[str]:
    """Leave what the core touches and return the stubs that remain.

    1. A row stays where it names something seen; organisations and units of the core are seen, and
       the divisions inside.
    2. Partners stay where a row that stays names them, by name and place only.
    3. Nothing that is said of a partner alone stays: no alias, source, remark or waiver of his.

    Parameters
    ----------
    divisions
        Those of the visitor's own scope.
    """
    core = (loader.ids("organisation") | loader.ids("unit")) - stubs
    seen = core | set(divisions)
    for kind, columns in SEEN_BY.items():
        kept = {row[0] for row in _naming(loader, kind, columns, seen)}
        for other, column, names in _BY_OTHERS.get(kind, ()):
            if loader.rows[other]:
                place = loader.columns[other].index(names)
                kept |= {row[place] for row in _naming(loader, other, (column,), seen)}
        rows = loader.rows[kind]
        loader.rows[kind] = {ident: row for ident, row in rows.items() if ident in kept}
        seen |= set(loader.rows[kind])
    return _named_only(loader, stubs)


def _naming(
    loader: Loader, kind: str, columns: Iterable[str], seen: set[str]
) -> list[tuple[Any, ...]]:
    """Return the fetched rows of a type in which some of the columns name what is seen."""
    rows = loader.rows[kind]
    if not rows:
        return []
    places = [loader.columns[kind].index(name) for name in columns]
    return [row for row in rows.values() if any(row[place] in seen for place in places)]


def _named_only(loader: Loader, stubs: frozenset[str]) -> frozenset[str]:
    named: set[str] = set()
    for kind in SEEN_BY:
        columns = [
            each.name
            for each in RECORDS[kind].columns
            if {"organisation", "unit"} & set(each.references)
        ]
        named |= loader.values(kind, *columns) if columns else set()
    kept = stubs & named
    for kind, shown in NAMED_ONLY.items():
        needed = shown | {each.name for each in RECORDS[kind].columns if each.required}
        blank = [
            place for place, name in enumerate(loader.columns.get(kind, ())) if name not in needed
        ]
        rows: dict[str, tuple[Any, ...]] = {}
        for ident, row in loader.rows[kind].items():
            if ident not in stubs:
                rows[ident] = row
            elif ident in kept:
                rows[ident] = tuple(None if at in blank else each for at, each in enumerate(row))
        loader.rows[kind] = rows
    _divisions(loader)
    return kept


def _divisions(loader: Loader) -> None:
    """Leave the divisions that something here names, with those above them."""
    named = {
        ident
        for kind, declared in RECORDS.items()
        if kind != "division"
        for each in declared.columns
        if "division" in each.references and kind in loader.columns
        for ident in loader.values(kind, each.name)
    }
    paths = loader.values("division", "path", of=named & loader.ids("division"))
    above = {ident for path in paths for ident in path.strip("/").split("/")}
    rows = loader.rows["division"]
    loader.rows["division"] = {ident: row for ident, row in rows.items() if ident in above | named}
