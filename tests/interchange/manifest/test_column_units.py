"""Every column of numbers of every grain says in the manifest what it counts."""

from __future__ import annotations

import datetime as dt

from graphs.interchange import GRAINS, DownloadRequest
from graphs.interchange.manifest.column_units import IN_NOTE, unit_of
from graphs.model import Scope, Snapshot
from graphs.statistics import SnapshotSource


def test_every_column_of_numbers_declares_its_unit() -> None:
    empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    request = DownloadRequest(
        scope=Scope(),
        as_of=empty.as_of,
        revision=0,
        language="zh",
        grains=tuple(GRAINS),
        formats=(),
    )
    lists = request.lists(empty, SnapshotSource(at=lambda *_: empty))
    counted = 0
    for sheets in lists.values():
        for sheet in sheets:
            for column in sheet.columns:
                unit = unit_of(column, sheet.key)
                assert unit is not IN_NOTE, f"{sheet.key}.{column.key}"
                assert (unit is not None) == (column.kind in ("integer", "number"))
                counted += unit is not None
    assert counted > 40
