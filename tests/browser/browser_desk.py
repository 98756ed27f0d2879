"""What a person does in front of the app, and what a guard beside them writes down."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Dialog, Error, Locator, Page, Request, Response, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app_pages.parts.frame.menu import menu_items
from app_pages.parts.frame.screen import Group

__all__ = [
    "PATIENCE",
    "SCREENS",
    "Desk",
    "Watch",
    "at_desk",
    "both_languages",
    "both_sizes",
    "each_size_in_a_language",
]

PATIENCE = 120
"""Seconds after which a condition is given up; a busy machine meets it later, never otherwise."""

Found = TypeVar("Found")

SCREENS = tuple(item.name for item in menu_items())

both_languages = pytest.mark.parametrize("language", ["zh", "en"])
each_size_in_a_language = pytest.mark.parametrize(
    ("size", "language"), [("1280x800", "zh"), ("1920x1080", "en")], indirect=["size"]
)
"""For journeys: each size and each language once, where neither says anything of the other."""
both_sizes = pytest.mark.parametrize("size", ["1280x800", "1920x1080"], indirect=True)

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

    def __post_init__(self) -> None:
        for event, note in self._noted.items():
            self.page.on(event, note)

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

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)
        self.asked = self.running = False
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


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A page in front of the app."""

    page: Page
    server: str
    watch: Watch

    def visit(self, screen: str = "overview", **query: str) -> None:
        """Open a screen at an address and wait until it is drawn."""
        self.page.goto(f"{self.server}/{screen}?{urlencode(query)}")
        self.page.locator('[data-testid="stSidebar"] h4').wait_for()
        self.settle()

    def visit_network(self, **query: str) -> None:
        """Open the network with the door for tests, and wait until its labels are drawn."""
        self.visit("network", debug="1", **query)
        self.await_canvas()

    def turn_to(self, screen: str) -> None:
        """Follow the menu to a screen; the page is not loaded anew."""
        item = next(item for item in menu_items() if item.name == screen)
        group = list(Group).index(item.screen.group)
        if group:  # all but the first are folded
            self.page.get_by_test_id("stTopNavSection").nth(group - 1).click()
        self.page.locator(f'a[data-testid^="stTopNav"][href$="/{screen}"]').first.click()
        self.page.wait_for_url(re.compile(rf"/{screen}(\?|$)"))
        self.settle()

    def settle(self) -> None:
        """Wait until no run of the script is asked for or under way and all of it is drawn."""
        self._breathe()
        self.awaited(lambda: self.watch.busy, lambda busy: not busy)
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        self.awaited(lambda: self.page.locator("[data-testid=stSkeleton]").count(), lambda n: not n)
        self._breathe()

    def _breathe(self) -> None:
        """Let the page do what an event made it do: send its message, draw what came."""
        self.page.evaluate(
            "new Promise((d) => requestAnimationFrame(() => setTimeout(() => setTimeout(d))))"
        )

    def awaited(self, look: Callable[[], Found], good: Callable[[Found], bool]) -> Found:
        """Look until what is seen is good, and return it; the last look fails the test."""
        until = time.monotonic() + PATIENCE
        while not good(found := look()):
            assert time.monotonic() < until, f"still {found!r}"
            self.page.wait_for_timeout(25)
        return found

    def await_query(self, *absent: str, **wanted: str) -> None:
        """Wait until the address says what is wanted (a value ending in ``*`` begins so)."""

        def says(query: Mapping[str, str]) -> bool:
            return not set(absent) & set(query) and all(
                query.get(key, "").startswith(value[:-1])
                if value.endswith("*")
                else query.get(key) == value
                for key, value in wanted.items()
            )

        self.awaited(lambda: self.query, says)

    def await_canvas(self) -> None:
        """Wait until the picture has its labels and has come to rest."""
        # Not `wait_for_function`: it evaluates words in the page, which the app's policy refuses.
        labelled = "Object.values(globalThis.__graphsCanvas ?? {}).some((e) => e.labels().length)"
        self.awaited(lambda: self.page.evaluate(labelled), bool)
        self.awaited(self._twice, lambda seen: seen[0] == seen[1])

    def _twice(self) -> tuple[Any, Any]:
        before = self.canvas("nodes()")
        self._breathe()
        return before, self.canvas("nodes()")

    def canvas(self, question: str) -> Any:
        """Ask the picture on the screen: ``labels()``, ``nodes()``, ``scale()``."""
        return self.page.evaluate(f"Object.values(globalThis.__graphsCanvas).at(-1).{question}")

    def positions(self) -> dict[str, tuple[float, float]]:
        """Where the nodes are, in pixels of the board."""
        return {each["id"]: (each["x"], each["y"]) for each in self.canvas("nodes()")}

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the board as a place of the window."""
        box = self.page.locator(".graphs-board").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def click_node(self, node: str, *, double: bool = False) -> None:
        place = self.point(*self.positions()[node])
        (self.page.mouse.dblclick if double else self.page.mouse.click)(*place)
        self.settle()

    def click_edge(self, source: str, target: str) -> None:
        """Click a straight edge in its middle."""
        at = self.positions()
        middle = [(a + b) / 2 for a, b in zip(at[source], at[target], strict=True)]
        self.page.mouse.click(*self.point(*middle))
        self.settle()

    @property
    def query(self) -> Mapping[str, str]:
        """What the browser's address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    @property
    def main(self) -> Locator:
        return self.page.locator('[data-testid="stMain"]')

    @property
    def card(self) -> Locator:
        """The facts of what was chosen."""
        return self.page.locator(".gx", has=self.page.locator("h5"))


@contextmanager
def at_desk(page: Page, server: str, size: tuple[int, int]) -> Iterator[Desk]:
    """Sit down in front of the app and leave a blank page; what went wrong meanwhile fails."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    watch = Watch(page)
    yield Desk(page=page, server=server, watch=watch)
    watch.end()
    page.unroute_all()
    if page.url != "about:blank":
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
    assert watch.outside == [], watch.outside
    assert watch.errors == [], watch.errors
    assert watch.dialogs == [], watch.dialogs
