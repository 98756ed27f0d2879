"""The snapshots of a ledger that its reported figures are judged in, all of one revision."""

from __future__ import annotations

from functools import cache

from graphs.ledger.reader import LedgerReader
from graphs.model import Snapshot
from graphs.statistics import SignedFigure, SnapshotSource, reconcile, signed_figures

__all__ = ["signed_figures_of", "statement_source"]


def statement_source(ledger: LedgerReader, revision: int) -> SnapshotSource:
    """Return where the snapshots of a revision come from; each is read once.

    Examples
    --------
    >>> import tempfile
    >>> from graphs.ledger import create
    >>> with create(f"{tempfile.mkdtemp()}/mine.ledger", ledger_id="mine") as ledger:
    ...     statement_source(ledger, 0).last_day is None
    True
    """
    kept_to = ledger.profile().as_of
    return SnapshotSource(
        at=cache(lambda where, day: ledger.snapshot(where, day, revision)),
        last_day=kept_to.latest if kept_to else None,
    )


def signed_figures_of(
    ledger: LedgerReader, snapshot: Snapshot, *, revision: int | None = None
) -> tuple[SignedFigure, ...]:
    """Return the reported figures of a snapshot beside the ledger's, with their sign-offs.

    With an earlier ``revision`` they are as that revision had them, in the snapshot's scope and on
    its day: what a sign-off made then has to agree with.
    """
    seen = snapshot
    if revision is not None:
        seen = ledger.snapshot(snapshot.scope, snapshot.as_of, revision)
    source = statement_source(ledger, seen.revision)
    return signed_figures(seen, reconcile(seen, source))
