"""The derived tables: search and the counts of divisions.

Both lie outside the proof and can be rebuilt at will.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from graphs.folding import fold
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.tables import RECORD_TABLES, SEARCH, TALLY
from graphs.ledger.storage.valid_time import OPEN
from graphs.pinyin import readings
from graphs.text import Text

__all__ = [
    "DERIVED",
    "FOUND",
    "columns_read",
    "misderived",
    "rebuild",
    "refresh",
    "search_row",
    "tally",
]

FOUND: Mapping[str, tuple[str, ...]] = {
    "division": ("name", "short_name", "name_en", "code"),
    "unit": ("name", "short_name", "name_en", "credit_code"),
    "organisation": ("name", "short_name", "working_label", "name_en"),
    "agreement": ("title", "number"),
    "chain": ("name", "name_en"),
}
"""The record types that search finds, by which columns; aliases count too."""

_SOUNDED = ("name", "short_name", "working_label", "title")
_PLACE = {"division": "id", "agreement": None}
_CHUNK = 20_000


DERIVED: tuple[Table, ...] = (SEARCH, TALLY)
"""The tables that hold nothing of their own; ``rebuild`` makes each of them from the records."""


def misderived(connection: Connection) -> Iterator[Text]:
    """Return each derived table that is not what the records give.

    They are made anew in temporary tables of the same names, which stand before the stored ones
    for as long as this connection asks; nothing stored is touched.
    """
    sqlite = connection.dialect.name == "sqlite"
    home = "main" if sqlite else str(connection.scalar(select(func.current_schema())))
    aside = "temp" if sqlite else "pg_temp"
    try:
        for table in DERIVED:
            like = f"AS SELECT * FROM {home}.{table.name} WHERE 0"
            words = like if sqlite else f"(LIKE {home}.{table.name})"
            connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {table.name} {words}")
        rebuild(connection)
        for table in DERIVED:
            stored, fresh = f"{home}.{table.name}", f"{aside}.{table.name}"
            columns = ", ".join(f'"{column.name}"' for column in table.c)
            left, right = (
                connection.exec_driver_sql(
                    f"SELECT count(*) FROM (SELECT {columns} FROM {one}"
                    f" EXCEPT SELECT {columns} FROM {other}) AS differing"
                ).scalar_one()
                for one, other in ((stored, fresh), (fresh, stored))
            )
            counts = {
                connection.exec_driver_sql(f"SELECT count(*) FROM {one}").scalar_one()
                for one in (stored, fresh)
            }
            if left or right or len(counts) > 1:
                yield Text(
                    zh="由记录推得的表“{table}”与记录不符（{count} 行）",
                    en="the derived table “{table}” is not what the records give ({count} {count:row|rows})",
                ).format(table=table.name, count=max(left, right, max(counts) - min(counts)))
    finally:
        for table in DERIVED:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {aside}.{table.name}")


def refresh(connection: Connection, rows: Iterable[RowVersion]) -> None:
    """Bring what is derived up to date with the rows a revision closed and opened."""
    written = tuple(rows)
    places = {row.values["division"] for row in written if row.kind == "organisation"}
    tally(connection, sorted(place for place in places if place))
    records = {row.ident: row.kind for row in written}
    about = [ident for ident, kind in records.items() if kind == "alias"]
    named = _named_by(connection, about)
    touched = {ident for ident, kind in records.items() if kind in FOUND} | named
    # Most revisions touch nothing that search shows.
    if not touched:
        return
    idents = sorted(touched)
    connection.execute(delete(SEARCH).where(in_list(connection, SEARCH.c.id, idents)))
    for kind in FOUND:
        if named or kind in records.values():
            _fill(connection, kind, idents)


def _named_by(connection: Connection, aliases: Iterable[str]) -> set[str]:
    table, idents = RECORD_TABLES["alias"], sorted(aliases)
    if not idents:
        return set()
    return set(
        connection.scalars(select(table.c.about).where(in_list(connection, table.c.id, idents)))
    )


def rebuild(connection: Connection) -> None:
    """Make everything derived anew."""
    tally(connection, None)
    connection.execute(delete(SEARCH))
    for kind in FOUND:
        _fill(connection, kind, None)


def tally(connection: Connection, places: list[str] | None = None) -> None:
    """Count the organisations of some divisions, or of all."""
    table = RECORD_TABLES["organisation"]
    gone, counted = delete(TALLY), select(table.c.division, func.count(table.c.id.distinct()))
    counted = counted.where(table.c.closed == OPEN, table.c.division.is_not(None))
    if places is not None:
        gone = gone.where(in_list(connection, TALLY.c.division, places))
        counted = counted.where(in_list(connection, table.c.division, places))
    connection.execute(gone)
    counted = counted.group_by(table.c.division)
    connection.execute(insert(TALLY).from_select(["division", "organisations"], counted))


def _fill(connection: Connection, kind: str, idents: list[str] | None) -> None:
    """Insert one row for each known record: what it is called by now, and all it was called."""
    table, alias = RECORD_TABLES[kind], RECORD_TABLES["alias"]
    names = select(*(table.c[name] for name in columns_read(kind))).where(table.c.closed == OPEN)
    others = select(alias.c.about, alias.c.value).where(alias.c.closed == OPEN)
    if idents is not None:
        names = names.where(in_list(connection, table.c.id, idents))
        others = others.where(in_list(connection, alias.c.about, idents))
    called: dict[str, list[str]] = {}
    for about, value in connection.execute(others):
        called.setdefault(about, []).append(value)
    found: Any = connection.execute(names.order_by(table.c.id, table.c.valid_from))
    batch: list[dict[str, Any]] = []
    for ident, versions in groupby(found.mappings(), key=itemgetter("id")):
        batch.append(search_row(kind, ident, versions, called.get(ident, ())))
        if len(batch) == _CHUNK:
            connection.execute(insert(SEARCH), batch)
            batch = []
    if batch:
        connection.execute(insert(SEARCH), batch)


def columns_read(kind: str) -> tuple[str, ...]:
    """Return the columns of a record type that its search row is made of."""
    place = _PLACE.get(kind, "division")
    return tuple(dict.fromkeys(["id", *([place] if place else []), *FOUND[kind]]))


def search_row(
    kind: str, ident: str, versions: Iterable[Mapping[str, Any]], aliases: Iterable[str] = ()
) -> dict[str, Any]:
    r"""Return the row of a record from its known versions, in the order of their first days.

    Name and place are those of the last one; what it was called before finds it too. Writer and
    verification both ask here.

    Examples
    --------
    >>> row = search_row("chain", "c1", [{"name": "Old", "name_en": None, "division": None},
    ...                                  {"name": "旅遊", "name_en": None, "division": "d1"}], ["Tour"])
    >>> row["shown"], row["place"], row["folded"], row["pinyin"], row["initials"]
    ('旅遊', 'd1', '\nold\n旅游\ntour\n', '\nlvyou\n', '\nly\n')
    """
    spoken: dict[str, bool] = {}
    shown, place = ident, _PLACE.get(kind, "division")
    where: str | None = None
    for version in versions:
        names = {name: value for name in FOUND[kind] if (value := version[name])}
        spoken.update((value, name in _SOUNDED) for name, value in names.items())
        # The last version wins: versions come in the order of their first days.
        shown = next(iter(names.values()), ident)
        where = version[place] if place else None
    spoken.update((value, True) for value in sorted(aliases) if value)
    sounds = [each for value, said in spoken.items() if said for each in _readings(value)]
    return {
        "id": ident,
        "kind": kind,
        "place": where,
        "shown": shown,
        "folded": _lines(map(fold, spoken)),
        "pinyin": _lines(map("".join, sounds)),
        "initials": _lines("".join(sound[0] for sound in each) for each in sounds),
    }


def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    # A name without a Chinese character is its own sound and found by its spelling.
    return () if name.isascii() else readings(name)


def _lines(found: Iterable[str]) -> str:
    lines = "\n".join(line for line in dict.fromkeys(found) if line)
    return f"\n{lines}\n" if lines else ""
