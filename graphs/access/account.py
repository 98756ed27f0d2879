"""One account of an office: a post, its grants, and what lets it in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace

from graphs.access.passwords import hashed
from graphs.access.visitor import Grant, Visitor

__all__ = ["Account", "failed", "renewed"]

_MOST_FAILURES = 5
_LOCKED = dt.timedelta(minutes=15)
_LASTS = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: a post that signs in, never a person.

    ``posts`` are all it ever acted as, the present one first; ``expires`` the day its password
    ends; ``fresh`` asks for another password at the next sign-in; ``claim`` is what the
    organisation's own sign-on calls it.

    Examples
    --------
    >>> clerk = Account(name="jia", posts=("甲镇台账岗",), grants=("viewer@division:t1",), hash="")
    >>> clerk.visitor.post, clerk.visitor.grants[0].words
    ('甲镇台账岗', 'viewer@division:t1')
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
    claim: str = ""

    @property
    def visitor(self) -> Visitor:
        """The account at work."""
        return Visitor(
            account=self.name,
            post=self.posts[0],
            grants=tuple(Grant.parse(each) for each in self.grants),
            former_posts=self.posts[1:],
        )

    @property
    def basis(self) -> str:
        """What a session rests on: with another password, post, grant or claim it is over.

        Examples
        --------
        >>> clerk = Account(name="jia", posts=("甲镇台账岗",), grants=("viewer",), hash="x")
        >>> clerk.basis == replace(clerk, failures=3).basis
        True
        >>> clerk.basis == replace(clerk, grants=("viewer@division:t1",)).basis
        False
        """
        kept = json.dumps([self.posts, self.grants, self.hash, self.claim])
        return hashlib.sha256(kept.encode()).hexdigest()

    def closed(self, now: dt.datetime) -> bool:
        """Return whether nobody gets in with it, whatever the password; a claim has none to end."""
        ended = bool(self.expires) and now.date().isoformat() > self.expires
        return self.disabled or (ended and not self.claim)


def renewed(each: Account, password: str, now: dt.datetime, *, fresh: bool) -> Account:
    """Return an account with another password, which ends after half a year.

    Examples
    --------
    >>> clerk = Account(name="jia", posts=("甲镇台账岗",), grants=("viewer",), hash="", failures=3)
    >>> at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    >>> renewed(clerk, "secret", at, fresh=True).expires
    '2027-05-27'
    """
    return replace(
        each,
        hash=hashed(password),
        fresh=fresh,
        failures=0,
        locked_until=0.0,
        changed_at=now.timestamp(),
        expires=(now + _LASTS).date().isoformat(),
    )


def failed(each: Account, now: dt.datetime) -> Account:
    """Return an account after a wrong password; the fifth locks it for a quarter of an hour.

    Examples
    --------
    >>> clerk = Account(name="jia", posts=("甲镇台账岗",), grants=("viewer",), hash="", failures=4)
    >>> failed(clerk, dt.datetime(2026, 11, 28, tzinfo=dt.UTC)).locked_until > 0
    True
    """
    failures = each.failures + 1
    if failures < _MOST_FAILURES:
        return replace(each, failures=failures)
    return replace(each, failures=0, locked_until=(now + _LOCKED).timestamp())
