"""Which pictures a view offers, and the scene of each; the download offers the same."""

from __future__ import annotations

from typing import Any

from app_pages.parts.view import View
from graphs.model import Snapshot
from graphs.network import Filter, apply_filters, chains, division_and_below, pairing_graph
from graphs.scene import (
    LAYOUTS,
    Scene,
    around_scene,
    chain_scene,
    fits_one_page,
    pairing_scene,
    story_scene,
)
from graphs.text import Text

__all__ = ["options", "picture", "settled", "shown_graph", "widened"]


def options(snapshot: Snapshot) -> dict[str, Text]:
    """Return the pictures of a snapshot by key, the default first, chains last."""
    found: dict[str, Text] = {}
    if fits_one_page(snapshot):
        found["page"] = Text(zh="一页总览", en="One page")
    found |= {key: layout.label for key, layout in LAYOUTS.items()}
    for chain in chains(snapshot):
        found[f"chain:{chain.id}"] = Text(zh=chain.name, en=chain.name_en or chain.name)
    return found


def settled(wanted: str, snapshot: Snapshot) -> str:
    """Return the picture to draw: the wanted one, else the snapshot's first."""
    listed = options(snapshot)
    return wanted if wanted in listed or wanted.startswith("around:") else next(iter(listed))


def widened(filters: tuple[Filter, ...], snapshot: Snapshot) -> tuple[Filter, ...]:
    """Return filters with chosen divisions widened to all below them."""
    return tuple(
        Filter(each.key, division_and_below(snapshot, each.values))
        if each.key == "division"
        else each
        for each in filters
    )


def shown_graph(view: View, snapshot: Snapshot) -> Any:
    """Return what the filters of a view leave of the pairing graph."""
    return apply_filters(pairing_graph(snapshot), widened(view.address.filters, snapshot))


def picture(view: View, snapshot: Snapshot, key: str) -> Scene:
    """Return the scene of a picture by its key.

    Raises
    ------
    NotFound
        The chain or organisation of the key is not in the snapshot.
    """
    language = view.language
    if key.startswith("chain:"):
        return chain_scene(snapshot, key.removeprefix("chain:"), language=language)
    if key.startswith("around:"):
        return around_scene(snapshot, key.removeprefix("around:"), language=language)
    if key == "page":
        return story_scene(snapshot, language=language)
    return pairing_scene(snapshot, shown_graph(view, snapshot), layout=key, language=language)
