"""Who is there: an account, the post it acts as, and what it was granted where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphs.access.rights import RIGHTS, Area, Role, roles_with
from graphs.errors import AccessRefused
from graphs.model import Scope, post_key
from graphs.text import Text

__all__ = ["ONE_DESK", "Allowed", "Grant", "Refused", "Visitor", "may", "require", "who_could"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope: the whole ledger, a division and all below it, or a chain.

    Examples
    --------
    >>> Grant.parse("viewer@division:t1")
    Grant(role=<Role.viewer: ...>, scope=Scope(kind='division', id='t1', hops=1))
    """

    role: Role
    scope: Scope

    @classmethod
    def parse(cls, words: str) -> Grant:
        """Return the grant that settings and commands write as ``ROLE`` or ``ROLE@SCOPE``.

        Raises
        ------
        InputError
            What follows the sign is no scope.
        AccessRefused
            There is no such role, or it cannot be granted in such a scope.
        """
        role, _, where = words.strip().partition("@")
        scope = Scope.parse(where or "whole")
        if role not in Role.__members__ or scope.kind == "ego":
            names = Text.same(", ".join(Role.__members__))
            raise AccessRefused(
                Text(
                    zh="“{words}”不是授权；写成 角色@范围，角色有 {names}，范围为 whole、"
                    "division:编号 或 chain:编号",
                    en="“{words}” is no grant; write ROLE@SCOPE; the roles are {names}, a scope is "
                    "whole, division:ID or chain:ID",
                ).format(words=words, names=names)
            )
        return cls(Role[role], scope)

    @property
    def words(self) -> str:
        """The grant as settings write it."""
        return f"{self.role.name}@{self.scope.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """An account at work.

    Attributes
    ----------
    account
        Its name; blank at one desk, where nobody signs in.
    post
        The post it acts as, on every revision it writes.
    grants
        Its roles, each in a scope.
    verified
        Whether anybody proved to be who they say; at one desk nobody does.
    former_posts
        The other posts that this account ever acted as: it approves nothing that they planned.

    Examples
    --------
    >>> clerk = Visitor(account="jia", post="甲镇台账岗", grants=(Grant.parse("viewer"),))
    >>> clerk.acted_as("甲镇 台账岗"), clerk.scopes(Area.edit)
    (True, ())
    """

    account: str
    post: str = ""
    grants: tuple[Grant, ...] = ()
    verified: bool = True
    former_posts: tuple[str, ...] = ()

    @property
    def unbound(self) -> bool:
        """Whether everything is open to it: one desk, and nobody else."""
        return not self.verified and not self.account

    def scopes(self, *areas: Area) -> tuple[Scope, ...]:
        """Return where it may do any of these; the whole ledger alone where it is granted."""
        if self.unbound:
            return (Scope(),)
        wanted = set(areas)
        found = dict.fromkeys(
            each.scope for each in self.grants if wanted & RIGHTS.get(each.role, frozenset())
        )
        return (Scope(),) if Scope() in found else tuple(found)

    def acted_as(self, post: str) -> bool:
        """Return whether a post, however it is spelled, is or was this account's."""
        return post_key(post) in {post_key(each) for each in (self.post, *self.former_posts)}


ONE_DESK = Visitor(account="", verified=False)
"""Whoever sits at a single desk: everything is allowed, and nobody's identity is verified."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer that lets a visitor go on."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer that does not, with who could, in words for whoever is refused."""

    reason: Text


def may(visitor: Visitor, area: Area, within: Collection[Scope] | None = None) -> Allowed | Refused:
    """Return whether a visitor may do something in any of these scopes.

    Parameters
    ----------
    within
        Every scope that what is asked for lies in, from itself upwards; the whole ledger is one of
        them always. ``None`` asks whether it may anywhere at all.

    Examples
    --------
    >>> clerk = Visitor(account="a", post="甲", grants=(Grant.parse("viewer@division:t1"),))
    >>> may(clerk, Area.read, [Scope("division", "t1"), Scope("division", "c")])
    Allowed()
    >>> may(clerk, Area.read, [Scope("division", "t2")]).reason.en
    'you may not read here; roles that may, granted in this scope: viewer, ...'
    """
    granted = visitor.scopes(area)
    open_to = granted if within is None else {Scope(), *within} & set(granted)
    return Allowed() if open_to else Refused(_refusal(area, anywhere=bool(granted)))


def require(visitor: Visitor, area: Area, within: Collection[Scope] | None = None) -> None:
    """Go on where a visitor may.

    Raises
    ------
    AccessRefused
        It may not; the message says who could.

    Examples
    --------
    >>> require(ONE_DESK, Area.backup)
    >>> require(Visitor(account="jia"), Area.backup)
    Traceback (most recent call last):
    graphs.errors.AccessRefused: you may not back up and restore; roles that may: administrator
    """
    found = may(visitor, area, within)
    if isinstance(found, Refused):
        raise AccessRefused(found.reason)


def who_could(area: Area) -> Text:
    """Return the roles that may, as screens say it.

    Examples
    --------
    >>> who_could(Area.undo).zh
    '台账员'
    """
    return Text.join([role.label for role in roles_with(area)])


def _refusal(area: Area, *, anywhere: bool) -> Text:
    words = (
        Text(
            zh="这里无权{area}：有权的角色是 {roles}，且须授权在这个范围",
            en="you may not {area} here; roles that may, granted in this scope: {roles}",
        )
        if anywhere
        else Text(
            zh="无权{area}：有权的角色是 {roles}",
            en="you may not {area}; roles that may: {roles}",
        )
    )
    return words.format(area=area.label, roles=who_could(area))
