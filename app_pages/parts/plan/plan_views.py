"""Views of a plan: its pairs, why each is there, and why another is not."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import chosen_row, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.plan.plan_address import (
    choose,
    chosen_turn,
    looked_at,
    part_choice,
    plan_store,
)
from app_pages.parts.plan.plan_controls import is_marked, mark, unmark
from app_pages.parts.plan.plan_runs import answer, answer_for, main_reasons, names, rank, waterfall
from app_pages.parts.plan.plan_weights import FORM
from app_pages.parts.plan.typed_words import drop_words, say_kept
from app_pages.parts.records.open_form import form_input
from graphs.planning import (
    FLAGS,
    PlannedPair,
    Solved,
    in_points,
    next_best,
    one_more_slot,
    points,
    unnamed_words,
    why_not,
)
from graphs.text import Text

__all__ = ["answers", "pairs", "summary"]

_NEXT, _UNREASONED = "plan:next-of", "plan:unreasoned"

_GUEST, _HOST = Text(zh="非公党组织", en="Non-public"), Text(zh="国企党组织", en="State-owned")
_SCORE, _REASON = Text(zh="得分", en="Score"), Text(zh="主要理由", en="Main reasons")
_NO_DATA = Text(zh="缺数据", en="No data")
_ROOM = 630
"""Pixels of the columns beside the settings in a window of 1280."""

_REASONED = 500
"""So many pairs are given their main reasons in the table, which takes about a second."""


def summary(view: View, solved: Solved) -> None:
    """Draw the totals, the proof, and the plan's id."""
    plan = solved.plan
    figures = (
        (Text(zh="结对", en="Pairs"), str(plan.totals.pairs)),
        (Text(zh="安排的非公党组织", en="Guests served"), str(plan.totals.served)),
        (Text(zh="未安排", en="Left out"), str(len(plan.left_out))),
        (Text(zh="总分", en="Total score"), points(plan.totals.total)),
    )
    for place, (label, value) in zip(st.columns(len(figures)), figures, strict=True):
        place.metric(view.say(label), value)
    proof = plan.certificate.statement()
    if plan.certificate.proved:
        proof += Text(zh="：没有比它更好的方案", en=": no plan is better")
    words = Text(
        zh="{proof} · 方案编号 {id} · 依据第 {r} 版", en="{proof} · plan {id} · revision {r}"
    )
    st.caption(view.say(words.format(proof=proof, id=plan.id[:12], r=plan.revision)))
    beside = unnamed_words(solved.problem.unnamed)
    if beside is not None:
        st.caption(plain(view.say(beside), 600))
    for guest, host, reason in plan.refused_locks:
        called = names(solved, view)
        line = f"{called.get(guest, guest)} – {called.get(host, host)}：{view.say(reason)}"
        st.warning(plain(line))


def pairs(view: View, solved: Solved) -> None:
    """Draw the pairs; the chosen one with its reason, lock, exclusion and next best."""
    called = names(solved, view)
    listed = [pair for pair in solved.plan.pairs if not pair.existing]
    if not listed:
        none = Text(
            zh="这些设置下没有可拟的新结对；“未安排”里逐个说明为什么。",
            en="With these settings no new pair can be made; “Left out” says of each why.",
        )
        st.info(view.say(none))
        return
    columns = _columns(view, solved, listed, called)
    _hint(view, len(listed))
    rows = list(zip(*columns.values(), strict=True))
    # The choice is a pair, not a row: in the next plan, and after a reload, it is the same one.
    couples = [(pair.guest, pair.host) for pair in listed]
    before = looked_at()
    at = couples.index(before) if before in couples else None
    if at is None and any(before):
        _gone(view)
    key = f"plan:pairs:{solved.plan.content[:12]}:{chosen_turn()}"
    event = st.session_state.get(key)
    few = bool(event["selection"]["rows"]) if event else at is not None
    height = table_height(len(rows), most=3 if few else 8, wrapped=True)
    place = chosen_row(list(columns), rows, key=key, height=height, at_first=at, room=_ROOM)
    choose((None, None) if place is None else couples[place])
    if place is not None:
        _pair(view, solved, *couples[place])


def _hint(view: View, count: int) -> None:
    """Say how the table of so many pairs is read."""
    hint = Text(
        zh="得分满分 100。点一行看全部理由；可锁定、排除，再看次优。",
        en="Scores are out of 100. Click a row for all its reasons; lock it, exclude it, or see the next best.",
    )
    if count > _REASONED:
        hint += Text(
            zh="超过 {n} 对，表中不列主要理由。",
            en=" With more than {n} pairs the table leaves the main reasons out.",
        ).format(n=_REASONED)
    st.caption(view.say(hint))


def _gone(view: View) -> None:
    """Say that the pair looked at is in the plan no more."""
    zh = "您先前看的那一对不在这个方案里；到“为什么不”可以问原因。"
    en = "The pair you looked at is not in this plan; “Why not?” says why."
    st.info(view.say(Text(zh=zh, en=en)), icon=":material/history:")


