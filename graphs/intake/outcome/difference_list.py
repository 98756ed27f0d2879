"""All differences of an import, in the order they are shown; those of many new records on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, overload

from graphs.intake.outcome.added_records import AddedRecords
from graphs.intake.outcome.record_difference import Difference, DifferenceKind
from graphs.model import record_type

__all__ = [
    "DifferenceGroup",
    "DifferenceList",
    "first_of_each",
    "group_of",
    "kinds_counted",
    "listed_differences",
    "records_added",
]

DifferenceGroup: TypeAlias = tuple[DifferenceKind, str]
"""What a preview can be narrowed to: a kind, and of what is added the type of record."""

_AT_ONCE = 5_000


class DifferenceList(Sequence[Difference]):
    """The added records, of which each is said when it is looked at, then all other differences."""

    def __init__(self, added: AddedRecords, others: Iterable[Difference]) -> None:
        self._added = added
        self._others = tuple(others)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._added) + len(self._others)

    @overload
    def __getitem__(self, place: int) -> Difference: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Difference, ...]: ...
    def __getitem__(self, place: int | slice) -> Difference | tuple[Difference, ...]:
        """Return a difference, or several as a tuple."""
        if isinstance(place, slice):
            return tuple(self._at(each) for each in range(*place.indices(len(self))))
        return self._at(range(len(self))[place])

    def __iter__(self) -> Iterator[Difference]:
        """Give all differences."""
        return map(self._at, range(len(self)))

    def _at(self, place: int) -> Difference:
        many = len(self._added)
        return self._added.difference(place) if place < many else self._others[place - many]

    def first_of_each(self, most: int) -> tuple[Difference, ...]:
        """Return the first differences of each group, saying no others."""
        met: Counter[str] = Counter()
        places = []
        for place in range(len(self._added)):
            kind = self._added.kind(place)
            met[kind] += 1
            if met[kind] <= most:
                places.append(place)
        return (*map(self._added.difference, places), *first_of_each(self._others, most))

    def kinds(self) -> Counter[DifferenceKind]:
        """Return how many there are of each kind, without saying any."""
        found: Counter[DifferenceKind] = Counter(each.kind for each in self._others)
        found["added"] += len(self._added)
        return found

    def added(self) -> Counter[str]:
        """Return how many records of each type are new, without saying any."""
        return Counter(record_type(each).key for each in self._added.records)


def listed_differences(added: AddedRecords, others: Iterable[Difference]) -> Sequence[Difference]:
    """Return the differences: at once where they are few, else as they are looked at."""
    found = DifferenceList(added, others)
    # What is said on demand holds the index of the whole ledger: not worth it for few.
    return found if len(found) > _AT_ONCE else tuple(found)


def group_of(each: Difference) -> DifferenceGroup:
    """Return the group of a difference.

    Examples
    --------
    >>> group_of(Difference(kind="added", record="unit", id="new:1", name="甲公司"))
    ('added', 'unit')
    """
    return each.kind, each.record if each.kind == "added" else ""


def first_of_each(differences: Sequence[Difference], most: int) -> tuple[Difference, ...]:
    """Return the first differences of each group, in their order.

    Examples
    --------
    >>> new = Difference(kind="added", record="unit", id="new:1", name="甲公司")
    >>> gone = Difference(kind="ended", record="unit", id="u1", name="乙公司")
    >>> [each.kind for each in first_of_each((new, new, gone), 1)]
    ['added', 'ended']
    """
    if isinstance(differences, DifferenceList):
        return differences.first_of_each(most)
    met: Counter[DifferenceGroup] = Counter()
    found = []
    for each in differences:
        group = group_of(each)
        met[group] += 1
        if met[group] <= most:
            found.append(each)
    return tuple(found)


def kinds_counted(differences: Sequence[Difference]) -> Counter[DifferenceKind]:
    """Return how many differences there are of each kind.

    Examples
    --------
    >>> new = Difference(kind="added", record="unit", id="new:1", name="甲公司")
    >>> kinds_counted((new, new))
    Counter({'added': 2})
    """
    if isinstance(differences, DifferenceList):
        return differences.kinds()
    return Counter(each.kind for each in differences)


def records_added(differences: Sequence[Difference]) -> Counter[str]:
    """Return how many records of each type are new.

    Examples
    --------
    >>> new = Difference(kind="added", record="unit", id="new:1", name="甲公司")
    >>> records_added((new, new))
    Counter({'unit': 2})
    """
    if isinstance(differences, DifferenceList):
        return differences.added()
    return Counter(each.record for each in differences if each.kind == "added")
