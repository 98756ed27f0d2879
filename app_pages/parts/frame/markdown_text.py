"""Escape recorded text where Streamlit would read it as Markdown."""

from __future__ import annotations

import re

import streamlit as st

from graphs.errors import Problem
from graphs.text import Language

__all__ = ["plain", "show_problems"]

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


def show_problems(problems: tuple[Problem, ...], language: Language) -> None:
    """Show problems as sentences."""
    for problem in problems:
        st.warning(plain(problem.sentence().say(language)), icon=":material/info:")
