"""Events of an organisation's life: renamed, upgraded, split, dissolved; each dated, each undoable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app_pages.parts.cards import safe, show
from app_pages.parts.forms import close_form, moved_on, open_form
from app_pages.parts.stewarding import report_done, show_refusal, whole
from app_pages.parts.tables import rows_table
from app_pages.parts.view import View
from app_pages.parts.words import plain
from app_pages.parts.writing import acting, write
from graphs.duplicates import (
    dissolve_steps,
    going_on,
    rename_steps,
    split_steps,
    upgrade_steps,
)
from graphs.errors import GraphsError
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    Change,
    Correct,
    End,
    Organisation,
    OrganisationKind,
    Record,
    Retract,
    Snapshot,
    Step,
    record_type,
)
from graphs.network import find_record, record_name
from graphs.text import Text

__all__ = ["dissolve", "events"]

_EVENTS = {
    "rename": Text(zh="更名", en="Rename"),
    "upgrade": Text(zh="升格（支部→总支→党委）", en="Upgrade (branch → general → committee)"),
    "split": Text(zh="分设", en="Split"),
    "dissolve": Text(zh="撤销", en="Dissolve"),
}
_HIGHER = (
    OrganisationKind.general_branch,
    OrganisationKind.joint_general_branch,
    OrganisationKind.committee,
    OrganisationKind.comprehensive_committee,
)
_MOST = 200

_Plan = Callable[[dt.date], Sequence[Step]]
"""Gives the steps of an event for a day."""


def events(view: View, snapshot: Snapshot) -> None:
    """Draw the form of an event, what it would do, and write it."""
    known = snapshot.by_id(Organisation)
    left, right = st.columns([0.58, 0.42])
    chosen = left.selectbox(
        view.say(Text(zh="党组织", en="Organisation")),
        list(known),
        index=None,
        format_func=lambda ident: f"{view.say(record_name(snapshot, known[ident]))}（{ident}）",
        placeholder=view.say(Text(zh="输入名称查找", en="Type a name")),
        key="events:organisation",
    )
    event = right.selectbox(
        view.say(Text(zh="发生了什么", en="What happened")),
        list(_EVENTS),
        format_func=lambda key: view.say(_EVENTS[key]),
        key="events:kind",
    )
    if chosen is None:
        words = Text(
            zh="先选党组织。原记录不会删除：旧名称、沿革和此前的结对都保留，可以按日期回看。",
            en="Choose an organisation first. Nothing is deleted: the old name, the lineage and "
            "earlier pairings stay and can be seen by date.",
        )
        st.caption(view.say(words))
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
        _not_there(view, day)
        return
    with left:
        plan = _FORMS[event](view, picture, item, f"events:{event}:{chosen}")
    if plan is not None and _propose(seen, picture, item, event, plan, day):
        close_form("events")
        st.rerun()


def dissolve(view: View, ident: str, *, form: str) -> None:
    """Draw the one-step form that dissolves an organisation: what goes with it, by name."""
    seen = open_form(view, form)
    moved_on(view, seen, form)
    day: dt.date = st.date_input(
        view.say(Text(zh="自哪一天起无效", en="Not in force from")),
        value=view.snapshot().as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key="records:day",
    )
    picture = whole(seen, day) or seen.snapshot()
    item = picture.by_id(Organisation).get(ident)
    if item is None:
        _not_there(view, day)
        return
    words = Text(
        zh="终止党组织时，下列各项须在同一修订里随之终止（共 {n} 项）：",
        en="What follows ends with the organisation, in one revision ({n} records):",
    )
    st.markdown(view.say(words.format(n=len(going_on(picture, ident)))))
    show(_going_html(view, picture, ident))
    plan = _dissolve(view, picture, item, f"{form}:dissolve")
    if plan is None:
        ask = Text(zh="写明党员去向后可写入。", en="Say where the members went, then write.")
        st.caption(view.say(ask))
    elif _propose(seen, picture, item, "dissolve", plan, day, screen="records"):
        close_form(form)
        st.rerun()


def _not_there(view: View, day: dt.date) -> None:
    words = Text(
        zh="这个党组织在 {day} 不在台账中：换一个日期。",
        en="The organisation is not in the ledger on {day}: choose another day.",
    )
    st.warning(view.say(words.format(day=day)), icon=":material/event_busy:")


def _going_html(view: View, snapshot: Snapshot, ident: str) -> str:
    """Return what names the organisation, by kind, each by its name."""
    found: dict[str, list[str]] = {}
    for item in going_on(snapshot, ident):
        kind = view.say(record_type(item).label)
        found.setdefault(kind, []).append(safe(_called(view, snapshot, item), 80))
    if not found:
        none = Text(zh="没有随之终止的联系。", en="Nothing goes with it.")
        return f"<p>{safe(view.say(none))}</p>"
    lines = "".join(
        f"<li><b>{safe(kind)}</b> {len(names)}：{'；'.join(names)}</li>"
        for kind, names in found.items()
    )
    return f'<ul class="going">{lines}</ul>'


def _rename(view: View, snapshot: Snapshot, item: Organisation, key: str) -> _Plan | None:
    name = _text(view, Text(zh="新名称", en="New name"), item.name or "", key=f"{key}:name")
    if not name or name == item.name:
        return None
    return lambda day: rename_steps(snapshot, item.id, name, day)


def _upgrade(view: View, snapshot: Snapshot, item: Organisation, key: str) -> _Plan | None:
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


def _split(view: View, snapshot: Snapshot, item: Organisation, key: str) -> _Plan | None:
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
            format_func=lambda ident: _called(view, snapshot, edges[ident]),
            placeholder=view.say(Text(zh="无", en="None")),
            key=f"{key}:{part.id}",
        ):
            assign[ident] = part.id
    return assign


def _dissolve(view: View, snapshot: Snapshot, item: Organisation, key: str) -> _Plan | None:
    words = Text(zh="党员去向及说明", en="Where the members went")
    note = _text(view, words, "", key=f"{key}:note")
    if not note:
        return None
    return lambda day: dissolve_steps(snapshot, item.id, day, note=note)


_FORMS: dict[str, Callable[[View, Snapshot, Organisation, str], _Plan | None]] = {
    "rename": _rename,
    "upgrade": _upgrade,
    "split": _split,
    "dissolve": _dissolve,
}


def _text(view: View, label: Text, value: str, *, key: str) -> str:
    return st.text_input(view.say(label), value=value, key=key).strip()


def _propose(  # noqa: PLR0917  # what the form holds, field by field
    view: View,
    snapshot: Snapshot,
    item: Organisation,
    event: str,
    plan: _Plan,
    day: dt.date,
    *,
    screen: str = "duplicates",
) -> bool:
    """Draw what the event would write and write it; return whether it was written."""
    try:
        steps = plan(day)
    except GraphsError as error:
        show_refusal(view, error)
        return False
    title = Text(zh="将写入 {n} 步：", en="This writes {n} steps:").format(n=len(steps))
    st.caption(view.say(title))
    heads = Text(zh="做什么|记录|名称|自|至", en="What|Record|Name|From|Until")
    fresh = {
        step.record.id: view.say(record_name(snapshot, step.record))
        for step in reversed(steps)  # new:10 is told before new:1
        if isinstance(step, Change)
        and isinstance(step.record, Organisation)
        and step.record.id.startswith("new:")
    }
    rows = [_step_row(view, snapshot, step, fresh) for step in steps[:_MOST]]
    rows_table(view.say(heads).split("|"), rows, key="events:steps", height=240)
    hand = acting(view, key="events")
    words = view.say(Text(zh="写入台账", en="Write to the ledger"))
    if hand and st.button(words, type="primary", disabled=not hand.ready, key="events:go"):
        done = write(view, hand, steps, relies_on=(item.id,))
        if done:
            told = Text(zh="{event}：{name}", en="{event}: {name}").format(
                event=_EVENTS[event], name=record_name(snapshot, item)
            )
            report_done(view, done, told, screen=screen, post=hand.post)
            return True
    return False


def _step_row(
    view: View, snapshot: Snapshot, step: Step, names: Mapping[str, str]
) -> tuple[object, ...]:
    """Return a step in words; records that are not yet there are called by their new names."""
    verbs = {
        Change: Text(zh="变更", en="change"),
        Correct: Text(zh="更正", en="correct"),
        End: Text(zh="终止", en="end"),
        Retract: Text(zh="撤销登记", en="retract"),
    }
    item = step.record if isinstance(step, Change | Correct) else find_record(snapshot, step.id)
    fresh = isinstance(step, Change) and item.id.startswith("new:")
    verb = Text(zh="新增", en="add") if fresh else verbs[type(step)]
    called = _called(view, snapshot, item)
    for ident, name in names.items():
        called = called.replace(ident, name)
    start = getattr(step, "effective", None)
    stop = getattr(step, "until", None)
    return (
        view.say(verb),
        view.say(record_type(item).label),
        called,
        start.isoformat() if start else "",
        stop.isoformat() if isinstance(stop, dt.date) else "",
    )


def _called(view: View, snapshot: Snapshot, item: Record) -> str:
    return view.say(record_name(snapshot, item))
