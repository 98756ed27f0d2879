"""Saved views: their order is a permutation whatever is moved; a file of them comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.briefs import fresh_views, moved_view, ordered_views, views_in, views_json
from graphs.errors import InputError
from graphs.model import SavedView

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
TITLES = WORDS.filter(str.strip)


@st.composite
def view_lists(draw: st.DrawFn) -> list[SavedView]:
    return [
        SavedView(
            id=f"v{at}",
            title=draw(TITLES),
            title_en=draw(st.none() | WORDS),
            sentence=draw(st.none() | WORDS),
            sentence_en=draw(st.none() | WORDS),
            order=draw(st.none() | st.integers(-2, 4)),
            address=draw(st.sampled_from(["picture=hubs", "picture=chain:c1&since=2009-01-01"])),
            places=draw(st.none() | st.just('{"o1": [1, 2]}')),
        )
        for at in range(draw(st.integers(1, 6)))
    ]


@given(view_lists(), st.data())
def test_moving_changes_places_of_two_neighbours_and_of_nobody_else(
    views: list[SavedView], data: st.DataObject
) -> None:
    listed = [each.id for each in ordered_views(views)]
    place = data.draw(st.integers(0, len(views) - 1))
    by = data.draw(st.sampled_from([-1, 1]))
    changed = {each.id: each for each in moved_view(views, listed[place], by)}
    after = [each.id for each in ordered_views([changed.get(each.id, each) for each in views])]
    target = place + by
    if 0 <= target < len(listed):
        listed[place], listed[target] = listed[target], listed[place]
    assert after == listed
    assert all(
        replace(each, order=None) in [replace(v, order=None) for v in views]
        for each in changed.values()
    )


@given(view_lists())
def test_a_file_of_views_comes_back_whole_and_twice_adds_nothing(views: list[SavedView]) -> None:
    listed = ordered_views(views)
    back = views_in(views_json(listed))
    assert [replace(each, id="", order=None) for each in back] == [
        replace(each, id="", order=None) for each in listed
    ]
    assert fresh_views(back, views) == ()
    added = fresh_views(back, ())
    assert all(one.order < two.order for one, two in pairwise(added))  # type: ignore[operator]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        '{"format": "saved-views"}',
        '{"format": "x", "views": []}',
        "[" * 9000,
    ],
)
def test_what_is_no_file_of_views_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="no file of saved views"):
        views_in(words)


def test_every_view_that_cannot_be_used_is_named() -> None:
    listed = [
        3,
        {"title": " "},
        {"title": "甲", "address": "as_of=never"},
        {"title": "乙", "address": 7},
    ]
    with pytest.raises(InputError) as refused:
        views_in(json.dumps({"format": "saved-views", "views": listed}))
    said = [each.sentence().en for each in refused.value.problems]
    assert [words.split(":")[0] for words in said] == [
        "view 1", "view 2, title", "view 2, address", "as_of in the address", "view 4, address",
    ]  # fmt: skip
