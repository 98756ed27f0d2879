"""Compare and write an import: at once where it is small, else in a child process."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from app_pages.parts.frame.cached_ledgers import home
from app_pages.parts.frame.job_progress import JobKey, awaited, drop_answer, is_stopped, stop_job
from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.view import View, drawn_revision
from app_pages.parts.records.signed_write import Signature, own_post, report_written, write
from app_pages.parts.records.steward_page import remembered, report_done
from graphs.errors import GraphsError
from graphs.import_job import ImportJob, WriteJob
from graphs.intake import Import, ImportRequest
from graphs.intake.kept_import import KeptImport
from graphs.ledger import Revision
from graphs.model import Snapshot
from graphs.text import Text

__all__ = ["Compared", "compared_files", "is_writing", "stop_import", "written"]

_COMPARE, _WRITE = "imports:compare", "imports:write"
_REQUEST = "imports:asked"
_STOPPED = Text(
    zh="已取消，什么也没有写入。换文件或改动上面任一项即重新检查。",
    en="Cancelled; nothing was written. Another file, or any change above, checks again.",
)
_NOT_WRITTEN = Text(
    zh="写入已取消，台账不变。", en="Writing was cancelled; the ledger is as it was."
)
_AGAIN = Text(zh="重新检查", en="Check after all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What an import found; where a child compared it, ``kept`` holds the steps."""

    outcome: Import
    kept: KeptImport | None = None


def compared_files(
    view: View, request: ImportRequest, snapshot: Snapshot, said: JobKey
) -> Compared | None:
    """Return what the files would change; ``None`` while a child compares them.

    ``said`` is what the request was made of: another one is another comparison.

    Raises
    ------
    InputError
        A file cannot be read.
    LimitExceeded
        Time or memory is used up.
    """
    key: JobKey = (*said, snapshot.key)
    if not request.is_quick:
        words = Text(zh="正在检查并与台账比较，已 {n} 秒……", en="Checking and comparing, {n} s …")
        kept = awaited(
            view,
            _COMPARE,
            key,
            lambda: ImportJob(request, snapshot),
            words,
            answered=ImportJob.kept,
            most=1,
            stopped=_STOPPED,
            again=_AGAIN,
        )
        return None if kept is None else Compared(outcome=kept.outcome, kept=kept)
    stop_import()
    comparing = Text(zh="正在检查并与台账比较……", en="Checking and comparing with the ledger …")
    with st.spinner(view.say(comparing), show_time=view.language == "en"):
        outcome = remembered("import", key, lambda: request.prepare(snapshot))
    return Compared(outcome=outcome)


def stop_import() -> None:
    """End what is under way and forget what was compared: other files are looked at, or none."""
    stop_job(_COMPARE)
    st.session_state.pop(f"{_COMPARE}:done", None)


def written(  # noqa: RET503  # the last call never returns
    view: View, signature: Signature, compared: Compared, summary: Text
) -> Revision | None:
    """Draw the button that writes; return the revision where it is written at once."""
    outcome = compared.outcome
    label = Text(zh="写入台账，成为一版", en="Write to the ledger as one revision")
    # The revision looked at is part of the key: a click on what has moved on since is void.
    key = f"imports:apply:{outcome.base}"
    if not st.button(view.say(label), type="primary", disabled=not signature.ready, key=key):
        return None
    if compared.kept is None:
        with st.spinner(view.say(Text(zh="正在写入……", en="Writing …"))):
            return write(view, signature, outcome.steps, kind="import", relies_on=outcome.relies_on)
    st.session_state[_REQUEST] = _Request(
        kept=compared.kept, signature=signature, at=dt.datetime.now(dt.UTC), base=drawn_revision(view),
        ledger=view.ledger.entry.key, summary=summary,
    )  # fmt: skip
    st.rerun()


def is_writing(view: View) -> bool:  # noqa: RET503  # the last call never returns
    """Draw the progress of an import being written; return whether it still is.

    What is refused is shown and may be tried again; what is written is told in the next run.
    """
    request: _Request | None = st.session_state.get(_REQUEST)
    if request is None or request.ledger != view.ledger.entry.key:
        return False
    key: JobKey = (request.ledger, request.at)
    words = Text(zh="正在写入，已 {n} 秒……", en="Writing, {n} s …")
    try:
        number: int | None = awaited(
            view, _WRITE, key, request.job, words, most=1, stopped=_NOT_WRITTEN, again=None
        )
    except GraphsError as error:
        show_error(error, view.language)
        drop_answer(_WRITE, key)
        st.session_state.pop(_REQUEST)
        return False
    if number is None:
        if is_stopped(_WRITE, key):
            st.session_state.pop(_REQUEST)
            return False
        return True
    st.session_state.pop(_REQUEST)
    stop_import()
    newest = view.ledger.ledger.revisions(limit=20)
    revision = next((each for each in newest if each.number == number), newest[0])
    report_written(view, revision)
    report_done(view, revision, request.summary, screen="imports", post=request.signature.post)
    st.rerun()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What was asked to be written, with the revision its user saw."""

    kept: KeptImport
    signature: Signature
    at: dt.datetime
    base: int
    ledger: str
    summary: Text

    def job(self) -> WriteJob:
        return WriteJob(
            self.kept,
            home(),
            self.ledger,
            before=own_post(self.signature),
            actor=self.signature.post,
            note=self.signature.note,
            at=self.at,
            base=self.base,
        )
