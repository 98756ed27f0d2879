"""The frame: language, menu, sidebar, error boundary. Screens are in ``app_pages``."""

from __future__ import annotations

import gc
from pathlib import Path

import streamlit as st

from app_pages.parts.frame.boundary import boundary, closed_ledger
from app_pages.parts.frame.chrome import translate_chrome
from app_pages.parts.frame.job_progress import SOLVE, stop_job
from app_pages.parts.frame.menu import pages
from app_pages.parts.frame.sidebar import chooser, sidebar
from app_pages.parts.frame.view import (
    keep_drawn_revision,
    load,
    put_address,
    resolve_view,
    show_problems,
)
from app_pages.parts.records.new_ledger import next_step
from app_pages.parts.records.open_form import leave_forms
from graphs.errors import GraphsError
from graphs.text import Text

HERE = Path(__file__).parent
TITLE = Text(zh="党建联建关系图谱", en="Party co-building network")


@st.cache_resource(show_spinner=False)
def _begin() -> None:
    # Once, before any ledger is open: what the libraries loaded is never walked again, and whatever
    # comes later (snapshots, engines of ledgers that made room) can still be collected.
    gc.collect()
    gc.freeze()


def main() -> None:
    """Settle what is shown, draw the frame, and run the chosen screen inside the boundary."""
    address = load()
    language = address.language
    # The icon is set before the menu, else the browser would fetch one from outside.
    icon = str(HERE / "app_pages" / "parts" / "frame" / "icon.png")
    st.set_page_config(page_title=TITLE.say(language), page_icon=icon, layout="wide")
    _begin()
    st.html(HERE / "app_pages" / "parts" / "frame" / "style.css")
    chosen = st.navigation(pages(language), position="top")
    with boundary(language):
        try:
            view = resolve_view(address)
        except GraphsError as error:
            # It takes only its own screen away: the menu, the choice and the Ledgers page stay.
            chooser(TITLE)
            if chosen.url_path == "ledgers":
                chosen.run()
            else:
                closed_ledger(error, language)
        else:
            put_address(view.address)
            show_problems(st.session_state.pop("address_problems", ()), language)
            sidebar(view, TITLE)
            next_step(view, chosen.url_path)
            leave_forms(chosen.url_path)
            if chosen.url_path != "plan":  # nobody waits for a plan any longer
                stop_job(SOLVE)
            chosen.run()
            keep_drawn_revision(view)
    translate_chrome(language)


main()
