"""Reported figures with their sign-offs: of a view, and as an earlier revision had them."""

from __future__ import annotations

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.view import View
from app_pages.parts.network.reported_figures import reconciled
from graphs.errors import GraphsError
from graphs.ledger import signed_figures_of
from graphs.model import Snapshot
from graphs.statistics import Reconciliation, SignedFigure, SignOffState, signed_figures

__all__ = ["figure_at", "figures"]


def figures(view: View, snapshot: Snapshot) -> tuple[SignedFigure, ...]:
    """Return the reported figures of a view: those whose evidence moved, then those that differ."""
    found = signed_figures(snapshot, reconciled(view, snapshot))
    return tuple(sorted(found, key=lambda each: each.state is not SignOffState.reopened))


def figure_at(view: View, snapshot: Snapshot, ident: str, revision: int) -> Reconciliation | None:
    """Return a reported figure as a revision had it; ``None`` where it had none."""
    entry, ledger = view.ledger.entry, view.ledger.ledger
    # By the head's digest too: another ledger put in this one's place has other revisions.
    digest = view.ledger.digest
    key = (entry.key, entry.where, digest, revision, snapshot.scope, snapshot.as_of)
    try:
        earlier = answer_store().answer(
            "earlier figures", key, lambda: signed_figures_of(ledger, snapshot, revision=revision)
        )
    except GraphsError:  # a revision there is not, or a scope it did not have
        return None
    return next((each.found for each in earlier if each.id == ident), None)
