"""Run an import in a child process: compare the files, then write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.child_job import ChildJob, JobWords
from graphs.intake import LARGE, Import, Limits
from graphs.intake.import_request import ImportRequest
from graphs.intake.kept_import import (
    KeptImport,
    StepsFolder,
    keep_files,
    keep_steps,
    kept_files,
    kept_steps,
)
from graphs.ledger import Home
from graphs.model import Snapshot, Step
from graphs.text import Text

__all__ = [
    "LARGE_IMPORT",
    "ImportJob",
    "ImportLimits",
    "WriteJob",
    "bounded_prepare",
]

_SHOWN = 1000
"""Differences that come back from the child: a screen lists no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLimits:
    """How long an import may compare and write, in seconds, and how many bytes it may take."""

    compare: float = 900
    write: float = 1800
    memory: int = 1536 * 2**20


LARGE_IMPORT = ImportLimits(compare=1800, memory=6144 * 2**20)
"""For the command line, where a steward loads a whole province."""


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


def bounded_prepare(
    request: ImportRequest, snapshot: Snapshot, limits: ImportLimits = LARGE_IMPORT
) -> Import:
    """Return what :func:`graphs.intake.prepare` does, large files being compared in a bounded child.

    Raises
    ------
    InputError
        A file cannot be read.
    LimitExceeded
        Time or memory is used up.
    """
    if request.is_quick:
        return request.prepare(snapshot, LARGE)
    job = ImportJob(request, snapshot, limits=limits, reading=LARGE, shown=None)
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
        request: ImportRequest,
        snapshot: Snapshot,
        *,
        limits: ImportLimits | None = None,
        reading: Limits | None = None,
        shown: int | None = _SHOWN,
    ) -> None:
        bounds = limits or ImportLimits()
        self.folder = StepsFolder()
        super().__init__(
            _compare,
            self.folder.name,
            replace(request, files=keep_files(self.folder.name, request.files)),
            snapshot,
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
    folder: str, request: ImportRequest, snapshot: Snapshot, bounds: tuple[Limits, int | None]
) -> Import:
    reading, most = bounds
    whole = replace(request, files=kept_files(folder, request.files))
    outcome = whole.prepare(snapshot, reading)
    shown = outcome.without_steps(len(outcome.differences) if most is None else most)
    keep_steps(folder, outcome)
    return shown


def _write(
    folder: str,
    home: Home,
    key: str,
    before: tuple[Step, ...],
    signed: tuple[str, str, dt.datetime, int],
) -> int:
    actor, note, at, base = signed
    relies_on, kept = kept_steps(folder)
    steps = [*before, *kept]
    with home.open(key) as ledger:
        made = ledger.apply(
            *steps, actor=actor, note=note, at=at, base=base, relies_on=relies_on, kind="import"
        )
        return made.number
