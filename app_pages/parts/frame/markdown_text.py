"""Escape recorded text where Streamlit would read it as Markdown."""

from __future__ import annotations

import re

import streamlit as st

from graphs.errors import ChangeRefused, GraphsError, InputError, Problem
from graphs.text import Language, Text

__all__ = ["plain", "show_error", "show_problems"]

_DIRECTION = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(?<=\w)(?:://|@)|(?<=www)\.", re.IGNORECASE)
_LONGEST = 600
_MOST_PROBLEMS = 20
_MORE = Text(zh="另有 {n} 处。", en="{n} more.")


def plain(words: str, longest: int = _LONGEST) -> str:
    r"""Return words that Markdown leaves alone: escaped, on one line, shortened.

    Marks that turn the reading direction are taken out: they would turn what follows, too.

    Examples
    --------
    >>> print(plain("[here](x) **bold**"))
    \[here\]\(x\) \*\*bold\*\*
    """
    # A joiner without width, where Markdown would make a link of a bare address.
    unlinked = _ADDRESS.sub("\u2060\\g<0>", _shortened(words, longest))
    return _PUNCTUATION.sub(r"\\\1", unlinked)


def _shortened(words: str, longest: int) -> str:
    clean = " ".join(_DIRECTION.sub("", words).split())
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def show_problems(problems: tuple[Problem, ...], language: Language) -> None:
    """Show problems as sentences."""
    for problem in problems:
        st.warning(plain(problem.sentence().say(language)), icon=":material/info:")


def show_error(error: GraphsError, language: Language) -> None:
    """Show what went wrong, and below it each problem that is not read there already."""
    st.error(plain(error.say(language)), icon=":material/error:")
    said = _shortened(error.say(language), _LONGEST)
    found = error.problems if isinstance(error, InputError | ChangeRefused) else ()
    words = [each.sentence().say(language) for each in found]
    unsaid = [each for each in words if _shortened(each, _LONGEST) not in said]
    for each in unsaid[:_MOST_PROBLEMS]:
        st.caption("· " + plain(each))
    if more := len(unsaid[_MOST_PROBLEMS:]):
        st.caption("· " + _MORE.format(n=more).say(language))
