"""What a filter of the pairing graph is: one declared function, and the values it is asked for.

Adding a filter is one function in a file of this folder: it returns what a node or an edge has,
and the kind of its values compares. Several values of one filter mean "or".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graphs.network.filters.filter_values import FilterValues
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["FILTERS", "Filter", "FilterKind", "filter_kind"]

Target: TypeAlias = Literal["node", "edge"]
Attributes: TypeAlias = Mapping[str, Any]
Read: TypeAlias = Callable[[Attributes], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterKind:
    """A declared filter: its key, label, what it looks at, the values offered, what it reads.

    Examples
    --------
    >>> from graphs.network import FILTERS
    >>> FILTERS["status"].label.en
    'Agreement status'
    """

    key: str
    label: Text
    target: Target
    values: FilterValues
    read: Read

    def predicate(self, chosen: Iterable[str]) -> Callable[[Attributes], bool]:
        """Return the test that a node or an edge fits one of the chosen values."""
        fits = self.values.fits(chosen)
        return lambda attributes: fits(self.read(attributes))


FILTERS: Registry[str, FilterKind] = Registry("filter")
"""Every filter by key, in the order of the sidebar."""


def filter_kind(
    *, order: int, zh: str, en: str, target: Target, values: FilterValues
) -> Callable[[Read], Read]:
    """Declare a filter; its key is the function's name, ``order`` its place in the sidebar.

    Examples
    --------
    >>> from graphs.network import FILTERS
    >>> next(iter(FILTERS))
    'division'
    """

    def declare(read: Read) -> Read:
        key = read.__name__
        made = FilterKind(
            key=key, label=Text(zh=zh, en=en), target=target, values=values, read=read
        )
        FILTERS.declare(key, made, read, order=order)
        return read

    return declare


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with its chosen values; no value keeps everything.

    Examples
    --------
    >>> from graphs.network import Filter
    >>> Filter("status", ("active", "expiring")).sentence().zh
    '协议状态：履行中、即将到期'
    """

    key: str
    values: tuple[str, ...]

    def sentence(self, names: Mapping[str, Text] | None = None) -> Text:
        """Return the filter in words; ``names`` gives the words of values from the snapshot."""
        declared = FILTERS[self.key]
        return (
            declared.label + Text(zh="：", en=": ") + declared.values.say(self.values, names or {})
        )
