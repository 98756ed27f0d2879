"""Units of count of reported figures: which of them a measure can be compared in."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.folding import fold
from graphs.model import Kind, Quantity, Reported
from graphs.statistics.measure import Measure
from graphs.statistics.statements.subject_measures import SubjectMeasure
from graphs.text import Text

__all__ = ["COUNTED_IN", "RATES", "reported_figure"]

RATES: Mapping[str, float] = {
    "%": 0.01, "百分之": 0.01, "percent": 0.01, "per cent": 0.01, "成": 0.1, "‰": 0.001,
}  # fmt: skip
"""Units of a rate, and what one of them is worth."""

_ORGANISATIONS = (
    "个", "家", "个党组织", "家党组织", "个组织", "党组织", "支部", "个支部", "个党支部", "党支部",
    "organisations", "branches",
)  # fmt: skip

COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    "个党组织": _ORGANISATIONS,
    "家": ("家", "个", "户", "家企业", "个企业", "units", "enterprises", "firms"),
    "对": ("对", "对结对", "个对子", "pairs"),
    "份": ("份", "个", "份协议", "项", "agreements"),
    "名": ("名", "人", "个", "名党员", "members", "persons"),
}
"""By unit of a measure, what reported figures of it are counted in."""


def reported_figure(
    measure: Measure | SubjectMeasure, value: Quantity, unit: str | None
) -> Reported | Text:
    """Return a reported value as a figure of its own kind, or in words why its unit does not fit.

    A per cent is a rate, whatever it is held against; a rate must say its unit, for 0.85 and 85
    may be the same.

    Examples
    --------
    >>> from graphs.statistics import MEASURES
    >>> reported_figure(MEASURES["pairs"], Quantity("=", 85), "%").kind.name
    'rate'
    >>> reported_figure(MEASURES["pairs"], Quantity("=", 85), "万元").zh
    '计量单位“万元”不是“结对”的单位'
    """
    folded = fold(unit or "")
    scale = next((worth for name, worth in RATES.items() if fold(name) == folded), None)
    if scale is not None and folded:
        return Reported(kind=Kind.rate, quantity=value, scale=scale)
    if measure.kind is Kind.rate and not folded:
        return Text(
            zh="上报的比率未载明单位（如 %）",
            en="the rate reported does not state its unit (such as %)",
        )
    known = {fold(each) for each in COUNTED_IN.get(measure.unit.zh, ())}
    if folded and folded not in known | {fold(measure.unit.zh), fold(measure.unit.en)}:
        return Text(
            zh="计量单位“{unit}”不是“{measure}”的单位",
            en="“{unit}” is not the unit of “{measure}”",
        ).format(unit=unit or "", measure=measure.label)
    kind = Kind.count if measure.kind is Kind.rate else measure.kind
    return Reported(kind=kind, quantity=value)
