"""The reconciliation screen: reported figures beside the ledger's, and their sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from app_pages.parts.cache.column_widths import WINDOW
from app_pages.parts.frame.address_choice import address_row, put_choice
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import beside_chosen, chosen_row, table_height
from app_pages.parts.frame.view import View, current
from app_pages.parts.reconciliation.figure_panel import figure_panel
from app_pages.parts.reconciliation.series_view import series_view
from app_pages.parts.reconciliation.sign_off_form import sign_off_form
from app_pages.parts.reconciliation.signed_figure_cache import figures
from app_pages.parts.records.signed_write import show_outcome
from graphs.glossary import word
from graphs.statistics import SignedFigure, SignOffState, difference_words, reported_series
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

SCREEN = Screen(
    label=Text(zh="上报数核对", en="Reconciliation"),
    icon="compare_arrows",
    group=Group.figures,
    place=5,
    definition=Text(
        zh="每个上报数与台账在它自己的时点和范围逐一对照，写明差额、依据和解释，由岗位签认；依据一变即待重新核对。",
        en="Each reported figure beside the ledger's of its own day and scope, with difference, evidence "
        "and explanation, signed off by a post; open again as soon as its evidence moves.",
    ),
)
"""What the menu says of this screen."""

_HEADS = Text(
    zh="签认|指标|上报|台账|差额|结论|统计时点",
    en="Sign-off|Indicator|Reported|Ledger|Difference|Verdict|As of",
)


def main() -> None:
    """Draw the figures; the chosen one with its evidence and the form beside them."""
    view = current()
    snapshot = view.snapshot()
    show_outcome()
    found = figures(view, snapshot)
    _count(view, found)
    ids = [each.id for each in found]
    at_first = address_row("reconciliation:figure", ids)
    # Another order is another table: a row that was chosen must not come to mean another figure.
    key = f"reconciliation:{view.language}:{crc32(' '.join(ids).encode()):08x}"
    left, right = beside_chosen(key, 0.56, at_first=at_first)
    with left:
        rows = [_row(view, each) for each in found]
        heads, height = view.say(_HEADS).split("|"), table_height(len(rows), most=8, wrapped=True)
        place = chosen_row(heads, rows, key=key, height=height, at_first=at_first, room=WINDOW)
        put_choice("reconciliation:figure", "" if place is None else ids[place])
        if place is None and rows:
            hint = Text(
                zh="勾选一行：旁边给出差额、可能的解释、台账所计的记录，可以签认。",
                en="Tick a row: the difference, what may explain it, what the ledger counts, and the "
                "sign-off are shown beside.",
            )
            st.caption(view.say(hint))
        series_view(view, snapshot, reported_series(each.found for each in found))
    if place is not None:
        with right:
            with st.container(border=True):
                figure_panel(view, snapshot, found[place])
            sign_off_form(view, found[place])


def _count(view: View, found: Sequence[SignedFigure]) -> None:
    numbers = {state: sum(each.state is state for each in found) for state in SignOffState}
    if not found:
        none = Text(zh="这个范围没有上报数。", en="No reported figure in this scope.")
        st.caption(view.say(none))
        return
    words = Text(
        zh="上报数 {n} 个：{states}", en="{n} reported {n:figure|figures}: {states}"
    ).format(
        n=len(found),
        states=Text.join(
            [state.label + Text.same(f" {n}") for state, n in numbers.items() if n], zh="、"
        ),
    )
    st.markdown(view.say(words))


def _row(view: View, each: SignedFigure) -> tuple[str, ...]:
    found, said = each.found, each.found.statement
    difference = difference_words(found)
    not_stated = view.say(word("not_stated"))
    unit = view.say(unit_words(said.unit_of_count))
    return (
        view.say(each.state.label),
        view.say(Text.named(said.indicator, said.indicator_en)),
        view.say(said.value.words()) + unit if said.value else not_stated,
        view.say(found.own_words()) or "—",
        view.say(difference) if difference else "—",
        view.say(found.verdict_words()),
        (said.as_of.text or said.as_of.printed or not_stated) if said.as_of else not_stated,
    )


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
