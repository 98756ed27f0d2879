"""A solve in a process of its own: it may be watched, cut off, and never slows anybody else."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection

from graphs.errors import GraphsError, LimitExceeded
from graphs.model import number_text
from graphs.planning.plan import Solved, solved_plan
from graphs.planning.problem import PlanningProblem
from graphs.planning.settings import PlanSettings
from graphs.text import Text

__all__ = ["SolveJob"]

_CONTEXT = multiprocessing.get_context("spawn")  # a forked copy of a threaded server may hang


class SolveJob:
    """One solve under way in a child process; ``poll`` it, or ``cancel`` it.

    Parameters
    ----------
    deadline
        Seconds after which the child is killed.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix
    >>> job = SolveJob(problem_from_matrix(np.array([[0.9]])), PlanSettings())
    >>> job.poll(wait=60).plan.standing.pairs
    1
    """

    def __init__(
        self, problem: PlanningProblem, settings: PlanSettings, *, deadline: float = 120.0
    ) -> None:
        self._mine, theirs = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(
            target=_solve, args=(theirs, problem, settings), daemon=True
        )
        self._deadline = deadline
        self._begun = time.monotonic()
        self._process.start()
        theirs.close()

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return time.monotonic() - self._begun

    def poll(self, wait: float = 0.0) -> Solved | None:
        """Return the plan once it is there, ``None`` while it is not.

        Raises
        ------
        LimitExceeded
            The deadline has passed, or the child ended without an answer (killed, out of memory).
        GraphsError
            What the solve refused.
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
        self._process.kill()
        self._process.join()
        self._mine.close()


def _solve(pipe: Connection, problem: PlanningProblem, settings: PlanSettings) -> None:
    try:
        pipe.send(solved_plan(problem, settings))
    except GraphsError as error:
        pipe.send(error)
