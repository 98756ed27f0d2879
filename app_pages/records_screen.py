"""Records screen: edit any record by a form generated from its declaration, with verb and reason."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import streamlit as st

from app_pages.parts.duplicates.dissolution import dissolve
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current
from app_pages.parts.records.open_form import form_input, moved_on
from app_pages.parts.records.record_columns import record_cells, record_inputs
from app_pages.parts.records.record_form import (
    NEW,
    RecordForm,
    open_record_form,
    resolve_conflicts,
    show_intervals,
)
from app_pages.parts.records.signed_write import (
    Signature,
    show_outcome,
    signature_inputs,
    unchanged,
    write,
)
from app_pages.parts.records.steward_page import done_panel, say_gone
from graphs.access import Area
from graphs.glossary import heading
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    EVERY,
    RECORDS,
    Change,
    Correct,
    End,
    Interval,
    Merge,
    Organisation,
    RecordType,
    Retract,
    Snapshot,
    Step,
)
from graphs.network import record_name, record_names
from graphs.text import Text

SCREEN = Screen(
    label=heading("record"), icon="edit_note", group=Group.stewardship, place=4, area=Area.edit
)
"""What the menu says of this screen."""

_VERBS = {
    "change": Text(zh="变更（自某日起是这样）", en="Change (so from a day on)"),
    "correct": Text(zh="更正（以前登记错了）", en="Correct (it was written down wrongly)"),
    "end": Text(zh="终止（自某日起不再有效）", en="End (not in force from a day on)"),
    "retract": Text(zh="撤销登记（本不该有这条）", en="Retract (it should never have been here)"),
}


def main() -> None:
    """Choose a type and a record at the left, edit it at the right."""
    view = current()
    show_outcome()
    done_panel(view, screen="records")
    snapshot = view.snapshot()
    left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        declared, chosen = _choose(view, snapshot)
    with right, st.container(border=True):
        _editor(snapshot, open_record_form(view, snapshot, declared, chosen))


def _choose(view: View, snapshot: Snapshot) -> tuple[RecordType, str]:
    kinds = [kind for kind, declared in RECORDS.items() if not declared.governed]
    form_input("records", "records:kind", "organisation", kinds)
    key = st.selectbox(
        view.say(Text(zh="记录类型", en="Kind of record")),
        kinds,
        format_func=lambda kind: RECORDS[kind].label.say(view.language),
        key="records:kind",
    )
    declared = RECORDS[key]
    found = record_names(snapshot, key)
    names = {NEW: view.say(Text(zh="＋ 新建", en="+ New"))} | {
        ident: f"{name.say(view.language)}（{ident}）" for ident, name in found.items()
    }
    form_input("records", f"records:{key}", NEW, names)
    open_now = st.session_state[f"records:{key}"]
    names.setdefault(open_now, open_now)  # somebody may have renamed it, or ended it
    chosen = st.selectbox(
        view.say(declared.label),
        list(names),
        format_func=names.__getitem__,
        key=f"records:{key}",
        placeholder=view.say(Text(zh="输入名称查找", en="Type a name")),
    )
    count = Text(zh="当前范围内 {n} 条", en="{n} in this scope")
    st.caption(view.say(count.format(n=len(found))))
    return declared, chosen


def _editor(snapshot: Snapshot, form: RecordForm) -> None:
    view, fresh = form.view, form.ident == NEW
    title = form.declared.label if fresh else record_name(snapshot, form.was)
    st.markdown("**" + plain(view.say(title)) + "**")
    show_intervals(form)
    verb = st.segmented_control(
        view.say(Text(zh="做什么", en="What to do")),
        ["change"] if fresh else list(_VERBS),
        default="change",
        format_func=lambda key: _VERBS[key].say(view.language),
        key=f"records:verb:{not fresh}",
        label_visibility="collapsed",
    )
    if verb in ("change", "correct"):
        _edit(snapshot, form, verb)
    elif verb == "end" and form.declared.cls is Organisation:
        dissolve(view, form.ident, form=form.name)
    elif verb in ("end", "retract"):
        _remove(form, verb)


def _edit(snapshot: Snapshot, form: RecordForm, verb: str) -> None:
    """Draw the columns and write what was edited of them, over what others wrote meanwhile."""
    view = form.view
    day = _first_day(form) if verb == "change" else None
    inputs = record_inputs(snapshot, form)
    problems = [each.problem for each in inputs.values() if each.problem]
    cells = record_cells(form, inputs)
    edited = form.edited(cells)
    merged, left = resolve_conflicts(form, edited, day or form.day)
    if verb == "change":
        _say_until(form, day)
    for problem in problems:
        st.error(plain(problem.sentence().say(view.language)))
    signature = signature_inputs(view, key="records")
    if signature is None:
        return
    save = view.say(Text(zh="写入台账", en="Write to the ledger"))
    ready = signature.ready and not problems
    if not st.button(save, type="primary", disabled=not ready, key="records:save") or not merged:
        return
    if not edited:
        unchanged(view, fresh=form.ident == NEW)
    elif not left:
        _write(form, signature, verb, merged, day)
    else:
        words = Text(
            zh="未写入：上面有 {n} 处已被他人改过，请先选择。",
            en="Nothing was written: others changed {n} things you edited; choose above first.",
        )
        st.warning(view.say(words.format(n=left)), icon=":material/call_split:")


def _write(
    form: RecordForm, signature: Signature, verb: str, merged: Merge, day: dt.date | None
) -> None:
    step: Step = (
        Correct(record=merged.record, at=form.day)
        if verb == "correct"
        else Change(record=merged.record, effective=day)
    )
    # Against the head: what others wrote up to it has just been merged.
    if write(form.view, signature, (step,), merged=True):
        form.close()
        st.rerun()


def _first_day(form: RecordForm) -> dt.date | None:
    """Draw from which day on it is so; ``None`` where that is as long as anything is known."""
    view = form.view
    left, right = st.columns([0.4, 0.6], vertical_alignment="bottom")
    always = form.ident == NEW and right.checkbox(
        view.say(Text(zh="起日不详（一直如此）", en="Day unknown (always so)")),
        key="records:always",
    )
    words = Text(zh="自哪一天起", en="From which day")
    with left:
        day = _day(view, words, form.day, disabled=always)
    return None if always else day


def _day(view: View, words: Text, day: dt.date, *, disabled: bool = False) -> dt.date:
    found: dt.date = st.date_input(
        view.say(words),
        value=day,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        disabled=disabled,
        key="records:day",
    )
    return found


def _say_until(form: RecordForm, day: dt.date | None) -> None:
    """Say where the change stops because the record is known to go on otherwise."""
    version = form.version_at(day)
    later = [
        each.valid_from
        for each in form.known()
        if each.valid_from and day and each.valid_from > day
    ]
    until = version.valid_to if version else min(later, default=None)
    if until:
        words = Text(
            zh="写入的内容有效到 {day}（不含）：此后另有登记，保持不变。",
            en="What is written holds until {day} (exclusive): what is known after that stays.",
        )
        st.caption(form.view.say(words.format(day=until)))


def _remove(form: RecordForm, verb: str) -> None:
    """Draw and write the end of the record, or that an interval should never have been."""
    view = form.view
    moved_on(view, form.seen, form.name)
    at: dt.date | Literal[Interval.EVERY] = form.day
    many = len(form.known())
    if verb == "end":
        words = Text(zh="自哪一天起无效", en="Not in force from")
        at = _day(view, words, form.day)
    elif many > 1:
        words = Text(
            zh="连同其余 {n} 段全部撤销", en="Take back the other {n} intervals as well"
        ).format(n=many - 1)
        at = EVERY if st.checkbox(view.say(words), key="records:every") else form.day
    signature = signature_inputs(view, key="records")
    if not many:
        say_gone(view)
        return
    save = view.say(Text(zh="写入台账", en="Write to the ledger"))
    if signature and st.button(
        save, type="primary", disabled=not signature.ready, key="records:save"
    ):
        step: Step = (
            Retract(id=form.ident, at=at)
            if verb == "retract" or isinstance(at, Interval)
            else End(id=form.ident, effective=at)
        )
        if write(form.seen, signature, (step,)):
            form.close()
            st.rerun()


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
