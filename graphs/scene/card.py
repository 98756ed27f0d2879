"""What is known of one mark: an organisation's profile, or facts, relations and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graphs.model import Agreement, Organisation, Record, Snapshot, Tie, record_type
from graphs.network import RELATIONS, Pair, find_record, pairs, relationship_graph, unknown_record
from graphs.profiles import (
    Fact,
    Mention,
    OrganisationProfile,
    Quote,
    facts_of,
    mention,
    organisation_profile,
    quotes_of,
)
from graphs.rules import Finding
from graphs.scene.panels import tie_words
from graphs.scene.scene_words import BACKWARDS, count_words
from graphs.text import Text

__all__ = ["Card", "Group", "describe"]

_BOTH = Text(zh="双方", en="between")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A relation, and every record at its other end."""

    label: Text
    others: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything to show about one node or edge.

    ``profile`` is there for an organisation, and says all there is to say of it.
    """

    title: Text
    kind: Text
    sentence: Text
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    quotes: tuple[Quote, ...] = ()
    synthetic: bool = False
    profile: OrganisationProfile | None = None


def describe(snapshot: Snapshot, chosen: str, *, findings: Iterable[Finding] | None = None) -> Card:
    """Return what is known of a chosen mark: ``node:ID``, or ``edge:ID`` as scenes name edges.

    ``findings`` of the rules stand in the profile of an organisation; without them it says that
    they were not asked.

    Raises
    ------
    NotFound
        The snapshot holds no such record.
    """
    kind, _, ident = chosen.partition(":")
    if kind == "node":
        if ident in snapshot.by_id(Organisation):
            return _organisation_card(organisation_profile(snapshot, ident, findings=findings))
        return _node_card(snapshot, ident)
    parts = ident.split("|")
    if len(parts) == 2:  # relation and record
        return _record_card(snapshot, find_record(snapshot, parts[1]))
    if len(parts) == 3 and parts[0] in RELATIONS:  # relation and two ends
        return _relation_card(snapshot, parts[0], parts[1], parts[2])
    if len(parts) == 3:  # agreement and two ends
        return _pair_card(snapshot, parts[0], parts[1], parts[2])
    raise unknown_record(chosen)


def _organisation_card(profile: OrganisationProfile) -> Card:
    return Card(
        title=profile.name,
        kind=profile.kind,
        sentence=profile.state,
        facts=profile.facts,
        quotes=profile.quotes,
        synthetic=profile.synthetic,
        profile=profile,
    )


def _node_card(snapshot: Snapshot, ident: str) -> Card:
    item = find_record(snapshot, ident)
    return _card(snapshot, item, groups=_groups(snapshot, ident))


def _groups(snapshot: Snapshot, ident: str) -> tuple[Group, ...]:
    """Return what a record is joined to, each relation read from its own end."""
    graph = relationship_graph(snapshot)
    if ident not in graph:
        return ()
    found: dict[tuple[str, bool, str], dict[str, None]] = {}
    for _, other, data in graph.out_edges(ident, data=True):
        found.setdefault((data["relation"], True, _tie(data)), {})[other] = None
    for other, _, data in graph.in_edges(ident, data=True):
        found.setdefault((data["relation"], False, _tie(data)), {})[other] = None
    order = list(RELATIONS)
    return tuple(
        Group(
            label=_verb(relation, detail, onward=onward),
            others=tuple(mention(snapshot, other) for other in sorted(others)),
        )
        for (relation, onward, detail), others in sorted(
            found.items(), key=lambda each: (order.index(each[0][0]), not each[0][1], each[0][2])
        )
    )


def _tie(data: Any) -> str:
    return str(data["detail"]) if data["relation"] == "tie" else ""


def _verb(relation: str, detail: str, *, onward: bool) -> Text:
    if relation != "tie":
        return RELATIONS[relation] if onward else BACKWARDS[relation]
    verb = tie_words(detail)
    return verb if onward else Text(zh="由对方{v}", en="{v} this one, by").format(v=verb)


def _record_card(snapshot: Snapshot, item: Record) -> Card:
    if isinstance(item, Tie):
        verb = tie_words(item.kind.name if item.kind else "")
        ends = (mention(snapshot, item.subject), mention(snapshot, item.object))
        return _card(
            snapshot,
            item,
            sentence=_sentence(ends, verb),
            groups=(Group(label=_BOTH, others=ends),),
        )
    return _card(snapshot, item)


def _relation_card(snapshot: Snapshot, relation: str, a: str, b: str) -> Card:
    graph = relationship_graph(snapshot)
    for start, stop in ((a, b), (b, a)):
        edges = graph[start][stop] if graph.has_edge(start, stop) else {}
        for data in edges.values():
            if data["relation"] == relation:
                item = find_record(snapshot, data["id"])
                verb = tie_words(data["detail"]) if relation == "tie" else RELATIONS[relation]
                ends = (mention(snapshot, start), mention(snapshot, stop))
                return _card(
                    snapshot,
                    item,
                    sentence=_sentence(ends, verb),
                    groups=(Group(label=_BOTH, others=ends),),
                )
    raise unknown_record(f"{relation}|{a}|{b}")


def _sentence(ends: tuple[Mention, Mention], verb: Text) -> Text:
    return Text.join([ends[0].name, verb, ends[1].name], zh=" ", en=" ")


def _pair_card(snapshot: Snapshot, agreement: str, a: str, b: str) -> Card:
    found = [p for p in pairs(snapshot) if p.agreement == agreement and {p.host, p.guest} == {a, b}]
    if not found:
        raise unknown_record(agreement)
    pair = found[0]
    host, guest = mention(snapshot, pair.host), mention(snapshot, pair.guest)
    high = -1 if pair.count.high is None else int(pair.count.high)
    words = Text(
        zh="{host} 与 {guest} 结对（{n} 对，{status}）",
        en="{host} is paired with {guest} ({n}, {status})",
    ).format(
        host=host.name,
        guest=guest.name,
        n=count_words(int(pair.count.low), high),
        status=pair.agreement_status.status.label,
    )
    card = _card(
        snapshot,
        find_record(snapshot, agreement),
        sentence=words,
        groups=(Group(label=_BOTH, others=(host, guest)),),
    )
    return replace(card, facts=(*_status_facts(pair), *card.facts), synthetic=pair.synthetic)


def _status_facts(pair: Pair) -> tuple[Fact, ...]:
    status = pair.agreement_status.status.label
    if not pair.agreement_status.certain:
        status = status + Text(zh="（日期不全，可能如此）", en=" (dates incomplete)")
    last = pair.last_activity
    said = Text.same(str(pair.activities))
    if last is not None:
        said = said + Text(zh="，最近 {d}", en=", last on {d}").format(d=last.isoformat())
    return (
        Fact(label=Text(zh="状态", en="Status"), value=status),
        Fact(label=Text(zh="已记活动", en="Activities recorded"), value=said),
    )


def _card(
    snapshot: Snapshot,
    item: Record,
    *,
    sentence: Text | None = None,
    groups: tuple[Group, ...] = (),
) -> Card:
    kind = record_type(item).label
    known = mention(snapshot, item.id)
    silent = ("signed_on", "ends_on") if isinstance(item, Agreement) else ()
    return Card(
        title=known.name if known.id else kind,
        kind=kind,
        sentence=sentence or Text.same(""),
        facts=tuple(facts_of(snapshot, item, silent=silent)),
        groups=groups,
        quotes=quotes_of(snapshot, {item.id}),
        synthetic=item.synthetic,
    )
