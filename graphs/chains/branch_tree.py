"""The general branch that leads a chain: its sub-branches as a tree, members rolled up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphs.model import (
    Answer,
    Bounds,
    Count,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    Quantity,
    Snapshot,
    Superior,
    Tie,
    TieKind,
    derived,
)
from graphs.network import parties
from graphs.profiles import Mention, mention

__all__ = ["BranchNode", "FunctionalSeat", "HelpingTie", "branch_tree", "functional_seats"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchNode:
    """An organisation with those under it and its members, full and probationary apart.

    Attributes
    ----------
    members, full, probationary
        What the ledger states of the organisation itself; ``None`` where it does not.
    below
        The organisations right under it in the administrative tree.
    kind
        ``None`` where it is not stated.

    Examples
    --------
    >>> from graphs.text import Text
    >>> own = Mention(id="o1", record="organisation", name=Text.same("甲党支部"))
    >>> BranchNode(shown=own, members=Quantity("=", 12)).total.words().zh
    '12'
    """

    shown: Mention
    kind: OrganisationKind | None = None
    members: Quantity | None = None
    full: Quantity | None = None
    probationary: Quantity | None = None
    floating: Quantity | None = None
    below: tuple[BranchNode, ...] = ()

    @property
    def total(self) -> Count:
        """Its members, each once: its own figure counts those under it; without one, their sum."""
        return _rolled(self, "members")

    @property
    def total_full(self) -> Count:
        """Its full members, rolled up alike."""
        return _rolled(self, "full")

    @property
    def total_probationary(self) -> Count:
        """Its probationary members, rolled up alike."""
        return _rolled(self, "probationary")

    @property
    def below_total(self) -> Count:
        """The members of the organisations right under it together."""
        return Count.total(each.total for each in self.below)

    @property
    def differs(self) -> bool:
        """Whether its own figure and those under it cannot both be right."""
        if self.members is None or not self.below:
            return False
        own, under = self.members.bounds, self.below_total.bounds
        return own.high is not None and under.low > own.high

    def walk(self, depth: int = 0) -> Iterator[tuple[int, BranchNode]]:
        """Yield it and all under it with their depth, from the top down."""
        yield depth, self
        for each in self.below:
            yield from each.walk(depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalSeat:
    """A seat in the functional body; it moves nobody's membership and is no part of the tree."""

    shown: Mention
    role: MembershipRole | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpingTie:
    """Who helped establish, guides or otherwise is tied to the organisation; not its superior."""

    shown: Mention
    kind: TieKind | None


def _rolled(node: BranchNode, column: str) -> Count:
    own: Quantity | None = getattr(node, column)
    if own is not None:
        return Count(inside=own.bounds, ids=(node.shown.id,))
    if not node.below:
        return Count(inside=Bounds(0, None), ids=(node.shown.id,))
    return Count.total(_rolled(each, column) for each in node.below)


@derived
def branch_tree(snapshot: Snapshot, lead: str) -> BranchNode:
    """Return an organisation with all under it that are or may be alive.

    A ring of superiors is followed once: an organisation occurs in the tree one time.

    Raises
    ------
    NotFound
        The snapshot holds no such organisation.

    Examples
    --------
    >>> import datetime as dt
    >>> own = Snapshot.from_records([
    ...     Organisation(id="o1", name="总支"), Organisation(id="o2", name="支部"),
    ...     Superior(id="p", organisation="o2", superior="o1")], as_of=dt.date(2010, 6, 15))
    >>> [(depth, node.shown.name.zh) for depth, node in branch_tree(own, "o1").walk()]
    [(0, '总支'), (1, '支部')]
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for each in snapshot.records(Superior):
        if each.superior:
            below[each.superior].append(each.organisation)
    seen: set[str] = set()

    def node(ident: str) -> BranchNode:
        seen.add(ident)
        item = snapshot.get(Organisation, ident)
        known = parties(snapshot)
        mine = [
            node(child)
            for child in sorted(below[ident])
            if child not in seen and child in known and known[child].alive is not Answer.no
        ]
        return BranchNode(
            shown=mention(snapshot, ident),
            kind=item.kind,
            members=item.members,
            full=item.full_members,
            probationary=item.probationary_members,
            floating=item.floating_members,
            below=tuple(mine),
        )

    return node(lead)


def functional_seats(
    snapshot: Snapshot, body: str
) -> tuple[tuple[FunctionalSeat, ...], tuple[HelpingTie, ...]]:
    """Return who has a seat in a functional body, and who is tied to it otherwise.

    Examples
    --------
    >>> import datetime as dt
    >>> functional_seats(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "o1")
    ((), ())
    """
    seats: Iterable[Membership] = snapshot.records(Membership)
    ties: Iterable[Tie] = snapshot.records(Tie)
    return (
        tuple(
            FunctionalSeat(shown=mention(snapshot, each.organisation), role=each.role)
            for each in seats
            if each.body == body
        ),
        tuple(
            HelpingTie(shown=mention(snapshot, each.subject), kind=each.kind)
            for each in ties
            if each.object == body
        ),
    )
