"""How an organisation is connected with another one: the shortest way, in words and as links."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View, opening_link
from app_pages.parts.network.cards import show
from graphs.model import Snapshot
from graphs.network import parties, relationship_graph, shortest_path
from graphs.profiles import OrganisationProfile, mention, named_html, safe
from graphs.text import Text

__all__ = ["path_from_here"]


def path_from_here(view: View, snapshot: Snapshot, profile: OrganisationProfile) -> None:
    """Draw the choice of the other end and the way there, as far as the scope shows it."""
    title = Text(zh="从这里到……的联系", en="The way from here to …")
    with st.expander(view.say(title), icon=":material/route:"):
        names = {
            each.id: view.say(mention(snapshot, each.id).full())
            for each in parties(snapshot).values()
            if each.id != profile.id
        }
        other = st.selectbox(
            view.say(Text(zh="另一个党组织", en="The other organisation")),
            sorted(names, key=names.__getitem__),
            format_func=names.__getitem__,
            index=None,
            placeholder=view.say(Text(zh="选择或键入名称", en="Choose or type a name")),
            key=f"path:{profile.id}",
        )
        if other is None:
            return
        found = shortest_path(relationship_graph(snapshot), profile.id, other)
        if found is None:
            none = Text(
                zh="当前范围和日期里，两者没有任何联系。",
                en="Nothing connects the two in this scope and on this day.",
            )
            st.info(view.say(none))
            return
        steps = "".join(
            f"<li>{named_html(mention(snapshot, node), view.language, lambda m: opening_link(view, m))}</li>"
            for node in found.nodes
        )
        words = Text(zh="{n} 步：", en="{n} {n:step|steps}: ").format(n=found.length)
        show(f"<p>{safe(view.say(words + found.sentence))}</p><ol>{steps}</ol>")
