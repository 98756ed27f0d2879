"""Run long work in a child process; draw its progress and a cancel button."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Hashable
from typing import Any, TypeAlias, TypeVar, cast

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app_pages.parts.frame.error_boundary import bounded_fragment
from app_pages.parts.frame.view import View
from graphs.child_job import ChildJob
from graphs.errors import GraphsError
from graphs.text import Text

__all__ = ["SOLVE", "JobKey", "awaited", "drop_answer", "is_stopped", "stop_job"]

_T = TypeVar("_T")
_Job = TypeVar("_Job", bound=ChildJob[Any])

JobKey: TypeAlias = tuple[Hashable, ...]
"""What a job was asked, so that another question begins another job."""

SOLVE = "plan"
"""The name under which plans are solved; leaving their screen ends it."""

_ABSENT = 5
"""So many looks in a row a page may be without its connection: then it is reloaded, closed or asleep."""

_LOOK = 1.0
"""Seconds between two looks at whether the page is there."""

_KEPT = 6
"""So many answers of children a session keeps under a name."""

_STOPPED = Text(
    zh="已取消。改变左侧任一设置即重新求解。",
    en="Cancelled. Change any setting to solve again.",
)
_AGAIN = Text(zh="继续计算", en="Work it out after all")


def awaited(
    view: View,
    name: str,
    key: JobKey,
    begin: Callable[[], _Job],
    words: Text,
    *,
    answered: Callable[[_Job, Any], _T] | None = None,
    most: int = _KEPT,
    stopped: Text = _STOPPED,
    again: Text | None = _AGAIN,
    with_page: bool = False,
) -> _T | None:
    """Return the answer to what is asked; ``None`` while it is worked out, its progress drawn.

    Parameters
    ----------
    name
        The place on the screen: one job is under way in it, and leaving what it was asked ends it.
    answered
        Makes what is kept of a job and its answer.
    stopped, again
        What is said where the user cancelled, and the label of the way back, if there is one.
    most
        So many answers are kept under the name.
    with_page
        Whether the job ends once its page is gone; a page that comes back begins it anew.

    Raises
    ------
    GraphsError
        What the job refused, or why it gave no answer.
    """
    done: dict[JobKey, Any] = st.session_state.setdefault(f"{name}:done", {})
    if key in done:
        if isinstance(done[key], GraphsError):
            raise done[key]
        return cast("_T", done[key])
    if is_stopped(name, key):
        st.info(view.say(stopped))
        if again is None:
            return None
        resume = lambda: st.session_state.pop(f"{name}:stopped", None)  # noqa: E731  # of this name
        st.button(view.say(again), key=f"{name}:resume", on_click=resume)
        return None
    current = _current_job(name)
    if current is None or current[0] != key or current[1].abandoned:
        stop_job(name)
        job = begin()
        st.session_state[f"{name}:job"] = (key, job)
        if with_page:
            _end_with_page(job)
    on_answer = cast("Callable[[Any, Any], Any] | None", answered)
    _watch(view, name, key, words=words, answered=on_answer, most=most)
    return None


def drop_answer(name: str, key: JobKey) -> None:
    """Forget an answer, so that the same question begins a job again."""
    st.session_state.get(f"{name}:done", {}).pop(key, None)


def is_stopped(name: str, key: JobKey) -> bool:
    """Return whether the user cancelled just this."""
    return bool(st.session_state.get(f"{name}:stopped") == key)


def _current_job(name: str) -> tuple[JobKey, ChildJob[Any]] | None:
    return cast("tuple[JobKey, ChildJob[Any]] | None", st.session_state.get(f"{name}:job"))


def stop_job(name: str) -> None:
    """End what is under way, if anything is: its page was left, or something else is asked."""
    current = _current_job(name)
    st.session_state.pop(f"{name}:job", None)
    if current is not None:
        current[1].cancel()


def _end_with_page(job: ChildJob[Any]) -> None:
    """End a job when the page that asked has had no connection for a while.

    Streamlit keeps what a page had for minutes, in case it comes back: a solve would go on for nobody.
    """
    context = get_script_run_ctx()
    if context is None or not runtime.exists():  # no page, as in the tests of the screens
        return
    watch = (weakref.ref(job), runtime.get_instance().is_active_session, context.session_id)
    threading.Thread(target=_watch_page, args=watch, daemon=True).start()


def _watch_page(
    job: weakref.ref[ChildJob[Any]], is_there: Callable[[str], bool], page: str
) -> None:
    absent = 0
    while (watched := job()) is not None and watched.running:
        absent = 0 if is_there(page) else absent + 1
        if absent > _ABSENT:
            watched.abandon()
        del watched  # nothing here keeps it
        time.sleep(_LOOK)


@bounded_fragment(run_every=0.5)
def _watch(
    view: View,
    name: str,
    key: JobKey,
    *,
    words: Text,
    answered: Callable[[Any, Any], Any] | None,
    most: int,
) -> None:
    current = _current_job(name)
    if current is None or current[0] != key:
        return
    job = current[1]
    if job.abandoned:
        st.rerun()
    found: Any
    try:
        found = job.poll()
    except GraphsError as error:
        found = error  # shown by the whole screen, not by this part of it
    if found is not None:
        done = st.session_state.setdefault(f"{name}:done", {})
        kept = found if isinstance(found, GraphsError) or answered is None else answered(job, found)
        done[key] = kept
        for oldest in list(done)[:-most]:
            del done[oldest]
        st.session_state.pop(f"{name}:job", None)
        st.rerun()
    st.progress(min(0.99, job.share), text=view.say(words.format(n=int(job.seconds))))
    if st.button(view.say(Text(zh="取消", en="Cancel")), key=f"{name}:cancel"):
        stop_job(name)
        st.session_state[f"{name}:stopped"] = key
        st.rerun()
