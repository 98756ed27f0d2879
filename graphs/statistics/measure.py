"""What a measure is: one declared function from a snapshot to a figure with its lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Count, Figure, Kind, Snapshot, derived
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["MEASURES", "Measure", "measure"]


Compute: TypeAlias = Callable[[Snapshot], Figure]
Rows: TypeAlias = Callable[[Snapshot], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A declared measure: key, kind, label, unit of count, definition, and its function.

    Attributes
    ----------
    parts
        What the two parts of a count in a scope are called, inside first; ``None`` where nothing
        outside the scope is ever counted.
    counter
        Whether it stands in the row of figures at the top of the overview.
    rows
        What it counts, a name a row, where the ids of its figure do not name it: two agreements of
        one id may join other organisations. ``None`` where they do.

    Examples
    --------
    >>> from graphs.model import Count
    >>> MEASURES["pairs"].words(Count.least(30)).zh
    '≥ 30 对'
    """

    key: str
    kind: Kind
    label: Text
    unit: Text
    definition: Text
    parts: tuple[Text, Text] | None
    counter: bool
    compute: Compute
    rows: Rows | None = None

    def words(self, figure: Figure) -> Text:
        """Return the figure with its unit of count."""
        if not isinstance(figure, Count):
            return figure.words()
        form = Text(
            zh=self.unit.zh, en="{n:" + self.unit.en.removesuffix("s") + "|" + self.unit.en + "}"
        )
        unit = form.format(n=figure.words())
        return Text(zh="{n} {unit}", en="{n} {unit}").format(n=figure.words(), unit=unit)

    def parts_of(self, figure: Figure) -> tuple[tuple[Text, Text], ...]:
        """Return what a figure is made of, each part with its number, and the whole none.

        First named and unnamed apart where somebody is unnamed, then the split of a scope.

        Examples
        --------
        >>> from graphs.model import Count
        >>> [(what.zh, n.zh) for what, n in MEASURES["pairs"].parts_of(
        ...     Count.exactly(2) + Count.least(30))]
        [('具名', '2'), ('未具名', '≥ 30')]
        """
        if not isinstance(figure, Count):
            return ()
        found: list[tuple[Text, Text]] = []
        if figure.unnamed.high != 0:
            found.append((Text(zh="具名", en="named"), Text.same(str(figure.named))))
            found.append((Text(zh="未具名", en="unnamed"), figure.unnamed.words()))
        if self.parts is not None and figure.host_only.high != 0:
            found.append((self.parts[0], figure.inside.words()))
            found.append((self.parts[1], figure.host_only.words()))
        return tuple(found)

    def split(self, figure: Figure) -> Text | None:
        """Return the two parts of a count in words; ``None`` where it is wholly in the scope.

        Examples
        --------
        >>> from graphs.model import Bounds, Count
        >>> MEASURES["pairs"].split(Count(inside=Bounds(24, 24), host_only=Bounds(3, 3))).zh
        '非公方在范围内 24，仅国企方在范围内 3'
        """
        if self.parts is None or not isinstance(figure, Count) or figure.host_only.high == 0:
            return None
        return Text(zh="{a} {x}，{b} {y}", en="{a} {x}, {b} {y}").format(
            a=self.parts[0],
            x=figure.inside.words(),
            b=self.parts[1],
            y=figure.host_only.words(),
        )


MEASURES: Registry[str, Measure] = Registry("measure")
"""Every measure by key, in the order they state."""


def measure(
    *,
    order: int,
    label: Text,
    unit: Text,
    definition: Text,
    kind: Kind = Kind.count,
    parts: tuple[Text, Text] | None = None,
    counter: bool = False,
    rows: Rows | None = None,
) -> Callable[[Compute], Compute]:
    """Declare a measure; its key is the function's name, and no other may have it.

    Raises
    ------
    ValueError
        A measure of this key is declared already.
    """

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        compute = derived(compute)  # a figure of a snapshot is computed once
        MEASURES.declare(
            key,
            Measure(
                key=key,
                kind=kind,
                label=label,
                unit=unit,
                definition=definition,
                parts=parts,
                counter=counter,
                compute=compute,
                rows=rows,
            ),
            compute,
            order=order,
        )
        return compute

    return declare
