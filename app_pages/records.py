"""The record editor: every type, made from its declaration; each change has its verb and reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from app_pages.parts.editors import Edited, edit
from app_pages.parts.view import View, current
from app_pages.parts.words import plain
from app_pages.parts.writing import Hand, acting, said, write
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    RECORDS,
    Absence,
    Change,
    Correct,
    End,
    Record,
    RecordType,
    Retract,
    Snapshot,
    Step,
)
from graphs.network import record_name
from graphs.text import Text

_NEW = "new:record"
_VERBS = {
    "change": Text(zh="变更（自某日起是这样）", en="Change (so from a day on)"),
    "correct": Text(zh="更正（以前登记错了）", en="Correct (it was written down wrongly)"),
    "end": Text(zh="终止（自某日起不再有效）", en="End (not in force from a day on)"),
    "retract": Text(zh="撤销登记（本不该有这条）", en="Retract (it should never have been here)"),
}


def main() -> None:
    """Choose a type and a record at the left, edit it at the right."""
    view = current()
    said()
    snapshot = view.snapshot()
    left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        declared, chosen = _choose(view, snapshot)
    with right, st.container(border=True):
        _editor(view, snapshot, declared, chosen)


def _choose(view: View, snapshot: Snapshot) -> tuple[RecordType, str]:
    kinds = [kind for kind, declared in RECORDS.items() if not declared.governed]
    key = st.selectbox(
        view.say(Text(zh="记录类型", en="Kind of record")),
        kinds,
        index=kinds.index("organisation"),
        format_func=lambda kind: RECORDS[kind].label.say(view.language),
        key="records:kind",
    )
    declared = RECORDS[key]
    found = snapshot.by_id(declared.cls)
    fresh = Text(zh="＋ 新建", en="+ New")
    names = {_NEW: view.say(fresh)} | {
        ident: f"{record_name(snapshot, item).say(view.language)}（{ident}）"
        for ident, item in found.items()
    }
    chosen = st.selectbox(
        view.say(declared.label),
        list(names),
        format_func=names.__getitem__,
        key=f"records:{key}",
        placeholder=view.say(Text(zh="输入名称查找", en="Type a name")),
    )
    count = Text(zh="当前范围内 {n} 条", en="{n} in this scope").format(n=len(found))
    st.caption(view.say(count))
    return declared, chosen


def _editor(view: View, snapshot: Snapshot, declared: RecordType, chosen: str) -> None:
    item = snapshot.by_id(declared.cls).get(chosen)
    title = record_name(snapshot, item) if item else declared.label
    st.markdown("**" + plain(view.say(title)) + "**")
    verbs = list(_VERBS) if item else ["change"]
    verb = st.segmented_control(
        view.say(Text(zh="做什么", en="What to do")),
        verbs,
        default="change",
        format_func=lambda key: _VERBS[key].say(view.language),
        key=f"records:verb:{bool(item)}",
        label_visibility="collapsed",
    )
    day = _day(view, snapshot, verb or "change", new=item is None)
    edited: Mapping[str, Edited] = {}
    if verb in ("change", "correct"):
        edited = _columns(view, snapshot, declared, item, chosen)
    hand = acting(view, key="records")
    if hand is None or verb is None:
        return
    problems = [each.problem for each in edited.values() if each.problem]
    for problem in problems:
        st.error(plain(problem.sentence().say(view.language)))
    save = view.say(Text(zh="写入台账", en="Write to the ledger"))
    ready = hand.ready and not problems
    if st.button(save, type="primary", disabled=not ready, key="records:save"):
        step = _step(verb, declared, item, chosen, edited, day)
        _write(view, hand, step)


def _day(view: View, snapshot: Snapshot, verb: str, *, new: bool) -> dt.date | None:
    if verb in ("correct", "retract"):
        return None
    words = {
        "change": Text(zh="自哪一天起", en="From which day"),
        "end": Text(zh="自哪一天起无效", en="Not in force from"),
    }
    left, right = st.columns([0.4, 0.6], vertical_alignment="bottom")
    always = False
    if verb == "change" and new:
        always = right.checkbox(
            view.say(Text(zh="起日不详（一直如此）", en="Day unknown (always so)")),
            key="records:always",
        )
    day: dt.date | None = left.date_input(
        view.say(words[verb]),
        value=snapshot.as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        disabled=always,
        key="records:day",
    )
    return None if always else day


def _columns(
    view: View, snapshot: Snapshot, declared: RecordType, item: Record | None, chosen: str
) -> Mapping[str, Edited]:
    edited: dict[str, Edited] = {}
    places = st.columns(2)
    own = [each for each in declared.columns if each.name != "path"]
    for number, each in enumerate(own):
        with places[number % 2]:
            value = getattr(item, each.name) if item else None
            key = f"records:{declared.key}:{chosen}:{each.name}"
            edited[each.name] = edit(view, snapshot, each, value, key=key)
    blank = [each.name for each in own if edited[each.name].value is None and not each.required]
    labels = {each.name: each.label for each in own}
    stated = [n for n in blank if item and item.absence(n) is Absence.not_stated]
    unstated = st.multiselect(
        view.say(Text(zh="来源未载明的栏目", en="Fields the source does not state")),
        blank,
        default=stated,
        format_func=lambda name: labels[name].say(view.language),
        placeholder=view.say(Text(zh="无", en="None")),
        key=f"records:{declared.key}:{chosen}:absent",
    )
    for name in blank:
        kept = item.absence(name) if item else None
        reason = Absence.not_stated if name in unstated else kept
        if name not in unstated and kept is Absence.not_stated:
            reason = None
        edited[name] = Edited(absent=reason, problem=edited[name].problem)
    return edited


def _step(  # noqa: PLR0917  # what the form holds, field by field
    verb: str,
    declared: RecordType,
    item: Record | None,
    chosen: str,
    edited: Mapping[str, Edited],
    day: dt.date | None,
) -> Step:
    if verb == "end" and day:
        return End(id=chosen, effective=day)
    if verb == "retract":
        return Retract(id=chosen)
    values = {name: each.value for name, each in edited.items()}
    absent = {name: each.absent for name, each in edited.items() if each.absent}
    record = declared.cls(
        id=chosen, synthetic=item.synthetic if item else False, absent=absent, **values
    )
    return Correct(record=record) if verb == "correct" else Change(record=record, effective=day)


def _write(view: View, hand: Hand, step: Step) -> None:
    if write(view, hand, (step,)):
        st.rerun()


main()
