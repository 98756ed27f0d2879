"""What was put right in files, kept in the visitor's own folder: a page loaded anew forgets all else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app_pages.parts.frame.cached_ledgers import own_folder
from app_pages.parts.frame.view import View
from graphs.intake import NO_REPAIRS, Repairs
from graphs.text import Text
from graphs.whole_file import write_whole

__all__ = ["drop_repairs", "keep_repairs", "kept_repairs"]

_FOLDER = "import-repairs"
_MOST = 40
"""So many imports are remembered; the oldest make room."""


def kept_repairs(view: View, digest: str) -> Repairs:
    """Return what this visitor put right in these very files for this ledger, in any session."""
    try:
        said = json.loads(_place(view, digest).read_text("utf-8"))
        return Repairs(
            cells={(sheet, row, column): text for sheet, row, column, text in said["cells"]},
            rows={(sheet, row): Text(zh=zh, en=en) for sheet, row, zh, en in said["rows"]},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return NO_REPAIRS


def keep_repairs(view: View, digest: str, made: Repairs) -> None:
    """Keep what was put right; where the folder may not be written the session alone has it."""
    said = {
        "cells": [[*place, text] for place, text in made.cells.items()],
        "rows": [[*place, why.zh, why.en] for place, why in made.rows.items()],
    }
    place = _place(view, digest)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, json.dumps(said, ensure_ascii=False).encode())
        for old in sorted(place.parent.glob("*.json"), key=_written)[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def drop_repairs(view: View, digest: str) -> None:
    """Forget what was put right in these files."""
    try:
        _place(view, digest).unlink(missing_ok=True)
    except OSError:
        return


def _place(view: View, digest: str) -> Path:
    name = hashlib.sha256(f"{view.ledger.entry.key}\0{digest}".encode()).hexdigest()[:32]
    return own_folder() / _FOLDER / f"{name}.json"


def _written(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name
