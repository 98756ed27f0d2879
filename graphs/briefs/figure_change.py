"""How a figure changed between two days, said only where both are exact."""

from __future__ import annotations

from graphs.model import Figure, NotComputable, Rate
from graphs.text import Text

__all__ = ["figure_change"]

_NOT_SAID = Text.same("—")
_SAME = Text(zh="不变", en="unchanged")


def figure_change(before: Figure, after: Figure) -> Text:
    """Return the change in words; a dash where one of them is a bound or cannot be computed.

    A difference of bounds is no number, and a rate changes by percentage points.

    Examples
    --------
    >>> from graphs.model import Count
    >>> figure_change(Count.exactly(30), Count.exactly(32)).zh
    '+2'
    >>> figure_change(Count.least(30), Count.exactly(32)).zh
    '—'
    >>> ten = Count.exactly(10)
    >>> figure_change(Rate(numerator=Count.exactly(6), denominator=ten),
    ...     Rate(numerator=Count.exactly(5), denominator=ten)).zh
    '-10.0 个百分点'
    """
    if isinstance(before, NotComputable) or isinstance(after, NotComputable):
        return _NOT_SAID
    old, new = before.bounds, after.bounds
    if before.kind is not after.kind or old.low != old.high or new.low != new.high:
        return _NOT_SAID
    step = new.low - old.low
    if isinstance(after, Rate):
        points = f"{step * 100:+.1f}"
        if points in ("+0.0", "-0.0"):
            return _SAME
        return Text(zh="{n} 个百分点", en="{n} percentage points").format(n=points)
    if step == 0:
        return _SAME
    return Text.same(f"{step:+.0f}" if float(step).is_integer() else f"{step:+.1f}")
