"""The one-page brief of a scope and a period: on screen, as a page to print, as a Word paper."""

from graphs.briefs.brief import make_brief
from graphs.briefs.brief_html import brief_body, brief_page
from graphs.briefs.brief_paper import BRIEF_PLACEHOLDERS, brief_paper, brief_template
from graphs.briefs.brief_value import Brief, BriefFigure, BriefList, ReportedLine
from graphs.briefs.due_lines import DueLine, became_due, due_this_month
from graphs.briefs.figure_change import figure_change
from graphs.briefs.overview_bars import Bar, bars_html, coverage_bars, load_bars, year_bars

__all__ = [
    "BRIEF_PLACEHOLDERS",
    "Bar",
    "Brief",
    "BriefFigure",
    "BriefList",
    "DueLine",
    "ReportedLine",
    "bars_html",
    "became_due",
    "brief_body",
    "brief_page",
    "brief_paper",
    "brief_template",
    "coverage_bars",
    "due_this_month",
    "figure_change",
    "load_bars",
    "make_brief",
    "year_bars",
]
