"""Run a solve, or a question about one, in a child process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphs.child_job import ChildJob, JobWords
from graphs.planning.plan import Solved, solved_plan
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.settings import PlanSettings
from graphs.text import Text

__all__ = ["QuestionJob", "SolveJob", "allowed_seconds", "is_flow", "is_quick"]

_T = TypeVar("_T")

_BEGIN = 60.0
"""Seconds that a child may take to begin and to hand over its answer, on a machine with much to do.

The child itself keeps to the time of the settings and returns what it has; killed it would lose it.
"""

_FLOW, _FAIR = 60_000, 8_000
"""So many possible pairs take about half a second."""

_ENDED = Text(
    zh="求解进程没有给出结果就结束了（可能内存不足）；请缩小范围",
    en="the solving process ended without an answer (out of memory?); narrow the scope",
)
_WORDS = JobWords(
    late=Text(
        zh="求解超过 {n} 秒，已停止；请缩小范围或放宽限制",
        en="the solve took more than {n} s and was stopped; narrow the scope or relax a limit",
    ),
    large=_ENDED,
    ended=_ENDED,
)


class QuestionJob(
    ChildJob[_T], loads=("ortools.graph.python.min_cost_flow", "ortools.sat.python.cp_model")
):
    """One question under way in a child process; ``poll`` it, or ``cancel`` it.

    Parameters
    ----------
    question
        A function of a module, with what it is asked; all of it goes to the child.
    deadline
        Seconds after which the child is killed.
    """

    def __init__(self, question: Callable[..., _T], *arguments: Any, deadline: float) -> None:
        super().__init__(question, *arguments, deadline=deadline, words=_WORDS, nice=True)


class SolveJob(QuestionJob[Solved]):
    """One solve under way in a child process.

    Parameters
    ----------
    deadline
        Seconds after which the child is killed; by default what the settings allow and some more
        to begin, for the child itself returns what it has when its time is over.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix
    >>> job = SolveJob(problem_from_matrix(np.array([[0.9]])), PlanSettings())
    >>> job.poll(wait=60).plan.totals.pairs
    1
    """

    def __init__(
        self, problem: PlanningProblem, settings: PlanSettings, *, deadline: float | None = None
    ) -> None:
        allowed = allowed_seconds(settings) if deadline is None else deadline
        super().__init__(solved_plan, problem, settings, deadline=allowed)


def allowed_seconds(settings: PlanSettings) -> float:
    """Return after how many seconds a child that solves by these settings is killed.

    Examples
    --------
    >>> allowed_seconds(PlanSettings(seconds=20.0))
    82.0
    """
    return 1.1 * settings.seconds + _BEGIN


def is_quick(problem: PlanningProblem, settings: PlanSettings) -> bool:
    """Return whether a plan is found in less than about a second, so that no child is needed.

    Flows of a district are; the fairest plan and what is no flow may take as long as they are let.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix
    >>> small = problem_from_matrix(np.array([[0.9]]))
    >>> is_quick(small, PlanSettings()), is_quick(small, PlanSettings(objective="fairest", guest_high=2))
    (True, False)
    """
    guests, hosts = problem.pool.shape
    if settings.objective == "fairest":
        several = settings.guest_high > 1 or bool(settings.capacities)
        return not (_is_crossed(settings) or several) and guests * hosts <= _FAIR
    return is_flow(settings) and guests * hosts <= _FLOW


def is_flow(settings: PlanSettings) -> bool:
    """Return whether plans by these settings are flows, whose questions take no solver.

    Examples
    --------
    >>> is_flow(PlanSettings()), is_flow(PlanSettings(objective="fairest"))
    (True, False)
    """
    return settings.objective != "fairest" and not _is_crossed(settings)


def _is_crossed(settings: PlanSettings) -> bool:
    """Return whether limits cross each other, so that no flow keeps them all."""
    beside = settings.budget is not None and settings.existing == "open"
    return beside or len({(each.side, each.group) for each in settings.quotas}) > 1
