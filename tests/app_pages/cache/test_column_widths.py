"""Columns fit the window, and no word is cut off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from streamlit import cache_resource as st_cache

from app_pages.parts.cache.column_widths import WINDOW, fitted

cells = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.text("ab c", max_size=60),
    st.text("党支部 结对", max_size=40),
)
tables = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=8)
)


@given(rows=tables, room=st.integers(300, 1200))
def test_columns_fit_the_room_in_the_fewest_lines_unless_longest_words_do_not(rows, room):
    heads = [f"h{place}" for place in range(len(rows[0]))]
    found = fitted(heads, rows, room)
    narrowest = fitted(heads, rows, 1)
    assert sum(found.widths.values()) <= max(room, sum(narrowest.widths.values()))
    assert all(found.widths[head] >= narrowest.widths[head] for head in heads)
    assert fitted(heads, rows, room + 200).lines <= found.lines <= narrowest.lines


@given(rows=tables)
def test_a_table_that_fits_has_one_line_a_row(rows):
    heads = [f"h{place}" for place in range(len(rows[0]))]
    assert fitted(heads, rows, 10**6).lines == 1


def test_long_sentences_give_way_and_short_ones_keep_their_words():
    heads = ["verdict", "reason"]
    rows = [("not comparable", "because the unit of count is another one " * 4)]
    found = fitted(heads, rows, WINDOW)
    assert found.lines == 2
    assert found.widths["verdict"] >= fitted(heads[:1], [("comparable",)]).widths["verdict"]


def test_a_chinese_sentence_may_break_anywhere_and_a_long_code_nowhere():
    rows = [("结对共建协议" * 15, "91410106MA0000000X")]
    widths = fitted(["a", "b"], rows, 500).widths
    assert widths["b"] == fitted(["b"], [("91410106MA0000000X",)]).widths["b"]
    assert sum(widths.values()) <= 500


@given(rows=tables, room=st.integers(100, 1200), most=st.integers(1, 6))
def test_what_is_kept_is_what_would_be_made_and_a_blank_is_no_word(rows, room, most):
    heads = [f"h{place}" for place in range(len(rows[0]))]
    kept = fitted(heads, rows, room, most)
    blank = [tuple("" if cell is None else cell for cell in row) for row in rows]
    assert fitted(heads, blank, room, most) is kept
    st_cache.clear()
    assert fitted(heads, rows, room, most) == kept
