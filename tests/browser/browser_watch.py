"""The guard beside a page: every request to elsewhere, every error and dialog, and what the app owes it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Error, Page, Request, Response, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app_pages.parts.frame.menu import menu_items

__all__ = ["PATIENCE", "SCREENS", "Watch"]

PATIENCE = 120
"""Seconds after which a condition is given up; a busy machine meets it later, never otherwise."""

SCREENS = tuple(item.name for item in menu_items())

# On a deep link Streamlit first asks below the page's own path, is told 404, and asks at the root.
_DEEP_LINK = re.compile(rf"/({'|'.join(SCREENS)})/_stcore/(health|host-config)$")
_LOCAL = {"127.0.0.1"}
_AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


@dataclass
class Watch:
    """Notes every request to elsewhere, every error and every dialog of a page, and its runs."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    asked: bool = False  # a run of the script was asked for and has not begun
    running: bool = False
    stream: WebSocket | None = None

    def __post_init__(self) -> None:
        for event, note in self._noted.items():
            self.page.on(event, note)

    def assert_well(self) -> None:
        """Fail where anything went wrong since this was asked last."""
        wrong = (self.outside, self.errors, self.dialogs)
        self.outside, self.errors, self.dialogs = [], [], []
        assert wrong == ([], [], []), wrong

    def end(self) -> None:
        """Note no more: what the page does next is another's."""
        for event, note in self._noted.items():
            self.page.remove_listener(event, note)

    @cached_property
    def _noted(self) -> Mapping[Any, Callable[[Any], None]]:
        return {
            "request": self._request,
            "response": self._response,
            "websocket": self._socket,
            "pageerror": self._error,
            "dialog": self._dialog,
        }

    @property
    def busy(self) -> bool:
        """Whether the app still owes the page a run."""
        return self.asked or self.running

    def rest(self) -> None:
        """Wait until the app owes the page nothing; what it says wakes the test, no looking again."""
        until = time.monotonic() + PATIENCE
        while self.busy:
            left = until - time.monotonic()
            assert left > 0, f"asked {self.asked}, running {self.running}"
            if self.stream is None or self.stream.is_closed():
                self.page.wait_for_timeout(25)
                continue
            with suppress(Error):  # it closed, and another may follow
                self.stream.wait_for_event(
                    "framereceived", predicate=lambda _: not self.busy, timeout=1000 * left
                )

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)
        self.asked = self.running = False
        self.stream = socket
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.asked |= BackMsg.FromString(frame).WhichOneof("type") == "rerun_script"

    def _received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.asked, self.running = False, True
        elif kind == "script_finished" and message.script_finished != _AGAIN:
            self.running = False

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"data", "blob", "about"}:
            return
        self.requests.append(address)
        if parts.scheme != "file" and parts.hostname not in _LOCAL:
            self.outside.append(address)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not _DEEP_LINK.search(urlsplit(response.url).path):
            self.errors.append(f"{response.status} {response.url}")

    def _error(self, error: Error) -> None:
        self.errors.append(str(error))

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()
