"""Which chain is open, as the address has it, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.screen_address import written_link
from app_pages.parts.frame.view import View, put_address
from graphs.chains import ChainBoard
from graphs.text import Text

__all__ = ["chain_link", "choose_chain", "open_chain"]

_PREFIX = "chain:"


def open_chain(view: View, boards: Sequence[ChainBoard]) -> ChainBoard:
    """Return the board of the chain in the address; the first one where it names none."""
    wanted = view.address.picture.removeprefix(_PREFIX)
    return next((each for each in boards if each.id == wanted), boards[0])


def chain_link(view: View, ident: str) -> str:
    """Return the link to a chain's own board."""
    return written_link("chains", replace(view.address, picture=_PREFIX + ident, focus=""))


def choose_chain(view: View, boards: Sequence[ChainBoard], shown: ChainBoard) -> None:
    """Draw the choice of a chain; the one chosen is kept in the address."""
    names = {each.id: each for each in boards}
    key = "chains:open"
    if st.session_state.get(key) != shown.id:
        st.session_state[key] = shown.id
    st.selectbox(
        view.say(Text(zh="打开的产业链", en="Chain shown")),
        list(names),
        format_func=lambda ident: view.say(names[ident].name),
        key=key,
        on_change=_turned,
        args=(view,),
    )


def _turned(view: View) -> None:
    put_address(replace(view.address, picture=_PREFIX + st.session_state["chains:open"], focus=""))
