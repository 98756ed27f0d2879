"""What spares a dear parser for the plain texts that most cells are gives what the parser gives."""

from __future__ import annotations

import re
from fnmatch import translate
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from test_memoised_parsers import SEPARATORS, TEXTS

from graphs.folding import fold
from graphs.intake.cells import party_cells, personal
from graphs.intake.cells.cells import is_plain_text, read_cell
from graphs.intake.files.cell_text import is_ditto
from graphs.intake.mapping.patterns import Meanings
from graphs.intake.rows import ditto_cells
from graphs.model import RECORDS

NAME = RECORDS["organisation"].column("name")
NOTE = RECORDS["organisation"].column("note")
CODES = st.text(alphabet="A1-./甲_x000D n/aN#", max_size=8)
PATTERNS = st.text(alphabet="*?[]甲支部总联合A", min_size=1, max_size=6)
WORDS = st.text(alphabet="甲支部总联合Aa?[]", max_size=10)


@given(TEXTS, SEPARATORS)
@example("中共甲公司和乙厂党支部", ("、",))
@example("各村党支部", ())
@example("甲公司书记党支部", ("、",))
@example("党支部", ())
def test_a_cell_that_is_one_name_is_read_as_any_other(
    text: str, separators: tuple[str, ...]
) -> None:
    found = party_cells.party_cell(text, separators)
    with patch.object(party_cells, "_is_one_name", lambda _plain, _separators: False):
        party_cells._named.cache_clear()
        plain = party_cells.party_cell(text, separators)
    party_cells._named.cache_clear()
    assert found == plain


@given(TEXTS | CODES)
@example("A-1")
@example("1.")
@example("N/A")
@example("A_x000D_")
def test_a_plain_text_is_its_own_value(text: str) -> None:
    if is_plain_text(text):
        for column in (NAME, NOTE):
            reading = read_cell(column, text)
            assert (reading.value, reading.fault, reading.note) == (text, None, None)


@given(PATTERNS, WORDS)
@example("*总支*", "甲总支部")
@example("*甲*甲*", "甲")
@example("*A", "甲a")
def test_a_pattern_of_stars_matches_what_its_expression_matches(pattern: str, text: str) -> None:
    wanted = fold(pattern) == fold(text) or (
        "*" in pattern and re.fullmatch(translate(fold(pattern)), fold(text)) is not None
    )
    assert (Meanings(((pattern, "x"),)).of(text) is not None) == wanted


@given(st.text(alphabet="0123456789Xx -甲", max_size=24))
@example("13800138000")
def test_no_form_of_a_number_is_passed_over(text: str) -> None:
    assert personal.may_be_personal(text) == (personal._FORM.search(text) is not None)


@given(
    TEXTS
    | st.sampled_from(["同 上", "〃", "″", "”", '"', "do", "DO.", "Ditto", "同前", "同上栏。"])
)
def test_every_ditto_has_one_of_the_characters_looked_for(text: str) -> None:
    assert not is_ditto(text) or ditto_cells._MAY_BE.search(text)
