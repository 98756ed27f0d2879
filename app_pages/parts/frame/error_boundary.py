"""Error boundary: our own errors become a sentence, all others a logged reference."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

import streamlit as st

from app_pages.parts.cache.widget_values import forget_values
from app_pages.parts.frame.markdown_text import plain, show_error
from app_pages.parts.frame.view import opened, put_address, shown_address
from graphs.errors import GraphsError, NotFound
from graphs.model import Scope
from graphs.text import Language, Text

__all__ = ["boundary", "bounded_fragment", "closed_ledger"]

_Arguments = ParamSpec("_Arguments")

_LOG = logging.getLogger("app_pages")


@contextmanager
def boundary(language: Language) -> Iterator[None]:
    """Show errors raised inside; nothing else of the page is lost."""
    try:
        yield
    except GraphsError as error:
        show_error(error, language)
        if isinstance(error, NotFound):
            _other_scope(language, error)
    except Exception as unexpected:  # noqa: BLE001  # the boundary: everything unexpected ends here
        if _shown_as_damage(unexpected, language):
            return
        trace = traceback.format_exc()
        reference = hashlib.sha256(trace.encode()).hexdigest()[:8]
        _LOG.error("reference %s\n%s", reference, trace)
        words = Text(
            zh="出现意外错误，这一页没有显示完整。写入了什么，以“历史”页为准。请把编号 {code} 和日志交给维护人员。",
            en="An unexpected error: this page is not shown whole. What was written is on History. Give "
            "reference {code} and the log to whoever maintains this.",
        ).format(code=reference)
        st.error(words.say(language), icon=":material/error:")


def _other_scope(language: Language, error: NotFound) -> None:
    """Lead on where a scope or a day holds not what was asked for: the whole ledger, or its own day."""
    view = opened()
    if view is None or (view.scope == Scope() and view.address.as_of is None):
        return
    words = Text(
        zh="可改看整个台账（台账自己的日期），或在左侧另选范围、时点。",
        en="Show the whole ledger on its own day, or choose another scope or day at the left.",
    )
    st.caption(words.say(language))
    st.button(
        Text(zh="看整个台账", en="Show the whole ledger").say(language),
        key=f"whole:{hashlib.sha256(error.say('zh').encode()).hexdigest()[:8]}",
        icon=":material/zoom_out_map:",
        on_click=_show_whole,
    )


def _show_whole() -> None:
    put_address(replace(shown_address(), scope=Scope(), as_of=None, focus=""))


def bounded_fragment(
    run_every: float | None = None,
) -> Callable[[Callable[_Arguments, None]], Callable[_Arguments, None]]:
    """Declare a part of a screen that is drawn again alone, inside a boundary of its own.

    Streamlit draws a fragment past the frame and its boundary; every fragment is declared by this.
    """

    def declare(draw: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
        @wraps(draw)
        def bounded(*args: _Arguments.args, **named: _Arguments.kwargs) -> None:
            forget_values()
            with boundary(shown_address().language):
                draw(*args, **named)

        return st.fragment(bounded, run_every=run_every)

    return declare


def _shown_as_damage(unexpected: Exception, language: Language) -> bool:
    """Show that the ledger is damaged where that is proved; else the mistake is ours."""
    view = opened()
    try:
        found = None if view is None else view.ledger.ledger.damage()
    except GraphsError as error:
        found = error.message
    if found is None:
        return False
    _LOG.error("damaged ledger: %s (%s)", found.en, type(unexpected).__name__)
    words = Text(
        zh="这个台账已损坏：{reason}。请由备份恢复；其他台账不受影响。",
        en="This ledger is damaged: {reason}. Restore it from a backup; other ledgers are not "
        "affected.",
    ).format(reason=found)
    st.error(plain(words.say(language)), icon=":material/error:")
    return True


def closed_ledger(error: GraphsError, language: Language) -> None:
    """Say why the chosen ledger cannot be opened, and what can be done; the frame stays around it."""
    if isinstance(error, NotFound):  # there is none to try again
        show_error(error, language)
        return
    title = Text(zh="这个台账打不开", en="This ledger cannot be opened")
    st.markdown("## " + title.say(language))
    show_error(error, language)
    words = Text(
        zh="左侧可改选其他台账，它们不受影响。损坏的台账可在“台账”页由备份恢复；数据库连不上时，"
        "恢复连接后按“重试”即可。",
        en="Choose another ledger at the left; the others are not affected. A damaged one is restored "
        "from a backup on the Ledgers page; where a database is out of reach, try again once it is "
        "back.",
    )
    st.caption(words.say(language))
    with st.container(horizontal=True):
        st.button(
            Text(zh="重试", en="Try again").say(language),
            icon=":material/refresh:",
            key="closed:retry",
        )
        st.page_link(
            "app_pages/ledgers_screen.py",
            label=Text(zh="去台账页", en="Ledgers page").say(language),
            icon=":material/arrow_forward:",
        )
