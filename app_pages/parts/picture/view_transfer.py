"""Saved views as a file: to take away, and to read back into a ledger."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.view import View
from app_pages.parts.records.signed_write import Signature, write
from app_pages.parts.records.steward_page import report_done
from graphs.briefs import fresh_views, views_in, views_json
from graphs.errors import InputError
from graphs.model import Change, SavedView
from graphs.text import Text

__all__ = ["view_transfer"]


def view_transfer(
    view: View, kept: Sequence[SavedView], signature: Signature | None, *, screen: str
) -> None:
    """Draw the file of views: to take away, and to read back."""
    with st.expander(view.say(Text(zh="导出与读入（文件）", en="File (JSON): out and in"))):
        st.download_button(
            view.say(Text(zh="导出视图", en="Export the views")),
            data=lambda: views_json(kept),
            file_name=f"{view.ledger.entry.key}-views.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key="presentation:export",
            disabled=not kept,
        )
        if signature is None:
            return
        given = st.file_uploader(
            view.say(Text(zh="读入视图文件", en="A file of views")),
            type="json",
            key="presentation:import",
        )
        if given is None:
            return
        try:
            found = views_in(given.getvalue().decode("utf-8-sig", "replace"))
        except InputError as error:
            show_error(error, view.language)
            return
        _read_in(view, signature, kept, found, screen)


def _read_in(
    view: View,
    signature: Signature,
    kept: Sequence[SavedView],
    found: Sequence[SavedView],
    screen: str,
) -> None:
    fresh = fresh_views(found, kept)
    words = Text(
        zh="文件中有 {n} 个视图，{known} 个台账已有，将写入 {fresh} 个。",
        en="{n} {n:view|views} in the file, {known} of them kept already; {fresh} will be written.",
    )
    st.caption(
        view.say(words.format(n=len(found), known=len(found) - len(fresh), fresh=len(fresh)))
    )
    if not st.button(
        view.say(Text(zh="写入", en="Write")),
        key="presentation:read",
        type="primary",
        disabled=not (fresh and signature.ready),
    ):
        return
    revision = write(view, signature, [Change(record=each) for each in fresh])
    if revision:
        said = Text(zh="读入了 {n} 个视图", en="{n} {n:view|views} read in").format(n=len(fresh))
        report_done(view, revision, said, screen=screen, post=signature.post)
        st.rerun()
