"""The columns of the candidates: what criteria and hard rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from graphs.model import Answer
from graphs.planning.candidates.candidate_facts import CandidateFacts, SegmentAt
from graphs.planning.candidates.column_declaration import planning_column
from graphs.planning.candidates.links import superiors
from graphs.statistics import USUAL_LOAD
from graphs.text import Text

__all__ = [
    "activity", "alive", "district", "edition", "groups", "industry", "load", "needs", "offers",
    "parents", "partners", "party_members", "place", "seats", "side", "superior", "town", "units",
    "usual", "vacant",
]  # fmt: skip

_NONE: tuple[str, ...] = ()
_NO_SEAT: tuple[SegmentAt, ...] = ()
_NO_REASON: Text | None = None
_CATEGORIES = (_NONE, ("技术",), ("法律", "资金"), ("技术", "法律", "资金"))
_NUMBERS = (0.0, 1.0, 3.0, 50.0, 1e6)
_SEGMENTS = tuple(
    SegmentAt(
        chain=f"k{chain}", chain_name="链", segment=f"e{chain}{order}", name="段", order=order
    )
    for chain in (1, 2)
    for order in (-1, 0, 1)
)


@planning_column(order=10, blank="unknown", examples=("soe", "non_public", "unknown"))
def side(facts: CandidateFacts) -> Mapping[str, str]:
    """Side by ownership."""
    return {ident: party.side.name for ident, party in facts.known.items()}


@planning_column(order=20, blank=True, examples=(True, False))
def alive(facts: CandidateFacts) -> Mapping[str, bool]:
    """Whether it may be alive on the day."""
    return {ident: party.alive is not Answer.no for ident, party in facts.known.items()}


@planning_column(order=30, blank="", examples=("t1", "t2"))
def town(facts: CandidateFacts) -> Mapping[str, str]:
    """Id of the township; empty where unknown."""
    return {ident: town for ident, (town, _) in facts.places.items()}


@planning_column(order=40, blank="", examples=("d1", "d2"))
def district(facts: CandidateFacts) -> Mapping[str, str]:
    """Id of the division above the township; empty where unknown."""
    return {ident: district for ident, (_, district) in facts.places.items()}


@planning_column(
    order=50,
    storage="real",
    blank=(nan, nan),
    examples=((113.0, 34.0), (113.0, 34.1), (-180.0, -90.0), (180.0, 90.0), (0.0, 0.0)),
)
def place(facts: CandidateFacts) -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude, shape (members, 2); NaN where unknown."""
    return {ident: party.place for ident, party in facts.known.items() if party.place}


@planning_column(
    order=60,
    blank="",
    reads=("unit.industry_code",),
    examples=("3051", "3054", "3099", "C30", "13", "x", "01", "0143"),
)
def industry(facts: CandidateFacts) -> Mapping[str, str]:
    """GB/T 4754 code; empty where unknown."""
    code = facts.by_id("unit", "industry_code")
    return {ident: code.get(unit) or "" for ident, unit in facts.coded.items()}


@planning_column(order=70, blank="", reads=("unit.industry_edition",), examples=("2011", "2017"))
def edition(facts: CandidateFacts) -> Mapping[str, str]:
    """Edition of the industry code; empty where unknown."""
    found = facts.by_id("unit", "industry_edition")
    return {ident: found.get(unit) or "" for ident, unit in facts.coded.items()}


@planning_column(
    order=80,
    blank=_NO_SEAT,
    reads=("chain.name", "segment.*", "chain_member.member", "chain_member.segment"),
    examples=(_NO_SEAT, *((each,) for each in _SEGMENTS), _SEGMENTS[1:3], _SEGMENTS[2:4]),
)
def seats(facts: CandidateFacts) -> Mapping[str, tuple[SegmentAt, ...]]:
    """Seats on chains, its own and its units'."""
    return facts.seats


_LIST_ITEM = tuple(f"list_item.{name}" for name in ("list", "category", "opened_on", "closed_on"))


