"""What a scope leaves out: organisations of no stated division, and a scope with nobody in it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.cached_ledgers import division_tree, unplaced
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View, current, put_address
from graphs.model import Scope
from graphs.network import has_organisations
from graphs.text import Text

__all__ = ["empty_scope", "left_out", "wider_scope"]

_READING = frozenset(
    {"", "overview", "network", "questions", "organisation", "chains", "statistics", "brief"}
)
"""Screens that show who is in the scope; the first of the menu has no name at the bare address."""


def left_out(view: View) -> None:
    """Say how many organisations state no division, and lead to the whole ledger."""
    number = _unplaced(view)
    if not number:
        return
    words = Text(
        zh="另有 {n} 个党组织没有载明区划，不在任何区划之内。",
        en="{n} more {n:organisation states|organisations state} no division and {n:is|are} in none of them.",
    ).format(n=number)
    st.caption(plain(view.say(words)))
    _wider(view, "control:everything")


def empty_scope(view: View, screen: str) -> None:
    """Say over a screen whose scope holds nobody that the ledger does hold some, and lead there."""
    number = _unplaced(view) if screen in _READING and not view.address.organisation else 0
    if not number or has_organisations(view.snapshot()):
        return
    words = Text(
        zh="这个范围里没有党组织；台账中有 {n} 个党组织没有载明区划。要分区划看，请在“记录”页或导入表中补上所在区划。",
        en="Nobody is in this scope; {n} {n:organisation|organisations} of the ledger {n:states|state} no division. "
        "To see them by division, state it on the Records page or in the sheet to import.",
    ).format(n=number)
    st.info(view.say(words), icon=":material/info:")
    _wider(view, "everything")


def _unplaced(view: View) -> int:
    if view.scope.kind != "division" or division_tree(view.ledger) is None:
        return 0  # where there are too many divisions for one list nobody chooses the whole
    return unplaced(view.ledger)


def wider_scope(view: View, key: str) -> None:
    """Lead to the whole ledger where a part of it is looked at; so an empty answer is no dead end."""
    if view.scope != Scope():
        _wider(view, key)


def _wider(view: View, key: str) -> None:
    words = Text(zh="看整个台账", en="Show the whole ledger")
    st.button(view.say(words), key=key, icon=":material/zoom_out_map:", on_click=_show_whole)


def _show_whole() -> None:
    put_address(replace(current().address, scope=Scope(), focus=""))
