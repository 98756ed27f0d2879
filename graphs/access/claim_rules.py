"""Claims of the organisation's OpenID provider → posts and grants, by one declared table.

The file ``access/sign_on.toml`` in the home of the ledgers says which provider it is, for
Streamlit's own sign-on, and what its claims are worth::

    [auth]
    redirect_uri = "https://graphs.district.example/oauth2callback"
    cookie_secret = "..."
    client_id = "graphs"
    client_secret = "..."
    server_metadata_url = "https://id.district.example/.well-known/openid-configuration"
    issuer = "https://id.district.example"

    [[rule]]
    claim = "groups"
    value = "jia-taizhang"
    post = "甲镇党建办·台账岗"
    grants = ["steward@division:t1"]
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from graphs.access.account import Account
from graphs.access.visitor import Grant
from graphs.errors import AccessRefused, InputError
from graphs.model import post_name, post_problem
from graphs.text import Text

__all__ = ["SIGN_ON_FILE", "ClaimRule", "ClaimTable", "Claimant", "vouched"]

SIGN_ON_FILE = "sign_on.toml"
"""The name of the file, beside the accounts."""

_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "server_metadata_url", "issuer")
_SHORTEST_SECRET = 32
_FRESH = dt.timedelta(minutes=5)
_AHEAD = dt.timedelta(minutes=1)

_OVER = Text(
    zh="统一登录的凭证已过期或不是发给本系统的，请重新登录",
    en="the organisation's sign-on has expired or is not meant for this system; sign in again",
)
_NO_RULE = Text(
    zh="统一登录认得您，但这里没有为您登记岗位；请联系管理员",
    en="the organisation's sign-on knows you, but no post is declared for you here; ask whoever "
    "keeps the accounts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """What a value of a claim is worth: a post, and grants."""

    claim: str
    value: str
    post: str
    grants: tuple[str, ...]

    def applies(self, claims: Mapping[str, Any]) -> bool:
        """Return whether the claim has the value, or holds it among several.

        Examples
        --------
        >>> rule = ClaimRule(claim="groups", value="a", post="甲岗", grants=("viewer",))
        >>> rule.applies({"groups": ["a", "b"]}), rule.applies({"groups": "ab"})
        (True, False)
        """
        said = claims.get(self.claim)
        return self.value == said or (isinstance(said, (list, tuple)) and self.value in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Whom a provider vouches for: what it calls them, and what the table makes of it."""

    words: str
    post: str
    grants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTable:
    """The declared table: the provider, the client it signs for, and the rules in their order.

    Examples
    --------
    >>> table = ClaimTable(issuer="https://id", client="graphs", rules=(
    ...     ClaimRule(claim="groups", value="a", post="甲岗", grants=("viewer@division:t1",)),
    ...     ClaimRule(claim="groups", value="b", post="甲岗", grants=("analyst@division:t1",)),
    ...     ClaimRule(claim="groups", value="c", post="区岗", grants=("approver@whole",))))
    >>> at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    >>> token = {"iss": "https://id", "aud": "graphs", "sub": "7", "iat": at.timestamp(),
    ...     "exp": at.timestamp() + 60, "groups": ["b", "a", "c"]}
    >>> table.claimant(token, now=at).grants
    ('viewer@division:t1', 'analyst@division:t1')
    >>> table.claimant(token, now=at + dt.timedelta(seconds=61))
    Traceback (most recent call last):
    graphs.errors.AccessRefused: the organisation's sign-on has expired ...
    """

    issuer: str
    client: str
    rules: tuple[ClaimRule, ...]
    metadata: str = ""
    """Where the provider says what it offers."""
    callback: str = ""
    """Where it leads back to."""

    @classmethod
    def from_file(cls, path: Path) -> Self | None:
        """Return the table that is declared; ``None`` where there is no file.

        Raises
        ------
        InputError
            The file is none, or leaves out or misspells something.
        """
        try:
            stored = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise _wrong(str(error)) from error
        auth = stored.get("auth", {})
        for name in _NEEDED:
            if not isinstance(auth.get(name), str) or not auth[name]:
                raise _wrong(f"[auth] {name}")
        if len(auth["cookie_secret"]) < _SHORTEST_SECRET:
            raise _wrong(f"[auth] cookie_secret < {_SHORTEST_SECRET}")
        rules = tuple(_rule(each) for each in stored.get("rule", ()))
        return cls(
            issuer=auth["issuer"],
            client=auth["client_id"],
            rules=rules,
            metadata=auth["server_metadata_url"],
            callback=auth["redirect_uri"],
        )

    def claimant(self, claims: Mapping[str, Any], *, now: dt.datetime) -> Claimant:
        """Return the post and grants of verified claims.

        1. They are of this provider, for this client, not over, and were made just now.
        2. The first rule that applies gives the post; the grants are those of every rule that
           applies and gives the same one.

        Raises
        ------
        AccessRefused
            They are not, or no rule applies.
        """
        said = claims.get("aud")
        meant = self.client in (said if isinstance(said, (list, tuple)) else [said])
        if claims.get("iss") != self.issuer or not meant or not claims.get("sub"):
            raise AccessRefused(_OVER)
        made, ends = (_moment(claims.get(name)) for name in ("iat", "exp"))
        if made is None or ends is None or not made - _AHEAD <= now < min(ends, made + _FRESH):
            raise AccessRefused(_OVER)
        found = [rule for rule in self.rules if rule.applies(claims)]
        if not found:
            raise AccessRefused(_NO_RULE)
        post = found[0].post
        grants = dict.fromkeys(each for rule in found if rule.post == post for each in rule.grants)
        words = f"{self.issuer} {claims['sub']}"
        return Claimant(words=words, post=post, grants=tuple(grants))


