"""Charts of figures that may be known within bounds only, drawn so that no bound looks like a figure.

What is exact is a line or a dark bar. A figure known within bounds is a pale bar from the least to
the most; one without a known most is a triangle at the least. A point that is missing is a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.model import Figure, Kind
from graphs.statistics.month import ReportMeasure
from graphs.statistics.report_lines import bounds_of
from graphs.text import Text

__all__ = ["chart_row", "group_chart", "trend_chart"]

_SURE, _PERHAPS = "#9E1B22", "#E3B5B8"

_BETWEEN = Text(
    zh="浅色柱：只知上下限，实数在柱的两端之间。",
    en="Pale bars: known within bounds, the figure is somewhere between the two ends.",
)
_OPEN = Text(
    zh="三角：至少这么多，上限不明。", en="Triangles: at least so many, the most is not known."
)


def trend_chart(
    view: View, points: Sequence[tuple[dt.date, Figure]], declared: ReportMeasure
) -> None:
    """Draw a figure over time; a day without one stays on the axis."""
    rows = [{"name": day.isoformat(), **chart_row(view, each, declared)} for day, each in points]
    axis = {"field": "name", "type": "ordinal", "title": None, "axis": {"labelAngle": -90}}
    layers = [
        _layer({"type": "bar", "size": 12, "color": _PERHAPS}, y=_from("least"), y2=_upto()),
        _layer({"type": "line", "color": _SURE, "point": {"color": _SURE}}, y=_from("exact")),
        _layer(_triangle("triangle-up"), y=_from("open")),
    ]
    _draw(view, rows, layers, declared, {"x": axis}, along="y", height=340)


def group_chart(view: View, groups: Sequence[tuple[Text, Figure]], declared: ReportMeasure) -> None:
    """Draw a bar for each group that has a figure, the largest first."""
    found = [{"name": view.say(name), **chart_row(view, each, declared)} for name, each in groups]
    rows = [row for row in found if row["low"] is not None]
    if not rows:
        return
    order = [row["name"] for row in sorted(rows, key=lambda row: -(row["high"] or row["low"]))]
    axis = {
        "field": "name",
        "type": "nominal",
        "title": None,
        "sort": order,
        "axis": {"labelLimit": 180},
    }
    layers = [
        _layer({"type": "bar", "color": _SURE}, x=_from("exact")),
        _layer({"type": "bar", "color": _PERHAPS}, x=_from("least"), x2=_upto()),
        _layer(_triangle("triangle-right"), x=_from("open")),
    ]
    height = max(220, 34 * len(rows) + 60)
    _draw(view, rows, layers, declared, {"y": axis}, along="x", height=height)


def chart_row(view: View, figure: Figure, declared: ReportMeasure) -> dict[str, Any]:
    """Return what a chart draws of a figure: rates in percent, to one decimal.

    ``exact`` is a figure, ``least`` and ``most`` are its bounds where they differ, ``open`` is the
    least of one without a most; all else is ``None``.
    """
    scale = 100 if declared.kind is Kind.rate else 1
    low, high = (None if each is None else round(each * scale, 1) for each in bounds_of(figure))
    between = low is not None and high is not None and low != high
    return {
        "words": view.say(figure.words()),
        "low": low,
        "high": high,
        "exact": low if low == high else None,
        "least": low if between else None,
        "most": high if between else None,
        "open": low if high is None else None,
    }


def _draw(
    view: View,
    rows: Sequence[Mapping[str, Any]],
    layers: Sequence[Mapping[str, Any]],
    declared: ReportMeasure,
    names: Mapping[str, Any],
    *,
    along: str,
    height: int,
) -> None:
    percent = " (%)" if declared.kind is Kind.rate else ""
    title = view.say(declared.unit) + percent
    drawn = [
        layer
        for layer in layers
        if any(row[layer["encoding"][along]["field"]] is not None for row in rows)
    ]
    shown = []
    for layer in drawn or layers[:1]:
        encoding = layer["encoding"]
        value = {**encoding[along], "title": title}  # one without a title would blank the axis
        shown.append({**layer, "encoding": {**names, **encoding, along: value}})
    # Values beside the marks, not in a frame: a frame would make of a blank a number.
    spec = {"data": {"values": list(rows)}, "layer": shown, "height": height}
    st.vega_lite_chart(spec=spec, width="stretch")
    said = [
        words
        for field, words in (("least", _BETWEEN), ("open", _OPEN))
        if any(row[field] is not None for row in rows)
    ]
    if said:
        st.caption(view.say(Text.join(said, zh="", en=" ")))


def _layer(mark: Mapping[str, Any], **encoding: Any) -> dict[str, Any]:
    tips = [
        {"field": "name", "type": "nominal", "title": " "},
        {"field": "words", "type": "nominal", "title": "  "},
    ]
    return {"mark": dict(mark), "encoding": {**encoding, "tooltip": tips}}


def _from(field: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"format": ",~f"},
    }


def _upto() -> dict[str, Any]:
    return {"field": "most"}


def _triangle(shape: str) -> dict[str, Any]:
    return {"type": "point", "shape": shape, "size": 110, "filled": True, "color": _SURE}
