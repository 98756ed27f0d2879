"""An import whose steps wait in a folder of their own, to be written by another process.

What is to be written stays in a file that goes with whoever holds it: only what a screen shows
comes back from the child that compared.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graphs.intake.files.subprocess_reader import InputFile
from graphs.intake.outcome.prepared_import import Import
from graphs.model import Step

__all__ = ["KeptImport", "StepsFolder", "keep_files", "keep_steps", "kept_files", "kept_steps"]

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


def keep_files(folder: str, files: Iterable[InputFile]) -> tuple[InputFile, ...]:
    """Write files to the folder, and return them without their bytes.

    What is asked of a child goes to it pickled: what is in a file beside it is not copied for it.
    """
    kept = []
    for number, file in enumerate(files):
        (Path(folder) / f"{_FILE}{number}").write_bytes(file.content)
        kept.append(replace(file, content=b""))
    return tuple(kept)


def kept_files(folder: str, files: Iterable[InputFile]) -> tuple[InputFile, ...]:
    """Return the files with their bytes, which go from the folder."""
    found = []
    for number, file in enumerate(files):
        path = Path(folder) / f"{_FILE}{number}"
        found.append(replace(file, content=path.read_bytes()))
        path.unlink()
    return tuple(found)


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
