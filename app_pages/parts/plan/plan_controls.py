"""Controls of the plan settings; every choice becomes a plain ``PlanSettings``."""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.plan.plan_exceptions import (
    exceptions,
    own_limits,
    restore_exceptions,
)
from app_pages.parts.plan.plan_store import Aim
from app_pages.parts.plan.plan_weights import FORM, chosen_objective, limits_of, weights
from app_pages.parts.records.open_form import form_input
from graphs.model import Division, Side, Snapshot
from graphs.network import display_name, division_and_below, parties
from graphs.planning import (
    CRITERIA,
    SETTING_CHOICES,
    SETTING_LABELS,
    Mark,
    PlanningProblem,
    PlanSettings,
)
from graphs.text import Text

__all__ = [
    "aimed_at",
    "is_marked",
    "mark",
    "own_marks",
    "restore",
    "settings_now",
    "targets",
    "unmark",
]

_MARKS = "plan:marks"

_Marks: TypeAlias = tuple[tuple[Mark, ...], tuple[Mark, ...]]


def targets(view: View, snapshot: Snapshot) -> tuple[tuple[str, ...] | None, bool]:
    """Draw whom the plan serves; return the guests (``None``: the default) and whether all."""
    if selected := _selected(view, snapshot):
        return selected, False
    form_input(FORM, "plan:whom", "unpaired", ["unpaired", "everyone"])
    whom = st.radio(
        view.say(Text(zh="为谁拟定", en="Whom to serve")),
        ["unpaired", "everyone"],
        format_func=lambda key: view.say(
            Text(zh="未结对的", en="the unpaired")
            if key == "unpaired"
            else Text(zh="全部非公党组织", en="all non-public")
        ),
        horizontal=True,
        key="plan:whom",
    )
    names = {
        each.id: display_name(each.name, each.name_en).say(view.language)
        for each in snapshot.records(Division)
    }
    form_input(FORM, "plan:divisions", [], names)
    chosen = st.multiselect(
        view.say(Text(zh="只限这些区划", en="Only in these divisions")),
        list(names),
        format_func=names.__getitem__,
        placeholder=view.say(Text(zh="不限", en="Any")),
        key="plan:divisions",
    )
    if not chosen:
        return None, whom == "everyone"
    inside = set(division_and_below(snapshot, tuple(chosen)))
    from graphs.planning import problem_from_snapshot

    wanted = problem_from_snapshot(snapshot, everyone=whom == "everyone").pool.guests.ids
    known = parties(snapshot)
    return tuple(ident for ident in wanted if known[ident].home in inside), False


