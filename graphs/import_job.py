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
from dataclasses import dataclass
from pathlib import Path

from graphs.child_job import ChildJob, JobWords
from graphs.intake import Import, InputFile, Limits, Mapping, Repairs, prepare
from graphs.ledger import Home
from graphs.model import Snapshot, Step
from graphs.text import Text

__all__ = ["ImportJob", "ImportLimits", "KeptImport", "StepsFolder", "WriteJob", "is_quick_import"]

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
        repairs: Repairs,
        limits: ImportLimits | None = None,
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
            deadline=bounds.compare,
            memory=bounds.memory,
            words=_COMPARE,
            nice=True,
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
) -> Import:  # fmt: skip
    mapping, system, effective, sheet_places, cells, rows = request
    outcome = prepare(
        files,
        snapshot,
        mapping=mapping,
        system=system,
        effective=effective,
        limits=Limits(),
        sheet_places=sheet_places,
        repairs=Repairs(cells=cells, rows=rows),
    )
    shown = outcome.without_steps(_SHOWN)
    with (Path(folder) / _STEPS).open("wb") as file:
        for steps in (outcome.relies_on, *_batches(outcome.steps)):
            pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(steps)
    return shown


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
    steps = list(before)
    with (Path(folder) / _STEPS).open("rb") as file:
        relies_on: tuple[str, ...] = pickle.load(file)  # noqa: S301  # our own, in a folder of our own
        while file.peek(1):
            steps += pickle.load(file)  # noqa: S301
    with home.open(key) as ledger:
        made = ledger.apply(
            *steps, actor=actor, note=note, at=at, base=base, relies_on=relies_on, kind="import"
        )
        return made.number
