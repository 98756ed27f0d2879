"""The accounts of an office in a file of their own: a post, its grants, and a password's hash."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from graphs.access.account import Account, failed, renewed
from graphs.access.account_file import AccountFile
from graphs.access.passwords import hashed, matches, nobody
from graphs.access.visitor import Grant
from graphs.errors import AccessRefused, NotFound
from graphs.model import post_name, post_problem
from graphs.text import Text

__all__ = ["PASSWORD_RULE", "WRONG_ACCOUNT", "Accounts"]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_SHORTEST = 10

PASSWORD_RULE = Text(
    zh="新口令至少 {n} 位，不少于 5 种字符，不含账号，也不同于原口令",
    en="a new password has {n} characters, five different ones at least, not the "
    "account's name, and is not the old one",
).format(n=_SHORTEST)
"""What a password that an account chooses must be like; the page says it and the refusal too."""

WRONG_ACCOUNT = Text(
    zh="账号或口令不对，或账号已停用、过期、暂时锁定",
    en="the account or the password is wrong, or the account is disabled, expired or locked for "
    "a while",
)
"""One sentence for all: whoever guesses does not learn which accounts there are."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The file of accounts, in a folder that only the office's own programs may read.

    Examples
    --------
    >>> import tempfile
    >>> at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    >>> kept = Accounts(Path(tempfile.mkdtemp()))
    >>> first = kept.add("jia.tai", post="甲镇台账岗", grants=["steward@division:t1"], now=at)
    >>> kept.sign_in("jia.tai", first, now=at).fresh
    True
    >>> kept.sign_in("jia.tai", "guess", now=at)
    Traceback (most recent call last):
    graphs.errors.AccessRefused: the account or the password is wrong, ...
    """

    folder: Path

    @property
    def stored(self) -> AccountFile:
        """The file that holds them."""
        return AccountFile(self.folder)

    @property
    def file(self) -> Path:
        """Where they are."""
        return self.stored.path

    def listed(self) -> tuple[Account, ...]:
        """Return every account by name; none where there is no file."""
        return tuple(sorted(self.stored.read().values(), key=lambda each: each.name))

    def find(self, name: str) -> Account:
        """Return one account.

        Raises
        ------
        NotFound
            There is no such account.
        """
        found = self.stored.read().get(name)
        if found is None:
            raise NotFound(Text(zh="没有账号“{n}”", en="there is no account “{n}”").format(n=name))
        return found

    def add(self, name: str, *, post: str, grants: list[str], now: dt.datetime) -> str:
        """Add an account and return its first password, which its first sign-in changes.

        Raises
        ------
        AccessRefused
            The name is malformed or was used, or post or grants are.
        """
        password = secrets.token_urlsafe(12)
        with self.stored.changing() as kept:
            if not _NAME.fullmatch(name) or name in kept:
                raise AccessRefused(
                    Text(
                        zh="账号“{n}”已用过，或不是 2–40 个小写字母、数字和 . _ -",
                        en="the account “{n}” was used, or is not 2–40 of a–z, 0–9, . _ -",
                    ).format(n=name)
                )
            kept[name] = renewed(
                Account(name=name, posts=(_post(post),), grants=_grants(grants), hash=""),
                password,
                now,
                fresh=True,
            )
        return password

    def claim(self, name: str, words: str) -> None:
        """Declare what the organisation's own sign-on calls an account; it then needs no password.

        Raises
        ------
        NotFound
            There is no such account.
        AccessRefused
            Another account is called so.
        """
        if any(each.claim == words and each.name != name for each in self.listed()):
            raise AccessRefused(
                Text(
                    zh="“{words}”已属于别的账号", en="“{words}” is another account's already"
                ).format(words=words)
            )
        self._change(name, lambda each: replace(each, claim=words, hash="", fresh=False))

    def claimed(self, words: str) -> Account:
        """Return the account that the organisation's own sign-on names.

        Raises
        ------
        AccessRefused
            It names none, or one that is closed.
        """
        found = next((each for each in self.listed() if words and each.claim == words), None)
        if found is None or found.disabled:
            raise AccessRefused(WRONG_ACCOUNT)
        return found

    def reset(self, name: str, *, now: dt.datetime) -> str:
        """Give an account another first password and return it; what locked it is over.

        Raises
        ------
        NotFound
            There is no such account.
        """
        password = secrets.token_urlsafe(12)
        self._change(name, lambda each: renewed(each, password, now, fresh=True))
        return password

    def disable(self, name: str) -> None:
        """Let nobody in with an account; its name is never given to another.

        Raises
        ------
        NotFound
            There is no such account.
        """
        self._change(name, lambda each: replace(each, disabled=True, token=""))

    def give_token(self, name: str) -> str:
        """Return a new token by which commands act as an account; an earlier one is void.

        Raises
        ------
        NotFound
            There is no such account.
        """
        token = secrets.token_urlsafe(32)
        self._change(name, lambda each: replace(each, token=hashed(token)))
        return f"{name}:{token}"

    def with_token(self, words: str, *, now: dt.datetime) -> Account:
        """Return the account a command's token belongs to.

        Raises
        ------
        AccessRefused
            It is nobody's.
        """
        name, _, token = words.partition(":")
        found = self.stored.read().get(name)
        good = matches((found and found.token) or nobody(), token)
        if found is None or not good or found.closed(now):
            raise AccessRefused(WRONG_ACCOUNT)
        return found

    def sign_in(self, name: str, password: str, *, now: dt.datetime) -> Account:
        """Return the account whose password this is; five wrong ones lock it for a quarter hour.

        Raises
        ------
        AccessRefused
            It is not; the words are the same whatever the reason.
        """
        before = self.stored.read().get(name)
        # Blank is the hash of whoever the provider lets in: that takes as long as any other, too.
        good = matches((before and before.hash) or nobody(), password)
        # Read again: of many guesses at once five are judged, however long each takes.
        known = self.stored.read().get(name)
        good = good and known is not None and before is not None and known.hash == before.hash
        barred = known is None or known.claim or known.closed(now)
        if known is None or barred or now.timestamp() < known.locked_until:
            raise AccessRefused(WRONG_ACCOUNT)
        if good:
            if known.failures:
                self._change(name, lambda each: replace(each, failures=0))
            return known
        self._change(name, lambda each: failed(each, now))
        raise AccessRefused(WRONG_ACCOUNT)

    def change_password(self, name: str, password: str, *, now: dt.datetime) -> Account:
        """Set the password an account chose itself and return it; its other sessions end.

        Raises
        ------
        AccessRefused
            It is too short, too plain, or the one there was.
        """
        known = self.find(name)
        plain = len(set(password)) < 5 or name in password.lower()
        if len(password) < _SHORTEST or plain or matches(known.hash, password):
            raise AccessRefused(PASSWORD_RULE)
        return self._change(name, lambda each: renewed(each, password, now, fresh=False))

    def _change(self, name: str, change: Callable[[Account], Account]) -> Account:
        with self.stored.changing() as kept:
            if name not in kept:
                self.find(name)
            kept[name] = change(kept[name])
        return kept[name]


def _post(words: str) -> str:
    wrong = post_problem(words)
    if wrong:
        raise AccessRefused(Text(zh="岗位", en="the post ") + wrong)
    return post_name(words)


def _grants(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(Grant.parse(each).words for each in words))
