"""One spelling for search: width, case, spaces and traditional characters fold together."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["fold"]


@cache
def _simplified() -> Mapping[int, str]:
    lines = files("graphs").joinpath("simplified.txt").read_text("utf-8").splitlines()
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    return {ord(old): new for old, new in zip(traditional, simplified, strict=True)}


def fold(words: str) -> str:
    """Return the words as search compares them.

    Examples
    --------
    >>> fold("ＡＢＣ 聯合黨支部") == fold("abc联合党支部")
    True
    """
    plain = unicodedata.normalize("NFKC", words).casefold().translate(_simplified())
    return "".join(plain.split())
