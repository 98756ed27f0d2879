"""What needs attention: a concern is one declared function from a snapshot to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from graphs.model import Count, Snapshot, derived
from graphs.registry import Registry
from graphs.statistics.statements.reconciled_statement import Reconciliation
from graphs.statistics.unstated_data import Silence
from graphs.text import Text

__all__ = ["CONCERNS", "Attention", "Concern", "Reconciled", "attention", "concern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs attention: how many, what, and which records.

    Attributes
    ----------
    ids
        Organisations, agreements or statements, most urgent first.
    parts
        What each of them adds to the count, in the order of ``ids``: the list adds up to it.
    silence
        Of how many records the datum it needs is not stated; ``None`` where it needs none.

    Examples
    --------
    >>> wide = Attention.of("unpaired", Text.same("未结对"), {"o1": Count.exactly(1)})
    >>> wide.count.words().zh, wide.ids
    ('1', ('o1',))
    """

    key: str
    title: Text
    count: Count
    ids: tuple[str, ...]
    parts: tuple[Count, ...]
    silence: Silence | None = None

    @property
    def computable(self) -> bool:
        """Whether the count says anything: not where no record states what it needs."""
        return self.silence is None or not self.silence.complete

    @classmethod
    def of(
        cls, key: str, title: Text, found: Mapping[str, Count], silence: Silence | None = None
    ) -> Self:
        """Return what adds up from the records found."""
        return cls(
            key=key,
            title=title,
            count=Count.total(found.values()),
            ids=tuple(found),
            parts=tuple(found.values()),
            silence=silence,
        )


Reconciled: TypeAlias = tuple[Reconciliation, ...]

Look: TypeAlias = Callable[..., Iterator[Attention]]
"""Takes a snapshot and its reconciled statements; its own numbers by name, the ledger's if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A declared concern: key, label, what it means, and the function that looks for it."""

    key: str
    label: Text
    definition: Text
    look: Look


CONCERNS: Registry[str, Concern] = Registry("concern")
"""Every concern by key, in the order they state."""


def concern(*, order: int, zh: str, en: str, definition: Text) -> Callable[[Look], Look]:
    """Declare a concern; its key is the function's name."""

    def declare(look: Look) -> Look:
        key = look.__name__
        made = Concern(key=key, label=Text(zh=zh, en=en), definition=definition, look=look)
        CONCERNS.declare(key, made, look, order=order)
        return look

    return declare


@derived
def attention(snapshot: Snapshot, reconciled: Reconciled) -> tuple[Attention, ...]:
    """Return everything that needs attention, in the order of the concerns.

    What is empty is left out, except where the datum it needs is not stated everywhere: then the
    entry says so, for silence is not zero.
    """
    return tuple(
        found
        for each in CONCERNS.values()
        for found in each.look(snapshot, reconciled)
        if found.ids or (found.silence is not None and found.silence.missing)
    )
