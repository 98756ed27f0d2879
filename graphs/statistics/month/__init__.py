"""Measures of the month's report, for everybody or for a part: coverage, activity, load, movement."""

from graphs.registry import import_folder
from graphs.statistics.month.load_balance import Balance, balance
from graphs.statistics.month.movements import MOVEMENT_DEFINITIONS, MOVEMENTS, Movements, movements
from graphs.statistics.month.pivot import PivotRow, PivotTable, pivot
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part, ReportMeasure
from graphs.statistics.month.trends import TrendPoint, month_ends, trend, year_ends

__all__ = [
    "MOVEMENTS",
    "MOVEMENT_DEFINITIONS",
    "REPORT_MEASURES",
    "Balance",
    "Movements",
    "Part",
    "PivotRow",
    "PivotTable",
    "ReportMeasure",
    "TrendPoint",
    "balance",
    "month_ends",
    "movements",
    "pivot",
    "trend",
    "year_ends",
]

import_folder(__name__)
