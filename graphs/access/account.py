"""One account of an office: a post, its grants, and what lets it in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.access.visitor import Grant, Visitor

__all__ = ["Account"]


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

    def closed(self, now: dt.datetime) -> bool:
        """Return whether nobody gets in with it, whatever the password; a claim has none to end."""
        ended = bool(self.expires) and now.date().isoformat() > self.expires
        return self.disabled or (ended and not self.claim)
