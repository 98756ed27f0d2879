import re

import pytest
from hostile import FORMULAS, HOSTILE, REFUSED
from hypothesis import given
from hypothesis import strategies as st

from graphs.interchange import neutral

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_formula_stays_one(words: str):
    assert not str(neutral(words)).startswith(STARTS)


@pytest.mark.parametrize("words", ["=1+1", "＝1+1", "-1"])
def test_the_text_itself_is_kept_behind_an_apostrophe(words: str):
    assert neutral(words) == f"'{words}"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_safe_to_write(words: str):
    clean = neutral(words)
    assert not clean.startswith(STARTS)
    clean.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", clean)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=500))
def test_ordinary_text_comes_out_as_it_is(words: str):
    assert neutral(words) in (words, f"'{words}")


@pytest.mark.parametrize("words", REFUSED)
def test_what_no_file_can_hold_is_dropped(words: str):
    assert neutral(words).isprintable()


@pytest.mark.parametrize("value", [-3, 0.5, True, None])
def test_what_is_no_text_is_left_alone(value: object):
    assert neutral(value) is value


def test_a_flood_is_cut_to_what_a_cell_holds():
    assert len(neutral("党" * 100_000)) < 32_767
    assert len(neutral(HOSTILE[0])) == len(HOSTILE[0])
