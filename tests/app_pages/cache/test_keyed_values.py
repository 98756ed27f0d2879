"""A value looked up by its key is the one in the dictionary of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from app_pages.parts.cache.keyed_values import KeyedValues


def state_of(values: dict[str, object]) -> SafeSessionState:
    state = SessionState()
    for key, value in values.items():
        state[key] = value
    return SafeSessionState(state, lambda: None)


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from([None, 0, ""])))
def test_one_by_one_they_are_what_they_are_together(values: dict[str, object]) -> None:
    state = state_of(values)
    looked = KeyedValues(state)
    assert dict(looked) == values
    assert len(looked) == len(values)
    for key in "abcde":
        assert (key in looked) == (key in values)
        if key in values:
            assert looked[key] == values[key]
    assert repr(looked) == repr(dict(looked))


def test_a_value_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        KeyedValues(state_of({}))["none"]
