"""Solve plans and answer questions: quick ones at once, all others in a child process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from app_pages.parts.frame.job_progress import SOLVE, awaited
from app_pages.parts.frame.view import View
from graphs.model import Snapshot
from graphs.planning import (
    PlanningProblem,
    PlanSettings,
    QuestionJob,
    Solved,
    SolveJob,
    allowed_seconds,
    is_quick,
    problem_from_snapshot,
    solved_plan,
)
from graphs.proposals import refused_by_rules
from graphs.text import Text

__all__ = ["answer_for", "plan_for", "problem_for"]

_T = TypeVar("_T")

_CELLS, _FAIR = 200_000, 8
"""So many possible pairs are looked at in less than a second; the fairest plan takes longer."""


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
        return _solved(problem.digest, settings.to_json(), problem)
    key = ("plan", problem.digest, settings.digest())
    words = Text(zh="正在求解，已 {n} 秒……", en="Solving, {n} s …")
    return awaited(view, SOLVE, key, lambda: SolveJob(problem, settings), words, with_page=True)


def answer_for(
    view: View, solved: Solved, question: Callable[..., _T], *arguments: Any, solves: int = 1
) -> _T | None:
    """Return the answer to a question about a plan; ``None`` while its progress is drawn.

    Parameters
    ----------
    question
        A function of the plan and of what is ``asked``.
    solves
        How often it solves the plan anew, which decides whether a child answers.

    Raises
    ------
    LimitExceeded
        The answer took too long; it is cut off.
    """
    guests, hosts = solved.problem.pool.shape
    each = _FAIR if solved.settings.objective == "fairest" else 1
    quick = is_quick(solved.problem, solved.settings) and guests * hosts * each * solves <= _CELLS
    if quick:
        return question(solved, *arguments)
    key = (question.__name__, solved.plan.content, arguments)
    limit = allowed_seconds(solved.settings)
    words = Text(zh="正在计算，已 {n} 秒……", en="Working it out, {n} s …")
    begin = lambda: QuestionJob(question, solved, *arguments, deadline=limit)  # noqa: E731
    return awaited(view, SOLVE, key, begin, words, with_page=True)
