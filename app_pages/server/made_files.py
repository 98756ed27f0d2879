"""Files that Streamlit makes at a click: for whose session, so that nobody else gets them.

What a screen draws is kept under its session; what a download button makes only when it is pressed
is not (Streamlit 1.67), so that here is written down for whom it was made.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import PurePosixPath
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from streamlit.runtime import get_instance
from streamlit.runtime.media_file_manager import MediaFileManager

__all__ = ["button_session", "keep_owners", "made_for"]

_MOST = 10_000
_owners: OrderedDict[str, set[str]] = OrderedDict()
_lock = Lock()
_execute = MediaFileManager.execute_deferred


def keep_owners() -> None:
    """Let every file that is made at a click be kept with the session it was made for.

    Two sessions that make the same bytes get the same file: it has both as owners. The oldest of
    very many files are forgotten, and answered to nobody any longer.
    """
    MediaFileManager.execute_deferred = _executed  # type: ignore[method-assign]


def made_for(ident: str) -> frozenset[str]:
    """Return the sessions a file was made for, by its id; none where it was not made at a click.

    Examples
    --------
    >>> made_for("nothing")
    frozenset()
    """
    with _lock:
        return frozenset(_owners.get(ident, ()))


def button_session(ident: str) -> str:
    """Return the session whose button makes a file when it is pressed; blank where there is none."""
    manager: Any = get_instance().media_file_mgr
    request = manager._deferred_callables.get(ident)  # noqa: SLF001  # there is no public way
    return "" if request is None else str(request["session_id"])


def _executed(self: MediaFileManager, file_id: str) -> str:
    request: Any = self._deferred_callables.get(file_id)  # there is no public way
    url = _execute(self, file_id)
    if request is not None:
        with _lock:
            ident = PurePosixPath(urlsplit(url).path).stem
            _owners.setdefault(ident, set()).add(request["session_id"])
            _owners.move_to_end(ident)
            while len(_owners) > _MOST:
                _owners.popitem(last=False)
    return url
