"""One cache of compiled SQL statements for all ledgers of the process."""

from __future__ import annotations

from typing import Any

from sqlalchemy.util import LRUCache

__all__ = ["COMPILED"]

_MOST = 1000


class _Compiled(LRUCache[Any, Any]):
    """SQLAlchemy's own cache, but for the kind of database and its version instead of the engine.

    Reading a ledger whole takes some three hundred statements; writing them takes longer than
    running them on a ledger of ordinary size.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_shared(key), value)


def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (type(dialect), getattr(dialect, "server_version_info", None), *statement)


COMPILED = {"compiled_cache": _Compiled(_MOST)}
"""The option of an engine that makes it keep its statements here."""
