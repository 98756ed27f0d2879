"""A figure by one or two dimensions: the table that the user turns."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Bounds, Figure, NotComputable, Side, Snapshot
from graphs.statistics.dimension import DIMENSIONS, groups
from graphs.statistics.month.period import Period
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part
from graphs.text import Text

__all__ = ["PivotRow", "PivotTable", "pivot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotRow:
    """One group: its key, its name, a figure for each column, and for all columns together."""

    key: str
    name: Text
    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotTable:
    """Rows of figures under the names of their columns, and the same for everybody."""

    columns: tuple[Text, ...]
    rows: tuple[PivotRow, ...]
    total: PivotRow


def pivot(
    snapshot: Snapshot,
    measures: tuple[str, ...],
    rows: str,
    columns: str | None = None,
    *,
    end: Side = Side.non_public,
    period: Period | None = None,
) -> PivotTable:
    """Return measures by the groups of a dimension, or one measure by two.

    Groups without anybody are left out, and those of partners outside the scope that have no figure. Figures of parts are computed as those of the whole
    are, never added up: a rate of a whole is no sum of rates. What is gone since the first day of the
    period belongs to the group it was in then.

    Raises
    ------
    ValueError
        Several measures are asked by two dimensions.
    """
    if columns and len(measures) != 1:
        raise ValueError(measures)
    total = Text(zh="合计", en="all")
    across = _groups(snapshot, period, columns) if columns else ()
    heads = [REPORT_MEASURES[key].label for key in measures]
    if columns:
        heads = [*(each.name for each in across), total]

    def cells(row: _Group | None) -> tuple[Figure, ...]:
        parts = [
            Part(snapshot=snapshot, end=end, period=period, members=now, earlier=before)
            for now, before in (*(_crossed(row, each) for each in across), _crossed(row, None))
        ]
        return tuple(REPORT_MEASURES[key].compute(part) for part in parts for key in measures)

    named = _groups(snapshot, period, rows)
    made = ((row, PivotRow(key=row.key, name=row.name, cells=cells(row))) for row in named)
    found = tuple(row for group, row in made if not (group.outside and _nothing(row.cells)))
    return PivotTable(
        columns=tuple(heads), rows=found, total=PivotRow(key="", name=total, cells=cells(None))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A group and who is in it, on the day and on the first day of the period.

    One that lies ``outside`` consists of partners outside the scope; pairs may belong to it.
    """

    key: str
    name: Text
    now: frozenset[str]
    before: frozenset[str]
    outside: bool


def _groups(snapshot: Snapshot, period: Period | None, key: str) -> tuple[_Group, ...]:
    """Return the groups of a dimension; one that is gone since the first day comes as well."""
    first = period.first if period else snapshot
    now, before = groups(snapshot, key), groups(first, key)
    name = DIMENSIONS[key].name
    named = [(each, name(snapshot if each in now else first, each)) for each in {**now, **before}]
    named.sort(key=lambda row: (not row[0], row[1].zh, row[0]))
    return tuple(
        _Group(
            key=each,
            name=called,
            now=frozenset(now.get(each, ())),
            before=frozenset(before.get(each, ())),
            outside=snapshot.stubs.issuperset(now.get(each, ()))
            and first.stubs.issuperset(before.get(each, ())),
        )
        for each, called in named
    )


def _nothing(cells: tuple[Figure, ...]) -> bool:
    return all(isinstance(each, NotComputable) or each.bounds == Bounds(0, 0) for each in cells)


def _crossed(
    row: _Group | None, column: _Group | None
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return who is in both groups, on the two days; ``None`` for everybody."""
    given = [each for each in (row, column) if each is not None]
    if not given:
        return None, None
    now, before = ([each.now for each in given], [each.before for each in given])
    return frozenset.intersection(*now), frozenset.intersection(*before)
