"""The lists of a download at each grain, kept for all sessions that look at the same view."""

from __future__ import annotations

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.view import View
from graphs.interchange import GRAINS, GrainView, Sheet
from graphs.ledger import statement_source
from graphs.model import Snapshot

__all__ = ["grain_lists"]


def grain_lists(view: View, snapshot: Snapshot, grain: str) -> tuple[Sheet, ...]:
    """Return the lists of a grain of the view.

    Raises
    ------
    LimitExceeded
        It has too many rows to be made.
    """
    ledger, address = view.ledger, view.address
    wanted = GrainView(
        snapshot=snapshot,
        filters=address.filters,
        language=view.language,
        source=statement_source(ledger.ledger, snapshot.revision),
        question=address.question,
        settings=address.settings,
    )
    where = (ledger.entry.key, ledger.entry.where, ledger.digest, view.scope, snapshot.as_of)
    said = (address.filters, view.language, address.question, address.settings)
    return answer_store().answer(
        "lists", (*where, grain, *said), lambda: GRAINS[grain].make(wanted)
    )
