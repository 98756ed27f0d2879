"""Saved views as a JSON file, and back: to keep them elsewhere or take them to another ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from graphs.errors import InputError, Problem
from graphs.interchange import Address
from graphs.model import SavedView
from graphs.text import Text

__all__ = ["fresh_views", "views_in", "views_json"]

_FORMAT = "saved-views"
_WORDS = ("title", "title_en", "sentence", "sentence_en", "address", "places")
_REQUIRED = frozenset({"title", "address"})


def views_json(views: Collection[SavedView]) -> str:
    """Return views as JSON in the order given; ids belong to a ledger and are left out.

    Examples
    --------
    >>> words = views_json([SavedView(id="v1", title="全区", address="picture=hubs")])
    >>> [each.title for each in views_in(words)]
    ['全区']
    """
    listed = [
        {name: value for name in _WORDS if (value := getattr(each, name)) is not None}
        for each in views
    ]
    whole = {"format": _FORMAT, "version": 1, "views": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def views_in(words: str) -> tuple[SavedView, ...]:
    """Return the views of a JSON file, in its order, with new ids.

    Raises
    ------
    InputError
        It is no such file, or one of its views cannot be used; every problem is carried.

    Examples
    --------
    >>> views_in('{"format": "saved-views", "views": [{"title": "全区", "address": ""}]}')
    Traceback (most recent call last):
    graphs.errors.InputError: The file has views that cannot be used.
      view 1, address: is missing
    """
    try:
        given = json.loads(words)
    except (ValueError, RecursionError):
        given = None
    listed = given.get("views") if isinstance(given, dict) else None
    if not isinstance(listed, list) or given.get("format") != _FORMAT:
        raise InputError(
            Text(zh="这不是“保存的视图”导出的文件。", en="This is no file of saved views.")
        )
    problems = [each for at, item in enumerate(listed, 1) for each in _problems(at, item)]
    if problems:
        raise InputError(
            Text(zh="文件中有不能使用的视图。", en="The file has views that cannot be used."),
            tuple(problems),
        )
    return tuple(
        SavedView(id=f"new:view{at}", order=at, **{name: item.get(name) for name in _WORDS})
        for at, item in enumerate(listed, 1)
    )


def _problems(at: int, item: Any) -> Iterator[Problem]:
    place = Text(zh=f"第 {at} 个视图", en=f"view {at}")
    if not isinstance(item, Mapping):
        yield Problem(place=place, reason=Text(zh="不是一个视图", en="is no view"))
        return
    for name in _WORDS:
        value = item.get(name)
        label = place + Text(zh=f"的 {name}", en=f", {name}")
        if name in _REQUIRED and not (isinstance(value, str) and value.strip()):
            yield Problem(place=label, reason=Text(zh="没有填写", en="is missing"))
        elif value is not None and not isinstance(value, str):
            yield Problem(
                place=label, value=str(value), reason=Text(zh="不是文字", en="is no text")
            )
    if isinstance(item.get("address"), str):
        yield from Address.parse(dict(parse_qsl(item["address"])))[1]


def fresh_views(given: Collection[SavedView], kept: Collection[SavedView]) -> tuple[SavedView, ...]:
    """Return the given views that are not kept already, ordered behind those that are.

    Two are one where all but their order agrees, so that a file read twice adds nothing.

    Examples
    --------
    >>> view = SavedView(id="v1", title="全区", address="picture=hubs")
    >>> fresh_views([replace(view, id="new:view1", order=3)], [view])
    ()
    """
    known = {_content(each) for each in kept}
    fresh = {_content(each): each for each in reversed(list(given)) if _content(each) not in known}
    after = max((each.order or 0 for each in kept), default=0)
    listed = sorted(fresh.values(), key=lambda each: each.order or 0)
    return tuple(replace(each, order=after + at) for at, each in enumerate(listed, start=1))


def _content(view: SavedView) -> tuple[str | None, ...]:
    return tuple(getattr(view, name) for name in _WORDS)
