"""Duplicate screen: compare two records side by side, judge and merge them; organisation changes."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.duplicates.duplicate_pairs import pair_heads, pair_rows, suggestions
from app_pages.parts.duplicates.duplicate_verdicts import judge, judged
from app_pages.parts.duplicates.organisation_change_forms import events
from app_pages.parts.frame.address_choice import address_tabs
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import chosen_row
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.organisation_directory import organisation_links
from app_pages.parts.records.signed_write import show_outcome
from app_pages.parts.records.steward_page import done_panel, whole
from graphs.access import Area
from graphs.duplicates import Suggestion
from graphs.glossary import heading
from graphs.model import Judgement, Snapshot
from graphs.text import Text

SCREEN = Screen(
    label=heading("duplicate"), icon="join_inner", group=Group.stewardship, place=3, area=Area.merge
)
"""What the menu says of this screen."""


def main() -> None:
    """Draw what may be one record, what has been decided, and the changes of organisations."""
    view = current()
    show_outcome()
    done_panel(view, screen="duplicates")
    snapshot = view.snapshot()
    with st.spinner(view.say(Text(zh="正在比对……", en="Comparing …"))):
        found = suggestions(snapshot)
    many = len(snapshot.records(Judgement))
    names = Text(
        zh="疑似重复 {n}|已判定 {m}|组织变动", en="Suggested {n}|Judged {m}|Organisation changes"
    ).format(n=len(found), m=many)
    suggested, decided, changes = address_tabs(
        view, "duplicates:part", "suggested|judged|events", names
    )
    with suggested:
        _suggestions(view, snapshot, found)
    with decided:
        judged(view, snapshot)
    with changes:
        events(view, whole(view) or snapshot)


def _suggestions(view: View, snapshot: Snapshot, found: tuple[Suggestion, ...]) -> None:
    words = Text(
        zh="按名称、单位、代码和来源找出可能是同一个的记录；只是建议，要人来判定。“可能性”是证据合成的概率。",
        en="Records that may be one, by names, units, codes and sources. Suggestions only: somebody "
        "decides. The likelihood is what the evidence adds up to.",
    )
    st.caption(view.say(words))
    if not found:
        none = Text(
            zh="当前范围内没有疑似重复的记录。", en="Nothing in this scope looks like a duplicate."
        )
        st.info(view.say(none), icon=":material/done_all:")
        return
    rows = pair_rows(snapshot, found, view.language)
    of = [(each.left, each.right) for each in found]
    heads = pair_heads(view.language)
    place = chosen_row(heads, rows, key="duplicates:list", height=260, of=of)
    if place is None:
        hint = Text(
            zh="点一行左侧的方框，把两条记录并排比较。", en="Tick a row to see both side by side."
        )
        st.caption(view.say(hint))
        return
    organisation_links(view, snapshot, (found[place].left, found[place].right))
    judge(view, snapshot, found[place])


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
