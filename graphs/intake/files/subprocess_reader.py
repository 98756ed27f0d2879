"""Read a file in a child process that is limited and can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.errors import InputError, Problem
from graphs.intake.files.reader_answers import AnswerLines
from graphs.intake.files.reader_process import settings
from graphs.intake.files.sheets import Row, Sheet
from graphs.intake.formats.file_errors import FAULTS, Fault
from graphs.intake.formats.limits import Limits
from graphs.text import Text

__all__ = ["InputFile", "read_sheets"]

# The process must not run the __init__ of this package: that would bring NumPy and Arrow into an
# address space that is to stay small. So it is given empty packages of the same names and places,
# which also makes sure that it runs this very source and no other copy on the path.
_BOOT = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
for name in ("graphs.intake.files", "graphs.intake", "graphs"):
    place = sys.argv.pop()
    spec = spec_from_file_location(name, place + "/__init__.py", submodule_search_locations=[place])
    sys.modules[name] = module_from_spec(spec)
from graphs.intake.files.reader_process import main
main()
"""
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file handed over for import: its name and its bytes."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rpartition(".")[0] or self.name

    @classmethod
    def at(cls, path: str | Path) -> InputFile:
        """Return the file at a path.

        Raises
        ------
        InputError
            It cannot be read.
        """
        try:
            return cls(name=Path(path).name, content=Path(path).read_bytes())
        except OSError as error:
            problem = Problem(
                place=Text.same(str(path)),
                reason=Text(zh="打不开这个文件", en="this file cannot be opened"),
                value=type(error).__name__,
                remedy=Text(zh="检查路径和权限", en="check the path and the permissions"),
            )
            raise InputError(problem.sentence(), (problem,)) from None


def read_sheets(file: InputFile, limits: Limits | None = None) -> Iterator[Sheet]:
    r"""Give the sheets of a file one after the other; read the rows of each before the next.

    Raises
    ------
    InputError
        The file cannot be read; the reason and the remedy are in the message.

    Examples
    --------
    >>> file = InputFile(name="a.csv", content="名称,类型\n甲公司党支部,党支部\n".encode())
    >>> [[row.cells for row in sheet.rows] for sheet in read_sheets(file)]
    [[('名称', '类型'), ('甲公司党支部', '党支部')]]
    """
    bounds = limits or Limits()
    if len(file.content) > bounds.bytes:
        raise _refusal(file, Fault("too_large", size=len(file.content), limit=bounds.bytes))
    try:
        with _answers(file.content, bounds) as answers:
            yield from _sheets(file, answers, bounds)
    except Fault as fault:
        raise _refusal(file, fault) from None


def _refusal(file: InputFile, fault: Fault) -> InputError:
    words = FAULTS[fault.key]
    problem = Problem(
        place=Text.same(file.name),
        reason=words.reason.format(**fault.values),
        remedy=words.remedy,
    )
    return InputError(problem.sentence(), (problem,))


def _sheets(file: InputFile, answers: Iterator[dict[str, Any]], limits: Limits) -> Iterator[Sheet]:
    waiting: dict[str, Any] | None = next(answers)
    while waiting is not None and "sheet" in waiting:
        frame, waiting = waiting, None

        def rows() -> Iterator[Row]:
            nonlocal waiting
            try:
                for answer in answers:
                    if "rows" not in answer:
                        waiting = answer
                        return
                    yield from map(_row, answer["rows"])
            except Fault as fault:  # met while the caller reads, so outside the generator below
                raise _refusal(file, fault) from None

        left = rows()
        yield Sheet(
            file=file.name,
            name=frame["sheet"],
            rows=left,
            hidden=frame["hidden"],
            hidden_rows=frozenset(row + 1 for row in frame["hidden_rows"]),
            hidden_columns=frozenset(frame["hidden_columns"]),
            merges=tuple((a, b, c, d) for a, b, c, d in frame["merges"]),
            struck=tuple((row + 1, column) for row, column in frame["struck"]),
            notes=tuple((row + 1, column, words) for row, column, words in frame["notes"]),
            delimited=frame["delimited"],
        )
        for _ in left:  # what the caller left unread
            pass
    if waiting is None:
        raise Fault("time", limit=limits.seconds)


def _row(fields: tuple[int, list[str], dict[str, str]]) -> Row:
    number, cells, marks = fields
    kinds = {int(at): kind for at, kind in marks.items()} if marks else {}
    return Row(number + 1, tuple(cells), kinds)


@contextmanager
def _answers(content: bytes, limits: Limits) -> Iterator[Iterator[dict[str, Any]]]:
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        process = subprocess.Popen(  # noqa: S603  # our own interpreter on our own source
            [
                sys.executable,
                "-I",
                "-c",
                _BOOT,
                settings(limits),
                str(_HERE.parents[1]),
                str(_HERE.parent),
                str(_HERE),
            ],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    try:
        yield _frames(process, AnswerLines(process, limits.seconds), limits)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _frames(
    process: subprocess.Popen[bytes], answers: AnswerLines, limits: Limits
) -> Iterator[dict[str, Any]]:
    while True:
        line = answers.line()
        if not line.endswith(b"\n"):
            raise _death(process, answers, limits)
        frame: dict[str, Any] = json.loads(line)
        if "fault" in frame:
            raise Fault(frame["fault"], **frame["values"])
        yield frame
        if "end" in frame:
            return


def _death(
    process: subprocess.Popen[bytes], answers: AnswerLines, limits: Limits
) -> Fault | MemoryError:
    code = process.wait()
    if not (answers.late or answers.begun) and _is_bounded():
        return MemoryError("the reader shares the memory of this process and could not begin")
    if answers.late or code in (-24, -9, 152):  # SIGXCPU, then SIGKILL
        return Fault("time", limit=limits.seconds)
    if code in (-6, 134, -11, 139):  # the allocator of the reader aborts where no memory is left
        return Fault("memory")
    return Fault("reader")


def _is_bounded() -> bool:
    """Return whether this process may take so much memory only: its readers inherit the limit."""
    try:
        import resource
    except ImportError:
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
