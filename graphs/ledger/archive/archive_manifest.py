"""The manifest of an archive: what it says of itself, and its files with their rows and digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.ledger.storage.row_values import well_formed

__all__ = ["Manifest", "is_whole", "manifest_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself; of a file its rows and SHA-256."""

    ledger: str
    schema: int
    revision: int
    digest: str
    files: Mapping[str, tuple[int, str]]


def is_whole(value: object, low: int, high: int) -> bool:
    """Return whether a value is a whole number within bounds."""
    # In Python True is the integer 1; in an archive it is not.
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def manifest_in(content: Mapping[str, Any]) -> Manifest | None:
    """Return the manifest of a JSON object; ``None`` where anything of it is missing or malformed."""
    try:
        files = {
            str(name): (int(entry["rows"]), str(entry["sha256"]))
            for name, entry in content["files"].items()
        }
        made = Manifest(
            ledger=str(content["ledger"]),
            schema=int(content["schema"]),
            revision=int(content["head"]["revision"]),
            digest=str(content["head"]["digest"]),
            files=files,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return made if well_formed(made.ledger) else None
