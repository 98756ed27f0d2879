"""How much more or fewer was reported than the ledger has, between two bounds, in words."""

from __future__ import annotations

from dataclasses import replace

from graphs.model import Bounds
from graphs.statistics.statements.reconciled_statement import Reconciliation
from graphs.text import Text

__all__ = ["difference_words"]

_SAME = Text(zh="相同", en="the same")
_IF_EXACT = Text(zh="若正好 {n}：{words}", en="if exactly {n}: {words}")


def difference_words(found: Reconciliation) -> Text | None:
    """Return how much more was reported than the ledger has; ``None`` where nothing is compared.

    Examples
    --------
    >>> import datetime as dt
    >>> from dataclasses import replace
    >>> from graphs.model import Comparison, Count, Kind, Quantity, Reported, Statement
    >>> from graphs.statistics.statements.reconciled_statement import OwnFigure
    >>> told = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> def compared(own: Count) -> Reconciliation:
    ...     return Reconciliation(statement=told, verdict=Comparison.allowed,
    ...         reported=Reported(kind=Kind.count, quantity=told.value),
    ...         figures=(OwnFigure(day=dt.date(2010, 6, 15), figure=own),))
    >>> difference_words(compared(Count.exactly(30))).zh
    '上报多 2'
    >>> difference_words(compared(Count.least(30))).en
    'at most 2 more reported'

    A reported "about" is taken at its number, and it is said so:

    >>> about = Reported(kind=Kind.count, quantity=Quantity("≈", 32))
    >>> difference_words(replace(compared(Count.exactly(30)), reported=about)).en
    'if exactly 32: 2 more reported'
    """
    own, reported = found.own_bounds, found.reported
    if own is None or reported is None:
        return None
    if (
        reported.quantity.operator == "≈"
    ):  # it admits every number, and "at most 397 fewer" says nothing
        number = replace(reported.quantity, operator="=")
        words = difference_words(replace(found, reported=replace(reported, quantity=number)))
        return words and _IF_EXACT.format(n=number.words(), words=words)
    theirs = reported.bounds
    low = None if own.high is None else (theirs.low - own.high) / reported.scale
    high = None if theirs.high is None else (theirs.high - own.low) / reported.scale
    return _words(low, high)


def _words(low: float | None, high: float | None) -> Text | None:
    """Return a difference between two bounds, either of which may not be known."""
    if low == high:
        return None if low is None else _SAME if low == 0 else _one_sign(low, high)
    if (low is not None and low >= 0) or (high is not None and high <= 0):
        return _one_sign(low, high)
    fewer = Text(zh="最多少 {n}", en="at most {n} fewer")
    more = Text(zh="最多多 {n}", en="at most {n} more")
    parts = [
        form.format(n=_number(abs(edge)))
        for form, edge in ((fewer, low), (more, high))
        if edge is not None
    ]
    return Text(zh="上报{parts}", en="{parts} reported").format(parts=Text.join(parts))


def _one_sign(low: float | None, high: float | None) -> Text:
    """Return a difference that is never of the other sign."""
    if low is not None and low >= 0:
        form = Text(zh="上报多 {n}", en="{n} more reported")
        return form.format(n=_span(low, high))
    form = Text(zh="上报少 {n}", en="{n} fewer reported")
    return form.format(n=_span(-(high or 0.0), None if low is None else -low))


def _span(least: float, most: float | None) -> Text:
    if most is None:
        return Text(zh="至少 {n}", en="at least {n}").format(n=_number(least))
    return Bounds(_six(least), _six(most)).words()


def _number(number: float) -> Text:
    return Bounds(_six(number), _six(number)).words()


def _six(number: float) -> float:
    """Six decimals: what is left of binary fractions after that is no difference."""
    return round(number, 6)
