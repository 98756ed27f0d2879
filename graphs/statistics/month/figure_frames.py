"""Figures by groups as data frames, for analysts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphs.statistics.month.freshness import FreshnessRow
from graphs.statistics.month.pivot import PivotTable
from graphs.statistics.month.trends import TrendPoint
from graphs.statistics.report_lines import bounds_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["crossed_frame", "freshness_frame", "pivot_frame", "trend_frame"]


def pivot_frame(table: PivotTable, measures: Sequence[str]) -> pd.DataFrame:
    """Return a row for each group, then everybody, with the two bounds of each measure.

    ``<NA>`` is no figure, or no upper bound.
    """
    import pandas as pd

    rows = [
        (row.key, row.name.zh, row.name.en, *(b for c in row.cells for b in bounds_of(c)))
        for row in (*table.rows, table.total)
    ]
    named = [f"{key}_{end}" for key in measures for end in ("low", "high")]
    found = pd.DataFrame(rows, columns=["group", "name_zh", "name_en", *named])
    return found.astype(dict.fromkeys(named, "Float64"))


def crossed_frame(table: PivotTable) -> pd.DataFrame:
    """Return a row for each group of both dimensions with the two bounds of its figure.

    The last column of a pivot, and its last row, are of everybody.
    """
    import pandas as pd

    rows = [
        (row.key, row.name.zh, row.name.en, head.zh, head.en, *bounds_of(cell))
        for row in (*table.rows, table.total)
        for head, cell in zip(table.columns, row.cells, strict=True)
    ]
    named = ["group", "name_zh", "name_en", "column_zh", "column_en", "low", "high"]
    return pd.DataFrame(rows, columns=named).astype({"low": "Float64", "high": "Float64"})


def trend_frame(points: Sequence[TrendPoint], measure: str) -> pd.DataFrame:
    """Return a row for each day with the two bounds of a figure, and why the series breaks there."""
    import pandas as pd

    rows = [
        (
            point.day,
            *bounds_of(point.figures[measure]),
            *((point.break_.zh, point.break_.en) if point.break_ else (None, None)),
        )
        for point in points
    ]
    found = pd.DataFrame(rows, columns=["day", "low", "high", "break_zh", "break_en"], dtype=object)
    return found.astype({"low": "Float64", "high": "Float64"})


def freshness_frame(found: Sequence[FreshnessRow]) -> pd.DataFrame:
    """Return a row for each group with its days and shares; ``<NA>`` where there is none."""
    import pandas as pd

    rows = [
        {
            "group": row.key,
            "name_zh": row.name.zh,
            "name_en": row.name.en,
            "organisations": row.organisations,
            "recorded_on": row.recorded_on,
            "age_days": row.age_days,
            "event_on": row.event_on,
            "stated_fields": bounds_of(row.stated)[0],
            "complete_records": bounds_of(row.complete)[0],
        }
        for row in found
    ]
    kinds = {"age_days": "Int64", "stated_fields": "Float64", "complete_records": "Float64"}
    return pd.DataFrame(rows).astype(kinds)
