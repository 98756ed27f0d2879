"""Stands between a program and a PostgreSQL server, and freezes or breaks the line when told."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

__all__ = ["Relay"]

Cut = int | bytes | None
PassOn = Callable[[bytes], bool]


class Relay:
    """Passes what is said on; while ``frozen`` it passes nothing.

    ``cut_before`` and ``cut_after`` name a program's message by its number or by words in it: the
    line breaks before the server hears that one, or when it has, before the program hears the answer.
    ``down`` refuses every line after the break. ``said`` are the messages of the first line to be
    broken.
    """

    def __init__(self, target: str) -> None:
        self.target, self.frozen, self.down = target, False, False
        self.cut_before: Cut = None
        self.cut_after: Cut = None
        self.said: list[bytes] = []
        self._broken = False
        self._deaf: socket.socket | None = None
        self.door = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = int(self.door.getsockname()[1])
        Thread(target=self._accept, daemon=True).start()

    def count(self, *, before: Cut = None, after: Cut = None) -> None:
        """Number the messages anew from here."""
        self.said, self._broken, self.down = [], False, False
        self.cut_before, self.cut_after = before, after

    @property
    def broken(self) -> bool:
        """Whether the line has been broken since the numbers began."""
        return self._broken

    def _is_at(self, cut: Cut, data: bytes) -> bool:
        return cut in data if isinstance(cut, bytes) else cut == len(self.said)

    def _accept(self) -> None:
        try:
            while True:
                near = self.door.accept()[0]
                if self._broken and self.down:
                    near.close()
                    continue
                far = socket.socket(socket.AF_UNIX)
                far.connect(self.target)
                Thread(target=self._answer, args=(far, near), daemon=True).start()
                Thread(target=self._ask, args=(near, far), daemon=True).start()
        except OSError:
            return

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        def pass_on(data: bytes) -> bool:
            self.said.append(data)
            if self._broken:
                far.sendall(data)
                return True
            if self._is_at(self.cut_before, data):
                self._broken = True
                return False
            if self._is_at(self.cut_after, data):
                self._broken, self._deaf = True, near
                far.sendall(data)
                far.shutdown(socket.SHUT_WR)  # the server does this still, and then finds nobody
                with suppress(OSError):
                    near.shutdown(socket.SHUT_RDWR)
                return True
            far.sendall(data)
            return True

        self._pass(near, far, pass_on)

    def _answer(self, far: socket.socket, near: socket.socket) -> None:
        def pass_on(data: bytes) -> bool:
            if near is not self._deaf:
                near.sendall(data)
            return near is not self._deaf

        self._pass(far, near, pass_on)

    def _pass(self, source: socket.socket, sink: socket.socket, pass_on: PassOn) -> None:
        try:
            while data := source.recv(65536):
                while self.frozen:
                    time.sleep(0.05)
                if not pass_on(data):
                    break
        except OSError:
            pass
        finally:
            for each in (source, sink):
                with suppress(OSError):  # a socket another thread listens on is not gone by closing
                    each.shutdown(socket.SHUT_RDWR)
                each.close()

    def close(self) -> None:
        self.frozen = False
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
