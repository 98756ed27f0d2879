"""One indicator over time: what each source reported of each day, beside the ledger's own figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphs.statistics.statements.reconciled_statement import Reconciliation
from graphs.statistics.statements.subject_measures import known_measures
from graphs.text import Text

__all__ = ["ReportedSeries", "reported_series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedSeries:
    """The reported figures of one indicator and one place, oldest first.

    Attributes
    ----------
    measure
        Key of the measure; empty where the figures name none and only their words are the same.
    """

    measure: str
    label: Text
    division: str
    speaks_of: str
    points: tuple[Reconciliation, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources in the order of their first figure; ``""`` is a figure without one."""
        return tuple(dict.fromkeys(each.statement.source or "" for each in self.points))

    @property
    def disagreeing(self) -> tuple[str, ...]:
        """Return the days, as recorded, of which figures cannot both be right."""
        found: dict[str, list[Reconciliation]] = {}
        for each in self.points:
            found.setdefault(_day(each), []).append(each)
        return tuple(day for day, points in found.items() if day and not _compatible(points))


def reported_series(found: Iterable[Reconciliation]) -> tuple[ReportedSeries, ...]:
    """Return the indicators that were reported more than once, those of most figures first.

    Figures are of one indicator where they name one measure, one division and one subject; without
    a measure, where they are called the same.

    Examples
    --------
    >>> from graphs.model import Comparison, PartialDate, Quantity, Statement
    >>> def told(ident: str, day: str, value: int, source: str) -> Reconciliation:
    ...     return Reconciliation(verdict=Comparison.differs, statement=Statement(
    ...         id=ident, indicator="结对", measure="pairs", division="d1", source=source,
    ...         value=Quantity("=", value), as_of=PartialDate(day)))
    >>> [series] = reported_series(
    ...     [told("t2", "2011", 40, "s1"), told("t1", "2010", 32, "s1"), told("t3", "2010", 30, "s2")])
    >>> [each.statement.id for each in series.points], series.sources, series.disagreeing
    (['t1', 't3', 't2'], ('s1', 's2'), ('2010',))
    """
    groups: dict[tuple[str, str, str, str], list[Reconciliation]] = {}
    for each in found:
        said = each.statement
        name = "" if said.measure else said.indicator
        key = (said.measure or "", name, said.division or "", said.speaks_of or "")
        groups.setdefault(key, []).append(each)
    series = [
        ReportedSeries(
            measure=measure,
            label=known_measures().get(measure) or _indicator(points[0]),
            division=division,
            speaks_of=speaks_of,
            points=tuple(sorted(points, key=lambda each: (_day(each), each.statement.id))),
        )
        for (measure, _, division, speaks_of), points in groups.items()
        if len(points) > 1
    ]
    order = sorted(series, key=lambda each: (each.label.zh, each.division, each.speaks_of))
    return tuple(sorted(order, key=lambda each: -len(each.points)))


def _indicator(found: Reconciliation) -> Text:
    said = found.statement
    return Text.named(said.indicator, said.indicator_en)


def _day(found: Reconciliation) -> str:
    when = found.statement.as_of
    return (when.text or when.printed or "") if when else ""


def _compatible(points: list[Reconciliation]) -> bool:
    """Return whether some number is allowed by every figure; in the unit each was reported in."""
    values = [each.statement.value.bounds for each in points if each.statement.value]
    highs = [each.high for each in values if each.high is not None]
    return not values or not highs or max(each.low for each in values) <= min(highs)
