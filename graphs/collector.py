"""Pause Python's collector of cycles while very many objects are made, none of them in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let the collector of cycles rest: it would walk all objects again and again, and find none.

    A third of the time of deriving a city's organisations was such walks. Whatever other threads
    do meanwhile, and however deep the pauses are nested, it runs again after the outermost.

    Examples
    --------
    >>> with collector_paused():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
