"""Keep the plan id in the page address, so that reload, back and another tab show the same plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias, cast
from urllib.parse import quote, unquote

import streamlit as st

from app_pages.parts.frame.cached_ledgers import own_folder
from app_pages.parts.frame.markdown_text import plain, show_problems
from app_pages.parts.frame.view import View, current, put_address, shown_address
from app_pages.parts.plan.plan_controls import aimed_at, own_marks, restore
from app_pages.parts.plan.plan_store import PlanRequest, PlanStore
from app_pages.parts.plan.plan_weights import FORM
from app_pages.parts.records.open_form import form_input
from graphs.errors import Problem
from graphs.model import Snapshot
from graphs.planning import PlanningProblem, PlanSettings, plan_id
from graphs.text import Language, Text

__all__ = [
    "PART_CHOICES",
    "SWITCHES",
    "THIS_PLAN",
    "choose",
    "chosen_turn",
    "keep_part",
    "keep_plan",
    "looked_at",
    "open_part",
    "part_choice",
    "plan_store",
    "restore_plan",
]

Couple: TypeAlias = tuple[str | None, str | None]
"""A guest and a host, each of which may not be chosen."""

_SHOWN, _OPENED, _UNKEPT = "plan:shown", "plan:opened", "plan:unkept"
_LATEST, _OVERTOOK = "plan:latest", "plan:overtook"
_CHOSEN, _TURN = "plan:chosen", "plan:chosen-turn"
_PART, _SEEN, _FIRST = "plan:tab", "plan:part-seen", "plan:choices-at-first"

PART_CHOICES: Mapping[str, tuple[str, ...]] = {
    "pairs": ("guest", "host"),
    "network": ("plan:drawn", "plan:drawn-host"),
    "left_out": ("plan:conflicts", "plan:left-page"),
    "why_not": ("plan:ask:guest", "plan:ask:host"),
    "what_if": ("plan:stability",),
    "scenarios": ("plan:scenario-of", "plan:compare:0", "plan:compare:1"),
}
"""What is chosen in each part and stands in the address, by the keys of the widgets."""

_SWITCHED = ("plan:conflicts", "plan:stability")
SWITCHES = {"on": True, "off": False}
THIS_PLAN = "this"
"""How the address names switches, and the plan shown beside the scenarios that are kept."""

_UNKNOWN = Text(
    zh="地址中的方案 {id} 在本机没有记录，下面按左侧的设置重新求解。",
    en="The plan {id} in the address is not known at this desk; below is the plan of the settings "
    "at the left.",
)
_MOVED = Text(
    zh="地址中的方案 {id} 的设置已恢复；台账或范围此后有变动，因此结果是新的方案 {fresh}。",
    en="The settings of plan {id} in the address are back; the ledger or the scope has changed since, "
    "so that the plan is a new one, {fresh}.",
)
_OVERTAKEN = Text(
    zh="台账已由第 {was} 版变为第 {now} 版：同样的设置重新求解，方案由 {old} 变为 {fresh}。",
    en="The ledger has gone from revision {was} to {now}: with the same settings the plan is {fresh} now, "
    "no longer {old}.",
)
_NOT_KEPT = Text(
    zh="本机的数据文件夹不能写入：刷新页面后不能恢复这个方案。",
    en="This desk's folder cannot be written: the plan is lost when the page is reloaded.",
)


def plan_store(view: View, snapshot: Snapshot) -> PlanStore:
    """Return where this desk keeps the plans of the ledger that is shown."""
    return PlanStore.of(own_folder(), view.ledger.entry.key, snapshot.ledger)


def restore_plan(view: View, snapshot: Snapshot) -> None:
    """Put the settings of the plan in the address into the controls, before these are drawn."""
    wanted = view.address.plan
    if not wanted or st.session_state.get(_SHOWN) == (view.ledger.entry.key, wanted):
        return
    found = plan_store(view, snapshot).request(wanted)
    if found is None:
        st.warning(plain(view.say(_UNKNOWN.format(id=wanted[:12]))), icon=":material/link_off:")
        return
    restore(found.aim, found.settings)
    st.session_state[_OPENED] = wanted


def keep_plan(
    view: View, snapshot: Snapshot, problem: PlanningProblem, settings: PlanSettings
) -> None:
    """Keep the request under the id of their plan and put it into the address, before it is solved."""
    ident = plan_id(problem.digest, settings)
    opened = st.session_state.pop(_OPENED, None)
    if opened not in (None, ident):
        words = _MOVED.format(id=opened[:12], fresh=ident[:12])
        st.info(view.say(words), icon=":material/history:")
    if st.session_state.get(_SHOWN) != (view.ledger.entry.key, ident):
        try:
            kept = PlanRequest(plan=ident, aim=aimed_at(), settings=settings)
            plan_store(view, snapshot).keep(kept)
            st.session_state.pop(_UNKEPT, None)
        except OSError:
            st.session_state[_UNKEPT] = True
        st.session_state[_SHOWN] = (view.ledger.entry.key, ident)
    if st.session_state.get(_UNKEPT):
        st.caption(view.say(_NOT_KEPT))
    _overtaken(view, problem, settings, ident)
    if shown_address().plan != ident:
        put_address(replace(shown_address(), plan=ident))
        # What the sidebar changes next starts from the address as it is now.
        st.session_state["view"] = replace(current(), address=shown_address())


def _overtaken(view: View, problem: PlanningProblem, settings: PlanSettings, ident: str) -> None:
    """Say that others' writing has made another plan of the same request, until that is changed."""
    here, state = view.address, st.session_state
    # What is marked by hand counts as it was made: of whom others end, it has no effect any more.
    rest = replace(settings, locked=(), forbidden=(), quotas=(), capacities=())
    place = (view.ledger.entry.key, here.scope, here.as_of, here.picked)
    request = (place, aimed_at(), rest, own_marks())
    before, old, was = state.get(_LATEST, (None, ident, problem.revision))
    if request != before:
        state.pop(_OVERTOOK, None)
    elif old != ident:
        state[_OVERTOOK] = (was, old)
    state[_LATEST] = (request, ident, problem.revision)
    if _OVERTOOK in state:
        was, old = state[_OVERTOOK]
        words = _OVERTAKEN.format(was=was, now=problem.revision, old=old[:12], fresh=ident[:12])
        st.info(view.say(words), icon=":material/history:")


