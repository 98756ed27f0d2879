"""Lists, figures by groups and figures over time, as data frames of declared types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphs.errors import InputError
from graphs.python_door.argument_values import one_of
from graphs.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from graphs.interchange import Sheet
    from graphs.model import Snapshot
    from graphs.statistics.month import Period

__all__ = ["checked_pivot", "checked_trend", "sheet_frame"]

_MEASURE = Text(zh="月报统计项", en="measure of the report")
_DIMENSION = Text(zh="分组", en="dimension")
_DTYPES = {
    "text": "object",
    "date": "object",
    "integer": "Int64",
    "number": "Float64",
    "flag": "boolean",
}


def sheet_frame(sheet: Sheet) -> pd.DataFrame:
    """Return a list with the types its columns declare, whatever is in them this time."""
    import pandas as pd

    from graphs.interchange.graph_files.network_lists import typed_columns

    return pd.DataFrame(
        {
            column.key: pd.Series(values, dtype=_DTYPES[column.kind])
            for column, values in typed_columns(sheet)
        }
    )


def checked_pivot(
    snapshot: Snapshot,
    measures: Sequence[str],
    by: str,
    columns: str | None,
    *,
    end: str,
    period: Period | None,
) -> pd.DataFrame:
    """Return a pivot as a data frame; each name is looked up first."""
    from graphs.model import Side
    from graphs.statistics.dimension import DIMENSIONS
    from graphs.statistics.month import REPORT_MEASURES, pivot
    from graphs.statistics.month.figure_frames import crossed_frame, pivot_frame

    for key in (by, columns) if columns else (by,):
        one_of(key, DIMENSIONS, _DIMENSION)
    for key in measures:
        one_of(key, REPORT_MEASURES, _MEASURE)
    side = Side[one_of(end, ("non_public", "soe"), Text(zh="一方", en="end"))]
    if not measures or (columns and len(measures) > 1):
        raise InputError(
            Text(
                zh="请写统计项；分行又分列时只能写一个，如 pair_coverage",
                en="name the measures; by rows and columns only one, such as pair_coverage",
            )
        )
    table = pivot(snapshot, tuple(measures), by, columns, end=side, period=period)
    return crossed_frame(table) if columns else pivot_frame(table, measures)


def checked_trend(
    snapshot: Snapshot,
    at: Callable[[dt.date], Snapshot],
    measure: str,
    step: str,
    count: int | None,
) -> pd.DataFrame:
    """Return a trend as a data frame; each name is looked up first."""
    from graphs.statistics.month import REPORT_MEASURES, TREND_STEPS, trend
    from graphs.statistics.month.figure_frames import trend_frame

    one_of(measure, REPORT_MEASURES, _MEASURE)
    declared = TREND_STEPS[one_of(step, TREND_STEPS, Text(zh="步长", en="step"))]
    days = declared.days(snapshot.as_of, declared.count if count is None else max(1, count))
    return trend_frame(trend(at, days, (measure,)), measure)
