"""How an organisation hangs together with others: every relation read in its right direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphs.model import (
    Absence,
    Chain,
    ChainMember,
    Hosting,
    Lineage,
    Membership,
    Segment,
    Snapshot,
    Superior,
    Tie,
)
from graphs.profiles.mentions import Mention, mention
from graphs.text import Text

__all__ = ["Affiliation", "affiliations", "units_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A relation as its organisation reads it (隶属于, 下设 …), and with whom.

    ``notes`` says something of each other end, in their order: a role, a segment; blank for most.
    ``absent`` is why there is none where the ledger says so.
    """

    label: Text
    others: tuple[Mention, ...] = ()
    notes: tuple[Text, ...] = ()
    absent: Absence | None = None


def affiliations(snapshot: Snapshot, ident: str) -> tuple[Affiliation, ...]:
    """Return the relations of an organisation but its pairs: superior, below, units, chains, ties.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲党总支"), Organisation(id="o2", name="乙党支部"),
    ...     Superior(id="p", organisation="o2", superior="o1")], as_of=dt.date(2010, 6, 15))
    >>> [(each.label.zh, each.others[0].name.zh) for each in affiliations(picture, "o1")]
    [('下设', '乙党支部')]
    >>> affiliations(picture, "o2")[0].label.zh
    '隶属于'
    """
    found = [
        *_hierarchy(snapshot, ident),
        *_bodies(snapshot, ident),
        _group(snapshot, Text(zh="设在单位", en="Formed in"), units_of(snapshot, ident)),
        *_chains(snapshot, ident),
        *_lineage(snapshot, ident),
        *_ties(snapshot, ident),
    ]
    return tuple(each for each in found if each.others or each.absent)


def units_of(snapshot: Snapshot, ident: str) -> tuple[str, ...]:
    """Return the ids of the units an organisation is formed in, sorted."""
    return tuple(
        sorted({each.unit for each in snapshot.records(Hosting) if each.organisation == ident})
    )


def _group(
    snapshot: Snapshot, label: Text, ids: Iterable[str], notes: Iterable[Text] = ()
) -> Affiliation:
    others = tuple(mention(snapshot, each) for each in ids)
    said = tuple(notes) or tuple(Text.same("") for _ in others)
    return Affiliation(label=label, others=others, notes=said)


def _hierarchy(snapshot: Snapshot, ident: str) -> Iterator[Affiliation]:
    edges = snapshot.records(Superior)
    own = [each for each in edges if each.organisation == ident]
    above = [each.superior for each in own if each.superior]
    label = Text(zh="隶属于", en="Subordinate to")
    yield _group(snapshot, label, above)
    silent = [each.absence("superior") or Absence.not_stated for each in own if not each.superior]
    if silent and not above:
        yield Affiliation(label=label, absent=silent[0])
    below = [each.organisation for each in edges if each.superior == ident]
    yield _group(snapshot, Text(zh="下设", en="Has below it"), below)


def _bodies(snapshot: Snapshot, ident: str) -> Iterator[Affiliation]:
    seats = [
        each for each in snapshot.records(Membership) if ident in (each.organisation, each.body)
    ]
    within = [each for each in seats if each.organisation == ident]
    holds = [each for each in seats if each.body == ident]
    for label, chosen, ends in (
        (Text(zh="参加", en="Has a seat in"), within, [each.body for each in within]),
        (Text(zh="成员组织", en="Members"), holds, [each.organisation for each in holds]),
    ):
        notes = [each.role.label if each.role else Text.same("") for each in chosen]
        yield _group(snapshot, label, ends, notes)


def _chains(snapshot: Snapshot, ident: str) -> Iterator[Affiliation]:
    led = [each.id for each in snapshot.records(Chain) if each.lead == ident]
    yield _group(snapshot, Text(zh="牵头产业链", en="Leads the chain"), led)
    own = {ident, *units_of(snapshot, ident)}
    segments = snapshot.by_id(Segment)
    ids, notes = [], []
    for each in snapshot.records(ChainMember):
        if each.member not in own:
            continue
        segment = segments.get(each.segment or "")
        parts = [
            *([Text.named(segment.name, segment.name_en)] if segment else []),
            *([each.role.label] if each.role else []),
        ]
        if each.member != ident:
            parts.append(mention(snapshot, each.member).name)
        ids.append(each.chain)
        notes.append(Text.join(parts, zh="，", en=", "))
    yield _group(snapshot, Text(zh="所在产业链", en="On the chain"), ids, notes)


def _lineage(snapshot: Snapshot, ident: str) -> Iterator[Affiliation]:
    steps = snapshot.records(Lineage)
    before = [each for each in steps if each.successor == ident]
    after = [each for each in steps if each.predecessor == ident]
    for label, chosen, ends in (
        (Text(zh="前身", en="Came from"), before, [each.predecessor for each in before]),
        (Text(zh="后继", en="Became"), after, [each.successor for each in after]),
    ):
        notes = [
            Text.join(
                [
                    *([each.kind.label] if each.kind else []),
                    *([Text.same(each.happened_on.text or "")] if each.happened_on else []),
                ],
                zh="，",
            )
            for each in chosen
        ]
        yield _group(snapshot, label, ends, notes)


def _ties(snapshot: Snapshot, ident: str) -> Iterator[Affiliation]:
    found: dict[tuple[str, bool], list[Tie]] = {}
    for each in snapshot.records(Tie):
        if ident in (each.subject, each.object):
            key = (each.kind.name if each.kind else "", each.subject == ident)
            found.setdefault(key, []).append(each)
    for (_, onward), ties in sorted(found.items()):
        kind = ties[0].kind
        verb = kind.label if kind else Text(zh="联系", en="tied to")
        label = Text(zh=verb.zh, en=verb.en[:1].upper() + verb.en[1:])
        if not onward:
            label = Text(zh="由对方{v}", en="{v} this one, by").format(v=label)
        ends = [each.object if onward else each.subject for each in ties]
        notes = [Text.same(each.note or "") for each in ties]
        yield _group(snapshot, label, ends, notes)