def open_part(
    parts: Collection[str], known: Mapping[str, Callable[[], Collection[str]]], language: Language
) -> None:
    """Open the part that the address names with what is chosen in it, where it was changed there.

    That is after a reload, from a link, and by the back button. ``known`` gives the values that a
    choice may have.
    """
    named = shown_address().part
    if st.session_state.get(_SEEN) == named:
        return
    st.session_state[_SEEN] = named
    part, _, listed = named.partition(":")
    words = [unquote(each) for each in listed.split(",")]
    place = Text(zh="地址中的 part", en="part in the address")
    problems = []
    if part and part not in parts:
        unknown = Text(zh="没有这个页签，已忽略", en="there is no such part; left out")
        problems.append(Problem(place=place, value=part, reason=unknown))
    else:
        st.session_state[_PART] = part = part or next(iter(parts))
        keys = PART_CHOICES.get(part, ())
        chosen = dict(zip_longest(keys, words[: len(keys)], fillvalue=""))
        if any(word and word not in known[key]() for key, word in chosen.items()):
            unknown = Text(zh="没有这个选择，已忽略", en="there is no such choice; left out")
            problems.append(Problem(place=place, value=listed, reason=unknown))
            chosen = dict.fromkeys(keys, "")
        _restore_choices(part, chosen)
    show_problems(tuple(problems), language)


def keep_part(chosen: str, parts: Collection[str]) -> None:
    """Write the open part and what is chosen in it into the address, without what is there at first."""
    words = [quote(each, safe="") for each in _choices_of(chosen)]
    named = "" if chosen == next(iter(parts)) else chosen
    if any(words):
        named = f"{chosen}:{','.join(words)}"
    st.session_state[_SEEN] = named
    if shown_address().part != named:
        put_address(replace(shown_address(), part=named))
        st.session_state["view"] = replace(current(), address=shown_address())


def part_choice(key: str, at_first: object, options: Collection[Hashable] | None = None) -> None:
    """Give the widget of a choice that the address keeps what was chosen, else what is there at first."""
    st.session_state.setdefault(_FIRST, {})[key] = at_first
    form_input(FORM, key, at_first, options)
    if options is not None and st.session_state[key] not in options:
        st.session_state[key] = at_first


def _choices_of(part: str) -> list[str]:
    state, first = st.session_state, st.session_state.get(_FIRST, {})
    if part == "pairs":
        return [each or "" for each in looked_at()]
    values = [(state.get(key), first.get(key)) for key in PART_CHOICES.get(part, ())]
    said = {True: "on", False: "off", None: "", "": THIS_PLAN}
    return ["" if now == usual else str(said.get(now, now)) for now, usual in values]


def _restore_choices(part: str, chosen: Mapping[str, str]) -> None:
    state, first = st.session_state, st.session_state.get(_FIRST, {})
    if part == "pairs":
        guest, host = (word or None for word in chosen.values())
        state[_CHOSEN] = (guest, host)
        state[_TURN] = chosen_turn() + 1
        return
    for key, word in chosen.items():
        if word:
            switch, compared = key in _SWITCHED, key.startswith("plan:compare:")
            shown = "" if compared and word == THIS_PLAN else word
            state[key] = SWITCHES[word] if switch else shown
        elif key in first:
            state[key] = first[key]


def choose(couple: Couple) -> None:
    """Note which pair of the plan has its reason open."""
    st.session_state[_CHOSEN] = couple


def looked_at() -> Couple:
    """Return the pair of the plan that has its reason open."""
    return cast("Couple", st.session_state.get(_CHOSEN, (None, None)))


def chosen_turn() -> int:
    """Return how often a pair was opened from outside the table, which then is a new one."""
    return int(st.session_state.get(_TURN, 0))
