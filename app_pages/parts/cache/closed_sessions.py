"""Closed sessions, given back: their event loops with their files, and what they remembered.

Streamlit keeps the session of a lost connection, so that it can be found again, but lets go of it
only when another one is closed, and of its three open files only when the collector happens by.
Here it is shut down when its time is over, on the server's own thread.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from streamlit import runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

from app_pages.parts.cache.number_settings import number_setting

__all__ = ["ClosedSessions", "tend_closed_sessions"]

_MOST = 128

_LOGGER = logging.getLogger(__name__)


class ClosedSessions(SessionStorage):
    """Sessions that wait to be taken up again; whichever is let go of is shut down.

    ``ended`` is told the id of each that is.

    Examples
    --------
    >>> waiting = ClosedSessions(seconds=120)
    >>> waiting.get("of another process") is None, waiting.list()
    (True, [])
    """

    def __init__(
        self,
        *,
        seconds: float,
        most: int = _MOST,
        clock: Callable[[], float] = time.monotonic,
        ended: Callable[[str], None] = lambda _ident: None,
    ) -> None:
        self._seconds = seconds
        self._ended = ended
        self._most = most
        self._clock = clock
        self._kept: dict[str, tuple[float, SessionInfo]] = {}

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a session that waits; ``None`` where it is gone."""
        self.expire()
        found = self._kept.get(session_id)
        return found[1] if found else None

    def save(self, session_info: SessionInfo) -> None:
        """Let a session wait; the one that waits longest makes room."""
        ident = session_info.session.id
        self._kept.pop(ident, None)
        self._kept[ident] = (self._clock(), session_info)
        if len(self._kept) > self._most:
            self._end(next(iter(self._kept)))

    def delete(self, session_id: str) -> None:
        """Forget a session that was taken up again."""
        del self._kept[session_id]

    def list(self) -> list[SessionInfo]:
        """Return those that wait, the longest first."""
        return [each for _, each in self._kept.values()]

    def expire(self) -> None:
        """Shut down those whose time is over."""
        begun = self._clock() - self._seconds
        for ident in [each for each, (since, _) in self._kept.items() if since <= begun]:
            self._end(ident)

    def _end(self, ident: str) -> None:
        _, gone = self._kept.pop(ident)
        gone.session.shutdown()
        self._ended(ident)


def tend_closed_sessions(ended: Callable[[str], None]) -> None:
    """Shut closed sessions down in time, from now on; outside a server nothing is to be done.

    ``GRAPHS_RECONNECT_SECONDS`` says how long one whose connection was lost can be taken up again.
    """
    if not runtime.exists():
        return
    server = runtime.get_instance()
    manager = getattr(server, "_session_mgr", None)  # there is no public door
    kept = getattr(manager, "_session_storage", None)
    if manager is None or not isinstance(kept, MemorySessionStorage):
        _LOGGER.warning("closed sessions are left to Streamlit, which keeps them elsewhere")
        return
    seconds = number_setting("GRAPHS_RECONNECT_SECONDS", 120)
    waiting = ClosedSessions(seconds=seconds, ended=ended)
    for each in kept.list():
        waiting.save(each)
    manager._session_storage = waiting  # noqa: SLF001  # likewise
    loop = server._get_async_objs().eventloop  # noqa: SLF001  # likewise

    def tend() -> None:
        waiting.expire()
        loop.call_later(seconds / 4, tend)

    loop.call_soon_threadsafe(tend)
