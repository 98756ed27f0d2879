"""A solve, or a question about one, in a process of its own: watched, cut off, slowing nobody."""

from __future__ import annotations

import multiprocessing
import time
import weakref
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from graphs.errors import GraphsError, LimitExceeded
from graphs.model import number_text
from graphs.planning.plan import Solved, solved_plan
from graphs.planning.problem import PlanningProblem
from graphs.planning.settings import PlanSettings
from graphs.text import Text

__all__ = ["QuestionJob", "SolveJob", "is_quick"]

_T = TypeVar("_T")

_BEGIN = 15.0
"""Seconds that a child may take to begin and to hand over its answer."""

_FLOW, _FAIR = 60_000, 8_000
"""So many possible pairs take about half a second."""

_CONTEXT = multiprocessing.get_context("spawn")  # a forked copy of a threaded server may hang


class QuestionJob(Generic[_T]):
    """One question under way in a child process; ``poll`` it, or ``cancel`` it.

    Parameters
    ----------
    question
        A function of a module, with what it is asked; all of it goes to the child.
    deadline
        Seconds after which the child is killed.

    Examples
    --------
    >>> QuestionJob(max, 2, 3, deadline=60).poll(wait=60)
    3
    """

    def __init__(self, question: Callable[..., _T], *asked: Any, deadline: float) -> None:
        self._mine, theirs = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(
            target=_answer, args=(theirs, question, asked), daemon=True
        )
        self._deadline = deadline
        self._begun = time.monotonic()
        self._process.start()
        # Where the one who asked is gone (a page left, a session over) the child goes too.
        self._end = weakref.finalize(self, self._process.kill)
        theirs.close()

    @property
    def share(self) -> float:
        """The part of its time that has passed, in [0, 1]."""
        return min(1.0, self.seconds / max(self._deadline, 1e-9))

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return time.monotonic() - self._begun

    def poll(self, wait: float = 0.0) -> _T | None:
        """Return the answer once it is there, ``None`` while it is not.

        Raises
        ------
        LimitExceeded
            The deadline has passed, or the child ended without an answer (killed, out of memory).
        GraphsError
            What was refused.
        """
        left = self._deadline - self.seconds
        if not self._mine.poll(max(0.0, min(wait, left))):
            if self._deadline > self.seconds:
                return None
            self.cancel()
            raise LimitExceeded(
                Text(
                    zh="求解超过 {n} 秒，已停止；请缩小范围或放宽限制",
                    en="the solve took more than {n} s and was stopped; narrow the scope or relax a limit",
                ).format(n=number_text(self._deadline))
            )
        try:
            answer = self._mine.recv()
        except EOFError as error:
            raise LimitExceeded(
                Text(
                    zh="求解进程没有给出结果就结束了（可能内存不足）；请缩小范围",
                    en="the solving process ended without an answer (out of memory?); narrow the scope",
                )
            ) from error
        finally:
            self.cancel()
        if isinstance(answer, GraphsError):
            raise answer
        return answer  # type: ignore[no-any-return]  # what the child sends

    def cancel(self) -> None:
        """End the child at once."""
        self._end.detach()
        self._process.kill()
        self._process.join()
        self._mine.close()


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
    >>> job.poll(wait=60).plan.standing.pairs
    1
    """

    def __init__(
        self, problem: PlanningProblem, settings: PlanSettings, *, deadline: float | None = None
    ) -> None:
        allowed = 1.1 * settings.seconds + _BEGIN if deadline is None else deadline
        super().__init__(solved_plan, problem, settings, deadline=allowed)


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
    fair = settings.objective == "fairest"
    beside = settings.budget is not None and settings.existing == "open"
    crossing = len({(each.side, each.group) for each in settings.quotas}) > 1
    several = fair and (settings.guest_high > 1 or bool(settings.capacities))
    return not (beside or crossing or several) and guests * hosts <= (_FAIR if fair else _FLOW)


def _answer(pipe: Connection, question: Callable[..., object], asked: tuple[Any, ...]) -> None:
    try:
        pipe.send(question(*asked))
    except GraphsError as error:
        pipe.send(error)
