"""What a reconciliation says of one statement: both figures, their bounds, and the verdict in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.model import Bounds, Comparison, Figure, NotComputable, Reported, Statement
from graphs.statistics.statements.explanations import Explanation
from graphs.text import Text

__all__ = ["OwnFigure", "Reconciliation", "figure_span"]

_EXPLAINED = Text(zh="不符，或可解释", en="differs, may be explained")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """The ledger's own figure on a day that the statement may mean, and what it counts."""

    day: dt.date
    figure: Figure
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One statement opposite the ledger of its own day and scope.

    Attributes
    ----------
    figures
        The ledger's own figure on the day of the statement, or on the first and last day it may
        mean; empty where nothing can be compared.
    reported
        The statement's value as a figure of its own kind; ``None`` where nothing can be compared.
    basis
        The scope and the days in words.
    reason
        Why nothing can be compared; ``None`` where it can.
    """

    statement: Statement
    verdict: Comparison
    figures: tuple[OwnFigure, ...] = ()
    reported: Reported | None = None
    basis: Text | None = None
    reason: Text | None = None
    explanations: tuple[Explanation, ...] = ()

    @property
    def figure(self) -> Figure | None:
        """The ledger's own figure on the last day the statement may mean."""
        return self.figures[-1].figure if self.figures else None

    @property
    def own_bounds(self) -> Bounds | None:
        """The least and the most the ledger's own figure is on the days the statement may mean."""
        return figure_span(self.figures) if self.figures else None

    def verdict_words(self) -> Text:
        """Return the verdict as screens, downloads and papers write it.

        Examples
        --------
        >>> statement = Statement(id="t1", indicator="结对")
        >>> Reconciliation(statement=statement, verdict=Comparison.differs).verdict_words().zh
        '不符'
        """
        explained = self.verdict is Comparison.differs and self.explanations
        return _EXPLAINED if explained else self.verdict.label

    def own_words(self) -> Text:
        """Return the ledger's own figure as shown; both where it changed between two days."""
        words = dict.fromkeys(each.figure.words() for each in self.figures)
        return Text.join(list(words), zh=" → ", en=" → ")


def figure_span(figures: tuple[OwnFigure, ...]) -> Bounds:
    """Return the least and the most that the figures of several days allow.

    Examples
    --------
    >>> from graphs.model import Count
    >>> days = (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    >>> figure_span(tuple(
    ...     OwnFigure(day=day, figure=Count.exactly(n)) for day, n in zip(days, (4, 6), strict=True)))
    Bounds(low=4, high=6)
    """
    bounds = [each.figure.bounds for each in figures if not isinstance(each.figure, NotComputable)]
    highs = [each.high for each in bounds]
    high = None if None in highs else max(each for each in highs if each is not None)
    return Bounds(min(each.low for each in bounds), high)
