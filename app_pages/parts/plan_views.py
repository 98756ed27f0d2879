"""A plan on the screen: its pairs, why and why not, coverage, load, conflicts, stability."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from app_pages.parts.cards import safe, show
from app_pages.parts.lists import division_name
from app_pages.parts.plan_controls import mark, unmark
from app_pages.parts.tables import chosen_row, rows_table
from app_pages.parts.view import View
from app_pages.parts.words import plain
from graphs.model import Snapshot
from graphs.planning import (
    CRITERIA,
    FLAGS,
    Answer,
    Solved,
    conflicts,
    coverage_curve,
    next_best,
    one_more_slot,
    stability,
    why,
    why_not,
)
from graphs.statistics import coverage_by_division, host_loads
from graphs.text import Text

__all__ = ["answers", "coverage", "left_out", "limits", "pairs", "summary"]

_POINTS = 1_000_000


def names(solved: Solved, view: View) -> dict[str, str]:
    """Return how every candidate is called, by id."""
    pool = solved.problem.pool
    return {
        ident: words.say(view.language)
        for side in (pool.guests, pool.hosts)
        for ident, words in zip(side.ids, side.names, strict=True)
    }


def summary(view: View, solved: Solved) -> None:
    """Draw the totals, the proof, and the plan's id."""
    plan = solved.plan
    figures = (
        (Text(zh="结对", en="Pairs"), str(plan.standing.pairs)),
        (Text(zh="安排的非公党组织", en="Guests served"), str(plan.standing.served)),
        (Text(zh="未安排", en="Left out"), str(len(plan.left_out))),
        (Text(zh="总分", en="Total score"), f"{plan.standing.total / _POINTS:.3f}"),
    )
    for place, (label, value) in zip(st.columns(len(figures)), figures, strict=True):
        place.metric(view.say(label), value)
    proof = (
        Text(zh="已证明最优：没有比它更好的方案", en="proved best: no plan is better")
        if plan.optimal
        else Text(zh="未证明最优（达到时限）", en="not proved best (the time limit came first)")
    )
    words = Text(
        zh="{proof} · 方案编号 {id} · 依据修订 {r}", en="{proof} · plan {id} · revision {r}"
    )
    st.caption(view.say(words.format(proof=proof, id=plan.id[:12], r=plan.revision)))
    for guest, host, reason in plan.refused_locks:
        called = names(solved, view)
        line = f"{called.get(guest, guest)} – {called.get(host, host)}：{view.say(reason)}"
        st.warning(plain(line))


def pairs(view: View, solved: Solved) -> None:
    """Draw the pairs; the chosen one with its reason, lock, exclusion and next best."""
    called = names(solved, view)
    heads = Text(
        zh="非公党组织|国企党组织|得分|缺数据|提示|锁定",
        en="Non-public|State-owned|Score|No data|Flags|Locked",
    )
    listed = [pair for pair in solved.plan.pairs if not pair.existing]
    rows = [
        (
            called[pair.guest],
            called[pair.host],
            round(pair.score / _POINTS * 100, 1),
            f"{pair.missing:.0%}",
            "、".join(FLAGS[key].label.say(view.language) for key in pair.flags),
            pair.locked or "",
        )
        for pair in listed
    ]
    hint = Text(
        zh="点一行看理由；可锁定、排除，再看次优。",
        en="Click a row for the reason; lock it, exclude it, or see the next best.",
    )
    st.caption(view.say(hint))
    place = chosen_row(view.say(heads).split("|"), rows, key="plan:pairs", height=300)
    if place is not None:
        _pair(view, solved, listed[place].guest, listed[place].host)


def _pair(view: View, solved: Solved, guest: str, host: str) -> None:
    called = names(solved, view)
    with st.container(border=True):
        st.markdown(f"**{plain(called[guest])} — {plain(called[host])}**")
        waterfall(view, solved, guest, host)
        locked = any((m.guest, m.host) == (guest, host) for m in solved.settings.locked)
        lock, reject, best = st.columns(3)
        words = Text(zh="解除锁定", en="Unlock") if locked else Text(zh="锁定", en="Lock")
        if lock.button(view.say(words), key="plan:lock", width="stretch"):
            if locked:
                unmark(guest, host)
            else:
                mark(guest, host, view.say(Text(zh="手工锁定", en="locked by hand")), locked=True)
            st.rerun()
        words = Text(zh="排除并重算", en="Exclude, solve again")
        if reject.button(view.say(words), key="plan:reject", width="stretch"):
            mark(guest, host, view.say(Text(zh="手工排除", en="excluded by hand")), locked=False)
            st.rerun()
        words = Text(zh="次优是什么", en="What is next best?")
        if best.button(view.say(words), key="plan:next", width="stretch", disabled=locked):
            answer(view, next_best(solved, guest, host))


def waterfall(view: View, solved: Solved, guest: str, host: str) -> None:
    """Draw the score as one bar for each criterion; the bars add up to it."""
    found = why(solved.problem, solved.settings, guest, host)
    show(f"<div>{safe(view.say(found.sentence))}</div>")
    lines, begun = [], 0.0
    none = view.say(Text(zh="无数据", en="no data"))
    for part in found.parts:
        share = part.points / _POINTS * 100
        label = CRITERIA[part.criterion].label.say(view.language)
        value = none if part.evidence.score is None else f"+{share:.1f}"
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
        f'<span class="value"><b>{found.score / _POINTS * 100:.1f}</b></span><span class="why"></span></div>'
    )
    show("".join(lines))