def _columns(
    view: View, solved: Solved, listed: list[PlannedPair], called: dict[str, str]
) -> dict[str, list[object]]:
    """Return the columns of the pairs; those that say nothing of any pair are left out."""
    reasons = main_reasons(solved) if len(listed) <= _REASONED else {}
    columns: dict[Text, list[object]] = {
        _GUEST: [called[pair.guest] for pair in listed],
        _HOST: [called[pair.host] for pair in listed],
        _SCORE: [round(in_points(pair.score), 1) for pair in listed],
        _REASON: [view.say(reasons[pair.guest, pair.host]) if reasons else "" for pair in listed],
        _NO_DATA: [f"{pair.missing:.0%}" for pair in listed],
        Text(zh="提示", en="Flags"): [
            "、".join(FLAGS[key].label.say(view.language) for key in pair.flags) for pair in listed
        ],
        Text(zh="锁定", en="Locked"): [pair.locked or "" for pair in listed],
    }
    return {view.say(head): column for head, column in columns.items() if any(column) or not listed}


def _pair(view: View, solved: Solved, guest: str, host: str) -> None:
    called = names(solved, view)
    with st.container(border=True):
        st.markdown(f"**{plain(called[guest])} — {plain(called[host])}**")
        rank(view, solved, guest, host)
        waterfall(view, solved, guest, host)
        locked = any((m.guest, m.host) == (guest, host) for m in solved.settings.locked)
        label = Text(zh="事由（锁定、排除都要写）", en="Reason (for a lock or an exclusion)")
        box = f"plan:reason:{guest}:{host}"
        form_input(FORM, box, "")
        st.text_input(view.say(label), key=box)
        say_kept(view)
        if st.session_state.pop(_UNREASONED, None) == (guest, host):
            st.error(view.say(Text(zh="请先写事由。", en="Write the reason first.")))
        _marking(view, guest, host, locked=locked)
        if st.session_state.get(_NEXT) == (guest, host) and not locked:
            found = answer_for(view, solved, next_best, guest, host)
            if found is not None:
                answer(view, solved, found, key="next")


def _marking(view: View, guest: str, host: str, *, locked: bool) -> None:
    """Draw the buttons that lock a pair, exclude it, and ask what would take its place."""
    lock, reject, best = st.columns(3)
    store = plan_store(view, view.snapshot())

    def take(*, lock: bool) -> None:
        """Keep a lock or an exclusion with its reason, which then has done its work in the box."""
        box = f"plan:reason:{guest}:{host}"
        reason = str(st.session_state[box]).strip()
        if not reason:
            if not is_marked(guest, host):  # else it is the second half of a double click
                st.session_state[_UNREASONED] = (guest, host)
            return
        mark(guest, host, reason, locked=lock)
        drop_words(store, box)
        st.session_state[box] = ""  # a browser keeps the words of a box that is not emptied

    words = Text(zh="解除锁定", en="Unlock") if locked else Text(zh="锁定", en="Lock")
    act = partial(unmark, guest, host) if locked else partial(take, lock=True)
    # Of two keys: the second half of a double click must not undo what the first did.
    key = "plan:unlock" if locked else "plan:lock"
    lock.button(view.say(words), key=key, width="stretch", on_click=act)
    words = Text(zh="排除并重算", en="Exclude, solve again")
    act = partial(take, lock=False)
    reject.button(view.say(words), key="plan:reject", width="stretch", on_click=act)
    words = Text(zh="次优是什么", en="What is next best?")
    if best.button(view.say(words), key="plan:next", width="stretch", disabled=locked):
        st.session_state[_NEXT] = (guest, host)


def _chosen_pair(view: View, solved: Solved) -> tuple[str | None, str | None]:
    """Let a guest and a host be chosen, and return them."""
    called = names(solved, view)
    pool = solved.problem.pool
    left, right = st.columns(2)
    labels = (Text(zh="非公党组织", en="Non-public"), Text(zh="国企党组织", en="State-owned"))
    part_choice("plan:ask:guest", None, [None, *pool.guests.ids])
    part_choice("plan:ask:host", None, [None, *pool.hosts.ids])
    chosen = [
        column.selectbox(
            view.say(label),
            list(ids),
            index=None,
            format_func=called.__getitem__,
            placeholder=view.say(Text(zh="请选择", en="Choose")),
            key=f"plan:ask:{side}",
        )
        for column, label, side, ids in (
            (left, labels[0], "guest", pool.guests.ids),
            (right, labels[1], "host", pool.hosts.ids),
        )
    ]
    guest, host = chosen
    return guest, host


def answers(view: View, solved: Solved) -> None:
    """Draw the question "why not X with Y?" and what one more slot would buy."""
    guest, host = _chosen_pair(view, solved)
    if not host:
        words = Text(
            zh="选一个非公党组织和一个国企党组织，看它们为什么没有结对、硬要结对会牵动谁；"
            "只选国企党组织，看再给它一个名额有什么好处。",
            en="Choose one of each to see why they are not paired and whom it would move if they "
            "were; choose a state-owned one alone to see what one more pair with it would bring.",
        )
        st.caption(view.say(words))
    if guest and host:
        found = answer_for(view, solved, why_not, guest, host)
        if found is not None:
            answer(view, solved, found, key="why-not")  # what was asked comes first
        waterfall(view, solved, guest, host)
        if found is None:
            return
    if host:
        found = answer_for(view, solved, one_more_slot, host)
        if found is not None:
            answer(view, solved, found, key="slot")
