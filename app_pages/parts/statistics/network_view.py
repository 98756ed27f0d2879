"""The network measured: its figures, whose loss would part others, and every organisation's measures."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice, address_row
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import table_height
from app_pages.parts.frame.view import View
from app_pages.parts.network.organisation_directory import organisation_rows
from app_pages.parts.statistics.figure_lines import figure_lines
from graphs.errors import LimitExceeded
from graphs.model import Snapshot
from graphs.network import parties
from graphs.statistics.report_lines import network_lines, python_line
from graphs.statistics.structure import NODE_MEASURES, network_in_force, node_measures
from graphs.statistics.structure.network_figures import cuts_of
from graphs.text import Text

__all__ = ["network_view"]

_MOST_CUTS = 8
_USUAL = ("degree", "core_number", "betweenness")


def network_view(view: View, snapshot: Snapshot) -> None:
    """Draw the measures of the whole, then those of organisations."""
    note = Text(
        zh="按有效结对，点与点之间只算一条联系；未具名的合并记录算一个点。",
        en="By pairs in force, one tie between any two; an unnamed collective is one mark.",
    )
    st.caption(view.say(note))
    lines = network_lines(snapshot)
    at_first = address_row("statistics:network", [each.key for each in lines])
    figure_lines(view, snapshot, lines, key="statistics:network", at_first=at_first)
    _cuts(view, snapshot)
    _organisations(view, snapshot)


def _cuts(view: View, snapshot: Snapshot) -> None:
    found = cuts_of(snapshot)
    if not found:
        return
    known = parties(snapshot)
    title = Text(zh="谁一退出，别家就断了线", en="Whose withdrawal would leave others alone")
    with st.expander(view.say(title), icon=":material/link_off:"):
        for cut in found[:_MOST_CUTS]:
            st.markdown("- " + plain(view.say(cut.sentence(known[cut.id].short))))
        if len(found) > _MOST_CUTS:
            more = Text(zh="共 {n} 个，名单见上表。", en="{n} in all; the list is in the table.")
            st.caption(view.say(more.format(n=len(found))))


def _organisations(view: View, snapshot: Snapshot) -> None:
    st.markdown("**" + view.say(Text(zh="各党组织", en="Organisations")) + "**")
    chosen = st.pills(
        view.say(Text(zh="节点指标", en="Measures of organisations")),
        list(NODE_MEASURES),
        selection_mode="multi",
        format_func=lambda key: view.say(NODE_MEASURES[key].label),
        **address_choice("statistics:nodes", _USUAL, NODE_MEASURES),
    )
    if not chosen:
        return
    network = network_in_force(snapshot)
    try:
        values = node_measures(chosen, network)
    except LimitExceeded as error:
        st.warning(plain(view.say(error.message)))
        return
    lines = [python_line(snapshot, "measure", key) for key in chosen]
    st.code("\n".join(lines), language="python", wrap_lines=True)
    for key in chosen:
        words = NODE_MEASURES[key].label + Text(zh="：", en=": ") + NODE_MEASURES[key].definition
        st.caption(plain(view.say(words), 400))
    known = parties(snapshot)
    first = values[chosen[0]]
    ids = sorted(network.ids, key=lambda each: (-(first[each] or 0.0), each))
    heads = [
        *view.say(Text(zh="党组织|哪一侧", en="Organisation|Side")).split("|"),
        *(view.say(NODE_MEASURES[key].label) for key in chosen),
    ]
    rows = [
        (
            view.say(known[each].name),
            view.say(known[each].side.label),
            *(_shown(key, values[key][each]) for key in chosen),
        )
        for each in ids
    ]
    organisation_rows(
        view,
        heads,
        rows,
        ids,
        key=f"statistics:organisations:{view.language}",
        height=table_height(len(rows), most=14),
    )


def _shown(key: str, value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if NODE_MEASURES[key].whole else round(value, 6)
