"""Waiving a finding until a day, and ending a waiver before it expires."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.records.open_form import close_form, moved_on, open_form
from app_pages.parts.records.signed_write import NEW_POST, Signature, signature_inputs, write
from app_pages.parts.records.steward_page import report_done
from graphs.interchange import LAST_DAY
from graphs.model import Actor, Change, End, Snapshot, Step, post_key
from graphs.months import years_after
from graphs.rules import Finding, waiver_for
from graphs.text import Text

__all__ = ["lift", "waive"]


def waive(view: View, snapshot: Snapshot, finding: Finding) -> None:
    """Draw the form that lets a finding pass, and write it."""
    key = f"waive:{finding.key}"
    if view.ledger.ledger.read_only:
        signature_inputs(view, key=key)
        return
    seen = open_form(view, "waive", finding.key)
    moved_on(view, seen, "waive")
    left, right = st.columns([0.58, 0.42])
    with left:
        approver = _approver(view, snapshot, key=key)
    expires: dt.date = right.date_input(
        view.say(Text(zh="有效期至（含当日）", en="Expires on (the last day)")),
        value=min(years_after(snapshot.as_of, 1), LAST_DAY),
        min_value=snapshot.as_of,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key=f"{key}:expires",
    )
    signature = signature_inputs(view, key=key)
    words = view.say(Text(zh="豁免", en="Waive"))
    ready = signature is not None and signature.ready and bool(approver)
    if st.button(words, type="primary", disabled=not ready, key=f"{key}:go") and signature:
        _write(seen, snapshot, finding, signature, approver, expires)


def _approver(view: View, snapshot: Snapshot, *, key: str) -> str:
    """Return the post that approves; those that may not are not offered."""
    posts = [each.post for each in snapshot.records(Actor) if each.approves is not False]
    chosen = st.selectbox(
        view.say(Text(zh="批准岗位", en="Approving post")),
        posts,
        index=0 if posts else None,
        accept_new_options=True,
        placeholder=view.say(Text(zh="填岗位，不填姓名", en="A post, never a name")),
        key=f"{key}:approver",
    )
    return (chosen or "").strip()


def _write(  # noqa: PLR0917  # what the form holds, field by field
    view: View,
    snapshot: Snapshot,
    finding: Finding,
    signature: Signature,
    approver: str,
    expires: dt.date,
) -> None:
    steps: list[Step] = []
    known = {post_key(each.post): each.id for each in snapshot.records(Actor)}
    ident = known.get(post_key(approver))
    if ident is None and post_key(approver) == post_key(signature.post) and not signature.known:
        ident = NEW_POST
    if ident is None:
        ident = "new:approver"
        steps.append(Change(record=Actor(id=ident, post=approver, approves=True)))
    waiver = waiver_for(
        finding, reason=signature.note, approver=ident, expires_on=expires, ident="new:waiver"
    )
    steps.append(Change(record=waiver))
    done = write(view, signature, steps, kind="waiver", relies_on=finding.records)
    if done:
        words = Text(zh="豁免“{what}”", en="waived “{what}”").format(what=finding.sentence)
        report_done(view, done, words, screen="findings", post=signature.post)
        close_form("waive")
        st.rerun()


def lift(view: View, snapshot: Snapshot, finding: Finding) -> None:
    """Draw what ends the waiver of a finding on the day shown, and write it."""
    if finding.waived_by is None:
        return
    key = f"lift:{finding.key}"
    seen = open_form(view, "lift", finding.key)
    moved_on(view, seen, "lift")
    signature = signature_inputs(view, key=key)
    words = view.say(Text(zh="结束豁免", en="End the waiver"))
    if signature and st.button(
        words, type="primary", disabled=not signature.ready, key=f"{key}:go"
    ):
        step = End(id=finding.waived_by, effective=snapshot.as_of)
        done = write(seen, signature, (step,), kind="waiver")
        if done:
            note = Text(zh="结束豁免“{what}”", en="ended the waiver of “{what}”")
            words_done = note.format(what=finding.sentence)
            report_done(view, done, words_done, screen="findings", post=signature.post)
            close_form("lift")
            st.rerun()
