"""A figure by one or two dimensions: the table that the user turns."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Figure, Side, Snapshot
from graphs.statistics.dimension import DIMENSIONS, groups
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
) -> PivotTable:
    """Return measures by the groups of a dimension, or one measure by two.

    Rows of groups without anybody are left out. Figures of parts are computed as those of the whole
    are, never added up: a rate of a whole is no sum of rates.

    Raises
    ------
    ValueError
        Several measures are asked by two dimensions.
    """
    if columns and len(measures) != 1:
        raise ValueError(measures)
    across = (
        {key: frozenset(ids) for key, ids in groups(snapshot, columns).items()} if columns else {}
    )
    total = Text(zh="合计", en="all")
    heads = [REPORT_MEASURES[key].label for key in measures]
    if columns:
        heads = [*(DIMENSIONS[columns].name(snapshot, key) for key in across), total]

    def cells(members: frozenset[str] | None) -> tuple[Figure, ...]:
        parts = [
            Part(snapshot=snapshot, members=own if members is None else own & members, end=end)
            for own in across.values()
        ]
        parts.append(Part(snapshot=snapshot, members=members, end=end))
        return tuple(REPORT_MEASURES[key].compute(part) for part in parts for key in measures)

    found = tuple(
        PivotRow(key=key, name=DIMENSIONS[rows].name(snapshot, key), cells=cells(frozenset(ids)))
        for key, ids in groups(snapshot, rows).items()
    )
    return PivotTable(
        columns=tuple(heads), rows=found, total=PivotRow(key="", name=total, cells=cells(None))
    )
