"""Runs made quicker where Streamlit is the one this was written for; any other is left as it is."""

from __future__ import annotations

import logging

import streamlit as st

__all__ = ["WRITTEN_FOR", "make_runs_quicker"]

WRITTEN_FOR = "1.67."
"""The versions of Streamlit whose inner ways are replaced: no promise is made about these."""

_LOGGER = logging.getLogger(__name__)


def make_runs_quicker(version: str = st.__version__) -> bool:
    """Replace some inner ways of Streamlit for all sessions; return whether they were.

    Examples
    --------
    >>> make_runs_quicker("2.0.0")
    False
    """
    if not version.startswith(WRITTEN_FOR):
        _LOGGER.warning("Streamlit %s: runs are not made quicker, for %s was", version, WRITTEN_FOR)
        return False
    from app_pages.parts.cache.earlier_labels import remember_labels  # names of this version only
    from app_pages.parts.cache.keyed_values import look_values_up  # likewise
    from app_pages.parts.cache.run_messages import gather_messages  # likewise

    gather_messages()
    look_values_up()
    remember_labels()
    return True
