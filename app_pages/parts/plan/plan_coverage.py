"""Coverage by township, load by host, who is left out and why, and stability of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.network.attention_lists import division_name
from app_pages.parts.plan.plan_address import part_choice
from app_pages.parts.plan.plan_runs import answer_for, names
from graphs.model import Count, Snapshot, number_text
from graphs.planning import (
    CRITERIA,
    SETTING_CHOICES,
    CurvePoint,
    Rule,
    Shift,
    Solved,
    Stability,
    conflicts,
    coverage_curve,
    in_points,
    placements,
    stability,
)
from graphs.statistics import coverage_by_division, host_loads
from graphs.text import Text

__all__ = ["coverage", "left_out", "left_out_pages", "what_if"]

_PAGE = 100
"""So many guests that are left out have their reasons on one page."""


def coverage(view: View, snapshot: Snapshot, solved: Solved) -> None:
    """Draw coverage before and after by township, and the load of each host."""
    added = Counter(pair.host for pair in solved.plan.pairs if not pair.existing)
    served = {pair.guest for pair in solved.plan.pairs}
    heads = Text(
        zh="区划|非公党组织|现已结对|方案后结对|现覆盖率|方案后覆盖率",
        en="Division|Non-public|Paired now|Paired after|Coverage now|Coverage after",
    )
    rows = []
    for town in coverage_by_division(snapshot):
        now = town.rate
        new = Count.exactly(sum(ident in served for ident in town.unpaired.ids))
        after = replace(now, numerator=now.numerator + new)
        rows.append(
            (
                division_name(snapshot, town.division, view.language),
                _figure(view, town.all),
                _figure(view, town.paired),
                _figure(view, after.numerator),
                now.words().say(view.language),
                after.words().say(view.language),
            )
        )
    rows_table(
        view.say(heads).split("|"),
        rows,
        key="plan:coverage",
        height=table_height(len(rows), most=12),
    )
    _loads(view, snapshot, solved, added)


def _loads(view: View, snapshot: Snapshot, solved: Solved, added: Counter[str]) -> None:
    called = names(solved, view)
    heads = Text(
        zh="国企党组织|现有结对|新增|常规结对数", en="State-owned|Pairs now|New|Usual load"
    )
    loads = [
        (called[each.host], _figure(view, each.load), added[each.host], each.usual)
        for each in sorted(host_loads(snapshot), key=lambda each: (-added[each.host], each.host))
        if each.host in called
    ]
    rows_table(
        view.say(heads).split("|"),
        loads,
        key="plan:loads",
        height=table_height(len(loads), most=14),
    )


def _figure(view: View, count: Count) -> int | str:
    """Return a count as a number where it is one, else in words ("at least 3")."""
    return int(count.low) if count.low == count.high else count.words().say(view.language)


def left_out(view: View, solved: Solved) -> None:
    """Draw who is left out and why, and the smallest groups that share too few slots."""
    called = names(solved, view)
    if not solved.plan.left_out:
        st.success(view.say(Text(zh="全部安排到位。", en="Everybody is served.")))
        return
    title = Text(zh="为什么安排不下，怎样能多安排", en="Why not all fit, and what would help")
    part_choice("plan:conflicts", True)
    if st.toggle(view.say(title), key="plan:conflicts"):
        for each in answer_for(view, solved, conflicts, solves=1) or ():
            st.markdown(plain(view.say(each.sentence), 1200))
            for relaxation in each.relaxations[:5]:
                st.caption("· " + plain(view.say(relaxation.sentence)))
    shown = _page(view, [each.guest for each in solved.plan.left_out], left_out_pages(solved))
    found = answer_for(view, solved, placements, shown)
    if found is None:
        return
    heads = (
        Text(zh="非公党组织", en="Non-public"),
        Text(zh="为什么没有安排", en="Why it is left out"),
        Text(zh="怎样能安排它", en="What would place it"),
    )
    rows = [
        (called[each.guest], view.say(each.reason), view.say(each.remedy) or "—") for each in found
    ]
    height = table_height(len(rows), most=8, wrapped=True)
    named = [view.say(head) for head in heads]
    rows_table(named, rows, key="plan:left", height=height, room=680)


def left_out_pages(solved: Solved) -> tuple[str, ...]:
    """Return the numbers of the pages of guests that are left out."""
    count = len(solved.plan.left_out)
    return tuple(str(page) for page in range(1, 2 + max(0, count - 1) // _PAGE))


def _page(view: View, guests: Sequence[str], numbers: Sequence[str]) -> tuple[str, ...]:
    """Return a page of guests: of a large district the reasons of all would take long."""
    part_choice("plan:left-page", "1", numbers)
    if len(numbers) > 1:
        of = Text(zh="第 {a}–{b} 个，共 {n} 个", en="{a}–{b} of {n}")
        st.selectbox(
            view.say(Text(zh="逐个说明", en="One by one")),
            numbers,
            format_func=lambda page: view.say(
                of.format(
                    a=_PAGE * int(page) - _PAGE + 1,
                    b=min(_PAGE * int(page), len(guests)),
                    n=len(guests),
                )
            ),
            key="plan:left-page",
        )
    at = _PAGE * int(st.session_state["plan:left-page"])
    return tuple(guests[at - _PAGE : at])


def what_if(view: View, solved: Solved) -> None:
    """Draw what fewer new pairs would achieve, and which pairs hang on a weight."""
    points = answer_for(view, solved, coverage_curve, solves=3)
    if points is None:
        return
    _curve(view, points)
    words = Text(zh="权重上下浮动 10% 会改变什么", en="What changes when a weight moves by 10 %")
    part_choice("plan:stability", False)
    if st.toggle(view.say(words), key="plan:stability"):
        found = answer_for(view, solved, stability, solves=2 * len(CRITERIA) + 2)
        if found is not None:
            _stability(view, solved, found)


def _curve(view: View, points: tuple[CurvePoint, ...]) -> None:
    title = Text(zh="新增结对数与覆盖", en="Guests served by number of new pairs")
    st.markdown("**" + view.say(title) + "**")
    first, last = points[0], points[-1]
    if all(each.served - first.served == each.units - first.units for each in points):
        words = Text(
            zh="每新增一对就多安排一个非公党组织，从 {a} 个到 {b} 个（新增 {n} 对）；没有更划算的中间点。",
            en="Each new pair serves one more guest, from {a} up to {b} with {n} new pairs; no number "
            "in between is worth more than another.",
        ).format(a=first.served, b=last.served, n=last.units)
        st.caption(view.say(words))
        return
    heads = Text(zh="新增结对|安排的非公党组织|总分", en="New pairs|Guests served|Total")
    rows = [(each.units, each.served, round(in_points(each.total), 1)) for each in points]
    left, right = st.columns([0.55, 0.45])
    with left:
        st.line_chart(
            {"x": [each.units for each in points], "y": [each.served for each in points]},
            x="x",
            y="y",
            x_label=view.say(Text(zh="新增结对", en="new pairs")),
            y_label=view.say(Text(zh="安排数", en="served")),
            color="#9E1B22",
            height=320,
        )
    with right:
        height = table_height(len(rows), most=12)
        rows_table(view.say(heads).split("|"), rows, key="plan:curve", height=height)


def _stability(view: View, solved: Solved, found: Stability) -> None:
    called = names(solved, view)
    heads = Text(
        zh="什么变了|怎样变|结对|非公党组织|国企党组织",
        en="What moves|How|Pair|Non-public|State-owned",
    )
    data = view.say(Text(zh="缺数据", en="missing data"))
    moved: list[tuple[str, str, Shift | Rule]] = [
        (CRITERIA[each.criterion].label.say(view.language), f"×{number_text(each.factor)}", each)
        for each in found.shifts
    ]
    ruled = [
        (data, view.say(SETTING_CHOICES["missing"][each.missing]), each) for each in found.rules
    ]
    both = (Text(zh="新增", en="added"), Text(zh="去掉", en="dropped"))
    shifts = [
        (what, how, view.say(word), called[guest], called[host])
        for what, how, each in (*moved, *ruled)
        for word, pairs in zip(both, (each.added, each.dropped), strict=True)
        for guest, host in pairs
    ]
    firm = Text(
        zh="{n} 对在所有浮动下都不变。", en="{n} {n:pair|pairs} {n:stays|stay} in every case."
    )
    st.caption(view.say(firm.format(n=len(found.firm))))
    rows_table(
        view.say(heads).split("|"),
        shifts,
        key="plan:shifts",
        height=table_height(len(shifts), most=12),
    )
