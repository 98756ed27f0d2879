"""Choose the period that new, renewed and lapsed pairs are counted in."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.view import View
from graphs.model import Snapshot
from graphs.statistics.month import PERIODS, Period, period_to
from graphs.text import Text

__all__ = ["chosen_period"]


def chosen_period(view: View, snapshot: Snapshot) -> Period | None:
    """Draw the choice and return the period up to the day looked at.

    ``None`` where the scope was not there on its first day.
    """
    chosen = st.segmented_control(
        view.say(
            Text(zh="新结对、续签、到期未续的期间", en="Period of new, renewed and lapsed pairs")
        ),
        list(PERIODS),
        required=True,
        format_func=lambda key: view.say(PERIODS[key][1]),
        **address_choice("statistics:period", next(iter(PERIODS)), PERIODS),
    )

    def at(day: dt.date) -> Snapshot:
        return snapshot_of(view.ledger, view.scope, day)

    return period_to(snapshot, at, chosen or next(iter(PERIODS)))