def answer(view: View, found: Answer) -> None:
    """Draw an answer: its sentence, with the swaps it names."""
    st.info(plain(view.say(found.sentence), 1200), icon=":material/help:")


def answers(view: View, solved: Solved) -> None:
    """Draw the question "why not X with Y?" and what one more slot would buy."""
    called = names(solved, view)
    pool = solved.problem.pool
    left, right = st.columns(2)
    labels = (Text(zh="非公党组织", en="Non-public"), Text(zh="国企党组织", en="State-owned"))
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
    if guest and host:
        answer(view, why_not(solved, guest, host))
        waterfall(view, solved, guest, host)
    if host:
        answer(view, one_more_slot(solved, host))


def coverage(view: View, snapshot: Snapshot, solved: Solved) -> None:
    """Draw coverage before and after by township, and the load of each host."""
    added = Counter(pair.host for pair in solved.plan.pairs if not pair.existing)
    served = {pair.guest for pair in solved.plan.pairs}
    heads = Text(
        zh="区划|非公党组织|现已结对|方案后|现覆盖率|方案后覆盖率",
        en="Division|Non-public|Paired now|After|Coverage now|After",
    )
    rows = []
    for town in coverage_by_division(snapshot):
        whole = len(town.paired) + len(town.unpaired)
        after = len(town.paired) + sum(ident in served for ident in town.unpaired)
        rows.append(
            (
                division_name(snapshot, town.division, view.language),
                whole,
                len(town.paired),
                after,
                f"{len(town.paired) / whole:.0%}",
                f"{after / whole:.0%}",
            )
        )
    rows_table(view.say(heads).split("|"), rows, key="plan:coverage")
    called = names(solved, view)
    heads = Text(
        zh="国企党组织|现有结对|新增|常规结对数", en="State-owned|Pairs now|New|Usual load"
    )
    loads = [
        (called[each.host], each.load, added[each.host], each.usual)
        for each in sorted(host_loads(snapshot), key=lambda each: (-added[each.host], each.host))
        if each.host in called
    ]
    rows_table(view.say(heads).split("|"), loads, key="plan:loads", height=260)


def left_out(view: View, solved: Solved) -> None:
    """Draw who is left out and why, and the smallest groups that share too few slots."""
    called = names(solved, view)
    if not solved.plan.left_out:
        st.success(view.say(Text(zh="全部安排到位。", en="Everybody is served.")))
        return
    heads = Text(zh="非公党组织|原因", en="Non-public|Reason")
    rows = [(called[each.guest], view.say(each.reason)) for each in solved.plan.left_out]
    rows_table(view.say(heads).split("|"), rows, key="plan:left", height=220)
    title = Text(zh="为什么安排不下，怎样能多安排", en="Why not all fit, and what would help")
    if st.toggle(view.say(title), key="plan:conflicts"):
        for each in conflicts(solved):
            st.markdown(plain(view.say(each.sentence), 1200))
            for way in each.relaxations[:5]:
                st.caption("· " + plain(view.say(way.sentence)))


def limits(view: View, solved: Solved) -> None:
    """Draw what fewer new pairs would achieve, and which pairs hang on a weight."""
    title = Text(zh="新增结对数与覆盖（越往右越多）", en="Guests served by number of new pairs")
    st.markdown("**" + view.say(title) + "**")
    points = coverage_curve(solved)
    heads = Text(zh="新增结对|安排的非公党组织|总分", en="New pairs|Guests served|Total")
    rows = [(each.units, each.served, round(each.total / _POINTS, 3)) for each in points]
    left, right = st.columns([0.55, 0.45])
    with left:
        st.line_chart(
            {"x": [each.units for each in points], "y": [each.served for each in points]},
            x="x",
            y="y",
            x_label=view.say(Text(zh="新增结对", en="new pairs")),
            y_label=view.say(Text(zh="安排数", en="served")),
            color="#9E1B22",
            height=220,
        )
    with right:
        rows_table(view.say(heads).split("|"), rows, key="plan:curve", height=220)
    words = Text(zh="权重上下浮动 10% 会改变什么", en="What changes when a weight moves by 10 %")
    if not st.toggle(view.say(words), key="plan:stability"):
        return
    found = stability(solved)
    heads = Text(
        zh="评价项|权重|新增结对|放弃结对", en="Criterion|Weight ×|Pairs added|Pairs dropped"
    )
    rows = [
        (
            CRITERIA[each.criterion].label.say(view.language),
            f"{each.factor:g}",
            len(each.added),
            len(each.dropped),
        )
        for each in found.shifts
    ]
    firm = Text(zh="{n} 对在所有浮动下都不变。", en="{n} pairs stay in every case.")
    st.caption(view.say(firm.format(n=len(found.firm))))
    rows_table(view.say(heads).split("|"), rows, key="plan:shifts", height=260)
