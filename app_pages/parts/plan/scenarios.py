"""Scenarios: save a plan under a name, and compare two of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View, put_address, shown_address
from app_pages.parts.plan.plan_address import part_choice
from app_pages.parts.plan.plan_controls import aimed_at, restore
from app_pages.parts.plan.plan_store import PlanRequest, PlanStore, Scenario
from app_pages.parts.plan.plan_weights import FORM
from app_pages.parts.plan.typed_words import say_kept
from app_pages.parts.records.open_form import form_input
from graphs.errors import GraphsError
from graphs.model import Scope
from graphs.planning import Objective, Solved, in_points, spread_of
from graphs.text import Text

__all__ = ["scenarios"]

_REFUSED = "plan:scenario-refused"
_NOT_WRITTEN = Text(
    zh="本机的数据文件夹不能写入，情景没有保存或删除。",
    en="This desk's folder cannot be written; no scenario was kept or deleted.",
)


def scenarios(view: View, store: PlanStore, solved: Solved) -> None:
    """Draw the scenarios kept, a way to keep this one, and the difference of two."""
    this = _scenario(view, solved, view.say(Text(zh="当前方案", en="this plan")))
    _keep(view, store, this)
    kept = store.scenarios()
    reached = Text(
        zh="情景|目标|结对|安排|未安排|总分",
        en="Scenario|Objective|Pairs|Served|Left out|Total score",
    )
    even = Text(
        zh="情景|最低得分|平均得分|不均程度|一方至多新增|方案编号",
        en="Scenario|Lowest score|Mean score|Unevenness|Most of one host|Plan id",
    )
    listed = [_row(view, each) for each in (*kept, this)]
    # Two tables: in one, the columns at its right would lie outside a screen of 1280.
    rows_table(
        view.say(reached).split("|"), [first for first, _ in listed], key="plan:scenarios-table"
    )
    rows_table(view.say(even).split("|"), [rest for _, rest in listed], key="plan:scenarios-even")
    words = Text(
        zh="得分以每个非公方计，没有安排的计 0。不均程度（基尼系数）：0 为人人相同，越接近 1 越不均。",
        en="Scores are those of each guest, 0 for one left out. Unevenness (Gini) is 0 where all have the "
        "same, and nears 1 the more unevenly they do.",
    )
    st.caption(view.say(words))
    if kept:
        _again(view, store, kept)
        _compare(view, {each.key: each for each in kept} | {"": this})


def _scenario(view: View, solved: Solved, name: str) -> Scenario:
    plan, spread = solved.plan, spread_of(solved.plan)
    involved = {ident for pair in plan.couples for ident in pair}
    pool = solved.problem.pool
    return Scenario(
        name=name,
        request=PlanRequest(plan=plan.id, aim=aimed_at(), settings=plan.settings),
        scope=view.address.scope.words if view.address.scope else "",
        as_of=view.address.as_of.isoformat() if view.address.as_of else "",
        figures=(
            ("pairs", plan.totals.pairs),
            ("served", plan.totals.served),
            ("left_out", len(plan.left_out)),
            ("total", round(in_points(plan.totals.total), 1)),
            ("least", round(in_points(spread.least), 1)),
            ("mean", round(in_points(spread.mean), 1)),
            ("gini", round(spread.gini, 3)),
            ("most", spread.most_load),
        ),
        pairs=plan.couples,
        names=tuple(
            (ident, words.zh, words.en)
            for side in (pool.guests, pool.hosts)
            for ident, words in zip(side.ids, side.names, strict=True)
            if ident in involved
        ),
    )


def _row(view: View, each: Scenario) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return what a scenario reaches, and how evenly: a row of each table."""
    figures = dict(each.figures)
    counts = tuple(int(figures.get(key, 0)) for key in ("pairs", "served", "left_out"))
    scores = tuple(figures.get(key, 0.0) for key in ("least", "mean", "gini"))
    objective = Objective[each.request.settings.objective].label.say(view.language)
    last = (int(figures.get("most", 0)), each.request.plan[:12])
    reached = (each.name, objective, *counts, figures.get("total", 0.0))
    return reached, (each.name, *scores, *last)


