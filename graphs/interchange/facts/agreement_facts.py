"""What a download says of an agreement beyond its status: dates with bounds, lead, chain, renewal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graphs.interchange.recorded_columns import (
    bound_columns,
    day_bounds,
    recorded_cells,
    recorded_columns,
)
from graphs.interchange.sheet import Cell, ListColumn, list_column
from graphs.model import Snapshot, derived
from graphs.network import display_name
from graphs.text import Text

__all__ = ["AGREEMENT_FACTS", "agreement_columns", "agreement_facts", "last_day"]

_DATES = {
    "signed_on": Text(zh="签订日期", en="Signed on"),
    "starts_on": Text(zh="起始日期", en="Starts on"),
    "ends_on": Text(zh="到期日期（载明）", en="Ends on, as recorded"),
    "ended_on": Text(zh="终止日期", en="Ended on"),
}

AGREEMENT_FACTS: tuple[ListColumn, ...] = (
    list_column(
        "lead_id", "牵头方编号", "Lead party id", "几方牵头以分号隔开", "several by semicolons"
    ),
    list_column(
        "renews_id",
        "续签自编号",
        "Renews, id",
        "所续协议的台账编号",
        "id of the agreement it renews",
    ),
    list_column("chain_id", "产业链编号", "Chain id", "台账编号", "id in the ledger"),
    list_column("chain_zh", "产业链中文名", "Chain in Chinese", "名称", "name"),
    list_column(
        "chain_en",
        "产业链英文名",
        "Chain in English",
        "没有英文名的为中文名",
        "the Chinese name where there is none",
    ),
    list_column(
        "first_day",
        "首个可能有效日",
        "First possible day",
        "起始日期的最早一日，未载明时取签订日期",
        "the earliest day of the start, else of the signing",
        kind="date",
    ),
    list_column(
        "last_day",
        "最后可能有效日",
        "Last possible day",
        "到期日期的最晚一日，或提前终止日的前一日",
        "the latest day of the end, or the day before it ended early",
        kind="date",
    ),
    *(column for key, label in _DATES.items() for column in bound_columns(key, label, "date")),
)
"""Columns of what is said of an agreement, in order; those recorded for downloads follow."""


@derived
def agreement_facts(snapshot: Snapshot) -> Mapping[str, tuple[Cell, ...]]:
    """Return the cells of :data:`AGREEMENT_FACTS` and of the recorded columns, by agreement.

    Examples
    --------
    >>> agreement_facts(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    {}
    """
    leads, chains = _leads(snapshot), _chains(snapshot)
    more = recorded_cells(snapshot, "agreement")
    names = ("id", "renews", "chain", *_DATES)
    found: dict[str, tuple[Cell, ...]] = {}
    for ident, renews, chain, *dates in zip(
        *(snapshot.column("agreement", name) for name in names), strict=True
    ):
        called = chains.get(chain or "", Text.same(""))
        signed, starts, ends, ended = map(day_bounds, dates)
        found[ident] = (
            "; ".join(leads.get(ident, ())),
            renews or "",
            chain or "",
            called.zh,
            called.en,
            starts[0] or signed[0],
            last_day(ends[1], ended[1]),
            *signed,
            *starts,
            *ends,
            *ended,
            *more[ident],
        )
    return found


def last_day(ends: str | None, ended: str | None) -> str | None:
    """Return the last day in force of an agreement that ends, or ended early, on a day.

    The day it ended early is the first on which it does not hold.

    Examples
    --------
    >>> last_day("2012-12-31", "2012-06-01"), last_day(None, None)
    ('2012-05-31', None)
    """
    if ended is None:
        return ends
    before = (dt.date.fromisoformat(ended) - dt.timedelta(days=1)).isoformat()
    return before if ends is None else min(before, ends)


def _leads(snapshot: Snapshot) -> dict[str, list[str]]:
    names = ("agreement", "organisation", "lead")
    rows: Any = zip(*(snapshot.column("signatory", name) for name in names), strict=True)
    found: dict[str, list[str]] = {}
    for agreement, organisation, lead in rows:
        if lead and organisation not in found.setdefault(agreement, []):
            found[agreement].append(organisation)
    return found


def _chains(snapshot: Snapshot) -> dict[str, Text]:
    names = ("id", "name", "name_en")
    rows = zip(*(snapshot.column("chain", name) for name in names), strict=True)
    return {ident: display_name(name, english) for ident, name, english in rows}


def agreement_columns() -> tuple[ListColumn, ...]:
    """Return the columns that :func:`agreement_facts` fills."""
    return (*AGREEMENT_FACTS, *recorded_columns("agreement"))
