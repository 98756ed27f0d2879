"""Plans for the screens: small ones at once and shared, large ones in a child that can be cancelled."""

from __future__ import annotations

from typing import cast

import streamlit as st

from app_pages.parts.view import View
from graphs.model import Snapshot
from graphs.planning import (
    PlanningProblem,
    PlanSettings,
    Solved,
    SolveJob,
    problem_from_snapshot,
    solved_plan,
)
from graphs.text import Text

__all__ = ["plan_for", "problem_for"]

_AT_ONCE = 60_000
_JOB = "plan:job"


@st.cache_resource(show_spinner=False, max_entries=8)
def _problem(
    key: object, guests: tuple[str, ...] | None, everyone: bool, _snapshot: Snapshot
) -> PlanningProblem:
    del key  # the snapshot's own key
    return problem_from_snapshot(_snapshot, guests=guests, everyone=everyone)


def problem_for(
    snapshot: Snapshot, guests: tuple[str, ...] | None, *, everyone: bool
) -> PlanningProblem:
    """Return the planning problem of a snapshot, from the cache where it is there."""
    return _problem((snapshot.key, snapshot.digest), guests, everyone, snapshot)


@st.cache_resource(show_spinner=False, max_entries=12)
def _solved(digest: str, settings: str, _problem: PlanningProblem) -> Solved:
    del digest
    return solved_plan(_problem, PlanSettings.from_json(settings))


def plan_for(view: View, problem: PlanningProblem, settings: PlanSettings) -> Solved | None:
    """Return the plan; ``None`` while a large one is being solved, its progress drawn.

    Raises
    ------
    LimitExceeded
        The solve took too long.
    InputError
        The settings cannot be used.
    """
    guests, hosts = problem.pool.shape
    if guests * hosts <= _AT_ONCE:
        return _solved(problem.digest, settings.to_json(), problem)
    key = (problem.digest, settings.digest())
    done = cast("tuple[object, Solved] | None", st.session_state.get("plan:done"))
    if done and done[0] == key:
        return done[1]
    held = cast("tuple[object, SolveJob] | None", st.session_state.get(_JOB))
    if held is None or held[0] != key:
        if held:
            held[1].cancel()
        held = (key, SolveJob(problem, settings))
        st.session_state[_JOB] = held
    _watch(view, key)
    return None


@st.fragment(run_every=0.5)
def _watch(view: View, key: object) -> None:
    held = cast("tuple[object, SolveJob] | None", st.session_state.get(_JOB))
    if held is None:
        return
    job = held[1]
    found = job.poll()
    if found is not None:
        st.session_state["plan:done"] = (key, found)
        del st.session_state[_JOB]
        st.rerun()
    words = Text(zh="正在求解，已 {n} 秒……", en="Solving, {n} s …").format(n=int(job.seconds))
    st.progress(min(0.95, job.seconds / 60), text=view.say(words))
    if st.button(view.say(Text(zh="取消", en="Cancel")), key="plan:cancel"):
        job.cancel()
        del st.session_state[_JOB]
        st.session_state["plan:stopped"] = True
        st.rerun()
