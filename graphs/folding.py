"""Normalise text for search: width, case, spaces and traditional characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["fold"]

_KEPT = 1 << 16
"""Texts whose folded form is kept: an import asks for each name of a row many times."""


@cache
def _simplified() -> Mapping[int, str]:
    lines = (
        files("graphs").joinpath("traditional_to_simplified.txt").read_text("utf-8").splitlines()
    )
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    return {ord(old): new for old, new in zip(traditional, simplified, strict=True)}


@cache
def _traditional() -> re.Pattern[str]:
    """Return a pattern of what translation would change: nearly no text has any of it."""
    return re.compile("[" + re.escape("".join(map(chr, _simplified()))) + "]")


@lru_cache(maxsize=_KEPT)
def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    if _traditional().search(plain):
        plain = plain.translate(_simplified())
    folded = "".join(plain.split())
    return words if folded == words else folded  # a name and its folded form are kept once


def fold(words: str) -> str:
    """Return the words as search compares them.

    Examples
    --------
    >>> fold("ＡＢＣ 聯合黨支部") == fold("abc联合党支部")
    True
    """
    if words.isascii():  # ids and codes, each met once: nothing to normalise, nothing to keep
        folded = "".join(words.lower().split())
        return words if folded == words else folded
    return _folded(words)
