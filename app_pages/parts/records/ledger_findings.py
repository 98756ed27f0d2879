"""What the rules find of a ledger: asked once for a scope and day, shared by every session."""

from __future__ import annotations

from typing import TypeAlias

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.cached_ledgers import LedgerView
from graphs.model import Scope, Snapshot
from graphs.rules import Finding, Unstated, check, unstated

__all__ = ["all_findings", "quick_findings"]

_QUICK = 2000
"""Organisations up to which the rules are asked while somebody waits for a card."""

_Checked: TypeAlias = tuple[tuple[Finding, ...], tuple[Unstated, ...]]


def all_findings(ledger: LedgerView, scope: Scope, snapshot: Snapshot) -> _Checked:
    """Return the findings of a snapshot, and what was not stated so that rules were silent."""
    key = (ledger.entry.key, ledger.entry.where, ledger.digest, scope, snapshot.as_of)
    return answer_store().answer("findings", key, lambda: (check(snapshot), unstated(snapshot)))


def quick_findings(
    ledger: LedgerView, scope: Scope, snapshot: Snapshot
) -> tuple[Finding, ...] | None:
    """Return the findings of a snapshot; ``None`` where asking would make a card wait."""
    if snapshot.table("organisation").num_rows > _QUICK:
        return None
    return all_findings(ledger, scope, snapshot)[0]
