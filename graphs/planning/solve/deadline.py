"""The deadline of a whole call, shared by every level of a solve."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from graphs.planning.candidates.arrays import Integers

__all__ = ["NEVER", "Deadline", "DeadlinePassed"]


class DeadlinePassed(Exception):  # no error: the best plan so far is returned
    """The time is over, or what comes next would not end in time; caught inside a solve.

    ``pairs`` is the best plan so far, ``None`` where there is none yet.
    """

    def __init__(self, pairs: Integers | None = None) -> None:
        super().__init__()
        self.pairs = pairs


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant of a monotonic clock.

    Examples
    --------
    >>> never, now = Deadline.after(1e9), Deadline.after(0)
    >>> never.passed, now.passed, now.left
    (False, True, 0.0)
    """

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """Return the instant so many seconds from now."""
        return cls(clock() + seconds, clock)

    def sooner(self, seconds: float) -> Deadline:
        """Return an instant so many seconds earlier: what is left then is for the answer.

        Examples
        --------
        >>> Deadline(10.0, lambda: 4.0).sooner(2.0).left
        4.0
        """
        return Deadline(self.at - seconds, self.clock)

    @property
    def left(self) -> float:
        """Seconds left; 0 once it has passed."""
        return max(0.0, self.at - self.clock())

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self.left <= 0.0


NEVER = Deadline(float("inf"))
"""No limit."""
