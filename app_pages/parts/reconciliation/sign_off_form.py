"""Signing a reported figure off with an explanation or a note, and taking one's own word back."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.reconciliation.figure_panel import explanation_words
from app_pages.parts.records.signed_write import signature_inputs, write
from graphs.errors import InputError
from graphs.model import EVERY, Retract, post_key
from graphs.statistics import SignedFigure, sign_off_step
from graphs.text import Text

__all__ = ["sign_off_form"]


def sign_off_form(view: View, figure: SignedFigure) -> None:
    """Draw the form; what is signed is the evidence that stands above it, at its revision."""
    key = f"sign-off:{figure.id}"
    with st.container(border=True):
        title = Text(
            zh="签认（据第 {n} 版的台账）", en="Sign off (at revision {n} of the ledger)"
        ).format(n=view.ledger.revision)
        st.markdown("**" + view.say(title) + "**")
        able = [each.key for each in figure.found.explanations]
        chosen: list[str] = []
        if able and not view.ledger.ledger.read_only:
            chosen = list(
                st.pills(
                    view.say(Text(zh="采纳的解释（可多选）", en="Explanations taken (any number)")),
                    able,
                    selection_mode="multi",
                    format_func=lambda each: view.say(explanation_words(each)),
                    key=f"{key}:explanations",
                )
            )
        signature = signature_inputs(view, key=key)
        if signature is None:
            return
        seen = st.session_state.get(f"{key}:seen")
        st.session_state[f"{key}:seen"] = figure.evidence.digest
        sign, take_back = st.columns(2)
        if sign.button(
            view.say(Text(zh="签认", en="Sign off")),
            key=f"{key}:sign",
            type="primary",
            disabled=not signature.ready,
            width="stretch",
        ):
            if seen != figure.evidence.digest:  # another wrote between the look and the click
                words = Text(
                    zh="刚才另有人改动了依据，未签认。请看过上面的新依据再签。",
                    en="Somebody changed the evidence just now; nothing was signed. Look at it above, "
                    "then sign.",
                )
                st.warning(view.say(words), icon=":material/sync_problem:")
                return
            try:
                step = sign_off_step(
                    figure,
                    post=signature.post,
                    revision=view.ledger.revision,
                    explanations=chosen,
                    note=signature.note,
                )
            except InputError as error:
                st.error(plain(error.say(view.language)), icon=":material/error:")
                return
            if write(view, signature, [step], relies_on=[figure.id]):
                st.rerun()
        own = [e for e in figure.sign_offs if post_key(e.post) == post_key(signature.post)]
        if take_back.button(
            view.say(Text(zh="收回本岗位最近的签认", en="Take back this post's newest sign-off")),
            key=f"{key}:withdraw",
            disabled=not (own and signature.ready),
            width="stretch",
        ) and write(view, signature, [Retract(id=own[0].id, at=EVERY)]):
            st.rerun()
