"""What a column of the candidates is: one declared function from the facts to values by id.

A criterion may declare the column it needs beside itself. Its blank, its type, what it reads of a
ledger and example values are said once: the pool, the digest of a problem, the reading of a whole
country and the laws of the tests all go by this declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar, overload

import numpy as np

from graphs.planning.candidates.arrays import Integers, Reals
from graphs.planning.candidates.facts import CandidateFacts
from graphs.registry import Registry

__all__ = ["COLUMNS", "PlanningColumn", "planning_column"]

Storage: TypeAlias = Literal["real", "integer", "object"]
"""An array of floats or whole numbers, else a tuple."""

_DTYPES: Mapping[str, type[np.generic]] = {"real": np.float64, "integer": np.int64}

_T = TypeVar("_T")
_Values_co = TypeVar("_Values_co", covariant=True)

Known: TypeAlias = Callable[[CandidateFacts], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanningColumn(Generic[_Values_co]):
    """A declared column; members give its values by ``members[column]``.

    Attributes
    ----------
    blank
        What stands where nothing is known.
    reads
        Columns of records it reads, as ``kind.column``, beyond what organisations and pairs take.
    examples
        Values it may have, extreme ones among them.

    Examples
    --------
    >>> from graphs.planning import COLUMNS
    >>> COLUMNS["industry"].reads
    ('unit.industry_code',)
    """

    key: str
    storage: Storage
    blank: Any
    reads: tuple[str, ...]
    examples: tuple[Any, ...]
    known: Known

    def filled(self, known: Mapping[str, Any], ids: tuple[str, ...]) -> _Values_co:
        """Return the values of members in their order, blank where nothing is known."""
        blank = self.blank
        values: Any = tuple([known.get(i, blank) for i in ids] if known else [blank] * len(ids))
        if self.storage == "object":
            return values  # type: ignore[no-any-return]  # the overloads of the decorator say it
        made: Any = np.array(values, dtype=_DTYPES[self.storage])
        return made.reshape(len(ids), *np.shape(blank))  # type: ignore[no-any-return]  # likewise


COLUMNS: Registry[str, PlanningColumn[Any]] = Registry("planning column")
"""Every column by key, in the order of a problem's digest."""


class _Declare(Generic[_Values_co]):
    """Declares the function it is called with."""

    def __init__(self, order: int, **settings: Any) -> None:
        self.order = order
        self.settings = settings

    def __call__(self, known: Known) -> PlanningColumn[_Values_co]:
        key = known.__name__
        made: PlanningColumn[_Values_co] = PlanningColumn(key=key, known=known, **self.settings)
        COLUMNS.declare(key, made, known, order=self.order)
        return made


@overload
def planning_column(
    *,
    order: int,
    storage: Literal["real"],
    blank: float | tuple[float, ...] = ...,
    reads: tuple[str, ...] = ...,
    examples: tuple[Any, ...],
) -> _Declare[Reals]: ...


@overload
def planning_column(
    *,
    order: int,
    storage: Literal["integer"],
    blank: int,
    reads: tuple[str, ...] = ...,
    examples: tuple[int, ...],
) -> _Declare[Integers]: ...


@overload
def planning_column(
    *,
    order: int,
    storage: Literal["object"] = ...,
    blank: _T,
    reads: tuple[str, ...] = ...,
    examples: tuple[_T, ...],
) -> _Declare[tuple[_T, ...]]: ...


def planning_column(
    *,
    order: int,
    storage: Storage = "object",
    blank: Any = np.nan,
    reads: tuple[str, ...] = (),
    examples: tuple[Any, ...],
) -> _Declare[Any]:
    """Declare a column; its key is the function's name, its manual the docstring.

    A new column takes an order after all others, so that the digests of problems without it keep
    their order.

    Examples
    --------
    >>> from graphs.planning import COLUMNS
    >>> COLUMNS.manual("vacant")
    "1 where the secretary's post is vacant, 0 where filled, NaN where not stated."
    """
    return _Declare(order, storage=storage, blank=blank, reads=reads, examples=examples)
