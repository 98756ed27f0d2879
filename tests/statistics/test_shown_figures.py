"""Every number of a picture is the downloads': in tooltips, labels and alternative texts alike."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from figure_ledgers import Book, books
from hypothesis import given, settings
from nonempty import nonempty
from test_figure_laws import IN_FORCE, views

from graphs.interchange import edge_list, node_list
from graphs.model import Bounds, Snapshot
from graphs.network import Filter
from graphs.scene import filtered_graph, pairing_scene
from graphs.text import LANGUAGES, Language

FILTERS: tuple[tuple[Filter, ...], ...] = ((), (IN_FORCE,), (Filter("status", ("expired",)),))
PAIRED = {"zh": "有效结对 {n} 对", "en": "{n} {unit} in force"}
UNPAIRED = {"zh": " · 未结对", "en": " · unpaired"}


def rows(sheet: Any) -> list[dict[str, Any]]:
    return [dict(zip([c.key for c in sheet.columns], row, strict=True)) for row in sheet.rows]


def words(low: int, high: int | None) -> str:
    return Bounds(low, high).words().zh


def said(title: str, row: Mapping[str, Any], language: Language) -> bool:
    """Whether a tooltip gives the load that the list of organisations gives."""
    low, high = row["pairs_in_force"], row["pairs_in_force_high"]
    if (low, high) == (0, 0):
        return UNPAIRED[language] in title
    scope = "与本范围" if row["stub"] and language == "zh" else ""
    n = words(low, high)
    found = PAIRED[language].format(n=n, unit="pair" if n == "1" else "pairs")
    return f" · {scope}{found}" in title


def agree(snapshot: Snapshot, chosen: tuple[Filter, ...], language: Language) -> int:
    shown = filtered_graph(snapshot, list(chosen))
    scene = pairing_scene(snapshot, shown, language=language)
    nodes = {row["id"]: row for row in rows(node_list(snapshot, shown, language))}
    drawn = scene.nodes.to_pylist()
    assert {node["id"] for node in drawn} == set(nodes)
    assert [n["title"] for n in drawn if not said(n["title"], nodes[n["id"]], language)] == []
    edges = {
        (row["agreement_id"], frozenset((row["host_id"], row["guest_id"]))): row
        for row in rows(edge_list(snapshot, shown, language))
    }
    for edge in scene.edges.to_pylist():
        agreement, *ends = edge["id"].split("|")
        row = edges.pop((agreement, frozenset(ends)))
        n = words(row["pairs_low"], row["pairs_high"])
        assert edge["label"].startswith(n) if n != "1" else edge["label"] == ""
    assert edges == {}
    return len(drawn)


@settings(max_examples=2)  # each example writes a ledger and reads it 24 times
@given(books())
def test_tooltips_and_labels_of_any_scope_say_what_the_lists_say(book: Book) -> None:
    with views(book) as seen_views:
        for whole, towns in nonempty(seen_views):
            for snapshot, chosen in product((whole, *towns), FILTERS):
                agree(snapshot, chosen, "zh")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", FILTERS, ids=["all", "in force", "expired"])
@pytest.mark.parametrize("name", ["demo", "shangjie"])
def test_pictures_that_ship_say_what_their_lists_say(
    request: pytest.FixtureRequest, name: str, chosen: tuple[Filter, ...], language: Language
) -> None:
    snapshot: Snapshot = request.getfixturevalue(name)
    assert agree(snapshot, chosen, language) or chosen == FILTERS[2]
