"""The one-page brief of a scope and a period on screen and paper; what is due; saved views to present."""

from graphs.briefs.brief import make_brief
from graphs.briefs.brief_html import brief_body, brief_page
from graphs.briefs.brief_paper import BRIEF_PLACEHOLDERS, brief_paper, brief_template
from graphs.briefs.brief_value import Brief, BriefFigure, BriefList, ReportedLine
from graphs.briefs.due_lines import TIMELY, DueLine, became_due, due_this_month
from graphs.briefs.figure_change import figure_change
from graphs.briefs.overview_bars import (
    Bar,
    Bars,
    bars_html,
    coverage_bars,
    load_bars,
    year_bars,
)
from graphs.briefs.standard_views import standard_views
from graphs.briefs.view_file import fresh_views, views_in, views_json
from graphs.briefs.view_order import (
    moved_view,
    ordered_views,
    view_places,
    view_sentence,
    view_title,
)

__all__ = [
    "BRIEF_PLACEHOLDERS",
    "TIMELY",
    "Bar",
    "Bars",
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
    "fresh_views",
    "load_bars",
    "make_brief",
    "moved_view",
    "ordered_views",
    "standard_views",
    "view_places",
    "view_sentence",
    "view_title",
    "views_in",
    "views_json",
    "year_bars",
]
