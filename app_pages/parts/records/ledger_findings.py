"""What the rules find of a ledger: asked once for a scope and day, shared by every session."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import streamlit as st

from app_pages.parts.frame.cached_ledgers import LedgerView
from graphs.model import Scope, Snapshot
from graphs.rules import Finding, Unstated, check, unstated

__all__ = ["all_findings", "quick_findings"]

_QUICK = 2000
"""Organisations up to which the rules are asked while somebody waits for a card."""

_Checked: TypeAlias = tuple[tuple[Finding, ...], tuple[Unstated, ...]]


@st.cache_resource(show_spinner=False, max_entries=12)
def _checked(
    key: str, where: str, digest: str, scope: Scope, as_of: dt.date, _snapshot: Snapshot
) -> _Checked:
    del key, where, digest, scope, as_of  # the key of the cache
    return check(_snapshot), unstated(_snapshot)


def all_findings(ledger: LedgerView, scope: Scope, snapshot: Snapshot) -> _Checked:
    """Return the findings of a snapshot, and what was not stated so that rules were silent."""
    entry = ledger.entry
    return _checked(entry.key, entry.where, ledger.digest, scope, snapshot.as_of, snapshot)


def quick_findings(
    ledger: LedgerView, scope: Scope, snapshot: Snapshot
) -> tuple[Finding, ...] | None:
    """Return the findings of a snapshot; ``None`` where asking would make a card wait."""
    if snapshot.table("organisation").num_rows > _QUICK:
        return None
    return all_findings(ledger, scope, snapshot)[0]
