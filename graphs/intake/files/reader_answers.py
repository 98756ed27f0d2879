"""Read the lines of a reading process with a deadline for each, and with no thread.

Whoever reads may itself be bounded: where memory is refused, a thread that cannot begin is waited
for without end. So the deadline is kept by the call that waits for the pipe.
"""

from __future__ import annotations

import os
import select
import subprocess
import threading
import time

__all__ = ["AnswerLines"]

_PIECE = 1 << 16


class AnswerLines:
    """Lines of a process's output; a process that gives none for too long is killed.

    Attributes
    ----------
    late
        Whether that happened.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._held = bytearray()
        self.late = False
        self._pipe = -1 if process.stdout is None else process.stdout.fileno()

    def line(self) -> bytes:
        r"""Return the next line with its end; less, or nothing, where the process has ended."""
        until = time.monotonic() + self._seconds
        looked = 0
        while (end := self._held.find(b"\n", looked) + 1) == 0:
            looked = len(self._held)
            piece = self._piece(until - time.monotonic())
            if not piece:
                end = looked
                break
            self._held += piece
        line = bytes(self._held[:end])
        del self._held[:end]
        return line

    def _piece(self, seconds: float) -> bytes:
        """Return what has come; nothing at the end, or where nothing comes in time."""
        if not hasattr(select, "poll"):
            return self._watched(seconds)
        waiting = select.poll()  # select() knows no pipe beyond the 1024th of a busy server
        waiting.register(self._pipe, select.POLLIN)
        if not waiting.poll(max(0.0, seconds) * 1000):
            self._strike()
            return b""
        return os.read(self._pipe, _PIECE)

    def _watched(self, seconds: float) -> bytes:
        """Read where pipes cannot be waited for: on Windows, which bounds no memory either."""
        timer = threading.Timer(max(0.0, seconds), self._strike)
        timer.daemon = True
        timer.start()
        try:
            return os.read(self._pipe, _PIECE)
        finally:
            timer.cancel()

    def _strike(self) -> None:
        self.late = True
        self._process.kill()
