"""Measures of the network as a whole: one declared function a measure, each with its ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Snapshot
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["NETWORK_MEASURES", "NetworkFigure", "NetworkMeasure", "network_measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFigure:
    """A number that describes a network; ``None`` where there is none, and why in ``note``.

    Marks are counted, not organisations: an unnamed collective is one mark of a network.

    Examples
    --------
    >>> NetworkFigure(value=3.0).words().zh, NetworkFigure(value=0.4167).words().zh
    ('3', '0.417')
    >>> NetworkFigure(value=None).words().en
    'not computable'
    """

    value: float | None
    ids: tuple[str, ...] = ()
    note: Text | None = None

    def words(self) -> Text:
        """Return the number as shown: whole, or to three decimals."""
        if self.value is None:
            return Text(zh="不可计算", en="not computable")
        whole = float(self.value).is_integer()
        return Text.same(f"{self.value:.0f}" if whole else f"{self.value:.3f}")


Compute: TypeAlias = Callable[[Snapshot], NetworkFigure]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasure:
    """A declared measure of the network of pairs in force: key, label, definition, function."""

    key: str
    label: Text
    definition: Text
    compute: Compute


NETWORK_MEASURES: Registry[str, NetworkMeasure] = Registry("network measure")
"""Every measure of the whole network by key, in the order they state."""


def network_measure(*, order: int, label: Text, definition: Text) -> Callable[[Compute], Compute]:
    """Declare a measure of the whole network; its key is the function's name."""

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        made = NetworkMeasure(key=key, label=label, definition=definition, compute=compute)
        NETWORK_MEASURES.declare(key, made, compute, order=order)
        return compute

    return declare
