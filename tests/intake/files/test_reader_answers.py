"""The reader's deadline needs no thread: where memory is refused, none could begin."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from intake_books import csv_file

from graphs.intake import read_sheets
from graphs.intake.files.reader_answers import AnswerLines


def process(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-S", "-c", code], stdout=subprocess.PIPE)


def test_gives_lines_whole_however_they_come_and_the_rest_at_the_end() -> None:
    code = (
        "import sys, time; w = sys.stdout.buffer\n"
        "for part in (b'a', b'b\\nc\\n', b'x' * 200_000 + b'\\n', b'end'):\n"
        "    w.write(part); w.flush(); time.sleep(0.02)"
    )
    with process(code) as running:
        lines = AnswerLines(running, 30)
        assert [lines.line() for _ in range(3)] == [b"ab\n", b"c\n", b"x" * 200_000 + b"\n"]
        assert (lines.line(), lines.line(), lines.late) == (b"end", b"", False)


def test_kills_a_process_that_gives_no_answer() -> None:
    with process("import time; time.sleep(600)") as running:
        lines = AnswerLines(running, 0.2)
        begun = time.monotonic()
        assert lines.line() == b""
        assert lines.late
        assert time.monotonic() - begun < 60
        assert running.wait(60) != 0


def test_kills_a_process_that_never_ends_its_line() -> None:
    code = (
        "import sys, time\nwhile True: sys.stdout.write('x'); sys.stdout.flush(); time.sleep(.01)"
    )
    with process(code) as running:
        lines = AnswerLines(running, 0.5)
        assert not lines.line().endswith(b"\n")
        assert lines.late


def test_reads_a_file_where_no_thread_can_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    read = [[row.cells for row in sheet.rows] for sheet in read_sheets(csv_file("名称\n甲公司\n"))]
    assert read == [[("名称",), ("甲公司",)]]
