"""Parse database addresses; a refusal never repeats what may be a password."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from graphs.errors import InputError
from graphs.text import Text

__all__ = ["database_url"]

_SCHEME = re.compile(r"([a-z][a-z0-9+]*)://(.*)", re.IGNORECASE | re.DOTALL)


def database_url(url: str) -> URL:
    r"""Return the parsed address; a bare path means SQLite, ``postgresql://`` means psycopg.

    Blanks and line ends around it, as a file or a shell leaves them, are dropped.

    Raises
    ------
    InputError
        The address is neither a file nor one of the two databases, or its password is not
        percent-encoded; nothing of it is repeated.

    Examples
    --------
    >>> database_url("var/my.ledger").drivername
    'sqlite'
    >>> database_url("postgresql://localhost/graphs\n").drivername
    'postgresql+psycopg'
    >>> database_url("postgresql://me:p%40ss@localhost/graphs").password
    'p@ss'
    >>> database_url("postgresql://me:p@ss@localhost/graphs")
    Traceback (most recent call last):
    graphs.errors.InputError: a password in the address of a database is percent-encoded: ...
    """
    url = url.strip()
    found = _SCHEME.fullmatch(url)
    if found is None:
        return URL.create("sqlite", database=str(Path(url)))
    if found[1].lower() != "sqlite" and _is_raw(found[2]):
        raise InputError(
            Text(
                zh="地址中的密码要按百分号编码书写：@ 写作 %40，: 写作 %3A，/ 写作 %2F，"
                "? 写作 %3F，# 写作 %23，% 写作 %25",
                en="a password in the address of a database is percent-encoded: write @ as %40, "
                ": as %3A, / as %2F, ? as %3F, # as %23, % as %25",
            )
        )
    return _parsed(url)


def _is_raw(rest: str) -> bool:
    """Return whether the text before the last ``@`` cannot be a user and an encoded password."""
    before, at, _ = rest.rpartition("@")
    if not at or rest.startswith("/"):
        return False
    _, _, password = before.partition(":")
    return bool(re.search(r"[@/?#\s]|%(?![0-9A-Fa-f]{2})", before)) or ":" in password


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # such as a port that is no number
        parsed = URL.create("unknown")
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg") or not parsed.database:
        raise InputError(
            Text(
                zh="台账地址要写成文件路径、sqlite:///… 或 postgresql://…",
                en="the address of a ledger is a file path, sqlite:///… or postgresql://…",
            )
        ) from None
    return parsed
