"""The one-page brief of a scope and a period: on screen, as a page to print, as a Word paper."""

from graphs.briefs.brief import Brief, BriefFigure, BriefList, ReportedLine, TownLine, make_brief
from graphs.briefs.brief_html import brief_body, brief_page
from graphs.briefs.brief_paper import BRIEF_PLACEHOLDERS, brief_paper, brief_template
from graphs.briefs.figure_change import figure_change

__all__ = [
    "BRIEF_PLACEHOLDERS",
    "Brief",
    "BriefFigure",
    "BriefList",
    "ReportedLine",
    "TownLine",
    "brief_body",
    "brief_page",
    "brief_paper",
    "brief_template",
    "figure_change",
    "make_brief",
]
