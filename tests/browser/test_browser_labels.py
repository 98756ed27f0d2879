"""No name over another, over a heading or over the first row, whatever is drawn and at any zoom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from bare_canvas import drawn, open_page
from browser_desk import Desk, both_languages
from playwright.sync_api import BrowserContext, Page

from graphs.ledger import Home
from graphs.model import Scope, Snapshot
from graphs.scene import Scene, picture, pictures
from graphs.text import Language

WINDOWS = {"1280x800": (731, 594, 1), "1920x1080": (1221, 874, 1), "200 %": (589, 340, 2)}
"""The frame of the picture in a window, and the pixels of the screen for one of the page."""

SCOPES = {"demo": False, "shangjie-2010": False, "demo, a township": True}
"""What is drawn of which ledger: all of it, or its first township."""


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Iterator[Page]:
    """A tab of one's own: the emulated window stays with its tab, whatever comes after."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    home = Home(folder=tmp_path_factory.mktemp("pictures"))
    found = {}
    for name, within in SCOPES.items():
        with home.open(name.partition(",")[0]) as ledger:
            place = ledger.profile().home
            if within and place:
                place = min(each.id for each in ledger.divisions(place))
            found[name] = ledger.snapshot(Scope("division", place) if place else Scope(), None)
    return found


def scenes(snapshot: Snapshot, language: Language) -> Iterator[tuple[str, Scene]]:
    for key in pictures(snapshot):
        yield key, picture(snapshot, key, language=language)


def across(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return (
        a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    )


def clashes(seen: dict[str, Any]) -> list[tuple[str, str]]:
    """Labels over labels, and headings over marks."""
    labels = sorted(seen["labels"], key=lambda each: each["left"])
    found = []
    for place, a in enumerate(labels, 1):
        for b in islice(labels, place, None):
            if b["left"] >= a["right"]:
                break  # so does each after it
            if across(a, b):
                found.append((a["key"], b["key"]))
    headings = [each for each in labels if each["key"].startswith("area:")]
    return found + [(a["key"], b["id"]) for a in headings for b in seen["bodies"] if across(a, b)]


@both_languages
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scope", SCOPES)
def test_nothing_lies_over_a_name_or_a_heading(
    desk: Desk, snapshots: dict[str, Snapshot], scope: str, window: str, language: Language
) -> None:
    width, height, pixels = WINDOWS[window]
    session = desk.page.context.new_cdp_session(desk.page)
    session.send(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": pixels, "mobile": False},
    )
    open_page(desk)
    wrong, names = {}, 0
    for key, scene in scenes(snapshots[scope], language):
        for turn, seen in enumerate(drawn(desk, scene, width=width, height=height, zooms=2)):
            names += len(seen["labels"])
            if found := clashes(seen):
                wrong[f"{key}, zoomed out {turn} times"] = found[:4]
    assert names > 20
    assert wrong == {}
