"""The one error boundary: what we raise becomes a sentence, anything else a logged reference."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app_pages.parts.words import plain
from graphs.errors import ChangeRefused, GraphsError, InputError
from graphs.text import Language, Text

__all__ = ["boundary"]

_LOG = logging.getLogger("app_pages")


@contextmanager
def boundary(language: Language) -> Iterator[None]:
    """Show errors raised inside; nothing else of the page is lost."""
    try:
        yield
    except GraphsError as error:
        st.error(plain(error.say(language)), icon=":material/error:")
        if isinstance(error, InputError | ChangeRefused):
            for problem in error.problems[:20]:
                st.caption("· " + plain(problem.sentence().say(language)))
    except Exception:  # noqa: BLE001  # the boundary: everything unexpected ends here
        trace = traceback.format_exc()
        reference = hashlib.sha256(trace.encode()).hexdigest()[:8]
        _LOG.error("reference %s\n%s", reference, trace)
        words = Text(
            zh="出现意外错误，未写入任何内容。请把编号 {code} 和日志交给维护人员。",
            en="An unexpected error; nothing was written. Give reference {code} and the log to "
            "whoever maintains this.",
        ).format(code=reference)
        st.error(words.say(language), icon=":material/error:")
