"""The values of the widgets at the end of a run, by which a click differs from a step back.

Both reach the script as a run with a query. After a step back in the browser no widget has changed;
a message of a widget may carry the query of before, where the browser had not yet taken the new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

__all__ = ["changed", "forget_values", "keep_values", "widget_changed"]

_ENDED = "values:ended"
_PLAIN = (str, int, float, bool, dt.date, type(None), list, tuple, dict)


def keep_values() -> None:
    """Keep the values at the end of a run; one that is cut short keeps none."""
    st.session_state[_ENDED] = {
        str(key): list(value) if isinstance(value, list) else value
        for key, value in st.session_state.to_dict().items()
        if key != _ENDED and isinstance(value, _PLAIN)
    }


def forget_values() -> None:
    """Forget them: a part of the screen is drawn alone, and its values move on."""
    st.session_state.pop(_ENDED, None)


def widget_changed() -> bool:
    """Return whether a widget changed since the last run ended; no where that is not known."""
    ended = st.session_state.pop(_ENDED, None)
    return ended is not None and changed(ended, dict(st.session_state.to_dict().items()))


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Return whether a value of before is another now; what came or went is none.

    Examples
    --------
    >>> changed({"name": ""}, {"name": "甲"}), changed({"name": ""}, {"other": 1})
    (True, False)
    """
    return any(key in now and now[key] != value for key, value in before.items())