def _keep(view: View, store: PlanStore, this: Scenario) -> None:
    left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
    form_input(FORM, "plan:scenario-name", "")
    name = left.text_input(
        view.say(Text(zh="把当前方案存为情景", en="Keep this plan as a scenario")),
        key="plan:scenario-name",
        placeholder=view.say(Text(zh="情景名称", en="name of the scenario")),
    ).strip()
    words = view.say(Text(zh="保存", en="Keep"))
    right.button(
        words,
        disabled=not name,
        on_click=lambda: _add(store, this),
        key="plan:keep",
        width="stretch",
    )
    say_kept(view)
    refused: Text | None = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        st.warning(plain(view.say(refused)))


def _add(store: PlanStore, this: Scenario) -> None:
    """Keep the plan under the name in the box, which then is empty for the next one."""
    name = str(st.session_state["plan:scenario-name"]).strip()
    if name and _attempt(lambda: store.add(replace(this, name=name))):
        st.session_state["plan:scenario-name"] = ""


def _remove(store: PlanStore, chosen: str) -> None:
    _attempt(lambda: store.remove(chosen))


def _attempt(act: Callable[[], None]) -> bool:
    """Keep or delete and return whether it was done; a refusal is reported in the next run."""
    try:
        act()
    except GraphsError as error:
        st.session_state[_REFUSED] = error.message
    except OSError:
        st.session_state[_REFUSED] = _NOT_WRITTEN
    else:
        return True
    return False


def _again(view: View, store: PlanStore, kept: tuple[Scenario, ...]) -> None:
    """Draw a way back to the settings of a scenario, to continue from there, and one to delete it."""
    listed = {each.key: each for each in kept}

    def take_over() -> None:
        scenario = listed[chosen]
        restore(scenario.request.aim, scenario.request.settings)
        scope = Scope.parse(scenario.scope) if scenario.scope else None
        day = dt.date.fromisoformat(scenario.as_of) if scenario.as_of else None
        put_address(replace(shown_address(), scope=scope, as_of=day, plan=""))

    left, middle, right = st.columns([0.5, 0.3, 0.2], vertical_alignment="bottom")
    part_choice("plan:scenario-of", next(iter(listed)), listed)
    chosen = left.selectbox(
        view.say(Text(zh="情景", en="Scenario")),
        list(listed),
        format_func=lambda key: listed[key].name,
        key="plan:scenario-of",
    )
    middle.button(
        view.say(Text(zh="以此为起点继续改", en="Go on from this one")),
        on_click=take_over,
        key="plan:take-over",
        width="stretch",
    )
    right.button(
        view.say(Text(zh="删除", en="Delete")),
        on_click=_remove,
        args=(store, chosen),
        key="plan:let-go",
        width="stretch",
    )


def _compare(view: View, listed: dict[str, Scenario]) -> None:
    labels = (Text(zh="对照", en="From"), Text(zh="与", en="To"))
    at_first = (next(iter(listed)), "")
    chosen = []
    for place, column in enumerate(st.columns(2)):
        key = f"plan:compare:{place}"
        part_choice(key, at_first[place], listed)
        choice = column.selectbox(
            view.say(labels[place]),
            list(listed),
            format_func=lambda each: listed[each].name,
            key=key,
        )
        chosen.append(listed[choice])
    _difference(view, *chosen)


def _difference(view: View, old: Scenario, new: Scenario) -> None:
    before, after = set(old.pairs), set(new.pairs)
    place = 2 if view.language == "en" else 1
    called = {each[0]: each[place] for each in (*old.names, *new.names)}
    words = (
        (Text(zh="新增", en="added"), after - before),
        (Text(zh="去掉", en="dropped"), before - after),
        (Text(zh="保留", en="kept"), before & after),
    )
    counts = "　".join(f"{label.say(view.language)} {len(found)}" for label, found in words)
    st.caption(counts)
    heads = Text(zh="情况|非公党组织|国企党组织", en="What|Non-public|State-owned")
    rows = [
        (label.say(view.language), called.get(guest, guest), called.get(host, host))
        for label, found in words
        for guest, host in sorted(found)
    ]
    rows_table(view.say(heads).split("|"), rows, key="plan:difference", height=280)
