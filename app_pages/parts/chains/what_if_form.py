"""What if sub-branches were split or merged: the choice, what would come of it, and the draft."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from graphs.chains import BranchNode, Regrouping
from graphs.glossary import word
from graphs.text import Text

__all__ = ["regrouping_form"]


def regrouping_form(view: View, tree: BranchNode) -> Regrouping | None:
    """Draw the what-if of a general branch; return it once something is split or merged."""
    names = {each.shown.id: view.say(each.shown.full()) for each in tree.below}
    none = view.say(Text(zh="不选", en="None"))
    key = f"regroup:{tree.shown.id}"
    left, middle, right = st.columns([0.42, 0.16, 0.42])
    split = left.multiselect(
        view.say(Text(zh="分设哪些支部", en="Split which")),
        list(names),
        format_func=names.__getitem__,
        placeholder=none,
        key=f"{key}:split",
    )
    parts = middle.number_input(
        view.say(Text(zh="各分成几个", en="Into how many")),
        min_value=2,
        max_value=9,
        key=f"{key}:parts",
    )
    merge = right.multiselect(
        view.say(Text(zh="合并哪些支部为一个", en="Merge which into one")),
        [each for each in names if each not in split],
        format_func=names.__getitem__,
        placeholder=none,
        key=f"{key}:merge",
    )
    wanted = Regrouping(
        split=tuple((each, int(parts)) for each in split),
        merge=tuple(merge) if len(merge) > 1 else (),
    )
    if not wanted.split and not wanted.merge:
        words = Text(
            zh="选择后即时看到结果；不写入台账，除非在下方把草稿写入。",
            en="The outcome shows at once; nothing is written unless the draft below is.",
        )
        st.caption(view.say(words))
        return None
    _outcome(view, tree, wanted)
    return wanted


def _outcome(view: View, tree: BranchNode, wanted: Regrouping) -> None:
    """Draw the sub-branches as they would be."""
    st.markdown("**" + plain(view.say(wanted.sentence(tree))) + "**")
    heads = Text(zh="支部|党员|是否超过 50 人", en="Branch|Members|More than 50")
    unknown = word("not_stated")
    over = Text(zh="是", en="yes"), Text(zh="否", en="no"), Text(zh="无从判断", en="unknown")
    rows = []
    for group in wanted.groups(tree):
        open_ended = group.members.high is None
        words = unknown if open_ended and not group.members.low else group.members.words()
        verdict = over[0] if group.over else over[2] if open_ended else over[1]
        rows.append((view.say(group.name), view.say(words), view.say(verdict)))
    rows_table(view.say(heads).split("|"), rows, key="regroup:groups")
