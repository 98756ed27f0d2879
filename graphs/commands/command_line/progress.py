"""Progress on standard error for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

from graphs.text import Language, Text

__all__ = ["Working"]

_OF = Text(zh="{done:,} / {total:,}", en="{done:,} of {total:,}")


class Working:
    """Reports progress as ``(done, total)``; speaks only when the work takes longer than a second.

    On a terminal one line is written over; elsewhere a line appears now and then.

    Examples
    --------
    >>> with Working(Text(zh="校验", en="verifying"), "en") as progress:
    ...     progress(1, 2)
    """

    def __init__(
        self, what: Text, language: Language, *, counted: Text = _OF, patience: float = 1.0
    ) -> None:
        self._what = what
        self._language = language
        self._counted = counted
        self._patience = patience
        self._far: tuple[int, int] | None = None
        self._over = threading.Event()
        self._stream = sys.stderr
        self._terminal = sys.stderr.isatty()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def __call__(self, done: int, total: int) -> None:
        """Note how far the work has come."""
        self._far = (done, total)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _show(self) -> None:
        start, wait = time.monotonic(), self._patience
        spoke = False
        while not self._over.wait(wait):
            # One line in five seconds is enough for a log; a terminal shows that we are alive.
            wait = 0.5 if self._terminal else 5.0
            spoke = True
            end = "" if self._terminal else "\n"
            lead = "\r\x1b[K" if self._terminal else ""
            line = self._line(time.monotonic() - start)
            print(lead + line, end=end, file=self._stream, flush=True)
        if spoke and self._terminal:
            print(file=self._stream, flush=True)

    def _line(self, seconds: float) -> str:
        far = self._far
        words = self._what + Text.same(" … ")
        if far is not None:
            counted = self._counted
            counted = Text(
                zh=counted.zh.format(done=far[0], total=far[1]),
                en=counted.en.format(done=far[0], total=far[1]),
            )
            words = words + counted + Text(zh="，", en=", ")
        words = words + Text(zh=f"{seconds:.0f} 秒", en=f"{seconds:.0f} s")
        return words.say(self._language)
