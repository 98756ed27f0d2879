"""Organisation changes as forms: rename, upgrade, split, dissolve; each dated and undoable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from app_pages.parts.duplicates.organisation_change_write import (
    EVENTS,
    Plan,
    absent_on,
    called,
    propose_event,
)
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.records.open_form import close_form, form_input, moved_on, open_form
from app_pages.parts.records.steward_page import whole
from graphs.duplicates import (
    dissolve_steps,
    going_on,
    rename_steps,
    split_steps,
    upgrade_steps,
)
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    Organisation,
    OrganisationKind,
    Snapshot,
)
from graphs.network import record_name
from graphs.text import Text

__all__ = ["dissolution_plan", "events"]

_HIGHER = (
    OrganisationKind.general_branch,
    OrganisationKind.joint_general_branch,
    OrganisationKind.committee,
    OrganisationKind.comprehensive_committee,
)


def events(view: View, snapshot: Snapshot) -> None:
    """Draw the form of an event, what it would do, and write it."""
    left, right = st.columns([0.58, 0.42])
    with left:
        chosen = _organisation(view, snapshot)
    event = right.selectbox(
        view.say(Text(zh="发生了什么", en="What happened")),
        list(_FORMS),
        format_func=lambda key: view.say(EVENTS[key]),
        key="events:kind",
    )
    if chosen is None:
        _explain(view)
        return
    day: dt.date = right.date_input(
        view.say(Text(zh="自哪一天起", en="From which day")),
        value=snapshot.as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key="events:day",
    )
    seen = open_form(view, "events", event, chosen)
    moved_on(view, seen, "events")
    # The steps start from what holds on the day of the event, not on the day that is shown.
    picture = whole(seen, day) or seen.snapshot()
    item = picture.by_id(Organisation).get(chosen)
    if item is None:
        absent_on(view, day)
        return
    with left:
        plan = _FORMS[event](view, picture, item, f"events:{event}:{chosen}")
    if plan is not None and propose_event(seen, picture, item, event, plan, day):
        close_form("events")
        st.rerun()


def _organisation(view: View, snapshot: Snapshot) -> str | None:
    known = snapshot.by_id(Organisation)
    form_input("events:choice", "events:organisation", None, [None, *known])
    # Somebody may have renamed the one that is open here, or ended it.
    listed = list({**known, **dict.fromkeys({st.session_state["events:organisation"]} - {None})})
    chosen: str | None = st.selectbox(
        view.say(Text(zh="党组织", en="Organisation")),
        listed,
        index=None,
        format_func=lambda ident: (
            f"{view.say(record_name(snapshot, known[ident]))}（{ident}）"
            if ident in known
            else ident
        ),
        placeholder=view.say(Text(zh="输入名称查找", en="Type a name")),
        key="events:organisation",
    )
    return chosen


def _explain(view: View) -> None:
    words = Text(
        zh="先选党组织。原记录不会删除：旧名称、沿革和此前的结对都保留，可以按日期回看。",
        en="Choose an organisation first. Nothing is deleted: the old name, the lineage and "
        "earlier pairings stay and can be seen by date.",
    )
    st.caption(view.say(words))


def _rename(view: View, snapshot: Snapshot, item: Organisation, key: str) -> Plan | None:
    name = _text(view, Text(zh="新名称", en="New name"), item.name or "", key=f"{key}:name")
    if not name or name == item.name:
        return None
    return lambda day: rename_steps(snapshot, item.id, name, day)


def _upgrade(view: View, snapshot: Snapshot, item: Organisation, key: str) -> Plan | None:
    kind = st.selectbox(
        view.say(Text(zh="升格为", en="Becomes a")),
        [each.name for each in _HIGHER],
        format_func=lambda name: view.say(OrganisationKind[name].label),
        key=f"{key}:kind",
    )
    name = _text(view, Text(zh="新名称", en="New name"), item.name or "", key=f"{key}:name")
    if not name or name == item.name:
        return None
    return lambda day: upgrade_steps(snapshot, item.id, OrganisationKind[kind], name, day)


def _split(view: View, snapshot: Snapshot, item: Organisation, key: str) -> Plan | None:
    words = st.text_area(
        view.say(Text(zh="分设成哪几个（一行一个名称）", en="Into which (one name a line)")),
        key=f"{key}:names",
        height=90,
    )
    names = list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    if len(names) < 2:
        return None
    parts = [
        Organisation(
            id=f"new:{place}",
            name=name,
            kind=item.kind,
            division=item.division,
            synthetic=item.synthetic,
        )
        for place, name in enumerate(names, start=1)
    ]
    assign = _assign(view, snapshot, item, parts, key=key)
    return lambda day: split_steps(snapshot, item.id, parts, day, assign=assign)


def _assign(
    view: View, snapshot: Snapshot, item: Organisation, parts: list[Organisation], *, key: str
) -> dict[str, str]:
    """Draw what goes to each part but the first, which takes the rest."""
    edges = {each.id: each for each in going_on(snapshot, item.id)}
    assign: dict[str, str] = {}
    for part in parts[1:]:
        label = Text(
            zh="归“{name}”的联系（其余归第一个）", en="What goes to “{name}” (the rest: first)"
        )
        for ident in st.multiselect(
            plain(view.say(label.format(name=part.name or ""))),
            [ident for ident in edges if ident not in assign],
            format_func=lambda ident: called(view, snapshot, edges[ident]),
            placeholder=view.say(Text(zh="无", en="None")),
            key=f"{key}:{part.id}",
        ):
            assign[ident] = part.id
    return assign


def dissolution_plan(view: View, snapshot: Snapshot, item: Organisation, key: str) -> Plan | None:
    """Ask where the members went, and return the steps of dissolving it once that is said."""
    words = Text(zh="党员去向及说明", en="Where the members went")
    note = _text(view, words, "", key=f"{key}:note")
    if not note:
        return None
    return lambda day: dissolve_steps(snapshot, item.id, day, note=note)


_FORMS: dict[str, Callable[[View, Snapshot, Organisation, str], Plan | None]] = {
    "rename": _rename,
    "upgrade": _upgrade,
    "split": _split,
    "dissolve": dissolution_plan,
}


def _text(view: View, label: Text, value: str, *, key: str) -> str:
    return st.text_input(view.say(label), value=value, key=key).strip()
