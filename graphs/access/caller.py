"""Whom a program acts for: commands and the Python door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from graphs.access.accounts import Accounts
from graphs.access.visitor import ONE_DESK, Visitor
from graphs.errors import AccessRefused
from graphs.text import Text

__all__ = ["TOKEN", "visitor_at"]

TOKEN = "GRAPHS_TOKEN"  # noqa: S105  # the name of a variable
"""The variable by which a command says which account it acts as."""


def visitor_at(folder: Path, environment: Mapping[str, str], *, now: dt.datetime) -> Visitor:
    """Return whom a program acts for: a token's account in an office, anybody at one desk.

    Raises
    ------
    AccessRefused
        There are accounts, and the token is nobody's.

    Examples
    --------
    >>> visitor_at(Path("no-accounts"), {}, now=dt.datetime(2026, 11, 28, tzinfo=dt.UTC)).unbound
    True
    """
    accounts = Accounts(folder)
    if not accounts.needed:
        return ONE_DESK
    token = environment.get(TOKEN, "")
    if not token:
        raise AccessRefused(
            Text(
                zh="这里有账号：命令须以 {name} 说明代表谁（account token 发放）",
                en="there are accounts here: a command says by {name} for whom it acts (see "
                "account token)",
            ).format(name=TOKEN)
        )
    return accounts.with_token(token, now=now).visitor
