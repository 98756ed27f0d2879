"""Controls of further limits: existing pairs, quotas of townships and chains, single organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeAlias, cast

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.network.attention_lists import division_name
from app_pages.parts.plan.plan_weights import FORM, limits_of
from app_pages.parts.records.open_form import form_input
from graphs.model import Chain, Snapshot
from graphs.network import display_name
from graphs.planning import (
    SETTING_CHOICES,
    SETTING_LABELS,
    Capacity,
    PlanningProblem,
    PlanSettings,
    Pool,
    Quota,
)
from graphs.planning.candidates import candidate_columns
from graphs.text import Text

__all__ = ["exceptions", "own_limits", "restore_exceptions"]

_QUOTAS, _CAPACITIES = "plan:quotas", "plan:capacities"

_Side: TypeAlias = Literal["guest", "host"]

_SIDES: dict[_Side, Text] = {
    "guest": Text(zh="非公方结对合计", en="pairs of its non-public"),
    "host": Text(zh="国企方结对合计", en="pairs of its state-owned"),
}


def exceptions(
    view: View, snapshot: Snapshot, problem: PlanningProblem, settings: PlanSettings
) -> PlanSettings:
    """Draw the further limits and return the settings with them."""
    with st.expander(
        view.say(Text(zh="已有结对、限额与例外", en="Existing pairs, quotas, exceptions")),
        expanded=False,
    ):
        settings = replace(settings, **_existing(view), **_least(view))
        quotas = _quotas(view, snapshot, problem.pool)
        capacities = _capacities(view, problem.pool)
    return replace(settings, quotas=quotas, capacities=capacities)


def own_limits() -> tuple[object, ...]:
    """Return the limits of groups and organisations, also those of no candidate."""
    return _stored(_QUOTAS), _stored(_CAPACITIES)


def restore_exceptions(settings: PlanSettings) -> None:
    """Put the further limits of settings back into the controls."""
    st.session_state[_QUOTAS] = settings.quotas
    st.session_state[_CAPACITIES] = settings.capacities
    st.session_state["plan:existing"] = settings.existing
    st.session_state["plan:bonus"] = settings.keep_bonus
    st.session_state["plan:guest-low"] = settings.guest_low
    st.session_state["plan:host-low"] = settings.host_low


def _existing(view: View) -> dict[str, Any]:
    words = SETTING_CHOICES["existing"]
    form_input(FORM, "plan:existing", "fixed", words)
    chosen = st.radio(
        view.say(SETTING_LABELS["existing"]),
        list(words),
        format_func=lambda key: view.say(words[key]),
        horizontal=True,
        key="plan:existing",
        help=view.say(
            Text(
                zh="“可以调整”须为“全部非公党组织”拟定；与目标“变动最少”同用，即某家国企退出后怎样"
                "改动最少。",
                en="“May change” goes with serving all non-public; with the objective “least "
                "disruption” it says how to change least after a host has left.",
            )
        ),
    )
    bonus = 0.0
    if chosen == "open":
        form_input(FORM, "plan:bonus", 0.0)
        bonus = st.number_input(
            view.say(SETTING_LABELS["keep_bonus"]),
            **limits_of("keep_bonus"),
            step=5.0,
            key="plan:bonus",
        )
    return {"existing": chosen, "keep_bonus": float(bonus)}


def _least(view: View) -> dict[str, Any]:
    left, right = st.columns(2)
    form_input(FORM, "plan:guest-low", 0)
    form_input(FORM, "plan:host-low", 0)
    guest = left.number_input(
        view.say(SETTING_LABELS["guest_low"]), **limits_of("guest_low"), key="plan:guest-low"
    )
    host = right.number_input(
        view.say(SETTING_LABELS["host_low"]), **limits_of("host_low"), key="plan:host-low"
    )
    return {"guest_low": int(guest), "host_low": int(host)}


def _quotas(view: View, snapshot: Snapshot, pool: Pool) -> tuple[Quota, ...]:
    called = _groups(view, snapshot, pool)
    st.markdown("**" + view.say(SETTING_LABELS["quotas"]) + "**")
    group = _choice(
        view,
        called,
        label=Text(zh="乡镇或产业链", en="Township or chain"),
        hint=Text(zh="选择", en="Choose"),
        key="plan:quota-group",
    )
    form_input(FORM, "plan:quota-side", "guest", _SIDES)
    side: _Side = st.selectbox(
        view.say(Text(zh="哪一方", en="Which side")),
        list(_SIDES),
        format_func=lambda key: view.say(_SIDES[key]),
        key="plan:quota-side",
        label_visibility="collapsed",
    )
    low, high = _bounds(view, "quota")
    add = view.say(Text(zh="加入限额", en="Add this limit"))
    if st.button(add, disabled=group is None or low > high, key="plan:quota-add") and group:
        fresh = Quota(side=side, group=group, low=low, high=high)
        others = (each for each in _stored(_QUOTAS) if (each.group, each.side) != (group, side))
        st.session_state[_QUOTAS] = (*others, fresh)
    groups = {
        (side, group)
        for side, members in (("guest", pool.guests), ("host", pool.hosts))
        for own in members[candidate_columns.groups]
        for group in own
    }
    kept = tuple(each for each in _stored(_QUOTAS) if (each.side, each.group) in groups)
    _unused(view, len(_stored(_QUOTAS)) - len(kept))
    for each in kept:
        _entry(view, _QUOTAS, each, f"{called[each.group]} · {view.say(_SIDES[each.side])}")
    return kept


def _groups(view: View, snapshot: Snapshot, pool: Pool) -> dict[str, str]:
    """Return how each township, district and chain of the candidates is called, chains last."""
    every = {
        group
        for side in (pool.guests, pool.hosts)
        for own in side[candidate_columns.groups]
        for group in own
    }
    chains = snapshot.by_id(Chain)
    places = {i: division_name(snapshot, i, view.language) for i in sorted(every - set(chains))}
    return places | {
        ident: display_name(each.name, each.name_en).say(view.language)
        for ident, each in chains.items()
        if ident in every
    }


def _capacities(view: View, pool: Pool) -> tuple[Capacity, ...]:
    called = {
        ident: name.say(view.language)
        for side in (pool.hosts, pool.guests)
        for ident, name in zip(side.ids, side.names, strict=True)
    }
    st.markdown("**" + view.say(SETTING_LABELS["capacities"]) + "**")
    chosen = _choice(
        view,
        called,
        label=Text(zh="党组织", en="Organisation"),
        hint=Text(zh="选择或输入名称", en="Choose or type a name"),
        key="plan:capacity-of",
    )
    low, high = _bounds(view, "capacity")
    add = view.say(Text(zh="加入例外", en="Add this exception"))
    if st.button(add, disabled=chosen is None or low > high, key="plan:capacity-add") and chosen:
        fresh = Capacity(id=chosen, low=low, high=high)
        others = (each for each in _stored(_CAPACITIES) if each.id != chosen)
        st.session_state[_CAPACITIES] = (*others, fresh)
    kept = tuple(each for each in _stored(_CAPACITIES) if each.id in called)
    _unused(view, len(_stored(_CAPACITIES)) - len(kept))
    for each in kept:
        _entry(view, _CAPACITIES, each, called[each.id])
    return kept


def _choice(view: View, called: dict[str, str], *, label: Text, hint: Text, key: str) -> str | None:
    form_input(FORM, key, None, [None, *called])
    return st.selectbox(
        view.say(label),
        list(called),
        index=None,
        format_func=called.__getitem__,
        placeholder=view.say(hint),
        key=key,
        label_visibility="collapsed",
    )


def _bounds(view: View, stem: str) -> tuple[int, int]:
    left, right = st.columns(2)
    form_input(FORM, f"plan:{stem}-low", 0)
    form_input(FORM, f"plan:{stem}-high", 5)
    low = left.number_input(
        view.say(Text(zh="至少", en="At least")), **limits_of("low"), key=f"plan:{stem}-low"
    )
    high = right.number_input(
        view.say(Text(zh="至多", en="At most")), **limits_of("high"), key=f"plan:{stem}-high"
    )
    if low > high:
        words = Text(zh="至少数大于至多数", en="the least is more than the most")
        st.caption(":red[" + view.say(words) + "]")
    return int(low), int(high)


def _unused(view: View, count: int) -> None:
    """Say how many limits name nobody of the candidates chosen now: nothing is left out silently."""
    if count:
        words = Text(
            zh="有 {n} 条限制不涉及本次候选方，这次不起作用。",
            en="{n} limits concern none of the candidates chosen here and have no effect.",
        )
        st.caption(view.say(words.format(n=count)))


def _stored(key: str) -> tuple[Any, ...]:
    return cast("tuple[Any, ...]", st.session_state.get(key, ()))


def _entry(view: View, key: str, each: Quota | Capacity, words: str) -> None:
    """Draw one limit with a button that takes it back."""

    def take_back() -> None:
        st.session_state[key] = tuple(one for one in _stored(key) if one != each)

    left, right = st.columns([0.78, 0.22], vertical_alignment="center")
    span = f"{each.low}–{each.high}" if each.low else f"≤ {each.high}"
    left.caption(plain(f"{words}：{span}" if view.language == "zh" else f"{words}: {span}", 120))
    name = each.group + each.side if isinstance(each, Quota) else each.id
    label = view.say(Text(zh="移除", en="Remove"))
    right.button(label, key=f"{key}:{name}", on_click=take_back, type="tertiary")