def vouched(known: Account | None, claimant: Claimant) -> Account:
    """Return the account of a claimant: post and grants of the table now, and all posts it ever had.

    Examples
    --------
    >>> first = vouched(None, Claimant(words="https://id 7", post="甲岗", grants=()))
    >>> second = vouched(first, Claimant(words="https://id 7", post="乙岗", grants=()))
    >>> second.posts, second.name == first.name, "7" in second.claim
    (('乙岗', '甲岗'), True, True)
    """
    # Its name says nothing of a person: an account is a post.
    name = f"sso.{hashlib.sha256(claimant.words.encode()).hexdigest()[:12]}"
    blank = Account(name=name, posts=(), grants=(), hash="", fresh=False, claim=claimant.words)
    former = tuple(each for each in (known or blank).posts if each != claimant.post)
    return replace(known or blank, posts=(claimant.post, *former), grants=claimant.grants)


def _rule(stored: Any) -> ClaimRule:
    words = [stored.get(name) for name in ("claim", "value", "post")]
    grants = stored.get("grants")
    if not all(isinstance(each, str) and each for each in words) or not isinstance(grants, list):
        raise _wrong(f"[[rule]] {stored}")
    if post_problem(words[2]):
        raise _wrong(f"[[rule]] post = {words[2]}")
    return ClaimRule(
        claim=words[0],
        value=words[1],
        post=post_name(words[2]),
        grants=tuple(Grant.parse(str(each)).words for each in grants),
    )


def _moment(said: Any) -> dt.datetime | None:
    plain = isinstance(said, (int, float)) and not isinstance(said, bool) and 0 < said < 1e11
    return dt.datetime.fromtimestamp(said, dt.UTC) if plain else None


def _wrong(what: str) -> InputError:
    return InputError(
        Text(
            zh="统一登录的声明文件 {file} 有误：{what}",
            en="the declaration of the sign-on, {file}, is wrong: {what}",
        ).format(file=SIGN_ON_FILE, what=what)
    )
