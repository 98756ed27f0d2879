"""Views of a plan: its pairs, why each is there, and why another is not."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import chosen_row, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from app_pages.parts.plan.plan_address import choose, chosen_turn, looked_at
from app_pages.parts.plan.plan_controls import mark, unmark
from app_pages.parts.plan.plan_exceptions import FORM
from app_pages.parts.plan.plan_runs import answer, answer_for, names
from app_pages.parts.plan.typed_words import say_kept
from app_pages.parts.records.open_form import form_input
from graphs.planning import (
    FLAGS,
    PlannedPair,
    Solved,
    in_points,
    next_best,
    one_more_slot,
    points,
    why,
    why_not,
)
from graphs.text import Text

__all__ = ["answers", "pairs", "summary", "waterfall"]

_NEXT = "plan:next-of"

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
    for guest, host, reason in plan.refused_locks:
        called = names(solved, view)
        line = f"{called.get(guest, guest)} – {called.get(host, host)}：{view.say(reason)}"
        st.warning(plain(line))


def pairs(view: View, solved: Solved) -> None:
    """Draw the pairs; the chosen one with its reason, lock, exclusion and next best."""
    called = names(solved, view)
    listed = [pair for pair in solved.plan.pairs if not pair.existing]
    columns = _columns(view, solved, listed, called)
    hint = Text(
        zh="得分满分 100。点一行看全部理由；可锁定、排除，再看次优。",
        en="Scores are out of 100. Click a row for all its reasons; lock it, exclude it, or see the next best.",
    )
    st.caption(view.say(hint))
    rows = list(zip(*columns.values(), strict=True))
    # The choice is a pair, not a row: in the next plan, and after a reload, it is the same one.
    couples = [(pair.guest, pair.host) for pair in listed]
    before = looked_at("pairs")
    at = couples.index(before) if before in couples else None
    key = f"plan:pairs:{solved.plan.content[:12]}:{chosen_turn()}"
    event = st.session_state.get(key)
    # With a row chosen its reason stands in sight below.
    few = bool(event["selection"]["rows"]) if event else at is not None
    height = table_height(len(rows), most=6 if few else 14)
    place = chosen_row(list(columns), rows, key=key, height=height, at_first=at)
    choose((None, None) if place is None else couples[place])
    if place is not None:
        _pair(view, solved, *couples[place])


def _columns(
    view: View, solved: Solved, listed: list[PlannedPair], called: dict[str, str]
) -> dict[str, list[object]]:
    """Return the columns of the pairs; those that say nothing of any pair are left out."""
    reasons = _reasons(solved.plan.content, solved) if len(listed) <= _REASONED else {}
    columns: dict[Text, list[object]] = {
        Text(zh="非公党组织", en="Non-public"): [called[pair.guest] for pair in listed],
        Text(zh="国企党组织", en="State-owned"): [called[pair.host] for pair in listed],
        Text(zh="得分", en="Score"): [round(in_points(pair.score), 1) for pair in listed],
        Text(zh="主要理由", en="Main reasons"): [
            view.say(reasons[pair.guest, pair.host]) if reasons else "" for pair in listed
        ],
        Text(zh="缺数据", en="No data"): [f"{pair.missing:.0%}" for pair in listed],
        Text(zh="提示", en="Flags"): [
            "、".join(FLAGS[key].label.say(view.language) for key in pair.flags) for pair in listed
        ],
        Text(zh="锁定", en="Locked"): [pair.locked or "" for pair in listed],
    }
    return {view.say(head): column for head, column in columns.items() if any(column) or not listed}


@st.cache_resource(show_spinner=False, max_entries=12)
def _reasons(content: str, _solved: Solved) -> dict[tuple[str, str], Text]:
    """Return what speaks most for each pair of a plan."""
    del content  # the key
    problem, settings, couples = _solved.problem, _solved.settings, _solved.plan.couples
    return {
        (guest, host): why(problem, settings, guest, host, beside=couples).reasons()
        for guest, host in couples
    }


def _pair(view: View, solved: Solved, guest: str, host: str) -> None:
    called = names(solved, view)
    with st.container(border=True):
        st.markdown(f"**{plain(called[guest])} — {plain(called[host])}**")
        waterfall(view, solved, guest, host)
        locked = any((m.guest, m.host) == (guest, host) for m in solved.settings.locked)
        label = Text(zh="事由（锁定、排除都要写）", en="Reason (for a lock or an exclusion)")
        form_input(FORM, f"plan:reason:{guest}:{host}", "")
        reason = st.text_input(view.say(label), key=f"plan:reason:{guest}:{host}").strip()
        say_kept(view)
        lock, reject, best = st.columns(3)
        words = Text(zh="解除锁定", en="Unlock") if locked else Text(zh="锁定", en="Lock")
        if lock.button(view.say(words), key="plan:lock", width="stretch"):
            if locked:
                unmark(guest, host)
                st.rerun()
            _mark(view, guest, host, reason, locked=True)
        words = Text(zh="排除并重算", en="Exclude, solve again")
        if reject.button(view.say(words), key="plan:reject", width="stretch"):
            _mark(view, guest, host, reason, locked=False)
        words = Text(zh="次优是什么", en="What is next best?")
        if best.button(view.say(words), key="plan:next", width="stretch", disabled=locked):
            st.session_state[_NEXT] = (guest, host)
        if st.session_state.get(_NEXT) == (guest, host) and not locked:
            found = answer_for(view, solved, next_best, guest, host)
            if found is not None:
                answer(view, solved, found, key="next")


def _mark(view: View, guest: str, host: str, reason: str, *, locked: bool) -> None:
    """Keep a lock or an exclusion with its reason; without one say that it is needed."""
    if reason:
        mark(guest, host, reason, locked=locked)
        st.rerun()
    st.error(view.say(Text(zh="请先写事由。", en="Write the reason first.")))


def waterfall(view: View, solved: Solved, guest: str, host: str) -> None:
    """Draw the score as one bar for each criterion; the bars add up to it."""
    found = why(solved.problem, solved.settings, guest, host, beside=solved.plan.couples)
    show(f"<div>{safe(view.say(found.sentence))}</div>")
    lines, begun = [], 0.0
    none = view.say(Text(zh="无数据", en="no data"))
    for part in found.parts:
        share = in_points(part.points)
        label = part.label.say(view.language)
        blank = part.evidence.score is None and not part.points
        value = none if blank else points(part.points, signed=True)
        lines.append(
            f'<div class="fall"><span class="name">{safe(label)}</span>'
            f'<span class="track"><i style="left:{begun:.2f}%;width:{max(share, 0.3):.2f}%"></i></span>'
            f'<span class="value">{value}</span>'
            f'<span class="why">{safe(view.say(part.evidence.reason), 80)}</span></div>'
        )
        begun += share
    total = view.say(Text(zh="合计", en="Total"))
    lines.append(
        f'<div class="fall"><span class="name"><b>{total}</b></span>'
        f'<span class="track"><i class="sum" style="left:0;width:{begun:.2f}%"></i></span>'
        f'<span class="value"><b>{points(found.score)}</b></span><span class="why"></span></div>'
    )
    show("".join(lines))


def _chosen_pair(view: View, solved: Solved) -> tuple[str | None, str | None]:
    """Let a guest and a host be chosen, and return them."""
    called = names(solved, view)
    pool = solved.problem.pool
    left, right = st.columns(2)
    labels = (Text(zh="非公党组织", en="Non-public"), Text(zh="国企党组织", en="State-owned"))
    form_input(FORM, "plan:ask:guest", None, [None, *pool.guests.ids])
    form_input(FORM, "plan:ask:host", None, [None, *pool.hosts.ids])
    for side, ids in (("guest", pool.guests.ids), ("host", pool.hosts.ids)):
        if st.session_state[f"plan:ask:{side}"] not in ids:
            st.session_state[f"plan:ask:{side}"] = None
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
