"""The frame: language, menu, sidebar, error boundary. Screens are in ``app_pages``."""

from __future__ import annotations

import gc
import runpy
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app_pages.parts.boundary import boundary
from app_pages.parts.chrome import translate_chrome
from app_pages.parts.controls import sidebar
from app_pages.parts.view import load, put_address, settle, tell
from graphs.text import Language, Text

HERE = Path(__file__).parent
TITLE = Text(zh="党建联建关系图谱", en="Party co-building network")
SCREENS = (
    ("overview", Text(zh="总览", en="Overview"), ":material/dashboard:"),
    ("network", Text(zh="关系图", en="Network"), ":material/hub:"),
    ("download", Text(zh="下载", en="Download"), ":material/download:"),
    ("ledgers", Text(zh="台账", en="Ledgers"), ":material/book_2:"),
)


@st.cache_resource(show_spinner=False)
def _begin() -> None:
    # One collection now; what the libraries loaded is never walked again (seconds per rerun).
    gc.collect()
    gc.freeze()


def _pages(language: Language) -> list[StreamlitPage]:
    pages = [
        st.Page(
            f"app_pages/{name}.py",
            title=label.say(language),
            icon=mark,
            url_path=name if place else "home",
        )
        for place, (name, label, mark) in enumerate(SCREENS)
    ]
    # Streamlit serves the first screen at "/" only; a link that names it must open it too.
    first, label, _ = SCREENS[0]
    named = st.Page(_first_screen, title=label.say(language), url_path=first, visibility="hidden")
    return [*pages, named]


def _first_screen() -> None:
    runpy.run_path(str(HERE / "app_pages" / f"{SCREENS[0][0]}.py"))


def main() -> None:
    """Settle what is shown, draw the frame, and run the chosen screen inside the boundary."""
    address = load()
    language = address.language
    # The icon is set before the menu, else the browser would fetch one from outside.
    icon = str(HERE / "app_pages" / "parts" / "icon.png")
    st.set_page_config(page_title=TITLE.say(language), page_icon=icon, layout="wide")
    _begin()
    st.html(HERE / "app_pages" / "parts" / "style.css")
    chosen = st.navigation(_pages(language), position="top")
    with boundary(language):
        view = settle(address)
        put_address(view.address)
        tell(st.session_state.pop("address_problems", ()), language)
        sidebar(view, TITLE)
        chosen.run()
    translate_chrome(language)


main()
