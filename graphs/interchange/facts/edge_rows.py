"""The rows of the edge list: a pair of the view each, under declared columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from graphs.interchange.facts.agreement_facts import (
    AGREEMENT_FACTS,
    agreement_columns,
    agreement_facts,
)
from graphs.interchange.facts.list_words import called, label_of, place_names
from graphs.interchange.list_columns import EDGE_COLUMNS
from graphs.interchange.recorded_columns import quantity_cell
from graphs.interchange.sheet import Cell, ListColumn
from graphs.model import AgreementKind, Snapshot
from graphs.network import Edge, Status, agreement_title, signatories
from graphs.text import Language, Text

__all__ = ["EDGES", "edge_columns", "edge_rows"]

EDGES = Text(zh="边（结对）", en="Edges (pairs)")


def edge_columns() -> tuple[ListColumn, ...]:
    """Return the columns of the edge list."""
    return (*EDGE_COLUMNS, *agreement_columns())


def edge_rows(
    snapshot: Snapshot,
    edges: Iterable[Edge],
    nodes: Mapping[str, Mapping[str, Any]],
    language: Language,
) -> list[tuple[Cell, ...]]:
    """Return the rows of edges, host first, sorted by agreement, host and guest."""
    titles = _titles(snapshot, language)
    recorded, listed = _recorded(snapshot), _listed(snapshot)
    more = agreement_facts(snapshot)
    names_of, in_chinese, in_english = (called(snapshot, each) for each in (language, "zh", "en"))
    places = place_names(snapshot)
    rows = []
    for host, guest, agreement, data in edges:
        of_host, of_guest = nodes[host], nodes[guest]
        rows.append(
            (
                agreement,
                titles[agreement],
                host,
                names_of[host],
                guest,
                names_of[guest],
                data["pairs_low"],
                None if data["pairs_high"] < 0 else data["pairs_high"],
                "named" if of_host["named"] and of_guest["named"] else "unknown",
                *_state(data, _contract_end(more[agreement]), language),
                places.get(of_host["home"], ""),
                places.get(of_guest["home"], ""),
                *recorded[agreement],
                listed.get((agreement, host, guest), ""),
                in_chinese[host],
                in_english[host],
                in_chinese[guest],
                in_english[guest],
                of_host["home"],
                of_guest["home"],
                *more[agreement],
            )
        )
    return sorted(rows, key=itemgetter(0, 2, 4))


def _titles(snapshot: Snapshot, language: Language) -> dict[str, str]:
    names = ("id", "title", "number")
    rows = zip(*(snapshot.column("agreement", name) for name in names), strict=True)
    return {ident: agreement_title(*words).say(language) for ident, *words in rows}


def _state(data: Mapping[str, Any], ends_on: Cell, language: Language) -> tuple[Cell, ...]:
    """Return what the day makes of an edge: kind, status, dates, activities."""
    return (
        data["inside"],
        data["kind"],
        label_of(AgreementKind, data["kind"], language),
        data["status"],
        label_of(Status, data["status"], language),
        data["certain"],
        data["signed_on"],
        ends_on,
        data["activities"],
        data["last_activity"],
        data["dormant"],
        data["synthetic"],
    )


_END = [column.key for column in AGREEMENT_FACTS].index("ends_on_high")


def _contract_end(facts: tuple[Cell, ...]) -> Cell:
    """Return the last day by contract; an early end has a column of its own."""
    return facts[_END] or ""


_DATES = ("starts_on", "ends_on", "ended_on")
_PAIRS = ("pairs", "pairs_operator", "pairs_upper")


def _recorded(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return of each agreement what is recorded, where the view shows what follows from it."""
    names = ("id", "title", "number", *_DATES, *(f"{each}_printed" for each in _DATES), *_PAIRS)
    rows = zip(*(snapshot.column("agreement", name) for name in names), strict=True)
    return {
        ident: (
            title or "",
            number or "",
            *(text or words or "" for text, words in zip(more[:3], more[3:6], strict=True)),
            quantity_cell(*more[6:]),
        )
        for ident, title, number, *more in rows
    }


def _listed(snapshot: Snapshot) -> dict[tuple[str, str, str], str]:
    found = {}
    for agreement, signed in signatories(snapshot).items():
        for organisation, partner in signed:
            if partner and partner != organisation:
                found[agreement, organisation, partner] = "host"
                found.setdefault((agreement, partner, organisation), "guest")
    return found
