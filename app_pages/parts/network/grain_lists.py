"""The lists of a download at each grain, kept for all sessions that look at the same view."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app_pages.parts.frame.cached_ledgers import KEPT_SNAPSHOTS
from app_pages.parts.frame.view import View
from graphs.interchange import GRAINS, GrainView, Sheet
from graphs.model import Snapshot
from graphs.statistics import SnapshotSource

__all__ = ["grain_lists"]


@st.cache_resource(show_spinner=False, max_entries=4 * KEPT_SNAPSHOTS)
def _lists(grain: str, key: tuple[Any, ...], _view: GrainView) -> tuple[Sheet, ...]:
    del key  # what the view is of
    return GRAINS[grain].make(_view)


def grain_lists(view: View, snapshot: Snapshot, grain: str) -> tuple[Sheet, ...]:
    """Return the lists of a grain of the view.

    Raises
    ------
    LimitExceeded
        It has too many rows to be made.
    """
    ledger, address = view.ledger, view.address
    kept_to, revision = snapshot.profile.as_of, snapshot.revision
    source = SnapshotSource(
        at=lambda scope, day: ledger.ledger.snapshot(scope, day, revision),
        last_day=kept_to.latest if kept_to else None,
    )
    wanted = GrainView(
        snapshot=snapshot,
        filters=address.filters,
        language=view.language,
        source=source,
        question=address.question,
        settings=address.settings,
    )
    where = (ledger.entry.key, ledger.entry.where, ledger.digest, view.scope, snapshot.as_of)
    said = (address.filters, view.language, address.question, address.settings)
    return _lists(grain, (*where, *said), wanted)
