"""Run an import in a child process: compare the files, then write them.

What is to be written stays in a file of its own folder, which goes with whoever holds it: only what
a screen shows comes back.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
import shutil
import tempfile
import weakref
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphs.child_job import ChildJob, JobWords
from graphs.intake import LARGE, NO_REPAIRS, Import, InputFile, Limits, Mapping, Repairs, prepare
from graphs.ledger import Home
from graphs.model import Snapshot, Step
from graphs.text import Text

__all__ = [
    "LARGE_IMPORT",
    "ImportJob",
    "ImportLimits",
    "KeptImport",
    "StepsFolder",
    "WriteJob",
    "bounded_prepare",
    "is_quick_import",
]

_SHOWN = 1000
"""Differences that come back from the child: a screen lists no more."""

_QUICK, _UNPACKED = 200_000, 2_000_000
"""Bytes of files, and of their parts unpacked, that take about a second."""

_STEPS = "steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLimits:
    """How long an import may compare and write, in seconds, and how many bytes it may take."""

    compare: float = 300
    write: float = 1800
    memory: int = 1536 * 2**20


LARGE_IMPORT = ImportLimits(compare=1800, memory=6144 * 2**20)
"""For the command line, where a steward loads a whole province."""


class StepsFolder:
    """A folder that is deleted with the last one who holds this, and at the end of the program."""

    def __init__(self) -> None:
        self.name = tempfile.mkdtemp(prefix="graphs-import-")
        weakref.finalize(self, shutil.rmtree, self.name, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImport:
    """What an import found, and the folder its steps wait in; the folder goes with this."""

    outcome: Import
    folder: StepsFolder

    def whole(self) -> Import:
        """Return the import with the steps that wait in the folder."""
        relies_on, steps = _kept_steps(Path(self.folder.name))
        return replace(self.outcome, steps=tuple(steps), relies_on=relies_on, kept=None)


_COMPARE = JobWords(
    late=Text(
        zh="检查和比较超过 {n} 秒，已停止，什么也没有写入；请把文件分成几份导入，或用命令行 import",
        en="checking and comparing took more than {n} s and was stopped, nothing was written; "
        "import the file in parts, or use the command import",
    ),
    large=Text(
        zh="检查和比较需要的内存超过 {n} 兆字节，已停止，什么也没有写入；请把文件分成几份导入，或用命令行 import",
        en="checking and comparing needs more than {n} MB of memory and was stopped, nothing was "
        "written; import the file in parts, or use the command import",
    ),
    ended=Text(
        zh="检查和比较的进程中途被终止（可能内存不足），什么也没有写入；请再试一次，或把文件分成几份导入",
        en="the process that checks and compares was ended on its way (out of memory?), nothing was "
        "written; try again, or import the file in parts",
    ),
)
_COMMAND = JobWords(
    late=Text(
        zh="检查和比较超过 {n} 秒，已停止，什么也没有写入；请把文件分成几份导入",
        en="checking and comparing took more than {n} s and was stopped, nothing was written; "
        "import the file in parts",
    ),
    large=Text(
        zh="检查和比较需要的内存超过 {n} 兆字节，已停止，什么也没有写入；请把文件分成几份导入",
        en="checking and comparing needs more than {n} MB of memory and was stopped, nothing was "
        "written; import the file in parts",
    ),
    ended=_COMPARE.ended,
)
_WRITE = JobWords(
    late=Text(
        zh="写入超过 {n} 秒，已停止，台账不变；请把文件分成几份导入，或用命令行 import",
        en="writing took more than {n} s and was stopped, the ledger is as it was; import the file "
        "in parts, or use the command import",
    ),
    large=Text(
        zh="写入需要的内存超过 {n} 兆字节，已停止，台账不变；请把文件分成几份导入，或用命令行 import",
        en="writing needs more than {n} MB of memory and was stopped, the ledger is as it was; "
        "import the file in parts, or use the command import",
    ),
    ended=Text(
        zh="写入的进程中途被终止，没有写成的部分不会留下；请看“历史”页是否有这一版，没有则再写一次",
        en="the writing process was ended on its way; half a change is never kept. See on History "
        "whether the revision is there, and write again if it is not",
    ),
)


def is_quick_import(files: Sequence[InputFile]) -> bool:
    """Return whether files are so small that no child is needed.

    Examples
    --------
    >>> is_quick_import([InputFile(name="a.csv", content=b"a,b")])
    True
    """
    return (
        sum(len(each.content) for each in files) <= _QUICK
        and sum(map(_unpacked, files)) <= _UNPACKED
    )


def _unpacked(file: InputFile) -> int:
    if not file.content.startswith(b"PK"):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            return sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return 0  # refused by the reader


def bounded_prepare(
    files: Sequence[InputFile],
    snapshot: Snapshot,
    *,
    mapping: Mapping | None,
    system: str,
    effective: dt.date | None,
    sheet_places: bool,
    limits: ImportLimits = LARGE_IMPORT,
) -> Import:
    """Return what :func:`graphs.intake.prepare` does, large files being compared in a bounded child.

    Raises
    ------
    InputError
        A file cannot be read.
    LimitExceeded
        Time or memory is used up.
    """
    if is_quick_import(files):
        return prepare(
            files,
            snapshot,
            mapping=mapping,
            system=system,
            effective=effective,
            limits=LARGE,
            sheet_places=sheet_places,
        )
    job = ImportJob(
        files,
        snapshot,
        mapping=mapping,
        system=system,
        effective=effective,
        sheet_places=sheet_places,
        limits=limits,
        reading=LARGE,
        shown=None,
    )
    outcome = None
    try:
        while outcome is None:  # the job itself says when its time is over
            outcome = job.poll(wait=limits.compare)
    except KeyboardInterrupt:
        job.cancel()
        raise
    return job.kept(outcome).whole()


class ImportJob(ChildJob[Import]):
    """Files being compared with a ledger in a child process; ``poll`` it, or ``cancel`` it.

    What comes back has no steps: they wait in ``folder`` for a :class:`WriteJob`.
    """

    def __init__(
        self,
        files: Sequence[InputFile],
        snapshot: Snapshot,
        *,
        mapping: Mapping | None,
        system: str,
        effective: dt.date | None,
        sheet_places: bool,
        repairs: Repairs = NO_REPAIRS,
        limits: ImportLimits | None = None,
        reading: Limits | None = None,
        shown: int | None = _SHOWN,
    ) -> None:
        bounds = limits or ImportLimits()
        self.folder = StepsFolder()
        request = (
            mapping,
            system,
            effective,
            sheet_places,
            dict(repairs.cells),
            dict(repairs.rows),
        )
        super().__init__(
            _compare,
            self.folder.name,
            tuple(files),
            snapshot,
            request,
            (reading or Limits(), shown),
            deadline=bounds.compare,
            memory=bounds.memory,
            words=_COMPARE if shown else _COMMAND,
            nice=bool(shown),
        )

    def kept(self, outcome: Import) -> KeptImport:
        """Return what the job answered, with the folder its steps wait in."""
        return KeptImport(outcome=outcome, folder=self.folder)


class WriteJob(ChildJob[int]):
    """A compared import being written in a child process, whole or not at all; gives its revision."""

    def __init__(
        self,
        kept: KeptImport,
        home: Home,
        key: str,
        *,
        before: Sequence[Step],
        actor: str,
        note: str,
        at: dt.datetime,
        base: int,
        limits: ImportLimits | None = None,
    ) -> None:
        bounds = limits or ImportLimits()
        self.folder = kept.folder
        super().__init__(
            _write,
            kept.folder.name,
            home,
            key,
            tuple(before),
            (actor, note, at, base),
            deadline=bounds.write,
            memory=2 * bounds.memory,
            words=_WRITE,
            nice=True,
        )


def _compare(
    folder: str,
    files: tuple[InputFile, ...],
    snapshot: Snapshot,
    request: tuple[
        Mapping | None, str, dt.date | None, bool, dict[tuple[str, int, str], str],
        dict[tuple[str, int], Text],
    ],
    bounds: tuple[Limits, int | None],
) -> Import:  # fmt: skip
    mapping, system, effective, sheet_places, cells, rows = request
    reading, most = bounds
    outcome = prepare(
        files,
        snapshot,
        mapping=mapping,
        system=system,
        effective=effective,
        limits=reading,
        sheet_places=sheet_places,
        repairs=Repairs(cells=cells, rows=rows),
    )
    shown = outcome.without_steps(len(outcome.differences) if most is None else most)
    with (Path(folder) / _STEPS).open("wb") as file:
        for steps in (outcome.relies_on, *_batches(outcome.steps)):
            pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(steps)
    return shown


def _kept_steps(folder: Path) -> tuple[tuple[str, ...], list[Step]]:
    """Return the ids that the steps of a folder rest on, and the steps."""
    steps: list[Step] = []
    with (folder / _STEPS).open("rb") as file:
        relies_on: tuple[str, ...] = pickle.load(file)  # noqa: S301  # our own, in a folder of our own
        while file.peek(1):
            steps += pickle.load(file)  # noqa: S301
    return relies_on, steps


def _batches(steps: tuple[Step, ...], size: int = 5000) -> list[tuple[Step, ...]]:
    return [steps[at : at + size] for at in range(0, len(steps), size)]


def _write(
    folder: str,
    home: Home,
    key: str,
    before: tuple[Step, ...],
    signed: tuple[str, str, dt.datetime, int],
) -> int:
    actor, note, at, base = signed
    relies_on, kept = _kept_steps(Path(folder))
    steps = [*before, *kept]
    with home.open(key) as ledger:
        made = ledger.apply(
            *steps, actor=actor, note=note, at=at, base=base, relies_on=relies_on, kind="import"
        )
        return made.number
