"""The pictures a view offers and the scene of each, as its reader left it; the download offers the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from app_pages.parts.frame.cached_ledgers import home
from app_pages.parts.frame.view import View
from graphs import scene
from graphs.errors import GraphsError
from graphs.interchange import Address
from graphs.model import Snapshot
from graphs.scene import (
    LAYOUTS,
    OUTLINED,
    Look,
    Outline,
    PictureEdits,
    Scene,
    comparison_scene,
    edited_scene,
    kept_outline,
    outline_stamp,
    outlined_scene,
)
from graphs.text import Text

__all__ = [
    "available_picture",
    "edits_of",
    "look_of",
    "options",
    "own_outline",
    "picture",
    "shown_graph",
]


def options(snapshot: Snapshot) -> dict[str, Text]:
    """Return the pictures of a snapshot by key, the default first, chains last."""
    return scene.pictures(snapshot)


def available_picture(wanted: str, snapshot: Snapshot) -> str:
    """Return the picture to draw: the wanted one, else the snapshot's first."""
    listed = options(snapshot)
    return wanted if wanted in listed or wanted.startswith("around:") else next(iter(listed))


def shown_graph(view: View, snapshot: Snapshot) -> Any:
    """Return what the filters of a view leave of the pairing graph."""
    return scene.filtered_graph(snapshot, view.address.filters)


def edits_of(
    address: Address,
    *,
    path: tuple[str, ...] = (),
    moved: Mapping[str, tuple[float, float]] | None = None,
) -> PictureEdits:
    """Return what the reader of an address changed in its picture."""
    return PictureEdits(
        expanded=address.expanded, hidden=address.hidden, path=path, moved=moved or {}
    )


def picture(
    view: View,
    snapshot: Snapshot,
    key: str,
    edits: PictureEdits | None = None,
    *,
    base: Snapshot | None = None,
    before: Snapshot | None = None,
) -> Scene:
    """Return the scene of a picture by its key, from the cache where it is there.

    ``base`` is the day whose places are kept, ``before`` the earlier day of a comparison.

    Raises
    ------
    NotFound
        The chain or organisation of the key is not in the snapshot.
    LimitExceeded
        Too many neighbours are asked for.
    """
    changed = edits or PictureEdits()
    address = view.address
    said = (
        *(view.ledger.entry.key, view.ledger.entry.where, view.ledger.digest),
        *(view.scope.words, key, view.language),
        tuple((each.key, each.values) for each in address.filters),
        look_of(view),
        *(changed.expanded, changed.hidden, changed.path, tuple(changed.moved.items())),
    )
    if key == OUTLINED:
        said = (*said, outline_stamp(home().folder, view.ledger.entry.key))
    days = (snapshot.as_of, before.as_of if before else None, base.as_of if base else None)
    return _picture(said, days, view, snapshot, key, changed, base, before)


@st.cache_resource(show_spinner=False, max_entries=32)
def _picture(  # the key of the cache, and what it stands for
    said: tuple[object, ...],
    days: tuple[dt.date | None, ...],
    _view: View,
    _snapshot: Snapshot,
    _key: str,
    _edits: PictureEdits,
    _base: Snapshot | None,
    _before: Snapshot | None,
) -> Scene:
    del said, days  # the key of the cache
    filters, language = _view.address.filters, _view.language
    if _before is not None and _key in LAYOUTS:
        drawn = comparison_scene(
            _before, _snapshot, filters, base=_base or _snapshot, layout=_key, language=language
        )
    else:
        look = look_of(_view)
        drawn = scene.picture(_snapshot, _key, filters, language=language, look=look, base=_base)
    if _key == OUTLINED:
        drawn = outlined_scene(drawn, _base or _snapshot, own_outline(_view)[0])
    return edited_scene(drawn, _snapshot, _edits, filters, language=language)


def own_outline(view: View) -> tuple[Outline | None, Text | None]:
    """Return the outline kept for the ledger of a view; else why what was kept cannot be read."""
    try:
        return kept_outline(home().folder, view.ledger.entry.key), None
    except GraphsError as error:
        return None, error.message


def look_of(view: View) -> Look:
    """Return how the address has the picture drawn; what it does not know is as by default."""
    address = view.address
    return scene.known_look(address.colour, address.group, address.size, address.opened)
