"""An import whose steps wait in a folder of their own, to be written by another process.

What is to be written stays in a file that goes with whoever holds it: only what a screen shows
comes back from the child that compared.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graphs.intake.import_request import ImportRequest
from graphs.intake.outcome.prepared_import import Import
from graphs.model import Step

__all__ = ["KeptImport", "StepsFolder", "keep_files", "keep_steps", "kept_steps", "with_files"]

_STEPS = "steps"
_FILE = "file-"
_BATCH = 5000


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
        relies_on, steps = kept_steps(self.folder.name)
        return replace(self.outcome, steps=tuple(steps), relies_on=relies_on, kept=None)


def keep_files(folder: str, request: ImportRequest) -> ImportRequest:
    """Write the files of a request to the folder, and return it without their bytes.

    A request goes to the child pickled: what is in a file beside it is not copied in memory for it.
    """
    for number, file in enumerate(request.files):
        (Path(folder) / f"{_FILE}{number}").write_bytes(file.content)
    return replace(request, files=tuple(replace(each, content=b"") for each in request.files))


def with_files(folder: str, request: ImportRequest) -> ImportRequest:
    """Return the request with the bytes of its files, which go from the folder."""
    files = []
    for number, file in enumerate(request.files):
        path = Path(folder) / f"{_FILE}{number}"
        files.append(replace(file, content=path.read_bytes()))
        path.unlink()
    return replace(request, files=tuple(files))


def keep_steps(folder: str, outcome: Import) -> None:
    """Write the steps of an import, and the ids they rest on, to a file of the folder."""
    with (Path(folder) / _STEPS).open("wb") as file:
        for part in (outcome.relies_on, *_batches(outcome.steps)):
            pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(part)


def kept_steps(folder: str) -> tuple[tuple[str, ...], list[Step]]:
    """Return the ids that the steps of a folder rest on, and the steps."""
    steps: list[Step] = []
    with (Path(folder) / _STEPS).open("rb") as file:
        relies_on: tuple[str, ...] = pickle.load(file)  # noqa: S301  # our own, in a folder of our own
        while file.peek(1):
            steps += pickle.load(file)  # noqa: S301
    return relies_on, steps


def _batches(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    return (steps[at : at + _BATCH] for at in range(0, len(steps), _BATCH))
