"""Messages of a run reach the loop in their order, several at once, and an end waits for nothing."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from app_pages.parts.cache import run_messages
from app_pages.parts.cache.run_messages import gather_messages

SAID = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
ENDED = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


class Session:
    """What a session of Streamlit has to do with it: a loop, and what it does with an event."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.calls = loop, 0
        self.heard: list[object] = []

    def _call_soon_on_event_loop(self, callback: Any) -> None:
        self.calls += 1
        self.loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(
        self, _sender: object, event: object, forward_msg: object = None
    ) -> None:
        self.heard.append(forward_msg or event)
        if forward_msg == "broken":
            raise ValueError(forward_msg)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", AppSession._on_scriptrunner_event)
    gather_messages()
    return AppSession._on_scriptrunner_event


def heard(put: Any, events: list[tuple[Any, str | None]]) -> Session:
    """Let another thread say these; return what became of them a moment later."""

    async def listen() -> Session:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)
        session = Session(loop)

        def say() -> None:
            for event, words in events:
                put(session, None, event, forward_msg=words)

        thread = threading.Thread(target=say)
        thread.start()
        thread.join()
        for _ in range(200):
            await asyncio.sleep(0.01)
            if len(session.heard) == len(events):
                break
        return session

    with ThreadPoolExecutor(1) as own:  # a browser of another test has a loop in this thread
        return own.submit(asyncio.run, listen()).result()


def test_what_is_said_at_once_goes_over_at_once_in_its_order(put: Any) -> None:
    found = heard(put, [(SAID, f"{n}") for n in range(50)])
    assert found.heard == [f"{n}" for n in range(50)]
    assert found.calls == 1


def test_an_end_comes_after_all_that_was_said_before_it(
    put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_messages, "PAUSE", 60.0)  # it does not wait for the pause
    found = heard(put, [*((SAID, f"{n}") for n in range(9)), (ENDED, None)])
    assert found.heard == [*(f"{n}" for n in range(9)), ENDED]
    assert found.calls == 2


def test_one_that_fails_takes_no_other_along(put: Any) -> None:
    found = heard(put, [(SAID, "a"), (SAID, "broken"), (SAID, "b"), (ENDED, None)])
    assert found.heard == ["a", "broken", "b", ENDED]


def test_sessions_of_before_still_find_their_own_way() -> None:
    """A session's signal holds its method by a weak reference: it must outlive the exchange."""
    assert run_messages._alone.__module__ == "streamlit.runtime.app_session"
