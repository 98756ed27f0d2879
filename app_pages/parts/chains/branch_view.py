"""The general branch of a chain: its tree beside nested circles, and advice on its size."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View, opening_link
from app_pages.parts.network.cards import show
from graphs.chains import (
    BranchNode,
    advice_html,
    circles_html,
    functional_html,
    functional_seats,
    threshold_advice,
    tree_html,
)
from graphs.model import Snapshot
from graphs.profiles import Mention, heading_html
from graphs.text import Text

__all__ = ["branch_view"]


def branch_view(view: View, snapshot: Snapshot, tree: BranchNode) -> None:
    """Draw the administrative tree with its members, what is functional beside it, and advice."""

    def link(shown: Mention) -> str:
        return opening_link(view, shown)

    language = view.language
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        title = heading_html(Text(zh="行政隶属", en="Administrative tree"), language)
        show(f'{title}<div class="branch">{tree_html(tree, language, link)}</div>')
        seats, ties = functional_seats(snapshot, tree.shown.id)
        beside = Text(
            zh="功能型成员及其他联系（不属行政隶属，不计入党员数）",
            en="Functional seats and other ties (no part of the tree, no members counted)",
        )
        number = len(seats) + len(ties)
        show(heading_html(beside, language, number) + functional_html(seats, ties, language, link))
    with right:
        show(circles_html(tree, language))
        title = heading_html(Text(zh="规模提示", en="Advice on size"), language)
        show(title + advice_html(threshold_advice(snapshot, tree), language))
