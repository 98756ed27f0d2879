"""The rows that ``stats`` prints: figures, figures of groups or of several days, freshness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphs.text import Language

if TYPE_CHECKING:
    from graphs.ledger import Ledger
    from graphs.model import Figure, Snapshot
    from graphs.statistics.month import Period

__all__ = ["figures_rows", "fresh_rows", "groups_rows", "trend_rows"]

_KEYS = ("running_pairs", "pair_coverage", "organisation_coverage", "activity_rate")
"""What a trend shows where no measure is named."""


def fresh_rows(
    language: Language, ledger: Ledger, snapshot: Snapshot, by: str
) -> list[dict[str, Any]]:
    """Return how fresh and complete the data of each group are."""
    from graphs.statistics.month import DATED_KINDS, freshness

    found = freshness(snapshot, ledger.recorded_days(snapshot, DATED_KINDS), by)
    return [
        {
            "group": row.key or None,
            "label": row.name.say(language),
            "organisations": row.organisations,
            "recorded_on": row.recorded_on and row.recorded_on.isoformat(),
            "age_days": row.age_days,
            "event_on": row.event_on and row.event_on.isoformat(),
        }
        | _cells(language, {"stated_fields": row.stated, "complete_records": row.complete})
        for row in found
    ]


def figures_rows(
    language: Language, snapshot: Snapshot, keys: list[str] | None, period: Period | None
) -> list[dict[str, Any]]:
    """Return every figure, or those of the keys."""
    from graphs.statistics.report_lines import network_lines, report_lines

    return [
        {
            "measure": line.key,
            "label": line.label.say(language),
            "figure": line.words.say(language),
            "low": line.low,
            "high": line.high,
            "note": line.note.say(language),
        }
        for line in (*report_lines(snapshot, period), *network_lines(snapshot))
        if not keys or line.key in keys
    ]


def groups_rows(
    language: Language, snapshot: Snapshot, by: str, keys: list[str] | None, period: Period | None
) -> list[dict[str, Any]]:
    """Return figures by groups, then for everybody."""
    from graphs.statistics.month import REPORT_MEASURES, pivot

    chosen = tuple(keys or REPORT_MEASURES)
    table = pivot(snapshot, chosen, by, period=period)
    return [
        {"group": row.key or None, "label": row.name.say(language)}
        | _cells(language, dict(zip(chosen, row.cells, strict=True)))
        for row in (*table.rows, table.total)
    ]


def trend_rows(
    language: Language, at: Any, days: Any, keys: list[str] | None
) -> list[dict[str, Any]]:
    """Return figures of several days, with breaks."""
    from graphs.statistics.month import trend

    return [
        {"day": point.day.isoformat()}
        | _cells(language, point.figures)
        | {"break": point.break_.say(language) if point.break_ else None}
        for point in trend(at, days, keys or _KEYS)
    ]


def _cells(language: Language, figures: Any) -> dict[str, Any]:
    from graphs.statistics.report_lines import bounds_of

    found: dict[str, Any] = {}
    each: Figure
    for key, each in figures.items():
        found[key] = each.words().say(language)
        found[f"{key}_low"], found[f"{key}_high"] = bounds_of(each)
    return found
