"""Keep the plan id in the page address, so that reload, back and another tab show the same plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.cached_ledgers import own_folder
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View, current, put_address, show_problems, shown_address
from app_pages.parts.plan.plan_controls import aimed_at, restore
from app_pages.parts.plan.plan_store import PlanRequest, PlanStore
from graphs.errors import Problem
from graphs.model import Snapshot
from graphs.planning import PlanningProblem, PlanSettings, plan_id
from graphs.text import Language, Text

__all__ = ["keep_part", "keep_plan", "open_part", "plan_store", "restore_plan"]

_SHOWN, _OPENED, _UNKEPT = "plan:shown", "plan:opened", "plan:unkept"
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
    if shown_address().plan != ident:
        put_address(replace(shown_address(), plan=ident))
        # What the sidebar changes next starts from the address as it is now.
        st.session_state["view"] = replace(current(), address=shown_address())


def open_part(parts: Collection[str], language: Language) -> None:
    """Open the part that the address names, where it was changed there: a reload, a link, back."""
    named = shown_address().part
    if st.session_state.get(_SEEN) == named:
        return
    st.session_state[_SEEN] = named
    if named in parts:
        st.session_state[_PART] = named
    elif not named:
        st.session_state[_PART] = next(iter(parts))
    else:
        unknown = Text(zh="没有这个页签，已忽略", en="there is no such part; left out")
        place = Text(zh="地址中的 part", en="part in the address")
        show_problems((Problem(place=place, value=named, reason=unknown),), language)


def keep_part(chosen: str, parts: Collection[str]) -> None:
    """Write the open part into the address; the first one needs no mention."""
    named = "" if chosen == next(iter(parts)) else chosen
    st.session_state[_SEEN] = named
    if shown_address().part != named:
        put_address(replace(shown_address(), part=named))
        st.session_state["view"] = replace(current(), address=shown_address())
