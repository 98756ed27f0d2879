"""Industry chains of the demonstration district: lead organisations, segments, members, supply."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from graphs.model import (
    Chain,
    ChainMember,
    ChainRole,
    Change,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    PartialDate,
    Quantity,
    Segment,
    SegmentPosition,
    Superior,
    Supply,
    Tie,
    TieKind,
)
from graphs.synthetic.invented_district import COUNTY, Guest, Host
from graphs.synthetic.invented_words import CHAINS, ChainPlan

__all__ = ["make_chains"]

_FOUNDED = dt.date(2016, 3, 1)


def make_chains(
    random_: random.Random, hosts: Sequence[Host], guests: Sequence[Guest]
) -> list[Change]:
    """Return five chains, each led by a general branch with sub-branches of its own.

    The last chain has a segment nobody stands in, so that blanks are seen.
    """
    changes: list[Change] = []
    for place, plan in enumerate(CHAINS, start=1):
        mine = [
            guest for guest in guests if guest.industry.chain == plan.key and not guest.dissolved
        ]
        town = max(
            sorted({guest.town for guest in mine}),
            key=lambda t: sum(guest.town == t for guest in mine),
            default=f"{COUNTY}-t1",  # in a very small district a chain may have nobody yet
        )
        changes += _lead(plan, place, town)
        changes += _sub_branches(random_, plan, place, town)
        changes += _members(random_, plan, place, mine, hosts)
    return changes


def _lead(plan: ChainPlan, place: int, town: str) -> list[Change]:
    lead = Organisation(
        id=f"{COUNTY}-l{place}", name=f"云岭{plan.zh}党总支", short_name=f"{plan.zh}党总支",
        name_en=f"{plan.en} General Branch", kind=OrganisationKind.joint_general_branch, division=town,
        founded_on=PartialDate(_FOUNDED.isoformat()), members=Quantity("=", 60 + 37 * place),
        synthetic=True,
    )  # fmt: skip
    chain = Chain(
        id=f"{COUNTY}-k{place}", name=f"云岭{plan.zh}", name_en=f"Yunling {plan.en}", division=COUNTY,
        lead=lead.id, founded_on=PartialDate("2016"), synthetic=True,
    )  # fmt: skip
    above = Superior(
        id=f"{lead.id}-p",
        organisation=lead.id,
        superior=f"{COUNTY}-c{town.rpartition('t')[2]}",
        synthetic=True,
    )
    helped = Tie(
        id=f"{lead.id}-t", subject=f"{COUNTY}-c{town.rpartition('t')[2]}", object=lead.id,
        kind=TieKind.helped_establish, happened_on=PartialDate("2016-03"), synthetic=True,
    )  # fmt: skip
    changes = [Change(record=each, effective=_FOUNDED) for each in (lead, chain, above, helped)]
    for order, (position, name, english) in enumerate(plan.segments, start=1):
        segment = Segment(
            id=f"{chain.id}-e{order}", chain=chain.id, name=name, name_en=english,
            position=SegmentPosition[position], order=order, synthetic=True,
        )  # fmt: skip
        changes.append(Change(record=segment, effective=_FOUNDED))
    return changes


def _sub_branches(random_: random.Random, plan: ChainPlan, place: int, town: str) -> list[Change]:
    changes = []
    for number in range(1, random_.randint(3, 5) + 1):
        branch = Organisation(
            id=f"{COUNTY}-l{place}-{number}", name=f"云岭{plan.zh}第{number}片区党支部",
            short_name=f"第{number}片区党支部", name_en=f"{plan.en} Area Branch {number}",
            kind=OrganisationKind.branch, division=town, founded_on=PartialDate("2016-05"),
            members=Quantity("=", random_.randint(8, 40)), synthetic=True,
        )  # fmt: skip
        above = Superior(
            id=f"{branch.id}-p",
            organisation=branch.id,
            superior=f"{COUNTY}-l{place}",
            synthetic=True,
        )
        changes += [Change(record=each, effective=dt.date(2016, 5, 1)) for each in (branch, above)]
    return changes


def _members(
    random_: random.Random,
    plan: ChainPlan,
    place: int,
    mine: Sequence[Guest],
    hosts: Sequence[Host],
) -> list[Change]:
    chain = f"{COUNTY}-k{place}"
    order = {position: number for number, (position, *_) in enumerate(plan.segments, start=1)}
    changes: list[Change] = []
    taken = random_.sample(list(mine), min(len(mine), 14))
    for guest in sorted(taken, key=lambda each: each.id):
        position = guest.industry.segment
        member = ChainMember(
            id=f"{chain}-m{guest.id}", chain=chain, member=guest.unit,
            segment=f"{chain}-e{order[position]}", role=random_.choice((ChainRole.member, ChainRole.backbone)),
            synthetic=True,
        )  # fmt: skip
        seat = Membership(
            id=f"{guest.id}-k{place}", organisation=guest.id, body=f"{COUNTY}-l{place}",
            role=MembershipRole.member, synthetic=True,
        )  # fmt: skip
        changes += [
            Change(record=each, effective=max(_FOUNDED, guest.founded)) for each in (member, seat)
        ]
    leader = random_.choice(list(hosts))
    record = ChainMember(
        id=f"{chain}-lead", chain=chain, member=leader.unit, segment=f"{chain}-e2",
        role=ChainRole.chain_leader, synthetic=True,
    )  # fmt: skip
    changes.append(Change(record=record, effective=_FOUNDED))
    upstream = [guest for guest in taken if guest.industry.segment == "upstream"]
    others = [guest for guest in taken if guest.industry.segment == "midstream"]
    for number, (supplier, customer) in enumerate(zip(upstream, others, strict=False), start=1):
        supply = Supply(
            id=f"{chain}-f{number}", supplier=supplier.unit, customer=customer.unit, chain=chain,
            product=supplier.industry.zh, synthetic=True,
        )  # fmt: skip
        changes.append(
            Change(record=supply, effective=max(_FOUNDED, supplier.founded, customer.founded))
        )
    return changes
