"""One batch of a bulk load: rows, structural problems and proof, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from graphs.errors import Problem
from graphs.ledger.bulk.bulk_encode import encode
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.hash_chain import open_line
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.row_values import row_values, well_formed
from graphs.ledger.storage.search_index import FOUND, columns_read, search_row
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN, day_number
from graphs.model import RECORDS, Change, Interval, Record

__all__ = ["Batch", "BatchRows", "Seen", "doubled"]

Batch: TypeAlias = tuple[str, Iterable[Record | Change]]
"""What a revision is noted with, and its records; a bare record holds since always."""

_Row: TypeAlias = tuple[tuple[Any, ...], int, int]  # values, valid_from, valid_to

_KEYS = {declared.cls: key for key, declared in RECORDS.items()}
_NAMES = {key: tuple(part.name for part in declared.stored) for key, declared in RECORDS.items()}
_PATH = _NAMES["division"].index("path")
_PARENT = _NAMES["division"].index("parent")


@dataclass(slots=True)
class Seen:
    """What all batches so far share: the paths of divisions, and a hash of every id."""

    paths: dict[str, str] = field(default_factory=dict)
    ids: list[NDArray[np.int64]] = field(default_factory=list)


def doubled(seen: Seen) -> bool:
    """Return whether an id seems to occur in two batches.

    Thirty million ids are too many to keep; of sixty-four bits of each, two agree by chance once
    in forty thousand loads of that size, so the caller looks again before it complains.
    """
    if not seen.ids:
        return False
    every = np.sort(np.concatenate(seen.ids))
    return bool(np.any(every[1:] == every[:-1]))


@dataclass(slots=True)
class BatchRows:
    """The rows of a batch by record type, sorted by id and first day."""

    rows: dict[str, list[_Row]]
    kinds: dict[str, str]
    faults: list[Problem]

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.rows.values())

    @classmethod
    def of(cls, records: Iterable[Record | Change], seen: Seen) -> BatchRows:
        """Encode records, give divisions their paths, and note what is wrong."""
        made = cls(defaultdict(list), {}, [])
        for each in records:
            made._add(each)
        for kept in made.rows.values():
            kept.sort(key=lambda row: (row[0][0], row[1]))
        made._fill_paths(seen.paths)
        # Only equality within this process counts, so the built-in hash will do.
        seen.ids.append(np.fromiter(map(hash, made.kinds), np.int64, len(made.kinds)))
        return made

    def _add(self, each: Record | Change) -> None:
        item, start, end = each, ALWAYS, OPEN
        if isinstance(each, Change):
            item = each.record
            start = day_number(each.effective, ALWAYS)
            end = OPEN if isinstance(each.until, Interval) else each.until.toordinal()
        kind = _KEYS[type(item)]  # type: ignore[index]  # a Change has been unwrapped
        if RECORDS[kind].governed:
            zh, en = (
                "只能按流程逐步办理，不能整批装入",
                "is written by its workflow and not loaded in bulk",
            )
            self.faults.append(problem(record_words(kind, item.id), zh=zh, en=en))  # type: ignore[union-attr]
            return
        values = encode(kind, item)  # type: ignore[arg-type]  # likewise
        if values is None:
            values = self._slowly(kind, item)  # type: ignore[arg-type]  # likewise
        if start >= end:
            place = record_words(kind, item.id)  # type: ignore[union-attr]  # likewise
            self.faults.append(problem(place, zh="止日不晚于起日", en="ends before it begins"))
        if self.kinds.setdefault(values[0], kind) != kind:
            place = record_words(kind, values[0])
            self.faults.append(problem(place, zh="编号已用于别的记录", en="has the id of another"))
        self.rows[kind].append((values, start, end))

    def _slowly(self, kind: str, item: Record) -> tuple[Any, ...]:
        values, found = row_values(item)
        self.faults += found
        if not well_formed(item.id):
            self.faults.append(
                problem(record_words(kind, item.id), zh="编号不合规", en="has no proper id")
            )
        return tuple(values.values())

    def _fill_paths(self, paths: dict[str, str]) -> None:
        waiting = [values for values, _, _ in self.rows.get("division", ())]
        while waiting:
            later = []
            for values in waiting:
                parent = values[_PARENT]
                if parent is None or parent in paths:
                    paths[values[0]] = f"{paths.get(parent, '/')}{values[0]}/"
                else:
                    later.append(values)
            if len(later) == len(waiting):
                for values in later:
                    place = record_words("division", values[0])
                    self.faults.append(
                        problem(place, zh="上级区划未先给出", en="comes before its parent division")
                    )
                break
            waiting = later
        self.rows["division"] = [
            ((*values[:_PATH], paths.get(values[0]), *values[_PATH + 1 :]), start, end)
            for values, start, end in self.rows.get("division", ())
        ]

    def problems(self, connection: Connection) -> Iterator[Problem]:
        """Return what is wrong with values, intervals and references."""
        yield from self.faults
        for kind, rows in self.rows.items():
            for left, right in pairwise(rows):
                if left[0][0] == right[0][0] and right[1] < left[2]:
                    place = record_words(kind, left[0][0])
                    yield problem(
                        place, zh="同一日期有两个同时有效的行", en="has two versions for one day"
                    )
        yield from self._dangling(connection)
        yield from self._superiors()

    def _dangling(self, connection: Connection) -> Iterator[Problem]:
        kinds = self.kinds
        for kind, rows in self.rows.items():
            for each in RECORDS[kind].columns:
                if not each.references:
                    continue
                place, allowed = _NAMES[kind].index(each.name), each.references
                outside = {
                    (target, values[0])
                    for values, _, _ in rows
                    if (target := values[place]) is not None and kinds.get(target) not in allowed
                }
                known = _known(connection, allowed, {target for target, _ in outside})
                for target, ident in sorted(outside):
                    if target not in known:
                        yield problem(
                            record_words(kind, ident),
                            value=target,
                            zh="「{column}」所指的记录不存在",
                            en="{column} names no known record",
                            column=each.label,
                        )

    def _superiors(self) -> Iterator[Problem]:
        """Within a batch an organisation has one superior and is never above itself."""
        names = _NAMES["superior"]
        organisation, superior = itemgetter(names.index("organisation")), names.index("superior")
        above: dict[str, set[str]] = defaultdict(set)
        by_day = sorted((organisation(row[0]), row[1], row[2]) for row in self.rows["superior"])
        for left, right in pairwise(by_day):
            if left[0] == right[0] and right[1] < left[2]:
                yield problem(
                    record_words("organisation", left[0]), zh="有两个上级", en="has two superiors"
                )
        for values, _, _ in self.rows["superior"]:
            if values[superior] is not None:
                above[organisation(values)].add(values[superior])
        sound: set[str] = set()
        for start in sorted(above):
            path = _above_itself(start, above, sound)
            if path:
                yield problem(
                    record_words("organisation", path),
                    zh="成为自己的上级",
                    en="is its own superior",
                )

    def lines(self) -> Iterator[str]:
        """Return the lines of the proof."""
        for kind in sorted(self.rows):
            names = _NAMES[kind]
            for values, start, end in self.rows[kind]:
                yield open_line(kind, dict(zip(names, values, strict=True)), start, end)

    def stored(self, revision: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        """Return the rows of each type in the order of its table's columns."""
        for kind, rows in self.rows.items():
            yield kind, [(*values, start, end, revision, OPEN) for values, start, end in rows]

    def search_rows(self) -> list[tuple[Any, ...]]:
        """Return the rows of the search table, in the order of its table's columns."""
        names = _NAMES["alias"]
        about, value = names.index("about"), names.index("value")
        called: dict[str, list[str]] = defaultdict(list)
        for values, _, _ in self.rows.get("alias", ()):
            called[values[about]].append(values[value])
        made: list[tuple[Any, ...]] = []
        for kind in FOUND:
            places = [(name, _NAMES[kind].index(name)) for name in columns_read(kind)]
            for ident, rows in groupby(self.rows.get(kind, ()), key=lambda row: row[0][0]):
                versions = ({name: values[at] for name, at in places} for values, _, _ in rows)
                row = search_row(kind, ident, versions, called.get(ident, ()))
                made.append(tuple(row.values()))
        return made


def _known(connection: Connection, kinds: Iterable[str], idents: set[str]) -> set[str]:
    found: set[str] = set()
    if idents:
        for kind in kinds:
            table = RECORD_TABLES[kind]
            query = select(table.c.id).where(in_list(connection, table.c.id, sorted(idents)))
            found.update(connection.scalars(query))
    return found


def _above_itself(start: str, above: dict[str, set[str]], sound: set[str]) -> str | None:
    """Return an organisation that is its own superior, searching upwards from ``start``."""
    path: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(above.get(start, ()))))]
    on_path = {start}
    while path:
        name, rest = path[-1]
        onward = next(rest, None)
        if onward is None:
            path.pop()
            on_path.discard(name)
            # Each organisation is walked once: what was seen not to return is not walked again.
            sound.add(name)
        elif onward in on_path:
            return onward
        elif onward not in sound:
            path.append((onward, iter(sorted(above.get(onward, ())))))
            on_path.add(onward)
    return None
