"""No name over another, over a heading or over the first row, whatever is drawn and at any zoom."""

from __future__ import annotations

from typing import Any

import pytest
from browser_desk import Desk

from graphs.ledger import Home
from graphs.model import Scope
from graphs.scene import pictures

WINDOWS = {
    "1280x800": (1280, 800, 1.0),
    "1920x1080": (1920, 1080, 1.0),
    "200 %": (640, 400, 2.0),
}
"""Windows in CSS pixels with the pixels of the screen for each: a page zoomed to 200 % has half."""


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The keys of every picture of a ledger: layouts, one page, chains."""
    home = Home(folder=tmp_path_factory.mktemp("pictures"))
    found = {}
    for key in ("demo", "shangjie-2010"):
        with home.open(key) as ledger:
            place = ledger.profile().home
            found[key] = list(
                pictures(ledger.snapshot(Scope("division", place) if place else Scope(), None))
            )
    return found


def across(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return (
        a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    )


def clashes(desk: Desk) -> list[tuple[str, str]]:
    """Labels over labels, and headings over marks."""
    labels, bodies = desk.canvas("labels()"), desk.canvas("bodies()")
    found = [
        (a["key"], b["key"]) for n, a in enumerate(labels) for b in labels[n + 1 :] if across(a, b)
    ]
    headings = [each for each in labels if each["key"].startswith("area:")]
    return found + [(a["key"], b["id"]) for a in headings for b in bodies if across(a, b)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("ledger", ["demo", "shangjie-2010"])
def test_nothing_lies_over_a_name_or_a_heading(
    desk: Desk, offered: dict[str, list[str]], ledger: str, window: str, language: str
) -> None:
    width, height, pixels = WINDOWS[window]
    session = desk.page.context.new_cdp_session(desk.page)
    session.send(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": pixels, "mobile": False},
    )
    wrong = {}
    for picture in offered[ledger]:
        desk.visit("network", debug="1", ledger=ledger, lang=language, picture=picture)
        desk.await_canvas()
        found = clashes(desk)
        desk.page.locator('[data-action="zoom_out"]').click()
        desk.await_canvas()
        if found := [*found, *clashes(desk)]:
            wrong[picture] = found[:4]
    assert wrong == {}
