"""Messages of a run, handed to the server's loop together: each alone would wake it for itself.

Streamlit (1.67) wakes the loop by a byte on a socket for each of a run's fifty to a hundred messages,
and the two threads take the interpreter from each other every time. Here what a run says within a
hundredth of a second goes over at once, in its order; a beginning or an end waits for nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

__all__ = ["PAUSE", "EventQueue", "gather_messages"]

PAUSE = 0.01
"""How long a message may wait for the next one, in seconds."""


# Kept: sessions that are open already hold their own way of before by a weak reference only.
_alone = AppSession._on_scriptrunner_event  # noqa: SLF001  # there is no public way


@dataclass(slots=True)
class EventQueue:
    """What the script's thread said and the loop has not heard yet.

    Examples
    --------
    >>> queue = EventQueue()
    >>> queue.put(print, urgent=False), queue.put(print, urgent=False), queue.put(print, urgent=True)
    (True, False, True)
    >>> len(queue.taken()), len(queue.taken())
    (3, 0)
    """

    waiting: deque[Callable[[], None]] = field(default_factory=deque)
    called: bool = False
    lock: Any = field(default_factory=Lock)

    def put(self, event: Callable[[], None], *, urgent: bool) -> bool:
        """Put an event at the end; return whether the loop is to be called for it."""
        with self.lock:
            self.waiting.append(event)
            call = urgent or not self.called
            self.called = True
            return call

    def taken(self) -> list[Callable[[], None]]:
        """Take everything that waits, in its order."""
        with self.lock:
            found = list(self.waiting)
            self.waiting.clear()
            self.called = False
            return found


def gather_messages() -> None:
    """Let every session of this server hand its messages over together, from now on."""
    AppSession._on_scriptrunner_event = _put  # type: ignore[method-assign]  # noqa: SLF001  # likewise


def _put(
    self: AppSession, sender: Any, event: ScriptRunnerEvent, *words: Any, **named: Any
) -> None:
    queue: EventQueue = self.__dict__.setdefault("_graphs_events", EventQueue())
    handle = self._handle_scriptrunner_event_on_event_loop  # likewise
    urgent = event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
    if queue.put(partial(handle, sender, event, *words, **named), urgent=urgent):
        self._call_soon_on_event_loop(
            partial(_drain if urgent else _drain_later, queue)
        )  # likewise


def _drain_later(queue: EventQueue) -> None:
    asyncio.get_running_loop().call_later(PAUSE, _drain, queue)


def _drain(queue: EventQueue) -> None:
    loop = asyncio.get_running_loop()
    for event in queue.taken():
        loop.call_soon(event)  # by itself: one that fails takes no other along