def _selected(view: View, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the non-public organisations selected in the network, where only they are planned for."""
    here = [parties(snapshot)[each] for each in view.address.picked if each in parties(snapshot)]
    guests = tuple(each.id for each in here if each.side is Side.non_public and not each.stub)
    words = Text(zh="只为关系图中所选的 {n} 个", en="Only the {n} selected in the network")
    said = view.say(words.format(n=len(guests)))
    return guests if guests and st.checkbox(said, value=True, key="plan:picked") else ()


def settings_now(view: View, snapshot: Snapshot, problem: PlanningProblem) -> PlanSettings:
    """Draw weights and limits and return the settings they make, with the marks set by hand."""
    objective = chosen_objective(view)
    numbers = _numbers(view)
    same = _must_share(view)
    form_input(FORM, "plan:size", 2)
    size = st.number_input(
        view.say(SETTING_LABELS["alliance_size"]),
        **limits_of("alliance_size"),
        key="plan:size",
    )
    locked, forbidden = _marks()
    there = (set(problem.pool.guests.ids), set(problem.pool.hosts.ids))
    kept = [
        tuple(each for each in marks if each.guest in there[0] and each.host in there[1])
        for marks in (locked, forbidden)
    ]
    outside = len(locked) + len(forbidden) - sum(map(len, kept))
    if outside:
        words = Text(
            zh="有 {n} 对手工锁定或排除的不在本次候选方之内，这次不起作用。",
            en="{n} locks or exclusions are outside the candidates chosen here and have no effect.",
        )
        st.caption(view.say(words.format(n=outside)))
    settings = PlanSettings(
        weights=weights(view),
        objective=objective,
        guest_high=int(numbers["guest"] or 0),
        host_high=_whole(numbers["host"]),
        budget=_whole(numbers["budget"]),
        max_distance_km=numbers["distance"],
        same=same,
        missing=_missing(view),
        alliance_size=int(size),
        locked=kept[0],
        forbidden=kept[1],
    )
    return exceptions(view, snapshot, problem, settings)


def aimed_at() -> Aim:
    """Return whom the controls are set to serve, and the divisions they are limited to."""
    state = st.session_state
    return state.get("plan:whom", "unpaired"), tuple(state.get("plan:divisions", ()))


def restore(aim: Aim, settings: PlanSettings) -> None:
    """Put targets and settings back into the controls, before these are drawn."""
    state = st.session_state
    state["plan:whom"], state["plan:divisions"] = aim[0], list(aim[1])
    state["plan:objective"] = settings.objective
    state["plan:guest"], state["plan:host"] = settings.guest_high, settings.host_high
    state["plan:budget"], state["plan:distance"] = settings.budget, settings.max_distance_km
    state["plan:missing"] = settings.missing
    state["plan:same"], state["plan:size"] = settings.same, settings.alliance_size
    for key in CRITERIA:
        state[f"plan:weight:{key}"] = settings.weight(key)
    state[_MARKS] = (settings.locked, settings.forbidden)
    restore_exceptions(settings)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _numbers(view: View) -> dict[str, float | None]:
    # Labels of one or two lines: the boxes of a row stand at one height all the same.
    left, right = st.columns(2, vertical_alignment="bottom")
    first, second = st.columns(2, vertical_alignment="bottom")
    form_input(FORM, "plan:guest", 1)
    for name in ("host", "budget", "distance"):
        form_input(FORM, f"plan:{name}", None)
    guest_high = left.number_input(
        view.say(SETTING_LABELS["guest_high"]),
        **limits_of("guest_high"),
        key="plan:guest",
    )
    own = right.number_input(
        view.say(SETTING_LABELS["host_high"]),
        **limits_of("host_high"),
        value=None,
        placeholder=view.say(Text(zh="按余量", en="room left")),
        key="plan:host",
    )
    budget = first.number_input(
        view.say(SETTING_LABELS["budget"]),
        **limits_of("budget"),
        value=None,
        placeholder=view.say(Text(zh="不限", en="any")),
        key="plan:budget",
    )
    distance = second.number_input(
        view.say(SETTING_LABELS["max_distance_km"]),
        **limits_of("max_distance_km"),
        value=None,
        placeholder=view.say(Text(zh="不限", en="any")),
        key="plan:distance",
    )
    return {"guest": guest_high, "host": own, "budget": budget, "distance": distance}


def _must_share(view: View) -> Literal["", "town", "district"]:
    words = SETTING_CHOICES["same"]
    form_input(FORM, "plan:same", "", words)
    chosen = st.selectbox(
        view.say(SETTING_LABELS["same"]),
        list(words),
        format_func=lambda key: view.say(words[key]),
        key="plan:same",
    )
    return cast("Literal['', 'town', 'district']", chosen)


def _missing(view: View) -> Literal["left_out", "middle", "worst"]:
    form_input(FORM, "plan:missing", PlanSettings().missing, SETTING_CHOICES["missing"])
    chosen = st.selectbox(
        view.say(SETTING_LABELS["missing"]),
        list(SETTING_CHOICES["missing"]),
        format_func=lambda key: view.say(SETTING_CHOICES["missing"][key]),
        key="plan:missing",
    )
    return cast("Literal['left_out', 'middle', 'worst']", chosen)


def _marks() -> _Marks:
    return cast("_Marks", st.session_state.get(_MARKS, ((), ())))


def own_marks() -> tuple[object, ...]:
    """Return locks, exclusions and limits as they were made, also those of no candidate."""
    return _marks(), *own_limits()


def is_marked(guest: str, host: str) -> bool:
    """Return whether a pair is locked or excluded by hand."""
    return any((m.guest, m.host) == (guest, host) for marks in _marks() for m in marks)


def mark(guest: str, host: str, reason: str, *, locked: bool) -> None:
    """Lock a pair, or forbid it; the next plan keeps to it."""
    unmark(guest, host)
    both = list(_marks())
    place = 0 if locked else 1
    both[place] = (*both[place], Mark(guest=guest, host=host, reason=reason))
    st.session_state[_MARKS] = tuple(both)


def unmark(guest: str, host: str) -> None:
    """Take back what was said of a pair by hand."""
    st.session_state[_MARKS] = tuple(
        tuple(each for each in marks if (each.guest, each.host) != (guest, host))
        for marks in _marks()
    )
