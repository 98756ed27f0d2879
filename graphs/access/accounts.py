"""The accounts of an office in a file of their own: a post, its grants, and a password's hash."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graphs.access.visitor import ONE_DESK, Grant, Visitor
from graphs.errors import AccessRefused, NotFound
from graphs.model import post_name, post_problem
from graphs.text import Text
from graphs.whole_file import write_whole

__all__ = ["TOKEN", "Account", "Accounts", "visitor_at"]

TOKEN = "GRAPHS_TOKEN"  # noqa: S105  # the name of a variable
"""The variable by which a command says which account it acts as."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_SHORTEST = 10
_MOST_FAILURES = 5
_LOCKED = dt.timedelta(minutes=15)
_LASTS = dt.timedelta(days=180)
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex())

_WRONG = Text(
    zh="账号或口令不对，或账号已停用、过期、暂时锁定",
    en="the account or the password is wrong, or the account is disabled, expired or locked for "
    "a while",
)
"""One sentence for all: whoever guesses does not learn which accounts there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: a post that signs in, never a person.

    ``posts`` are all it ever acted as, the present one first; ``expires`` the day its password
    ends; ``fresh`` asks for another password at the next sign-in.
    """

    name: str
    posts: tuple[str, ...]
    grants: tuple[str, ...]
    hash: str
    token: str = ""
    fresh: bool = True
    disabled: bool = False
    expires: str = ""
    failures: int = 0
    locked_until: float = 0.0
    changed_at: float = 0.0

    @property
    def visitor(self) -> Visitor:
        """The account at work."""
        return Visitor(
            account=self.name,
            post=self.posts[0],
            grants=tuple(Grant.parse(each) for each in self.grants),
            former_posts=self.posts[1:],
        )

    def closed(self, now: dt.datetime) -> bool:
        """Return whether nobody gets in with it, whatever the password."""
        return self.disabled or (bool(self.expires) and now.date().isoformat() > self.expires)


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
    def file(self) -> Path:
        """Where they are."""
        return self.folder / "accounts.json"

    def listed(self) -> tuple[Account, ...]:
        """Return every account by name; none where there is no file."""
        return tuple(sorted(self._read().values(), key=lambda each: each.name))

    def find(self, name: str) -> Account:
        """Return one account.

        Raises
        ------
        NotFound
            There is no such account.
        """
        found = self._read().get(name)
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
        with self._changing() as kept:
            if not _NAME.fullmatch(name) or name in kept:
                raise AccessRefused(
                    Text(
                        zh="账号“{n}”已用过，或不是 2–40 个小写字母、数字和 . _ -",
                        en="the account “{n}” was used, or is not 2–40 of a–z, 0–9, . _ -",
                    ).format(n=name)
                )
            kept[name] = _renewed(
                Account(name=name, posts=(_post(post),), grants=_grants(grants), hash=""),
                password,
                now,
                fresh=True,
            )
        return password

    def reset(self, name: str, *, now: dt.datetime) -> str:
        """Give an account another first password and return it; what locked it is over.

        Raises
        ------
        NotFound
            There is no such account.
        """
        password = secrets.token_urlsafe(12)
        self._change(name, lambda each: _renewed(each, password, now, fresh=True))
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
        self._change(name, lambda each: replace(each, token=_HASHER.hash(token)))
        return f"{name}:{token}"

    def with_token(self, words: str, *, now: dt.datetime) -> Account:
        """Return the account a command's token belongs to.

        Raises
        ------
        AccessRefused
            It is nobody's.
        """
        name, _, token = words.partition(":")
        found = self._read().get(name)
        good = _matches(found.token if found else _NOBODY, token)
        if found is None or not good or found.closed(now):
            raise AccessRefused(_WRONG)
        return found

    def sign_in(self, name: str, password: str, *, now: dt.datetime) -> Account:
        """Return the account whose password this is; five wrong ones lock it for a quarter hour.

        Raises
        ------
        AccessRefused
            It is not; the words are the same whatever the reason.
        """
        known = self._read().get(name)
        good = _matches(known.hash if known else _NOBODY, password)
        if known is None or known.closed(now) or now.timestamp() < known.locked_until:
            raise AccessRefused(_WRONG)
        if good:
            if known.failures:
                self._change(name, lambda each: replace(each, failures=0))
            return known
        self._change(name, lambda each: _failed(each, now))
        raise AccessRefused(_WRONG)

    def change_password(self, name: str, password: str, *, now: dt.datetime) -> None:
        """Set the password an account chose itself; its other sessions end.

        Raises
        ------
        AccessRefused
            It is too short, too plain, or the one there was.
        """
        known = self.find(name)
        plain = len(set(password)) < 5 or name in password.lower()
        if len(password) < _SHORTEST or plain or _matches(known.hash, password):
            raise AccessRefused(
                Text(
                    zh="新口令至少 {n} 位，不少于 5 种字符，不含账号，也不同于原口令",
                    en="a new password has {n} characters, five different ones at least, not the "
                    "account's name, and is not the old one",
                ).format(n=_SHORTEST)
            )
        self._change(name, lambda each: _renewed(each, password, now, fresh=False))

    def _read(self) -> dict[str, Account]:
        try:
            stored = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {each["name"]: _account(each) for each in stored}

    def _change(self, name: str, change: Any) -> None:
        with self._changing() as kept:
            if name not in kept:
                self.find(name)
            kept[name] = change(kept[name])

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """Change the file whole, one program at a time."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = self.folder / "accounts.lock"
        _take(lock)
        try:
            kept = self._read()
            yield kept
            rows = [asdict(each) for _, each in sorted(kept.items())]
            write_whole(self.file, json.dumps(rows, ensure_ascii=False, indent=1).encode())
            self.file.chmod(0o600)
        finally:
            lock.unlink(missing_ok=True)


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
    if not accounts.file.exists():
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


def _take(lock: Path) -> None:
    for _ in range(200):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            time.sleep(0.05)
        else:
            return
    # Whoever took it is gone: a change lasts a tenth of a second.
    lock.unlink(missing_ok=True)


def _account(stored: Mapping[str, Any]) -> Account:
    lists = {name: tuple(stored[name]) for name in ("posts", "grants")}
    return Account(**{**stored, **lists})


def _post(words: str) -> str:
    wrong = post_problem(words)
    if wrong:
        raise AccessRefused(Text(zh="岗位", en="the post ") + wrong)
    return post_name(words)


def _grants(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(Grant.parse(each).words for each in words))


def _renewed(each: Account, password: str, now: dt.datetime, *, fresh: bool) -> Account:
    return replace(
        each,
        hash=_HASHER.hash(password),
        fresh=fresh,
        failures=0,
        locked_until=0.0,
        changed_at=now.timestamp(),
        expires=(now + _LASTS).date().isoformat(),
    )


def _failed(each: Account, now: dt.datetime) -> Account:
    failures = each.failures + 1
    if failures < _MOST_FAILURES:
        return replace(each, failures=failures)
    return replace(each, failures=0, locked_until=(now + _LOCKED).timestamp())


def _matches(hashed: str, words: str) -> bool:
    try:
        return _HASHER.verify(hashed, words)
    except (VerificationError, InvalidHashError):
        return False
