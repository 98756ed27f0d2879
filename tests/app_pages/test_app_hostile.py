"""Hostile texts are shown as the text they are, on every screen, picture and card."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from app_hostile import HOSTILE
from app_reading import SCREENS, said
from nonempty import nonempty
from streamlit.testing.v1 import AppTest

OURS = {
    *("div", "span", "h5", "h6", "p", "b", "bdi", "br", "ul", "li", "blockquote", "img", "style"),
    *(
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "dl",
        "dt",
        "dd",
        "a",
        "h1",
        "ol",
        "details",
        "summary",
    ),
}

Open = Callable[..., AppTest]


class Tags(HTMLParser):
    """Notes every element and attribute of the HTML that a screen sends."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def elements(app: AppTest) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    for each in app.get("html"):
        parser.feed(each.proto.body)
    return parser.elements


def bodies(block: Any) -> list[str]:
    """Every text that Streamlit will read as Markdown."""
    found = []
    proto = getattr(block, "proto", None)
    for name in ("body", "label", "help"):
        words = getattr(proto, name, "") if proto is not None else ""
        if isinstance(words, str) and block.type not in {"html", "bidi_component"}:
            found.append(words)
    for child in getattr(block, "children", {}).values():
        found += bodies(child)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_drawn_and_sends_no_element_but_its_own(
    read_app: Open, screen: str, language: str
) -> None:
    app = read_app(screen, ledger="own-7", lang=language)
    assert not app.exception
    assert not app.error
    for tag, attributes in elements(app):
        assert tag in OURS
        assert not [name for name in attributes if name.startswith("on")]
        assert str(attributes.get("src") or "data:image/svg").startswith("data:image/svg")
        assert not (attributes.get("href") or "").strip().lower().startswith("javascript")


@pytest.mark.parametrize("screen", SCREENS)
def test_no_recorded_text_is_read_as_markdown(read_app: Open, screen: str) -> None:
    app = read_app(screen, ledger="own-7", lang="zh")
    for words in nonempty(bodies(app._tree)):
        assert "[点](" not in words
        assert not re.search(r"(?<!\\)<(img|script|a|svg)\b", words)


@pytest.mark.parametrize("focus", [f"node:h{place}" for place in range(len(HOSTILE))])
def test_the_card_of_a_hostile_organisation_is_inert(read_app: Open, focus: str) -> None:
    app = read_app("network", ledger="own-7", focus=focus)
    assert not app.exception
    assert {tag for tag, _ in elements(app)} <= OURS


@pytest.mark.parametrize("picture", ["hubs", "columns", "chain:n", "around:h0"])
def test_every_picture_draws_hostile_names(read_app: Open, picture: str) -> None:
    app = read_app("network", ledger="own-7", picture=picture)
    assert not app.exception
    assert not app.error
    assert any(each.kind == "canvas" and "onerror" in each.words for each in said(app))


def test_marks_that_turn_the_direction_reach_no_card(read_app: Open) -> None:
    for place, _ in enumerate(HOSTILE):
        app = read_app("network", ledger="own-7", focus=f"node:h{place}")
        sent = "".join(each.proto.body for each in app.get("html"))
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f]", sent)


def test_a_link_cannot_put_its_own_words_into_the_page_as_markup(read_app: Open) -> None:
    app = read_app(ledger="demo", as_of="[点](https://example.org)", scope="![](x):**y**")
    for each in nonempty(app.warning):
        assert "[点](" not in each.value
        assert "![](" not in each.value
