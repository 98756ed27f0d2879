"""Questions of industry chains: segments without members, and who is on which chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphs.model import Answer as Life
from graphs.model import Chain, ChainMember, Count, Segment, Snapshot, derived
from graphs.network import display_name, parties
from graphs.questions.answer import Answer, AnswerRow, row
from graphs.questions.answer_words import NUMBER, column
from graphs.questions.parameters import Reference
from graphs.questions.question import Context, Topic, question
from graphs.statistics import Silence
from graphs.text import Text

__all__ = ["chains_of"]


@derived
def chains_of(snapshot: Snapshot) -> Mapping[str, Mapping[str, Text]]:
    """Return the chains each organisation is on, itself or by its units or as the lead, by id.

    Examples
    --------
    >>> import datetime as dt
    >>> chains_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    {}
    """
    named = {each.id: display_name(each.name, each.name_en) for each in snapshot.records(Chain)}
    of_member: defaultdict[str, set[str]] = defaultdict(set)
    for each in snapshot.records(ChainMember):
        of_member[each.member].add(each.chain)
    for chain in snapshot.records(Chain):
        if chain.lead:
            of_member[chain.lead].add(chain.id)
    found: dict[str, Mapping[str, Text]] = {}
    for party in parties(snapshot).values():
        on = {chain for member in (party.id, *party.units) for chain in of_member.get(member, ())}
        if on:
            found[party.id] = {chain: named[chain] for chain in sorted(on) if chain in named}
    return found


_SEGMENT_COLUMNS = (
    column("chain", "产业链", "Chain"),
    column("segment", "环节", "Segment"),
    column("position", "位置", "Position"),
    column("units", "成员单位", "Members", NUMBER),
)


@question(
    10,
    zh="没有党组织的环节",
    en="Segments without a Party organisation",
    topic=Topic.structure,
    parameters=(
        Reference(key="chain", label=Text(zh="产业链", en="Chain"), record="chain", required=False),
    ),
    says=(
        "空白环节",
        "哪些环节没有党组织",
        "产业链缺口",
        "空白点",
        "segments without an organisation",
        "empty segments",
        "gaps in the chains",
    ),
)
def empty_segments(context: Context, *, chain: str | None) -> Answer:
    """List the segments of one chain or of all where no member is, or has, a living organisation."""
    snapshot = context.snapshot
    segments = [s for s in snapshot.records(Segment) if chain in (None, s.chain)]
    members = [m for m in snapshot.records(ChainMember) if chain in (None, m.chain)]
    seated: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        if member.segment:
            seated[member.segment].add(member.member)
    having = _with_organisation(snapshot)
    empty = [each for each in segments if not seated[each.id] & having]
    chains = {each.id: each for each in snapshot.records(Chain)}
    empty.sort(key=lambda each: (each.chain, each.order is None, each.order, each.id))
    rows = tuple(_segment_row(each, chains, seated[each.id]) for each in empty)
    words = Text(
        zh="{c} 条产业链的 {all} 个环节中，{n} 个没有党组织，其中 {bare} 个连成员单位也没有。",
        en="Of {all} {all:segment|segments} of {c} {c:chain|chains} {n} {n:has|have} no Party "
        "organisation; {bare} of them {bare:has|have} no member at all.",
    ).format(
        c=len({each.chain for each in segments}),
        all=len(segments),
        n=len(empty),
        bare=sum(not seated[each.id] for each in empty),
    )
    return Answer(
        sentence=words,
        count=Count.exactly(len(empty), ids=tuple(sorted(each.id for each in empty))),
        columns=_SEGMENT_COLUMNS,
        rows=rows,
        ids=tuple(dict.fromkeys(each.chain for each in empty)),
        silences=(
            Silence(
                datum=Text(zh="所处环节", en="segment"),
                records=Text(zh="个链上成员", en="members of chains"),
                missing=sum(each.segment is None for each in members),
                total=len(members),
            ),
        ),
    )


def _segment_row(segment: Segment, chains: Mapping[str, Chain], members: set[str]) -> AnswerRow:
    chain = chains.get(segment.chain)
    cells = (
        display_name(chain.name, chain.name_en) if chain else Text.same("—"),
        display_name(segment.name, segment.name_en),
        segment.position.label if segment.position else Text.same("—"),
        len(members),
    )
    return row(cells, segment.id, segment.chain, *sorted(members))


def _with_organisation(snapshot: Snapshot) -> set[str]:
    """Return the organisations that are (or may be) alive, and the units they are formed in."""
    alive = [each for each in parties(snapshot).values() if each.alive is not Life.no]
    return {member for each in alive for member in (each.id, *each.units)}
