"""The outcome of matching: drafts joined by record, and what was found beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue

__all__ = ["Resolved"]


@dataclass(slots=True, kw_only=True)
class Resolved:
    """Drafts by id, each joined into one, in the order they were met; new ids begin with new:.

    ``foreign`` are foreign ids the ledger does not know yet, by id; ``touched`` are records of the
    ledger that were named; ``unclear`` those a row may mean beside others: no row changes them;
    ``gone`` those of the new ids that the ledger had once and ended: they are not made again.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    foreign: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
