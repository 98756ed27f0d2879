"""Saved views in the order they are presented, and moving one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphs.model import SavedView
from graphs.text import Text

__all__ = ["moved_view", "ordered_views", "view_places", "view_sentence", "view_title"]


def ordered_views(views: Iterable[SavedView]) -> tuple[SavedView, ...]:
    """Return views by their order; those without one come last, by title.

    Examples
    --------
    >>> one, two = (SavedView(id=each, title=each, address="") for each in "ab")
    >>> [each.id for each in ordered_views([one, replace(two, order=1)])]
    ['b', 'a']
    """
    return tuple(
        sorted(
            views,
            key=lambda each: (each.order is None, each.order or 0, each.title, each.id),
        )
    )


def moved_view(views: Sequence[SavedView], ident: str, by: int) -> tuple[SavedView, ...]:
    """Return the views whose order changes when one moves so many places; the ends stop it.

    Examples
    --------
    >>> views = [SavedView(id=each, title=each, address="") for each in "abc"]
    >>> [(each.id, each.order) for each in moved_view(views, "c", -1)]
    [('a', 1), ('c', 2), ('b', 3)]
    >>> moved_view(views, "a", -1)
    ()
    """
    listed = list(ordered_views(views))
    place = next(at for at, each in enumerate(listed) if each.id == ident)
    target = min(max(place + by, 0), len(listed) - 1)
    if target == place:
        return ()
    listed.insert(target, listed.pop(place))
    numbered = [replace(each, order=at) for at, each in enumerate(listed, start=1)]
    before = {each.id: each for each in views}
    return tuple(each for each in numbered if each != before[each.id])


def view_title(view: SavedView) -> Text:
    """Return the title of a view; without one in English the recorded one.

    Examples
    --------
    >>> view_title(SavedView(id="v", title="全区", address="")).en
    '全区'
    """
    return Text.named(view.title, view.title_en)


def view_sentence(view: SavedView) -> Text:
    """Return the sentence of a view, blank where nobody wrote one.

    Examples
    --------
    >>> view_sentence(SavedView(id="v", title="全区", address="", sentence_en="All of it")).zh
    'All of it'
    """
    zh, en = view.sentence or "", view.sentence_en or ""
    return Text(zh=zh or en, en=en or zh)


def view_places(view: SavedView) -> dict[str, tuple[float, float]]:
    """Return where a view has marks put by hand; what makes no sense is no place.

    Examples
    --------
    >>> view_places(SavedView(id="v", title="全区", address="", places='{"o1": [1, 2]}'))
    {'o1': (1.0, 2.0)}
    """
    try:
        found = json.loads(view.places or "{}")
        return {str(ident): (float(x), float(y)) for ident, (x, y) in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
