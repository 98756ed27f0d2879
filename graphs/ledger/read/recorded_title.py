"""The title a ledger file has recorded for itself, for lists of ledgers that are not open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from graphs.errors import GraphsError
from graphs.ledger.database.engine import connect, reading
from graphs.ledger.read.ledger_profile import profile_at
from graphs.ledger.storage.revisions import ledger_row
from graphs.text import Text

__all__ = ["distinct_titles", "recorded_title"]


def recorded_title(path: Path) -> Text | None:
    """Return the title in the file; ``None`` where it has none or cannot be read.

    Lists of ledgers are drawn at every click: a file is read again only after it was written.
    """
    try:
        return _read(path, _written(path), _written(path.with_name(path.name + "-wal")))
    except (GraphsError, SQLAlchemyError, ValueError, KeyError):
        return None  # damaged, or of another layout: whoever opens it is told why


def _written(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=256)
def _read(path: Path, main: object, log: object) -> Text | None:
    del main, log  # part of the cache key: what is written since is read anew
    engine = connect(str(path), read_only=True, untouched=True)
    try:
        with reading(engine) as connection:
            found = profile_at(connection, ledger_row(connection).head)
    finally:
        engine.dispose()
    return Text(zh=found.title, en=found.title_en or found.title) if found else None


def distinct_titles(named: Sequence[tuple[Text, str]]) -> list[Text]:
    """Return titles of which none is another's: a copy keeps its title, and gets its file's name.

    Examples
    --------
    >>> titles = distinct_titles([(Text.same("甲"), ""), (Text.same("甲"), "练习"), (Text.same("乙"), "b")])
    >>> [title.zh for title in titles]
    ['甲', '甲（练习）', '乙']
    """
    zh = Counter(title.zh for title, _ in named)
    en = Counter(title.en for title, _ in named)
    return [
        title + Text(zh=f"（{file}）", en=f" ({file})")
        if file and max(zh[title.zh], en[title.en]) > 1
        else title
        for title, file in named
    ]
