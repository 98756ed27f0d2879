"""Scenarios of a session: plans put aside under a name, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import streamlit as st

from app_pages.parts.plan_controls import Aim, aimed_at, restore
from app_pages.parts.plan_views import names
from app_pages.parts.tables import rows_table
from app_pages.parts.view import View
from graphs.planning import Objective, Plan, Solved, in_points, spread_of
from graphs.text import Text

__all__ = ["scenarios"]

_KEY = "plan:scenarios"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scenario:
    """A plan under a name, with whom it was to serve and how its organisations are called."""

    name: str
    aim: Aim
    plan: Plan
    names: dict[str, str]


def _kept() -> tuple[_Scenario, ...]:
    return cast("tuple[_Scenario, ...]", st.session_state.get(_KEY, ()))


def scenarios(view: View, solved: Solved) -> None:
    """Draw the scenarios kept, a way to keep this one, and the difference of two."""
    left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
    name = left.text_input(
        view.say(Text(zh="把当前方案存为情景", en="Keep this plan as a scenario")),
        key="plan:scenario-name",
        placeholder=view.say(Text(zh="情景名称", en="name of the scenario")),
    ).strip()
    if right.button(
        view.say(Text(zh="保存", en="Keep")), disabled=not name, key="plan:keep", width="stretch"
    ):
        others = tuple(each for each in _kept() if each.name != name)
        fresh = _Scenario(name=name, aim=aimed_at(), plan=solved.plan, names=names(solved, view))
        st.session_state[_KEY] = (*others, fresh)
    this = view.say(Text(zh="当前方案", en="this plan"))
    listed = [
        *_kept(),
        _Scenario(name=this, aim=aimed_at(), plan=solved.plan, names=names(solved, view)),
    ]
    heads = Text(
        zh="情景|目标|结对|安排|未安排|总分|最低|平均|基尼系数|一方至多新增|方案编号",
        en="Scenario|Objective|Pairs|Served|Left out|Total|Lowest|Mean|Gini|Most of a host|Plan id",
    )
    rows = [
        (
            each.name,
            Objective[each.plan.settings.objective].label.say(view.language),
            each.plan.standing.pairs,
            each.plan.standing.served,
            len(each.plan.left_out),
            in_points(each.plan.standing.total),
            in_points(spread.least),
            round(in_points(spread.mean), 1),
            round(spread.gini, 3),
            spread.most_load,
            each.plan.id[:12],
        )
        for each in listed
        for spread in (spread_of(each.plan),)
    ]
    rows_table(view.say(heads).split("|"), rows, key="plan:scenarios-table")
    if len(listed) > 1:
        _again(view)
        _compare(view, listed)


def _again(view: View) -> None:
    """Draw a way back to the wishes of a scenario, to go on from there, and one to let it go."""

    def take_over() -> None:
        chosen = next(each for each in _kept() if each.name == name)
        restore(chosen.aim, chosen.plan.settings)

    def let_go() -> None:
        st.session_state[_KEY] = tuple(each for each in _kept() if each.name != name)

    left, middle, right = st.columns([0.5, 0.3, 0.2], vertical_alignment="bottom")
    name = left.selectbox(
        view.say(Text(zh="情景", en="Scenario")),
        [each.name for each in _kept()],
        key="plan:scenario-of",
    )
    middle.button(
        view.say(Text(zh="以此为起点继续改", en="Go on from this one")),
        on_click=take_over,
        key="plan:take-over",
        width="stretch",
    )
    right.button(
        view.say(Text(zh="删除", en="Delete")), on_click=let_go, key="plan:let-go", width="stretch"
    )


def _compare(view: View, listed: list[_Scenario]) -> None:
    places = range(len(listed))
    left, right = st.columns(2)
    labels = (Text(zh="对照", en="From"), Text(zh="与", en="To"))
    old, new = (
        listed[
            column.selectbox(
                view.say(label),
                places,
                index=place,
                format_func=lambda at: listed[at].name,
                key=f"plan:compare:{place}",
            )
        ]
        for column, label, place in (
            (left, labels[0], 0),
            (right, labels[1], len(listed) - 1),
        )
    )
    before = {(pair.guest, pair.host) for pair in old.plan.pairs}
    after = {(pair.guest, pair.host) for pair in new.plan.pairs}
    called = old.names | new.names
    words = (
        (Text(zh="新增", en="added"), after - before),
        (Text(zh="去掉", en="dropped"), before - after),
        (Text(zh="保留", en="kept"), before & after),
    )
    counts = "　".join(f"{label.say(view.language)} {len(found)}" for label, found in words)
    st.caption(counts)
    heads = Text(zh="情况|非公党组织|国企党组织", en="What|Non-public|State-owned")
    rows = [
        (label.say(view.language), called[guest], called[host])
        for label, found in words
        for guest, host in sorted(found)
    ]
    rows_table(view.say(heads).split("|"), rows, key="plan:difference", height=280)
