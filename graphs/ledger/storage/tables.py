"""The database schema, generated from the declared record types."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from graphs.ledger.storage.valid_time import OPEN
from graphs.model import RECORDS, RecordType

__all__ = [
    "CLOCKS",
    "LEDGER",
    "METADATA",
    "RECORD_TABLES",
    "REVISION",
    "SCHEMA",
    "SEARCH",
    "TALLY",
    "columns_fingerprint",
    "record_table",
]

SCHEMA = 1
"""The number of this layout; a migration function leads from each to the next."""

CLOCKS = ("valid_from", "valid_to", "opened", "closed")

METADATA = MetaData()

# Order and equality of text are those of code points on both databases.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

_TYPES: Mapping[str, TypeEngine[Any]] = {
    "text": _TEXT,
    "integer": BigInteger(),
    "real": Double(),
    "flag": Boolean(),
}

LEDGER = Table(
    "ledger",
    METADATA,
    Column("id", _TEXT, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("columns", _TEXT, nullable=False),  # fingerprint of the declared columns
    Column("head", Integer, nullable=False),
    Column("digest", _TEXT, nullable=False),
    Column("ready", Boolean, nullable=False),  # false while a load is under way
)

REVISION = Table(
    "revision",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", _TEXT, nullable=False),
    Column("previous", _TEXT, nullable=False),
    Column("actor", _TEXT, nullable=False),
    Column("note", _TEXT, nullable=False),
    Column("at", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("undoes", Integer),
)

# Derived from the names that are known; outside the proof, rebuilt at will.
SEARCH = Table(
    "search",
    METADATA,
    Column("id", _TEXT, nullable=False, index=True),
    Column("kind", _TEXT, nullable=False),
    Column("place", _TEXT, index=True),  # the division it lies in
    Column("shown", _TEXT, nullable=False),
    # Spellings, pinyin and first letters, each line between line feeds; null in an older layout
    # until it is brought up to date.
    Column("folded", _TEXT, nullable=False),
    Column("pinyin", _TEXT),
    Column("initials", _TEXT),
)

# Derived: how many known organisations each division holds itself, for lists of the country.
TALLY = Table(
    "tally",
    METADATA,
    Column("division", _TEXT, primary_key=True),
    Column("organisations", Integer, nullable=False),
)


def record_table(declared: RecordType, metadata: MetaData) -> Table:
    """Return the table of a record type: its stored columns, then both clocks.

    Every reference is indexed, since each is followed both ways; division paths are too.
    """
    stored = [Column(part.name, _TYPES[part.storage]) for part in declared.stored[1:]]
    table = Table(
        declared.key,
        metadata,
        Column("id", _TEXT, primary_key=True),
        *stored,
        Column("valid_from", Integer, primary_key=True, autoincrement=False),
        Column("valid_to", Integer, nullable=False),
        Column("opened", Integer, primary_key=True, autoincrement=False),
        Column("closed", Integer, nullable=False),
    )
    for each in declared.columns:
        if each.references or (declared.key, each.name) in (
            ("division", "path"),
            ("alias", "value"),
        ):
            filled = None if each.required else table.c[each.name].is_not(None)
            Index(
                f"ix_{declared.key}_{each.name}",
                table.c[each.name],
                sqlite_where=filled,
                postgresql_where=filled,
            )
    Index(f"ix_{declared.key}_opened", table.c.opened)
    past = table.c.closed < OPEN
    Index(f"ix_{declared.key}_closed", table.c.closed, sqlite_where=past, postgresql_where=past)
    return table


RECORD_TABLES: Mapping[str, Table] = MappingProxyType(
    {key: record_table(declared, METADATA) for key, declared in RECORDS.items()}
)
"""The table of each record type, in source order."""


@cache
def columns_fingerprint() -> str:
    """Return a digest of the declared columns; a ledger with another one lacks some of them."""
    parts = [
        f"{key}.{part.name} {part.storage}"
        for key, declared in sorted(RECORDS.items())
        for part in sorted(declared.stored, key=lambda part: part.name)
    ]
    # What is derived is made anew where a column of it is missing.
    parts += [
        f"{table.name}.{name}" for table in (SEARCH, TALLY) for name in sorted(table.c.keys())
    ]
    words = "\n".join(parts)
    return hashlib.sha256(words.encode()).hexdigest()
