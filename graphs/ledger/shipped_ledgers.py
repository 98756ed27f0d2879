"""The ledgers that ship: archives in ``data/``, each made into a read-only file on first use."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from graphs.ledger.database.database_errors import full_disk, is_full
from graphs.ledger.opening import load_archive
from graphs.ledger.storage.tables import columns_fingerprint
from graphs.text import Text

__all__ = ["SHIPPED", "archive_title", "made_from"]

SHIPPED = Path(__file__).resolve().parents[2] / "data"
"""The folder of the archives."""


def made_from(archive: Path, folder: Path) -> Path:
    """Return the ledger of an archive, made in a folder on first use; one file for each content."""
    manifest = json.loads((archive / "manifest.json").read_text(encoding="utf-8"))
    # Content and layout name the file: a product with more columns makes it anew.
    made_of = f"{manifest['head']['digest'][:12]}-{columns_fingerprint()[:8]}"
    target = folder / "shipped" / f"{archive.name}-{made_of}.ledger"
    if target.exists():
        return target
    try:
        return _make(archive, target)
    except OSError as error:
        if is_full(error):
            raise full_disk(target.absolute().parent) from error
        # A home that cannot be written: made once for this process, gone with it.
        spare = Path(_spare_folder()) / target.name
        return spare if spare.exists() else _make(archive, spare)


def _make(archive: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two screens may begin at once: each makes its own, the first to finish is kept.
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / "fresh.ledger"
        load_archive(archive, str(fresh)).close()
        fresh.replace(target)
    return target


@cache
def _spare_folder() -> str:
    folder = tempfile.mkdtemp(prefix="graphs-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def archive_title(archive: Path) -> Text:
    """Return what the profile of an archive calls its ledger; its folder where it says nothing."""
    try:
        lines = (archive / "profile.jsonl").read_text(encoding="utf-8").splitlines()
        profile = json.loads(lines[0])
        return Text.named(profile["title"], profile.get("title_en"))
    except (OSError, IndexError, KeyError, ValueError):
        return Text.same(archive.name)
