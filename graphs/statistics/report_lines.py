"""Every figure of a snapshot as lines: what the screen, the command line and Python all show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.model import Figure, NotComputable, Rate, Snapshot, derived
from graphs.statistics.month.load_balance import balance
from graphs.statistics.month.period import Period
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part, ReportMeasure
from graphs.statistics.structure.network_measure import NETWORK_MEASURES
from graphs.text import Text

__all__ = ["ReportLine", "bounds_of", "formula", "network_lines", "python_line", "report_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One figure: key, label, as shown, its bounds, definition, what is to be said, and ids.

    Attributes
    ----------
    low, high
        The fewest and the most it may be; ``None`` for no figure, or no upper bound.
    note
        How a rate is made up, or why there is no figure; blank where there is nothing to say.
    denominator
        Ids of the whole of a rate.
    python
        The line of Python that gives the figure.
    """

    key: str
    label: Text
    words: Text
    unit: Text
    low: float | None
    high: float | None
    note: Text
    definition: Text
    ids: tuple[str, ...]
    denominator: tuple[str, ...]
    python: str


_NOTHING = Text.same("")


def report_lines(snapshot: Snapshot, period: Period | None = None) -> tuple[ReportLine, ...]:
    """Return the figures of the month's report for everybody, in their order.

    Those of a period are of the one given, and not computable without one.
    """
    part = Part(snapshot=snapshot, period=period)
    fixed = _day_lines(snapshot)
    return tuple(
        _line(declared, part) if declared.of_period else fixed[key]
        for key, declared in REPORT_MEASURES.items()
    )


@derived
def _day_lines(snapshot: Snapshot) -> dict[str, ReportLine]:
    """Return the figures of the day by their keys; those of a period are made when they are asked for."""
    part = Part(snapshot=snapshot)
    return {
        key: _line(declared, part)
        for key, declared in REPORT_MEASURES.items()
        if not declared.of_period
    }


def _line(declared: ReportMeasure, part: Part) -> ReportLine:
    figure = declared.compute(part)
    first = part.period.first if part.period else None
    low, high = bounds_of(figure)
    return ReportLine(
        key=declared.key,
        label=declared.label,
        words=figure.words(),
        unit=declared.unit,
        low=low,
        high=high,
        note=_note(figure),
        definition=declared.definition,
        ids=figure.ids,
        denominator=figure.denominator.ids if isinstance(figure, Rate) else (),
        python=python_line(
            part.snapshot,
            "measure",
            declared.key,
            since=first.as_of if declared.of_period and first else None,
        ),
    )


@derived
def network_lines(snapshot: Snapshot) -> tuple[ReportLine, ...]:
    """Return the measures of the whole network, and how evenly hosts are loaded."""
    spread = balance(Part(snapshot=snapshot))
    found = [
        ReportLine(
            key="gini",
            label=Text(zh="负载不均（基尼系数）", en="Uneven load (Gini)"),
            words=_NO if spread.gini is None else Text.same(f"{spread.gini:.3f}"),
            unit=_NOTHING,
            low=spread.gini,
            high=spread.gini,
            note=_NO_LOAD if spread.gini is None else _NOTHING if spread.exact else _AT_LEAST,
            definition=Text(
                zh="0 为各国企党组织负载相同，趋近 1 为集中在一家；具名、当日存在的都算，没有结对的为 0。",
                en="0 where every host carries the same, towards 1 where one carries all; every named "
                "living host counts, with 0 where it has no pair.",
            ),
            ids=tuple(host for host, load in spread.loads if load.low),
            denominator=(),
            python=python_line(snapshot, "measure", "gini"),
        )
    ]
    for key, declared in NETWORK_MEASURES.items():
        figure = declared.compute(snapshot)
        found.append(
            ReportLine(
                key=key,
                label=declared.label,
                words=figure.words(),
                unit=_NOTHING,
                low=figure.value,
                high=figure.value,
                note=figure.note or (_NO_TIES if figure.value is None else _NOTHING),
                definition=declared.definition,
                ids=figure.ids,
                denominator=(),
                python=python_line(snapshot, "measure", key),
            )
        )
    return tuple(found)


def bounds_of(figure: Figure) -> tuple[float | None, float | None]:
    """Return the fewest and the most of a figure; ``None`` where there is none.

    Examples
    --------
    >>> from graphs.model import Count
    >>> bounds_of(Count.least(30))
    (30, None)
    """
    if isinstance(figure, NotComputable):
        return None, None
    return figure.bounds.low, figure.bounds.high


def _note(figure: Figure) -> Text:
    """Return how a figure is made up, and why it is no single one where it is none."""
    remark = figure.remark() if isinstance(figure, Rate) else _NOTHING
    return formula(figure) + (Text(zh="；", en="; ") + remark if remark.en else _NOTHING)


def formula(figure: Figure) -> Text:
    """Return how a rate is made up, or why there is no figure."""
    if isinstance(figure, NotComputable):
        return figure.reason
    if isinstance(figure, Rate):
        return Text.same(f"{figure.numerator.words().zh} ÷ {figure.denominator.words().zh}")
    return _NOTHING


def python_line(snapshot: Snapshot, method: str, *words: str, **named: str | dt.date | None) -> str:
    """Return the line of Python that gives what is shown of a snapshot.

    It names the day and the scope: what a reader looks at is not always what the ledger opens with.

    Examples
    --------
    >>> picture = Snapshot.from_records([], as_of=dt.date(2026, 6, 30))
    >>> python_line(picture, "measure", "pair_coverage")
    'ledger.measure("pair_coverage", as_of="2026-06-30", scope="whole")'
    >>> python_line(picture, "pivot", "new_pairs", by="chain", since=dt.date(2026, 1, 1), columns=None)
    'ledger.pivot("new_pairs", by="chain", since="2026-01-01", as_of="2026-06-30", scope="whole")'
    """
    written = [f'"{each}"' for each in words]
    given = {**named, "as_of": snapshot.as_of, "scope": snapshot.scope.words}
    written += [f'{name}="{value}"' for name, value in given.items() if value]
    return f"ledger.{method}({', '.join(written)})"


_NO = Text(zh="不可计算", en="not computable")
_NO_LOAD = Text(zh="没有具名的国企方有结对", en="no named host carries a pair")
_NO_TIES = Text(zh="没有联系，或各条联系都一样", en="there is no tie, or all ties are alike")
_AT_LEAST = Text(
    zh="有的负载只知下限，按下限算", en="some loads are known from below only, and taken so"
)
