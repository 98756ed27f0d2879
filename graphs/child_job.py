"""Run one function in a child process with progress, cancel, time and memory limits."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from typing import Any, ClassVar, Generic, TypeVar, cast

from graphs.errors import GraphsError, LimitExceeded
from graphs.text import Text

__all__ = ["CHILDREN", "ChildJob", "JobWords"]

_T = TypeVar("_T")

CHILDREN = cast(
    "SpawnContext",
    multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn"),
)
"""How children begin: with no open ledger and no thread of ours, which a forked copy would have.

On Linux they are forked from a process beside this one that runs no thread and has loaded what the
jobs need; elsewhere each loads it anew, for seconds.
"""
_ANEW = multiprocessing.get_context("spawn")

_NICE = 10
"""Whoever looks at a screen meanwhile goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWords:
    """What is said where a job gives no answer; each may name its limit as ``n``.

    Attributes
    ----------
    late
        Its time, of ``n`` seconds, is over.
    large
        It asked for more memory than its ``n`` megabytes.
    ended
        It ended by itself or was killed by somebody.
    """

    late: Text
    large: Text
    ended: Text


class ChildJob(Generic[_T]):
    """One call under way in a child process; ``poll`` it, or ``cancel`` it.

    Parameters
    ----------
    call
        A function of a module, with what it is asked; all of it goes to the child.
    deadline
        Seconds after which the child is killed.
    memory
        Bytes of address space that the child may take beside what it begins with; no limit without
        it, or where the system has none.
    nice
        Whether everybody else's work goes first.

    Examples
    --------
    >>> same = Text.same("{n}")
    >>> words = JobWords(late=same, large=same, ended=same)
    >>> ChildJob(max, 2, 3, deadline=60, words=words).poll(wait=60)
    3
    """

    _modules: ClassVar[list[str]] = []

    def __init_subclass__(cls, loads: tuple[str, ...] = ()) -> None:
        """Let each kind of job find its own module, and what it ``loads`` in it, loaded."""
        super().__init_subclass__()
        ChildJob._modules += [cls.__module__, *loads]
        CHILDREN.set_forkserver_preload(ChildJob._modules)

    def __init__(
        self,
        call: Callable[..., _T],
        *arguments: Any,
        deadline: float,
        words: JobWords,
        memory: int | None = None,
        nice: bool = False,
    ) -> None:
        # A forked child has room in its heap that no limit counts: memory is then refused in the
        # middle of starting a thread, which waits for ever. Where memory is bounded it begins anew.
        children = CHILDREN if memory is None else _ANEW
        self._mine, theirs = children.Pipe(duplex=False)
        self._process = children.Process(
            target=_answer, args=(theirs, call, arguments, memory, nice), daemon=True
        )
        self._deadline = deadline
        self._memory = memory
        self._words = words
        self._process.start()
        self.abandoned = False
        self._begun = time.monotonic()  # the first of all waits until the libraries are loaded
        # Where the one who asked is gone (a page left, a session over) the child goes too.
        self._end = weakref.finalize(self, self._process.kill)
        theirs.close()

    @property
    def under_way(self) -> bool:
        """Whether nobody has its answer yet, or ended it."""
        return self._end.alive

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
            The deadline has passed, the memory is used up, or the child ended without an answer.
        GraphsError
            What was refused.
        """
        left = self._deadline - self.seconds
        if not self._mine.poll(max(0.0, min(wait, left))):
            if self._deadline > self.seconds:
                return None
            self.cancel()
            raise LimitExceeded(self._words.late.format(n=str(self._deadline).removesuffix(".0")))
        try:
            answer = self._mine.recv()
        except EOFError as error:
            raise LimitExceeded(self._words.ended) from error
        finally:
            self.cancel()
        if isinstance(answer, _OutOfMemory):
            raise LimitExceeded(self._words.large.format(n=(self._memory or 0) // 2**20))
        if isinstance(answer, GraphsError):
            raise answer
        return answer  # type: ignore[no-any-return]  # what the child sends

    def cancel(self) -> None:
        """End the child at once."""
        self._end.detach()
        self._process.kill()
        self._process.join()
        self._mine.close()

    def abandon(self) -> None:
        """End the child from another thread than the one that asks: nobody is there for its answer.

        Whoever asks after all finds it ``abandoned``.
        """
        self.abandoned = True
        self._end.detach()
        self._process.kill()
        self._process.join()


class _OutOfMemory:
    """Sent by a child that was refused memory."""


def _answer(
    pipe: Connection,
    call: Callable[..., object],
    arguments: tuple[Any, ...],
    memory: int | None,
    nice: bool,
) -> None:
    if nice and hasattr(os, "nice"):
        os.nice(_NICE)
    if memory is not None:
        _bound(memory)
    try:
        answer: object = call(*arguments)
    except GraphsError as error:
        answer = error
    except (MemoryError, OSError, RuntimeError) as error:
        if not _is_memory(error):
            raise
        answer = _OutOfMemory()
    pipe.send(answer)


def _is_memory(error: Exception) -> bool:
    """Return whether an error is how memory that was refused shows itself, in threads and files too."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or "start new thread" in str(error)
    )


def _bound(memory: int) -> None:
    """Let the process take so much address space beside what its libraries have mapped."""
    try:
        import resource
        from pathlib import Path

        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # no such limit here: the deadline and the reader's own stay
        return
    most = taken + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
