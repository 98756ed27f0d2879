"""Reported figures with their sign-offs: of a view, and as an earlier revision had them."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.cached_ledgers import KEPT_SNAPSHOTS
from app_pages.parts.frame.view import View
from app_pages.parts.network.reported_figures import reconciled
from graphs.errors import GraphsError
from graphs.ledger import Ledger, signed_figures_of
from graphs.model import Snapshot
from graphs.statistics import Reconciliation, SignedFigure, signed_figures

__all__ = ["figure_at", "figures"]


def figures(view: View, snapshot: Snapshot) -> tuple[SignedFigure, ...]:
    """Return the reported figures of a view, those that differ first."""
    return signed_figures(snapshot, reconciled(view, snapshot))


def figure_at(view: View, snapshot: Snapshot, ident: str, revision: int) -> Reconciliation | None:
    """Return a reported figure as a revision had it; ``None`` where it had none."""
    try:
        earlier = _earlier(
            view.ledger.entry.where, revision, snapshot.scope.words, snapshot.as_of.isoformat(),
            snapshot, view.ledger.ledger,
        )  # fmt: skip
    except GraphsError:  # a revision there is not, or a scope it did not have
        return None
    return next((each.found for each in earlier if each.id == ident), None)


@st.cache_resource(show_spinner=False, max_entries=KEPT_SNAPSHOTS)
def _earlier(
    where: str, revision: int, scope: str, as_of: str, _snapshot: Snapshot, _ledger: Ledger
) -> tuple[SignedFigure, ...]:
    del where, scope, as_of  # the key of the cache
    return signed_figures_of(_ledger, _snapshot, revision=revision)
