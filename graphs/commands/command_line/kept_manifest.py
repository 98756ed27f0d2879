"""The manifest of an earlier download: read from its file, and compared with what is made again."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from graphs.errors import InputError
from graphs.interchange import MANIFEST_NAME
from graphs.model import Snapshot
from graphs.text import Text

__all__ = ["check_same_ledger", "differing_files", "manifest_bytes"]


def manifest_bytes(path: Path) -> bytes:
    """Return the manifest of a file, or of the download that holds it.

    Raises
    ------
    InputError
        The file cannot be read, or the download holds none.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                return packed.read(MANIFEST_NAME)
        return path.read_bytes()
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(
            Text(zh="读不了 manifest：{path}", en="the manifest cannot be read: {path}").format(
                path=path
            )
        ) from error


def check_same_ledger(kept: dict[str, Any], snapshot: Snapshot) -> None:
    """Check that a snapshot is of the ledger and the revision that a manifest names.

    Raises
    ------
    InputError
        It is of another, or the revision holds something else.
    """
    if (snapshot.ledger, snapshot.digest) != (kept["ledger"], kept["head_digest"]):
        raise InputError(
            Text(
                zh="这不是 manifest 所说的台账，或该版内容不同；未导出",
                en="this is not the ledger of the manifest, or its revision holds something else; "
                "nothing was exported",
            )
        )


def differing_files(kept: dict[str, Any], manifest: bytes) -> tuple[str, ...]:
    """Return the files of a download, by its own manifest, that are not byte for byte those another names.

    Another version of the product may write another file, and an outline lies on the desk, not in
    the ledger: whoever repeats a download hears of it.
    """
    made = json.loads(manifest)["files"]
    was = kept.get("files", {})
    names = sorted({*was, *made})
    return tuple(name for name in names if _digest(was, name) != _digest(made, name))


def _digest(files: dict[str, Any], name: str) -> str:
    return str(files.get(name, {}).get("sha256", ""))
