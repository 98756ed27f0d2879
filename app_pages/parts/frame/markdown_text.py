"""Escape recorded text where Streamlit would read it as Markdown."""

from __future__ import annotations

import re

__all__ = ["plain"]

_DIRECTION = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(?<=\w)(?:://|@)|(?<=www)\.", re.IGNORECASE)
_LONGEST = 600


def plain(words: str, longest: int = _LONGEST) -> str:
    r"""Return words that Markdown leaves alone: escaped, on one line, shortened.

    Marks that turn the reading direction are taken out: they would turn what follows, too.

    Examples
    --------
    >>> print(plain("[here](x) **bold**"))
    \[here\]\(x\) \*\*bold\*\*
    """
    clean = " ".join(_DIRECTION.sub("", words).split())
    shown = clean if len(clean) <= longest else clean[: longest - 1] + "…"
    # A joiner without width, where Markdown would make a link of a bare address.
    unlinked = _ADDRESS.sub("\u2060\\g<0>", shown)
    return _PUNCTUATION.sub(r"\\\1", unlinked)
