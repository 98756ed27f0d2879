"""One grammar for registries: unique keys, stated order, and a manual no two members share.

A registry is a mapping that only grows. Its decorator builds the member and declares it::

    MEASURES: Registry[str, Measure] = Registry("measure")

    def measure(*, order: int, label: Text) -> Callable[[Compute], Compute]:
        def declare(compute: Compute) -> Compute:
            key = compute.__name__
            made = Measure(key=key, label=label, compute=compute)
            MEASURES.declare(key, made, compute, order=order)
            return compute

        return declare

A package whose modules declare members fills its registries by :func:`import_folder`, so that a
new member is one new file and nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Hashable, Iterable, Iterator, Mapping
from inspect import cleandoc, isfunction
from typing import Any, TypeVar

__all__ = ["Registry", "import_folder"]

_Key = TypeVar("_Key", bound=Hashable)
_Member = TypeVar("_Member")


class Registry(Mapping[_Key, _Member]):
    """Declared members by key, in the order they state, then in that of their declaration.

    Parameters
    ----------
    kind
        What a member is called in the message of a refusal.
    members
        Members that are values and not functions, each with its key.

    Examples
    --------
    >>> sizes = Registry("size", [("small", 1)])
    >>> sizes.declare("large", 100)
    >>> list(sizes), sizes["large"]
    (['small', 'large'], 100)
    """

    def __init__(self, kind: str, members: Iterable[tuple[_Key, _Member]] = ()) -> None:
        self.kind = kind
        self._members: dict[_Key, _Member] = {}
        self._sources: dict[_Key, Any] = {}
        self._orders: dict[int, _Key] = {}
        for key, member in members:
            self.declare(key, member)

    def declare(
        self, key: _Key, member: _Member, source: Any = None, *, order: int | None = None
    ) -> None:
        """Add a member; ``source`` is the function or class whose docstring is its manual.

        A member that is a function is its own source. Members of several files state their
        ``order``, so that it never depends on which file was imported first.

        Raises
        ------
        ValueError
            The key or the order is taken, or the docstring is missing or another member's.

        Examples
        --------
        >>> Registry("size", [("small", 1), ("small", 2)])
        Traceback (most recent call last):
            ...
        ValueError: size 'small' is declared twice: by a value and by a value
        """
        if source is None and isfunction(member):
            source = member
        if key in self._members:
            places = f"{_place(self._sources[key])} and by {_place(source)}"
            raise ValueError(f"{self.kind} {key!r} is declared twice: by {places}")
        if order in self._orders:
            taken = self._orders[order]
            raise ValueError(f"{self.kind} {key!r} has the order of {taken!r}: {order}")
        if source is not None:
            self._check_manual(key, source)
        if order is not None:
            self._orders[order] = key
        self._members[key] = member
        self._sources[key] = source
        self._sort()

    def _sort(self) -> None:
        stated = [self._orders[order] for order in sorted(self._orders)]
        ordered = dict.fromkeys([*stated, *self._members])
        self._members = {key: self._members[key] for key in ordered}

    def source(self, key: _Key) -> Any:
        """Return the function or class a member was declared by; ``None`` for a value.

        Raises
        ------
        KeyError
            Nothing is declared under the key.
        """
        return self._sources[key]

    def manual(self, key: _Key) -> str:
        """Return the docstring a member was declared with; empty for a value.

        Raises
        ------
        KeyError
            Nothing is declared under the key.

        Examples
        --------
        >>> words = Registry("word")
        >>> words.declare("text", str, str)
        >>> words.manual("text").splitlines()[0]
        "str(object='') -> str"
        """
        return _manual(self._sources[key])

    def _check_manual(self, key: _Key, source: Any) -> None:
        manual = _manual(source)
        if not manual:
            raise ValueError(f"{self.kind} {key!r} has no docstring: {_place(source)}")
        for other in self._sources.values():
            if _manual(other) == manual:
                places = f"{_place(other)} and {_place(source)}"
                raise ValueError(f"{self.kind} {key!r} has another one's docstring: {places}")

    def __getitem__(self, key: _Key) -> _Member:
        """Return the member of a key."""
        return self._members[key]

    def __iter__(self) -> Iterator[_Key]:
        """Yield the keys in their order."""
        return iter(self._members)

    def __len__(self) -> int:
        """Return how many members are declared."""
        return len(self._members)

    def __repr__(self) -> str:
        """Return the kind and the keys."""
        return f"<registry of {self.kind}: {', '.join(map(str, self._members))}>"


def import_folder(package: str) -> None:
    """Import every module of a package and of its folders, by name, for what they declare.

    Called at the end of the package's own ``__init__``. The registries below state their order,
    so the order of the imports decides nothing that a user sees.
    """
    for each in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        importlib.import_module(each.name)


def _manual(source: Any) -> str:
    return cleandoc(getattr(source, "__doc__", None) or "")


def _place(source: Any) -> str:
    if source is None:
        return "a value"
    code = getattr(source, "__code__", None)
    line = f", line {code.co_firstlineno}" if code else ""
    return f"{source.__module__}.{source.__qualname__}{line}"