@planning_column(order=90, blank=_NONE, reads=_LIST_ITEM, examples=_CATEGORIES)
def needs(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Categories of its open needs."""
    return facts.lists[0]


@planning_column(order=100, blank=_NONE, reads=_LIST_ITEM, examples=_CATEGORIES)
def offers(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Categories of its open resources and projects."""
    return facts.lists[1]


@planning_column(order=110, storage="real", reads=("organisation.members",), examples=_NUMBERS)
def party_members(facts: CandidateFacts) -> Mapping[str, float]:
    """Number of Party members; NaN where not stated."""
    return {ident: float(count) for ident, count in facts.own("members").items()}


@planning_column(order=120, storage="real", reads=("organisation.secretary",), examples=(0.0, 1.0))
def vacant(facts: CandidateFacts) -> Mapping[str, float]:
    """1 where the secretary's post is vacant, 0 where filled, NaN where not stated."""
    posts = facts.own("secretary")
    return {i: float(p == "vacant") for i, p in posts.items() if p in ("vacant", "filled")}


@planning_column(order=130, storage="integer", blank=0, examples=(0, 1, 2, 5))
def load(facts: CandidateFacts) -> Mapping[str, int]:
    """Pairs in force."""
    return facts.pairs.load


@planning_column(
    order=140, storage="integer", blank=0, reads=("organisation.usual_load",), examples=(0, 1, 2, 5)
)
def usual(facts: CandidateFacts) -> Mapping[str, int]:
    """Pairs it usually carries."""
    return {
        ident: USUAL_LOAD if party.usual_load is None else party.usual_load
        for ident, party in facts.known.items()
    }


@planning_column(
    order=150,
    storage="real",
    reads=("activity.held_on", "activity.held_on_printed"),
    examples=_NUMBERS,
)
def activity(facts: CandidateFacts) -> Mapping[str, float]:
    """Activities a pair and year in its pairs so far; NaN without any."""
    return facts.pairs.activity


@planning_column(
    order=160,
    blank=_NONE,
    reads=("membership.organisation", "membership.body"),
    examples=(_NONE, ("b1",), ("b2",), ("b1", "b2")),
)
def partners(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Partners of any kind of pair in force, and functional bodies it sits in."""
    return facts.pairs.partners


@planning_column(order=170, blank="", examples=("p1", "p2"))
def superior(facts: CandidateFacts) -> Mapping[str, str]:
    """Id of its administrative superior; empty where it has none."""
    above = superiors(facts.snapshot)
    return {ident: superior for ident, superior in above.items() if ident in facts.known}


@planning_column(order=180, blank=_NONE, examples=(_NONE, ("u1",), ("u2",), ("u1", "u2")))
def units(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Units it is formed in."""
    return facts.units


@planning_column(order=190, blank=_NONE, examples=(_NONE, ("w1",), ("w2",), ("w1", "w2")))
def parents(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Groups of companies its units belong to."""
    parent = facts.by_id("unit", "parent")
    return {
        ident: tuple(sorted({parent[unit] for unit in values if parent.get(unit)}))
        for ident, values in facts.units.items()
    }


@planning_column(order=200, blank=_NONE, examples=(_NONE, ("t1",), ("d1", "t1")))
def groups(facts: CandidateFacts) -> Mapping[str, tuple[str, ...]]:
    """Ids by which quotas name it: township, district and chains."""
    return {
        ident: tuple(
            sorted(
                {each for each in facts.places[ident] if each}
                | {seat.chain for seat in facts.seats.get(ident, ())}
            )
        )
        for ident in facts.known
    }


@planning_column(
    order=210,
    blank=_NO_REASON,
    examples=(_NO_REASON, Text(zh="党员数有误", en="its members are wrong")),
)
def refused(facts: CandidateFacts) -> Mapping[str, Text | None]:
    """Why it may take no part (a rule of severity error, for instance); blank where it may."""
    return facts.refused
