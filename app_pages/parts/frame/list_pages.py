"""Long lists: drawn once they are opened, and by page, so that a city costs what is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from graphs.text import Language, Text

__all__ = ["PAGE_ROWS", "opened_list", "page_of"]

PAGE_ROWS = 500
"""Rows of one page; more are asked for by its number."""


@contextmanager
def opened_list(label: str, *, key: str) -> Iterator[bool]:
    """Draw a folded part and say whether it is open; only then its list is computed."""
    with st.expander(label, key=f"list:{key}", on_change="rerun") as part:
        yield bool(part.open)


def page_of(count: int, language: Language, *, key: str) -> slice:
    """Return the rows of the page that was chosen; no control where one page holds all.

    What is on the other pages is said beside the control: nothing is cut in silence.
    """
    pages = -(-count // PAGE_ROWS)
    if pages <= 1:
        return slice(0, count)
    label = Text(zh="第几页（共 {pages} 页、{n} 行）", en="Page of {pages} ({n} rows)")
    page = st.number_input(
        label.format(pages=pages, n=count).say(language),
        min_value=1,
        max_value=pages,
        key=f"page:{key}:{count}",
    )
    start = (int(page) - 1) * PAGE_ROWS
    return slice(start, min(count, start + PAGE_ROWS))
