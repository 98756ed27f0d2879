"""The board of an industry chain: segments in their order, members with their Party organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.chains.chain_seats import (
    Responsible,
    Seat,
    organisations_in,
    partners_in_force,
    responsible_for,
    seat_of,
    seat_order,
)
from graphs.model import (
    Bounds,
    Chain,
    ChainMember,
    Count,
    Segment,
    SegmentPosition,
    Snapshot,
    Supply,
    derived,
)
from graphs.network import display_name
from graphs.profiles import Mention, mention
from graphs.text import Text

__all__ = ["BoardSegment", "ChainBoard", "SupplyLink", "chain_board"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSegment:
    """A segment with its members; without an id, the members whose segment is not stated."""

    id: str
    name: Text
    position: SegmentPosition | None
    seats: tuple[Seat, ...]

    @property
    def members(self) -> Count:
        """How many members it has, unnamed collectives within their bounds."""
        return _seats_count(self.seats)

    @property
    def without_organisation(self) -> tuple[Seat, ...]:
        """Its members in which no Party organisation is recorded."""
        return tuple(each for each in self.seats if not each.organisations)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLink:
    """One member supplies another, from segment to segment.

    Attributes
    ----------
    product
        As recorded; blank where it is not stated.
    paired
        Whether Party organisations of the two are joined by an agreement in force.
    possible
        Whether both have a Party organisation, so that they could sign one.
    """

    supplier: Mention
    customer: Mention
    source: str
    target: str
    product: str
    paired: bool
    possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainBoard:
    """A chain: its lead organisation, segments from upstream to support, and supply between them.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records(
    ...     [Chain(id="n1", name="花卉"), Segment(id="e1", chain="n1", name="育苗")],
    ...     as_of=dt.date(2024, 6, 30))
    >>> [segment] = chain_board(empty, "n1").segments
    >>> segment.name.zh, segment.members.words().zh
    ('育苗', '0')
    """

    id: str
    name: Text
    synthetic: bool
    lead: Mention | None
    segments: tuple[BoardSegment, ...]
    links: tuple[SupplyLink, ...]
    responsible: tuple[Responsible, ...] = ()

    @property
    def members(self) -> Count:
        """How many members the chain has, in a segment or not."""
        return _seats_count(seat for segment in self.segments for seat in segment.seats)

    @property
    def empty_segments(self) -> tuple[BoardSegment, ...]:
        """Segments without any member."""
        return tuple(each for each in self.segments if not each.seats)

    @property
    def without_organisation(self) -> tuple[Seat, ...]:
        """Members in which no Party organisation is recorded, in the order of the segments."""
        return tuple(seat for each in self.segments for seat in each.without_organisation)

    @property
    def covered(self) -> Count:
        """How many members have a Party organisation, unnamed collectives within their bounds."""
        seats = (seat for segment in self.segments for seat in segment.seats)
        return _seats_count(seat for seat in seats if seat.organisations)

    @property
    def one_step(self) -> tuple[tuple[Seat, tuple[Mention, ...]], ...]:
        """Members without an organisation that trade with members that have one, each with those."""
        bare = {each.shown.id: each for each in self.without_organisation}
        beside: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
        for link in self.links:
            for own, other in ((link.supplier, link.customer), (link.customer, link.supplier)):
                if own.id in bare and other.id not in bare:
                    beside[own.id][other.id] = other
        return tuple(
            (seat, tuple(beside[ident].values())) for ident, seat in bare.items() if ident in beside
        )

    @property
    def unpaired_links(self) -> tuple[SupplyLink, ...]:
        """Supply between members whose organisations have no agreement in force with each other."""
        return tuple(each for each in self.links if not each.paired)


@derived
def chain_board(snapshot: Snapshot, chain: str) -> ChainBoard:
    """Return the board of a chain.

    1. Segments come in the order upstream, midstream, downstream, supporting, then by their number.
    2. A member is in its segment; where that is not stated, in a last one without a name of its own.
    Who only answers for the chain (chief's office, lead department, host in turn) is no member of it.
    3. A member's organisations are those formed in the unit, or the member itself. 4. Supply is that
    between two members, whether or not it names the chain.

    Raises
    ------
    NotFound
        The snapshot holds no such chain.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Unit
    >>> own = Snapshot.from_records([
    ...     Chain(id="n1", name="花卉"), Unit(id="u1", name="甲公司"),
    ...     ChainMember(id="k1", chain="n1", member="u1")], as_of=dt.date(2024, 6, 30))
    >>> board = chain_board(own, "n1")
    >>> board.segments[0].name.zh, [each.shown.name.zh for each in board.without_organisation]
    ('环节未载明', ['甲公司'])
    """
    found = snapshot.get(Chain, chain)
    members = [
        each
        for each in snapshot.records(ChainMember)
        if each.chain == chain and not (each.role and each.role.responsible)
    ]
    in_segment: defaultdict[str, list[Seat]] = defaultdict(list)
    formed = organisations_in(snapshot)
    known = {each.id for each in snapshot.records(Segment) if each.chain == chain}
    for member in members:
        segment = member.segment if member.segment in known else None
        in_segment[segment or ""].append(seat_of(snapshot, member, formed))
    segments = [
        BoardSegment(
            id=each.id,
            name=display_name(each.name, each.name_en),
            position=each.position,
            seats=tuple(sorted(in_segment[each.id], key=seat_order)),
        )
        for each in sorted(snapshot.records(Segment), key=_segment_order)
        if each.chain == chain
    ]
    if in_segment[""]:
        name = Text(zh="环节未载明", en="Segment not stated")
        loose = tuple(sorted(in_segment[""], key=seat_order))
        segments.append(BoardSegment(id="", name=name, position=None, seats=loose))
    return ChainBoard(
        id=chain,
        name=display_name(found.name, found.name_en),
        synthetic=found.synthetic,
        lead=mention(snapshot, found.lead) if found.lead else None,
        segments=tuple(segments),
        links=_links(snapshot, segments, chain),
        responsible=responsible_for(snapshot, chain),
    )


def _links(
    snapshot: Snapshot, segments: Iterable[BoardSegment], chain: str
) -> tuple[SupplyLink, ...]:
    seats = {seat.shown.id: (seat, each.id) for each in segments for seat in each.seats}
    partners = partners_in_force(snapshot)
    found = []
    for supply in snapshot.records(Supply):
        ends = seats.get(supply.supplier), seats.get(supply.customer)
        if ends[0] is None or ends[1] is None or supply.chain not in (None, chain):
            continue
        (supplier, source), (customer, target) = ends[0], ends[1]
        ours, theirs = ({o.shown.id for o in end.organisations} for end in (supplier, customer))
        found.append(
            SupplyLink(
                supplier=supplier.shown,
                customer=customer.shown,
                source=source,
                target=target,
                product=supply.product or "",
                paired=bool(ours & theirs)
                or any(partners.get(o, frozenset()) & theirs for o in ours),
                possible=bool(ours) and bool(theirs),
            )
        )
    return tuple(found)


def _seats_count(seats: Iterable[Seat]) -> Count:
    return Count.total(
        Count(inside=seat.count, named=int(seat.count == Bounds(1, 1)), ids=(seat.shown.id,))
        for seat in seats
    )


def _segment_order(segment: Segment) -> tuple[int, bool, int, str]:
    position = list(SegmentPosition).index(segment.position) if segment.position else 9
    return (position, segment.order is None, segment.order or 0, segment.id)
