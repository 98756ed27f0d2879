"""The frame: language, menu, sidebar, error boundary. Screens are in ``app_pages``."""

from __future__ import annotations

import gc
import html
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app_pages.parts.cache.closed_sessions import tend_closed_sessions
from app_pages.parts.cache.streamlit_speed import make_runs_quicker
from app_pages.parts.frame.error_boundary import boundary, closed_ledger
from app_pages.parts.frame.interface_words import translate_chrome
from app_pages.parts.frame.job_progress import SOLVE, stop_job
from app_pages.parts.frame.markdown_text import show_problems
from app_pages.parts.frame.menu import check_screen, pages
from app_pages.parts.frame.screen_address import Address
from app_pages.parts.frame.view import (
    View,
    followed,
    keep_drawn_revision,
    load,
    put_address,
    resolve_view,
)
from app_pages.parts.records.new_ledger import next_step
from app_pages.parts.records.open_form import leave_forms
from app_pages.parts.sidebar.scope_notice import empty_scope
from app_pages.parts.sidebar.sidebar import chooser, sidebar
from app_pages.server.session_visitor import forget_stream, keep_session, visitor
from graphs.access import Visitor
from graphs.errors import GraphsError
from graphs.profiles import safe
from graphs.text import Text

HERE = Path(__file__).parent
TITLE = Text(zh="党建联建关系图谱", en="Party co-building network")


@st.cache_resource(show_spinner=False)
def _begin() -> None:
    # Once, before any ledger is open: what the libraries loaded is never walked again, and whatever
    # comes later (snapshots, engines of ledgers that made room) can still be collected.
    gc.collect()
    gc.freeze()
    tend_closed_sessions(forget_stream)
    make_runs_quicker()


def _title(view: View, chosen: StreamlitPage) -> None:
    """Name the page after its screen and ledger, in the browser's tab and as its first heading."""
    ledger = view.ledger.entry.title  # as the choice of ledgers calls it: two copies are told apart
    name = f"{chosen.title} · {view.say(ledger)}"
    st.set_page_config(page_title=f"{name} · {view.say(TITLE)}")
    if not view.address.organisation or chosen.url_path != "organisation":  # it has one of its own
        with st.container(key="screen-title"):
            place = html.escape(view.say(ledger))
            st.html(f"<h1>{html.escape(chosen.title)} <span>· {place}</span></h1>")
    _paper_line(view)


def _paper_line(view: View) -> None:
    """Say on paper what the frame says on the screen: ledger, day, revision, whether invented."""
    profile = view.ledger.profile
    mark = Text(zh="，虚构数据", en=", invented data") if profile.synthetic else Text.same("")
    day = view.address.as_of or (profile.as_of.latest if profile.as_of else None)
    words = Text(
        zh="{ledger}{day}，第 {n} 版{mark}", en="{ledger}{day}, revision {n}{mark}"
    ).format(
        ledger=Text(zh=profile.title, en=profile.title_en or profile.title),
        day=Text(zh="，{d}", en=", {d}").format(d=day.isoformat()) if day else Text.same(""),
        n=view.ledger.revision,
        mark=mark,
    )
    cut = Text(
        zh="表格只印出屏幕上所见的行和列；要印全，请先勾选左侧“打印时印出整张表”。",
        en="Tables are printed as far as the screen shows them; for all rows and columns tick "
        "“Print tables whole” at the left first.",
    )
    with st.container(key="paper-line"):
        st.html(
            f'<div class="gx"><p class="print-only">{safe(view.say(words))}</p>'
            f'<p class="print-cut quiet">{safe(view.say(cut))}</p></div>'
        )


def main() -> None:
    """Decide what is shown, draw the frame, and run the chosen screen inside the boundary."""
    address = load()
    language = address.language
    keep_session()
    # The icon is set before the menu, else the browser would fetch one from outside.
    icon = str(HERE / "app_pages" / "parts" / "frame" / "icon.png")
    st.set_page_config(page_title=TITLE.say(language), page_icon=icon, layout="wide")
    _begin()
    st.html(HERE / "app_pages" / "parts" / "frame" / "style.css")
    with boundary(language):
        who = visitor()
        _shown(address, who)
    translate_chrome(language)


def _shown(address: Address, who: Visitor) -> None:
    """Draw the menu and the chosen screen, as far as whoever looks may see it."""
    language = address.language
    chosen = st.navigation(pages(language, who), position="top")
    address = followed(address, chosen.url_path)
    with boundary(language):
        try:
            view = resolve_view(address)
        except GraphsError as error:
            # It takes only its own screen away: the menu, the choice and the Ledgers page stay.
            chooser(TITLE)
            if chosen.url_path == "ledgers":
                check_screen(chosen.url_path, who)
                chosen.run()
            else:
                closed_ledger(error, language)
        else:
            put_address(view.address)
            _title(view, chosen)
            show_problems(st.session_state.pop("address_problems", ()), language)
            sidebar(view, TITLE)
            next_step(view, chosen.url_path)
            empty_scope(view, chosen.url_path)
            leave_forms(chosen.url_path)
            if chosen.url_path != "plan":  # nobody waits for a plan any longer
                stop_job(SOLVE)
            check_screen(chosen.url_path, who)
            chosen.run()
            keep_drawn_revision(view)


main()
