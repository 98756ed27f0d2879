"""What a person does in front of the app, and what a guard beside them writes down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Dialog, Locator, Page, Request, Response

from app_pages.parts.menu import GROUPS

__all__ = ["SCREENS", "Desk", "Watch", "both_languages", "both_sizes"]

SCREENS = tuple(screen.name for _, group in GROUPS for screen in group)

both_languages = pytest.mark.parametrize("language", ["zh", "en"])
both_sizes = pytest.mark.parametrize("size", ["1280x800", "1920x1080"], indirect=True)

# On a deep link Streamlit first asks below the page's own path, is told 404, and asks at the root.
_DEEP_LINK = re.compile(rf"/({'|'.join(SCREENS)})/_stcore/(health|host-config)$")
_LOCAL = {"127.0.0.1"}


@dataclass
class Watch:
    """Notes every request to elsewhere, every error and every dialog of a page."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("websocket", lambda socket: self._address(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dialog)

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

    def settle(self) -> None:
        """Wait until no run of the script is under way and every widget has its code."""
        self.page.wait_for_timeout(120)
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
        self.page.wait_for_timeout(120)

    def await_canvas(self) -> None:
        self.page.wait_for_function(
            "Object.values(globalThis.__graphsCanvas ?? {}).some((each) => each.labels().length)"
        )

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
