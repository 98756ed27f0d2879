"""What a measure is: one declared function from a snapshot to a figure with its lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Bounds, Snapshot
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["MEASURES", "Figure", "Measure", "measure"]


_NOTHING = Bounds(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted value, named and unnamed apart, with the ids behind it.

    Attributes
    ----------
    named
        How many named records are counted.
    unnamed
        Bounds of what unnamed collectives add.
    value
        The value of a rate in [0, 1]; ``None`` for counts and where not computable.
    reason
        Why it is not computable; ``None`` where it is.
    numerator, denominator
        Ids behind a count (numerator only) or a rate, sorted.

    Examples
    --------
    >>> Figure(named=2, unnamed=Bounds(30, None)).total.words().zh
    '≥ 32'
    """

    named: int = 0
    unnamed: Bounds = _NOTHING
    value: float | None = None
    reason: Text | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()

    @property
    def total(self) -> Bounds:
        """Named and unnamed together."""
        return Bounds.exactly(self.named) + self.unnamed

    def words(self) -> Text:
        """Return the figure as shown: a count, a percentage, or "not computable".

        Examples
        --------
        >>> Figure(value=0.6).words().en
        '60.0 %'
        """
        if self.reason is not None:
            return Text(zh="不可计算", en="not computable")
        if self.value is not None:
            return Text.same(f"{self.value * 100:.1f} %")
        return self.total.words()


Compute: TypeAlias = Callable[[Snapshot], Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A declared measure: key, label, unit of count, definition, and its function.

    Examples
    --------
    >>> MEASURES["pairs"].unit.zh
    '对'
    """

    key: str
    label: Text
    unit: Text
    definition: Text
    compute: Compute


MEASURES: Registry[str, Measure] = Registry("measure")
"""Every measure by key, in source order."""


def measure(*, label: Text, unit: Text, definition: Text) -> Callable[[Compute], Compute]:
    """Declare a measure; its key is the function's name.

    Examples
    --------
    >>> list(MEASURES)[:2]
    ['soe_organisations', 'non_public_organisations']
    """

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        MEASURES.declare(
            key,
            Measure(key=key, label=label, unit=unit, definition=definition, compute=compute),
            compute,
        )
        return compute

    return declare
