"""Cut a snapshot into small ones: by agreements, or by organisations, with all that they refer to.

What is derived from a slice is what the whole snapshot gives for its agreements or organisations,
so that whoever goes through the slices one after another needs room for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphs.model import Snapshot

__all__ = ["SnapshotSlices"]

_BESIDE = ("profile", "division", "chain")


class SnapshotSlices:
    """The slices of a snapshot, each a snapshot of its own with nothing derived yet.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Agreement
    >>> picture = Snapshot.from_records(
    ...     [Agreement(id=f"g{n}") for n in range(3)], as_of=dt.date(2010, 6, 15))
    >>> [each.column("agreement", "id") for each in SnapshotSlices(picture).agreements(2)]
    [['g0', 'g1'], ['g2']]
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._whole = snapshot

    def agreements(self, size: int) -> Iterator[Snapshot]:
        """Yield the agreements, so many at a time, in the order of ids, with signatories and activities."""
        signed, activities = self._by_agreement
        for start in range(0, self._whole.table("agreement").num_rows, size):
            tables = {
                "agreement": self._whole.table("agreement").slice(start, size),
                "signatory": signed.between(start, start + size),
                "activity": activities.between(start, start + size),
            }
            yield self._with(tables["signatory"]["organisation"], tables)

    def organisations(self, idents: Sequence[str], size: int) -> Iterator[Snapshot]:
        """Yield organisations, so many at a time, in the order given, without agreements."""
        for start in range(0, len(idents), size):
            yield self._with(pa.array(idents[start : start + size], pa.string()), {})

    def _with(self, idents: pa.Array | pa.ChunkedArray, tables: dict[str, pa.Table]) -> Snapshot:
        whole = self._whole
        for kind in _BESIDE:
            tables[kind] = whole.table(kind)
        for kind, column in (
            ("organisation", "id"),
            ("hosting", "organisation"),
            ("alias", "about"),
            ("superior", "organisation"),
        ):
            tables[kind] = _where(whole.table(kind), column, idents)
        tables["unit"] = _where(whole.table("unit"), "id", tables["hosting"]["unit"])
        return replace(whole, tables=tables)

    @cached_property
    def _by_agreement(self) -> tuple[_Grouped, _Grouped]:
        ids = self._whole.table("agreement")["id"].combine_chunks()
        signed, activities = (
            _Grouped(self._whole.table(kind), ids) for kind in ("signatory", "activity")
        )
        return signed, activities


class _Grouped:
    """Rows of a table in the order of the agreements they name, by the places of these."""

    def __init__(self, table: pa.Table, agreements: pa.Array) -> None:
        places = pc.index_in(table["agreement"], value_set=agreements).to_numpy()
        known = np.flatnonzero(~np.isnan(places))
        # stable: within an agreement rows keep the order of their ids
        order = known[np.argsort(places[known], kind="stable")]
        self._places = places[order]
        self._rows = table.take(pa.array(order))

    def between(self, first: int, end: int) -> pa.Table:
        start, stop = np.searchsorted(self._places, (first, end))
        # by id again, as every table of a snapshot is
        found = self._rows.slice(start, stop - start)
        return found.sort_by("id")


def _where(table: pa.Table, column: str, idents: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.filter(pc.is_in(table[column], value_set=pc.unique(idents)))
