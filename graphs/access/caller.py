"""Whom a program acts for: commands and the Python door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from graphs.access.account import Account
from graphs.access.accounts import WRONG_ACCOUNT, Accounts
from graphs.access.claim_rules import SIGN_ON_FILE, Claimant, vouched
from graphs.access.visitor import ONE_DESK, Visitor
from graphs.errors import AccessRefused
from graphs.text import Text

__all__ = ["TOKEN", "account_of", "is_office", "visitor_at"]

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
    if not is_office(folder):
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


def is_office(folder: Path) -> bool:
    """Return whether nobody is let in without an account: there is one, or a provider gives them.

    Once there were accounts it stays an office, though their file is gone: whoever moves it away,
    or puts another in its place, lets nobody in meanwhile, and never everybody.

    Examples
    --------
    >>> is_office(Path("no-accounts"))
    False
    """
    stored = Accounts(folder).stored
    marks = (stored.path, stored.mark, folder / "cookie.key", folder / SIGN_ON_FILE)
    return any(each.exists() for each in marks)


def account_of(accounts: Accounts, claimant: Claimant) -> Account:
    """Return the account of whom the organisation's OpenID provider vouches for, made or renewed.

    Raises
    ------
    AccessRefused
        The account is closed.

    Examples
    --------
    >>> import tempfile
    >>> accounts = Accounts(Path(tempfile.mkdtemp()))
    >>> account_of(accounts, Claimant(words="https://id 7", post="甲岗", grants=("viewer",))).posts
    ('甲岗',)
    """
    with accounts.stored.changing() as kept:
        known = next((each for each in kept.values() if each.claim == claimant.words), None)
        if known is not None and known.disabled:
            raise AccessRefused(WRONG_ACCOUNT)
        made = vouched(known, claimant)
        kept[made.name] = made
    return made
