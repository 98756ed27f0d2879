"""How a reported figure compares with the ledger's own: agrees, allowed, differs, not comparable."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model.digits import number_text
from graphs.model.figures.figure_kinds import Figure, Kind, NotComputable
from graphs.model.values import Bounds, Choice, Quantity
from graphs.text import Text

__all__ = ["Comparison", "Reported", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A figure somebody else counted, of a kind: what an own figure is compared with.

    ``scale`` is what one of the reported units is worth: 0.01 for a rate in per cent.

    Examples
    --------
    >>> Reported(kind=Kind.rate, quantity=Quantity("=", 66.7), scale=0.01).bounds.admits(2 / 3)
    True
    """

    kind: Kind
    quantity: Quantity
    scale: float = 1.0

    @property
    def bounds(self) -> Bounds:
        """What it admits; a rate or mean is rounded, so half its last decimal either way."""
        found = self.quantity.bounds
        if self.kind is Kind.count:
            return found
        decimals = number_text(self.quantity.value).partition(".")[2]
        half = 0.5 * 10 ** -len(decimals)
        high = None if found.high is None else (found.high + half) * self.scale
        return Bounds(max(0.0, found.low - half) * self.scale, high)


class Comparison(Choice):
    """How a reported figure compares with the ledger's own."""

    equal = Text(zh="一致", en="agrees")
    allowed = Text(zh="台账容许", en="the ledger allows it")
    differs = Text(zh="不符", en="differs")
    not_comparable = Text(zh="不可比", en="not comparable")


def compare(own: Figure, reported: Reported) -> Comparison:
    """Return how a reported figure compares with an own one; only like is compared with like.

    1. Another kind, or no own figure, is not comparable. 2. Bounds without a common number
    differ. 3. Where both are exact they are equal; else the ledger allows the reported one.

    Examples
    --------
    >>> from graphs.model import Count, Rate
    >>> thirty_two = Reported(kind=Kind.count, quantity=Quantity("=", 32))
    >>> [compare(Count.exactly(32), thirty_two).name, compare(Count.least(30), thirty_two).name]
    ['equal', 'allowed']
    >>> compare(Rate(numerator=Count(), denominator=Count.exactly(9)), thirty_two).name
    'not_comparable'
    """
    if isinstance(own, NotComputable) or own.kind is not reported.kind:
        return Comparison.not_comparable
    mine, theirs = own.bounds, reported.bounds
    above = mine.high is not None and theirs.low > mine.high
    below = theirs.high is not None and theirs.high < mine.low
    if above or below:
        return Comparison.differs
    exact = mine.low == mine.high and reported.quantity.operator == "="
    return Comparison.equal if exact else Comparison.allowed
