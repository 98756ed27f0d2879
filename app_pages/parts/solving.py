"""Plans for the screens: quick ones at once and shared, all others in a child that can be cancelled."""

from __future__ import annotations

from typing import cast

import streamlit as st

from app_pages.parts.view import View
from graphs.errors import GraphsError
from graphs.model import Snapshot
from graphs.planning import (
    PlanningProblem,
    PlanSettings,
    Solved,
    SolveJob,
    is_quick,
    problem_from_snapshot,
    solved_plan,
)
from graphs.proposals import refused_by_rules
from graphs.text import Text

__all__ = ["plan_for", "problem_for", "stop_solve"]

_JOB = "plan:job"


@st.cache_resource(show_spinner=False, max_entries=8)
def _problem(
    key: object, guests: tuple[str, ...] | None, everyone: bool, _snapshot: Snapshot
) -> PlanningProblem:
    del key  # the snapshot's own key
    # An organisation with an error that stands takes no part, and the plan says why.
    refused = refused_by_rules(_snapshot)
    return problem_from_snapshot(_snapshot, guests=guests, everyone=everyone, refused=refused)


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
    if is_quick(problem, settings):
        stop_solve()
        return _solved(problem.digest, settings.to_json(), problem)
    key = (problem.digest, settings.digest())
    done = cast("tuple[object, Solved] | None", st.session_state.get("plan:done"))
    if done and done[0] == key:
        return done[1]
    held = cast("tuple[object, SolveJob] | None", st.session_state.get(_JOB))
    if held is None or held[0] != key:
        stop_solve()
        held = (key, SolveJob(problem, settings))
        st.session_state[_JOB] = held
    _watch(view, key)
    return None


def stop_solve() -> None:
    """End the solve under way, if there is one: its page was left, or something else is asked."""
    held = cast("tuple[object, SolveJob] | None", st.session_state.pop(_JOB, None))
    if held is not None:
        held[1].cancel()


@st.fragment(run_every=0.5)
def _watch(view: View, key: object) -> None:
    held = cast("tuple[object, SolveJob] | None", st.session_state.get(_JOB))
    if held is None:
        return
    job = held[1]
    try:
        found = job.poll()
    except GraphsError:
        st.session_state.pop(_JOB, None)
        raise
    if found is not None:
        st.session_state["plan:done"] = (key, found)
        st.session_state.pop(_JOB, None)
        st.rerun()
    words = Text(zh="正在求解，已 {n} 秒……", en="Solving, {n} s …").format(n=int(job.seconds))
    st.progress(min(0.99, job.share), text=view.say(words))
    if st.button(view.say(Text(zh="取消", en="Cancel")), key="plan:cancel"):
        stop_solve()
        st.session_state["plan:stopped"] = True
        st.rerun()
