"""Measures of the month's report, for everybody or for a part: coverage, activity, load, movement."""

from graphs.registry import import_folder
from graphs.statistics.month.freshness import (
    DATED_KINDS,
    FRESHNESS_DEFINITION,
    FreshnessRow,
    freshness,
)
from graphs.statistics.month.load_balance import Balance, balance
from graphs.statistics.month.movements import MOVEMENT_DEFINITIONS, Movements, movements
from graphs.statistics.month.period import MOVEMENTS, PERIODS, Period, period_between, period_to
from graphs.statistics.month.pivot import PivotRow, PivotTable, pivot
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part, ReportMeasure
from graphs.statistics.month.trends import (
    TREND_STEPS,
    TrendPoint,
    TrendStep,
    month_ends,
    trend,
    year_ends,
)

__all__ = [
    "DATED_KINDS",
    "FRESHNESS_DEFINITION",
    "MOVEMENTS",
    "MOVEMENT_DEFINITIONS",
    "PERIODS",
    "REPORT_MEASURES",
    "TREND_STEPS",
    "Balance",
    "FreshnessRow",
    "Movements",
    "Part",
    "Period",
    "PivotRow",
    "PivotTable",
    "ReportMeasure",
    "TrendPoint",
    "TrendStep",
    "balance",
    "freshness",
    "month_ends",
    "movements",
    "period_between",
    "period_to",
    "pivot",
    "trend",
    "year_ends",
]

import_folder(__name__)
