"""The pictures a view offers and the scene of each; the download offers the same."""

from __future__ import annotations

from typing import Any

from app_pages.parts.frame.view import View
from graphs import scene
from graphs.model import Snapshot
from graphs.scene import ATTRIBUTES, SIZES, Look, Scene
from graphs.text import Text

__all__ = ["available_picture", "look_of", "options", "picture", "shown_graph"]


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


def picture(view: View, snapshot: Snapshot, key: str) -> Scene:
    """Return the scene of a picture by its key.

    Raises
    ------
    NotFound
        The chain or organisation of the key is not in the snapshot.
    """
    return scene.picture(
        snapshot, key, view.address.filters, language=view.language, look=look_of(view)
    )


def look_of(view: View) -> Look:
    """Return how the address has the picture drawn; what it does not know is as by default."""
    address, usual = view.address, Look()
    return Look(
        colour=address.colour if address.colour in ATTRIBUTES else usual.colour,
        group=address.group if address.group in ATTRIBUTES else usual.group,
        size=address.size if address.size in SIZES else usual.size,
        opened=address.opened,
    )
