"""Judge two records as same or different, merge them, and revoke a judgement."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.duplicates.duplicate_pairs import MARKS, evidence_html, pair_html
from app_pages.parts.frame.markdown_text import plain, show_error
from app_pages.parts.frame.sheet_tables import chosen_row
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import show
from app_pages.parts.records.open_form import close_form, moved_on, open_form
from app_pages.parts.records.signed_write import NEW_POST, Signature, signature_inputs, write
from app_pages.parts.records.steward_page import record_link, report_done, whole
from graphs.duplicates import Suggestion, going_on, judgements, merge_steps
from graphs.errors import GraphsError, NotFound
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    EVERY,
    Actor,
    Change,
    Judgement,
    LineageKind,
    PartialDate,
    Record,
    Retract,
    Snapshot,
    Step,
    Verdict,
    post_key,
)
from graphs.network import find_record, record_name
from graphs.text import Text

__all__ = ["judge", "judged"]

_KINDS = {
    LineageKind.duplicate: Text(
        zh="同一个登记了两次（往来、协议并到保留的一条）",
        en="One thing written down twice (everything goes to the one kept)",
    ),
    LineageKind.merge: Text(
        zh="两个组织自该日起合并（此前各归各）",
        en="Two bodies merged on the day (what was before stays apart)",
    ),
}
_MERGE = Text(zh="同时合并为一条", en="Merge them into one as well")


def judge(view: View, snapshot: Snapshot, found: Suggestion) -> None:
    """Draw both records and the form of the verdict; write verdict and merging in one revision."""
    left, right = (find_record(snapshot, each) for each in (found.left, found.right))
    _compare(view, snapshot, found, (left, right))
    with st.container(border=True):
        seen = open_form(view, "judge", found.left, found.right)
        moved_on(view, seen, "judge")
        if _decide(seen, snapshot, whole(seen) or snapshot, found):
            close_form("judge")
            st.rerun()


def _compare(
    view: View, snapshot: Snapshot, found: Suggestion, both: tuple[Record, Record]
) -> None:
    left, right = both
    facts, reasons = st.columns([0.66, 0.34], gap="medium")
    with facts:
        show(pair_html(snapshot, left, right, view.language))
    with reasons:
        show(evidence_html(found, view.language))
        for mark, item in zip(MARKS, (left, right), strict=True):
            name = f"{view.say(mark)} · {view.say(record_name(snapshot, item))}"
            record_link(view, item, name, key=f"duplicates:open:{item.id}")


def _decide(view: View, snapshot: Snapshot, everything: Snapshot, found: Suggestion) -> bool:
    """Draw the form of the verdict and write it; return whether it was written."""
    both = find_record(snapshot, found.left), find_record(snapshot, found.right)
    key = f"judge:{found.left}:{found.right}"
    verdict = st.segmented_control(
        view.say(Text(zh="判定", en="Verdict")),
        [each.name for each in Verdict],
        format_func=lambda name: view.say(Verdict[name].label),
        key=f"{key}:verdict",
    )
    keep, day, kind = found.left, snapshot.as_of, LineageKind.duplicate
    merging = verdict == Verdict.same.name and not view.ledger.ledger.read_only
    if merging:
        merging = st.checkbox(view.say(_MERGE), value=True, key=f"{key}:merge")
    if merging:
        keep, day, kind = _merge(view, everything, both, key=key)
    signature = signature_inputs(view, key="judge")
    words = Text(zh="写入判定并合并", en="Write the verdict and merge")
    label = words if merging else Text(zh="写入判定", en="Write the verdict")
    ready = bool(signature and signature.ready and verdict)
    pressed = st.button(view.say(label), type="primary", disabled=not ready, key=f"{key}:go")
    if not (pressed and signature and verdict):
        return False
    steps: list[Step] = [_judgement(everything, found, Verdict[verdict], signature)]
    if merging:
        drop = found.right if keep == found.left else found.left
        try:
            # What holds on the day of the merger, not on the day that is shown.
            others = [(each.record, each.day) for each in view.ledger.ledger.naming(drop)]
            there = whole(view, day) or everything
            steps += merge_steps(there, keep, drop, day, kind=kind, others=others)
        except GraphsError as error:
            show_error(error, view.language)
            return False
    return _write(view, snapshot, steps, signature, both, Verdict[verdict], merged=merging)


def _merge(
    view: View, snapshot: Snapshot, both: tuple[Record, Record], *, key: str
) -> tuple[str, dt.date, LineageKind]:
    """Draw which record stays, since when, and whether it is one thing or two that became one."""
    left, middle, right = st.columns([0.42, 0.2, 0.38])
    names = {item.id: view.say(record_name(snapshot, item)) for item in both}
    # By default the one that more records speak of: less moves, and its id is the known one.
    spoken = [len(going_on(snapshot, item.id)) for item in both]
    keep = left.radio(
        view.say(Text(zh="保留哪一条", en="Which one stays")),
        list(names),
        index=spoken.index(max(spoken)),
        format_func=lambda ident: f"{plain(names[ident], 60)}（{plain(ident)}）",
        key=f"{key}:keep",
    )
    day: dt.date = middle.date_input(
        view.say(Text(zh="自哪一天起", en="From which day")),
        value=snapshot.as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key=f"{key}:day",
    )
    kind = right.radio(
        view.say(Text(zh="怎么回事", en="What happened")),
        [each.name for each in _KINDS],
        format_func=lambda name: view.say(_KINDS[LineageKind[name]]),
        key=f"{key}:kind",
    )
    return keep, day, LineageKind[kind]


def _judgement(
    snapshot: Snapshot, found: Suggestion, verdict: Verdict, signature: Signature
) -> Change:
    known = {post_key(each.post): each.id for each in snapshot.records(Actor)}
    record = Judgement(
        id="new:judgement",
        left=found.left,
        right=found.right,
        verdict=verdict,
        reason=signature.note,
        post=known.get(post_key(signature.post), NEW_POST),
        decided_on=PartialDate(snapshot.as_of.isoformat()),
    )
    return Change(record=record)


def _write(  # noqa: PLR0917  # what the form holds, field by field
    view: View,
    snapshot: Snapshot,
    steps: list[Step],
    signature: Signature,
    both: tuple[Record, Record],
    verdict: Verdict,
    *,
    merged: bool,
) -> bool:
    relies_on = tuple(item.id for item in both)
    done = write(view, signature, steps, kind="duplicates", relies_on=relies_on)
    if done:
        names = [record_name(snapshot, item) for item in both]
        words = Text(zh="“{a}”与“{b}”：{verdict}", en="“{a}” and “{b}”: {verdict}").format(
            a=names[0], b=names[1], verdict=verdict.label
        )
        if merged:
            words += Text(zh="，已合并", en="; merged")
        report_done(view, done, words, screen="duplicates", post=signature.post)
    return done is not None


def judged(view: View, snapshot: Snapshot) -> None:
    """Draw the judgements and let one be taken back."""
    found = snapshot.records(Judgement)
    if not found:
        st.caption(view.say(Text(zh="还没有判定。", en="Nothing has been judged.")))
        return
    against = judgements(snapshot).contradictions
    if against:
        words = Text(
            zh="有 {n} 条判定互相矛盾（按“暂不能定”处理），请撤回其中一条。",
            en="{n} judgements contradict others (they count as unsure): take one back.",
        )
        st.warning(view.say(words.format(n=len(against))), icon=":material/warning:")
    heads = Text(
        zh="记录甲|记录乙|判定|理由|岗位|日期|矛盾",
        en="Record A|Record B|Verdict|Reason|Post|Day|Contradicts",
    )
    rows = [_judged_row(view, snapshot, each, against) for each in found]
    of = [each.id for each in found]
    place = chosen_row(view.say(heads).split("|"), rows, key="duplicates:judged", height=260, of=of)
    if place is None:
        return
    ident = found[place].id
    with st.container(border=True):
        seen = open_form(view, "unjudge", ident)
        moved_on(view, seen, "unjudge")
        signature = signature_inputs(view, key="unjudge")
        words = Text(zh="撤回这条判定", en="Take this judgement back")
        if signature and st.button(
            view.say(words), type="primary", disabled=not signature.ready, key=f"unjudge:{ident}:go"
        ):
            done = write(seen, signature, (Retract(id=ident, at=EVERY),), kind="duplicates")
            if done:
                note = Text(zh="撤回判定", en="took a judgement back")
                report_done(view, done, note, screen="duplicates", post=signature.post)
                close_form("unjudge")
                st.rerun()


def _judged_row(
    view: View, snapshot: Snapshot, each: Judgement, against: tuple[str, ...]
) -> tuple[object, ...]:
    actor = snapshot.by_id(Actor).get(each.post or "")
    return (
        _side(view, snapshot, each.left, each.left_value),
        _side(view, snapshot, each.right, each.right_value),
        view.say(each.verdict.label),
        each.reason or "",
        actor.post if actor else each.post or "",
        (each.decided_on.text or "") if each.decided_on else "",
        "✓" if each.id in against else "",
    )


def _side(view: View, snapshot: Snapshot, ident: str | None, value: str | None) -> str:
    try:
        return view.say(record_name(snapshot, find_record(snapshot, ident or "")))
    except NotFound:
        return value or ident or "—"
