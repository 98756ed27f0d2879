"""What is replaced inside Streamlit is replaced in the version it was written for, in no other."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState

from app_pages.parts.cache import run_messages
from app_pages.parts.cache.keyed_values import KeyedValues
from app_pages.parts.cache.streamlit_speed import WRITTEN_FOR, make_runs_quicker

ROOT = Path(__file__).parents[3]


def ways() -> tuple[object, object]:
    return AppSession._on_scriptrunner_event, SafeSessionState.filtered_state


def test_the_locked_streamlit_is_the_one_it_was_written_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [locked] = re.findall(
        r"^streamlit==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE
    )
    assert locked.startswith(WRITTEN_FOR)
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", AppSession._on_scriptrunner_event)
    monkeypatch.setattr(SafeSessionState, "filtered_state", SafeSessionState.filtered_state)
    assert make_runs_quicker(locked)
    messages, values = ways()
    assert messages is run_messages._put
    assert isinstance(values, property)
    assert values.fget is KeyedValues


@pytest.mark.parametrize("version", ["1.6.70", "1.66.9", "1.68.0", "2.0.0"])
def test_another_streamlit_is_left_as_it_is_and_the_log_says_so(
    version: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = ways()
    with caplog.at_level(logging.WARNING):
        assert not make_runs_quicker(version)
    assert ways() == before
    assert version in caplog.text
