"""Preview and write the steps of an organisation change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.records.signed_write import signature_inputs, write
from app_pages.parts.records.steward_page import report_done
from graphs.errors import GraphsError
from graphs.model import (
    PLACEHOLDER,
    Change,
    Correct,
    End,
    Organisation,
    Record,
    Retract,
    Snapshot,
    Step,
    record_type,
)
from graphs.network import find_record, record_name
from graphs.text import Text

__all__ = ["EVENTS", "Plan", "absent_on", "called", "propose_event"]

EVENTS = {
    "rename": Text(zh="更名", en="Rename"),
    "upgrade": Text(zh="升格（支部→总支→党委）", en="Upgrade (branch → general → committee)"),
    "split": Text(zh="分设", en="Split"),
    "dissolve": Text(zh="撤销", en="Dissolve"),
    "regroup": Text(zh="支部分设、合并", en="Sub-branches split and merged"),
}
_MOST = 200

Plan = Callable[[dt.date], Sequence[Step]]
"""Gives the steps of an organisation change for a day."""


def absent_on(view: View, day: dt.date) -> None:
    """Say that an organisation is not in the ledger on a day."""
    words = Text(
        zh="这个党组织在 {day} 不在台账中：换一个日期。",
        en="The organisation is not in the ledger on {day}: choose another day.",
    )
    st.warning(view.say(words.format(day=day)), icon=":material/event_busy:")


def propose_event(  # noqa: PLR0917  # what the form holds, field by field
    view: View,
    snapshot: Snapshot,
    item: Organisation,
    event: str,
    plan: Plan,
    day: dt.date,
    *,
    screen: str = "duplicates",
) -> bool:
    """Draw what the change would write and write it; return whether it was written."""
    try:
        steps = plan(day)
    except GraphsError as error:
        show_error(error, view.language)
        return False
    title = Text(zh="将写入 {n} 步：", en="This writes {n} steps:").format(n=len(steps))
    st.caption(view.say(title))
    heads = Text(zh="做什么|记录|名称|自|至", en="What|Record|Name|From|Until")
    fresh = {
        step.record.id: view.say(record_name(snapshot, step.record))
        for step in reversed(steps)  # new:10 comes before new:1
        if isinstance(step, Change)
        and isinstance(step.record, Organisation)
        and step.record.id.startswith(PLACEHOLDER)
    }
    rows = [_step_row(view, snapshot, step, fresh) for step in steps[:_MOST]]
    rows_table(view.say(heads).split("|"), rows, key="events:steps", height=240)
    signature = signature_inputs(view, key="events")
    words = view.say(Text(zh="写入台账", en="Write to the ledger"))
    if signature and st.button(
        words, type="primary", disabled=not signature.ready, key="events:go"
    ):
        done = write(view, signature, steps, relies_on=(item.id,))
        if done:
            note = Text(zh="{event}：{name}", en="{event}: {name}").format(
                event=EVENTS[event], name=record_name(snapshot, item)
            )
            report_done(view, done, note, screen=screen, post=signature.post)
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
    fresh = isinstance(step, Change) and item.id.startswith(PLACEHOLDER)
    verb = Text(zh="新增", en="add") if fresh else verbs[type(step)]
    title = called(view, snapshot, item)
    for ident, name in names.items():
        title = title.replace(ident, name)
    start = getattr(step, "effective", None)
    stop = getattr(step, "until", None)
    return (
        view.say(verb),
        view.say(record_type(item).label),
        title,
        start.isoformat() if start else "",
        stop.isoformat() if isinstance(stop, dt.date) else "",
    )


def called(view: View, snapshot: Snapshot, item: Record) -> str:
    """Return a record by its name."""
    return view.say(record_name(snapshot, item))
