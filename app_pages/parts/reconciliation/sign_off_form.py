"""Signing a reported figure off with an explanation or a note, and taking one's own word back."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.view import View
from app_pages.parts.reconciliation.figure_panel import explanation_words
from app_pages.parts.records.signed_write import Signature, signature_inputs, write
from graphs.errors import InputError
from graphs.model import EVERY, Retract, SignOff, post_key
from graphs.statistics import SignedFigure, sign_off_step
from graphs.text import Text

__all__ = ["sign_off_form"]


def sign_off_form(view: View, figure: SignedFigure) -> None:
    """Draw the form; what is signed is the evidence that is shown above it, at its revision."""
    key = f"sign-off:{figure.id}"
    with st.container(border=True):
        title = Text(
            zh="签认（据第 {n} 版的台账）", en="Sign off (at revision {n} of the ledger)"
        ).format(n=view.ledger.revision)
        st.markdown("**" + view.say(title) + "**")
        chosen = _explanations(view, figure, key)
        signature = signature_inputs(view, key=key)
        if signature is None:
            return
        seen = st.session_state.get(f"{key}:seen")
        st.session_state[f"{key}:seen"] = figure.evidence.digest
        sign, take_back = st.columns(2)
        words = view.say(Text(zh="签认", en="Sign off"))
        ready = signature.ready
        if sign.button(
            words, key=f"{key}:sign", type="primary", disabled=not ready, width="stretch"
        ):
            if seen == figure.evidence.digest:
                _sign(view, figure, signature, chosen)
            else:  # another wrote between the look and the click
                _moved(view)
        own = [e for e in figure.sign_offs if post_key(e.post) == post_key(signature.post)]
        if take_back.button(
            view.say(Text(zh="收回签认", en="Take back")),
            key=f"{key}:withdraw",
            help=view.say(
                Text(zh="收回本岗位最近的签认", en="Take back this post's newest sign-off")
            ),
            disabled=not (own and ready),
            width="stretch",
        ):
            _take_back(view, signature, own[0])


def _explanations(view: View, figure: SignedFigure, key: str) -> list[str]:
    able = [each.key for each in figure.found.explanations]
    if not able or view.ledger.ledger.read_only:
        return []
    return list(
        st.pills(
            view.say(Text(zh="采纳的解释（可多选）", en="Explanations taken (any number)")),
            able,
            selection_mode="multi",
            format_func=lambda each: view.say(explanation_words(each)),
            key=f"{key}:explanations",
        )
    )


def _moved(view: View) -> None:
    words = Text(
        zh="刚才另有人改动了依据，未签认。请看过上面的新依据再签。",
        en="Somebody changed the evidence just now; nothing was signed. Look at it above, then sign.",
    )
    st.warning(view.say(words), icon=":material/sync_problem:")


def _sign(view: View, figure: SignedFigure, signature: Signature, chosen: list[str]) -> None:
    try:
        step = sign_off_step(
            figure,
            post=signature.post,
            revision=view.ledger.revision,
            explanations=chosen,
            note=signature.note,
        )
    except InputError as error:
        show_error(error, view.language)
        return
    if write(view, signature, [step], relies_on=[figure.id]):
        st.rerun()


def _take_back(view: View, signature: Signature, own: SignOff) -> None:
    if write(view, signature, [Retract(id=own.id, at=EVERY)]):
        st.rerun()
