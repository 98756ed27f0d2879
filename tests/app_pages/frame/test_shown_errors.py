"""Every problem of an error is read on the screen: in its own words, below them, or counted."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame.markdown_text import plain
from graphs.errors import InputError, Problem
from graphs.text import Text


def _screen(count: int, length: int) -> None:
    from app_pages.parts.frame.markdown_text import show_error
    from graphs.errors import InputError, Problem
    from graphs.text import Text

    found = tuple(
        Problem(place=Text.same(f"<{number}>"), reason=Text.same("x" * length))
        for number in range(count)
    )
    words = Text.join([each.sentence() for each in found], zh="；", en="; ")
    show_error(InputError(words, found), "zh")


@pytest.mark.parametrize(("count", "length"), [(1, 10), (3, 10), (9, 100), (12, 200), (30, 700)])
def test_no_problem_is_lost_where_the_sentence_that_names_them_all_is_cut(
    count: int, length: int
) -> None:
    screen = AppTest.from_function(_screen, args=(count, length)).run()
    [error], captions = screen.error, [each.value for each in screen.caption]
    problems = [
        Problem(place=Text.same(f"<{number}>"), reason=Text.same("x" * length))
        for number in range(count)
    ]
    whole = [plain(InputError(each.sentence()).say("zh")) for each in problems]
    read = [words for words in whole if words in error.value or f"· {words}" in captions]
    counted = [words for words in captions if words.startswith("· 另有")]
    assert len(read) == count or counted == [f"· 另有 {count - len(read)} 处。"]
