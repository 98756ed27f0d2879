"""Keep the plan id in the page address, so that reload, back and another tab show the same plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeAlias, cast
from urllib.parse import quote, unquote

import streamlit as st

from app_pages.parts.frame.cached_ledgers import own_folder
from app_pages.parts.frame.markdown_text import plain, show_problems
from app_pages.parts.frame.view import View, current, put_address, shown_address
from app_pages.parts.plan.plan_controls import aimed_at, own_marks, restore
from app_pages.parts.plan.plan_store import PlanRequest, PlanStore
from graphs.errors import Problem
from graphs.model import Snapshot
from graphs.planning import PlanningProblem, PlanSettings, Pool, plan_id
from graphs.text import Language, Text

__all__ = [
    "choose",
    "chosen_turn",
    "keep_part",
    "keep_plan",
    "looked_at",
    "open_part",
    "plan_store",
    "restore_plan",
]

Couple: TypeAlias = tuple[str | None, str | None]
"""A guest and a host, each of which may not be chosen."""

_SHOWN, _OPENED, _UNKEPT = "plan:shown", "plan:opened", "plan:unkept"
_LATEST, _OVERTOOK = "plan:latest", "plan:overtook"
_CHOSEN, _TURN = "plan:chosen", "plan:chosen-turn"
_PART, _SEEN = "plan:tab", "plan:part-seen"

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


def open_part(parts: Collection[str], pool: Pool, language: Language) -> None:
    """Open the part that the address names with the pair looked at in it, where it was changed there.

    That is after a reload, from a link, and by the back button.
    """
    named = shown_address().part
    if st.session_state.get(_SEEN) == named:
        return
    st.session_state[_SEEN] = named
    part, _, words = named.partition(":")
    place = Text(zh="地址中的 part", en="part in the address")
    problems = []
    couple = _couple(words)
    sides = zip(couple, (pool.guests.ids, pool.hosts.ids), strict=True)
    if any(ident not in (None, *ids) for ident, ids in sides):
        unknown = Text(zh="没有这个候选方，已忽略", en="there is no such candidate; left out")
        problems.append(Problem(place=place, value=words, reason=unknown))
        couple = (None, None)
    if part in parts:
        st.session_state[_PART] = part
    elif not named:
        st.session_state[_PART] = next(iter(parts))
    else:
        unknown = Text(zh="没有这个页签，已忽略", en="there is no such part; left out")
        problems.append(Problem(place=place, value=part, reason=unknown))
    _look_at(part, couple)
    show_problems(tuple(problems), language)


def keep_part(chosen: str, parts: Collection[str]) -> None:
    """Write the open part and the pair looked at in it into the address, without what is there at first."""
    couple = looked_at(chosen)
    words = ",".join(quote(each or "", safe="") for each in couple)
    named = "" if chosen == next(iter(parts)) else chosen
    if any(couple):
        named = f"{chosen}:{words}"
    st.session_state[_SEEN] = named
    if shown_address().part != named:
        put_address(replace(shown_address(), part=named))
        st.session_state["view"] = replace(current(), address=shown_address())


def choose(couple: Couple) -> None:
    """Note which pair of the plan has its reason open."""
    st.session_state[_CHOSEN] = couple


def _look_at(part: str, couple: Couple) -> None:
    """Open a pair of the plan, or ask of one, in the part of the screen that does that."""
    if part == "why_not":
        st.session_state["plan:ask:guest"], st.session_state["plan:ask:host"] = couple
    elif part in ("", "pairs"):
        st.session_state[_CHOSEN] = couple
        st.session_state[_TURN] = chosen_turn() + 1


def looked_at(part: str) -> Couple:
    """Return the pair that is looked at in a part of the screen."""
    state = st.session_state
    if part == "why_not":
        return state.get("plan:ask:guest"), state.get("plan:ask:host")
    return cast("Couple", state.get(_CHOSEN, (None, None))) if part == "pairs" else (None, None)


def chosen_turn() -> int:
    """Return how often a pair was opened from outside the table, which then is a new one."""
    return int(st.session_state.get(_TURN, 0))


def _couple(words: str) -> Couple:
    guest, _, host = words.partition(",")
    return unquote(guest) or None, unquote(host) or None
