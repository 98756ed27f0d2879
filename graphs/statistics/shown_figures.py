"""A filtered pairing graph in words: who and how many are shown, and why marks are fewer than figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graphs.model import Bounds, Count, Side, Snapshot
from graphs.network import Status, count_edges, organisation_columns, parties
from graphs.statistics.measure import MEASURES
from graphs.statistics.record_counts import organisation_count, unpaired_count
from graphs.text import Text

__all__ = [
    "drawn_words",
    "organisations_in_words",
    "pairing_sentence",
    "pairs_in_words",
    "represented_count",
    "shown_organisations",
    "shown_pairs",
]

_NONE = Text.same("")


def pairing_sentence(snapshot: Snapshot, shown: nx.MultiGraph[str], *, drawn: bool = True) -> Text:
    """Return what a filtered pairing graph shows, in figures with their words.

    Organisations are those of the scope (and of the chosen divisions); their partners elsewhere
    are named apart. Pairs are those shown, by their status where it is not "in force". ``drawn`` says
    whether each is a mark of its own, so that the number of marks is explained.
    """
    known = parties(snapshot)
    own = [known[node] for node, data in shown.nodes(data=True) if not _elsewhere(data)]
    hosts = [party for party in own if party.side is Side.soe]
    guests = [party for party in own if party.side is Side.non_public]
    words = Text(
        zh="国企侧党组织 {h} 个，非公侧党组织 {g} 个；{p}；未结对的非公党组织 {u} 个。",
        en="{h} state-owned and {g} non-public {g:organisation|organisations}; {p}; "
        "{u} non-public {u:organisation|organisations} unpaired.",
    ).format(
        h=organisation_count(hosts).words(),
        g=organisation_count(guests).words(),
        p=shown_pairs(shown),
        u=unpaired_count(snapshot, guests).words(),
    )
    return words + drawn_words(snapshot, shown) if drawn else words


def represented_count(snapshot: Snapshot, idents: Iterable[str]) -> Count:
    """Return the number of organisations that records represent, without their ids: for very many."""
    known = organisation_columns(snapshot)
    rows = [known.rows[ident] for ident in idents]
    return Count(
        inside=Bounds.total(known.counts[row] for row in rows),
        named=sum(known.named[row] for row in rows),
    )


def shown_pairs(shown: nx.MultiGraph[str]) -> Text:
    """Return how many pairs a graph shows: in force, or how many of which status.

    Examples
    --------
    >>> shown_pairs(nx.MultiGraph()).en
    'no pair shown'
    """
    by_status: dict[str, list[Mapping[str, Any]]] = {}
    for *_, data in shown.edges(data=True):
        by_status.setdefault(data["status"], []).append(data)
    return pairs_in_words({status: count_edges(rows) for status, rows in by_status.items()})


def pairs_in_words(by_status: Mapping[str, Count]) -> Text:
    """Return how many pairs are shown, of counts by the key of their status.

    Examples
    --------
    >>> pairs_in_words({"active": Count.exactly(3)}).en
    '3 pairs in force'
    """
    if not by_status:
        return Text(zh="图中没有结对", en="no pair shown")
    total = Count.total(by_status.values())
    split = MEASURES["pairs"].split(total)
    if all(Status[key].in_force for key in by_status):
        notes = [split] if split else []
        words = Text(zh="有效结对 {n} 对", en="{n} {n:pair|pairs} in force")
    else:
        listed = [
            status.label + Text.same(" ") + by_status[status.name].words()
            for status in Status
            if status.name in by_status
        ]
        notes = [Text.join(listed), *([split] if split else [])]
        words = Text(zh="图中结对 {n} 对", en="{n} {n:pair|pairs} shown")
    more = Text.join(notes, zh="；", en="; ")
    bracket = Text(zh="（{more}）", en=" ({more})").format(more=more) if notes else _NONE
    return words.format(n=total.words()) + bracket


def shown_organisations(snapshot: Snapshot, shown: nx.MultiGraph[str]) -> Text:
    """Return how many organisations the marks represent, partners elsewhere with them."""
    known = parties(snapshot)
    return organisations_in_words(organisation_count(known[node] for node in shown))


def organisations_in_words(people: Count) -> Text:
    """Return how many organisations are shown.

    Examples
    --------
    >>> organisations_in_words(Count.exactly(1)).en
    '1 organisation'
    """
    return Text(zh="党组织 {n} 个", en="{n} {n:organisation|organisations}").format(
        n=people.words()
    )


def drawn_words(snapshot: Snapshot, shown: nx.MultiGraph[str]) -> Text:
    """Return why there are fewer marks and lines than organisations and pairs, and who is a guest.

    Blank where every mark is one organisation of the scope and every line one pair.
    """
    known = parties(snapshot)
    nodes: Mapping[str, Mapping[str, Any]] = shown.nodes
    people = organisation_count(known[node] for node in nodes)
    pairs = count_edges(data for *_, data in shown.edges(data=True))
    words = _NONE
    elsewhere = [known[node] for node, data in nodes.items() if _elsewhere(data)]
    if elsewhere:
        words = words + Text(
            zh="另有在别处的结对方 {n} 个（浅色）。",
            en=" {n} {n:partner|partners} elsewhere {n:is|are} drawn pale.",
        ).format(n=organisation_count(elsewhere).words())
    if _differs(people, len(nodes)):
        words = words + Text(
            zh="{n} 个党组织画成 {m} 个点：未具名的合并记录一点代表多个。",
            en=" {n} {n:organisation|organisations} {n:is|are} drawn as {m} {m:mark|marks}: an unnamed collective is one mark.",
        ).format(n=people.words(), m=len(nodes))
    if _differs(pairs, shown.number_of_edges()):
        words = words + Text(
            zh="{n} 对画成 {m} 条线：与合并记录的一条线代表多对。",
            en=" {n} {n:pair|pairs} {n:is|are} drawn as {m} {m:line|lines}: a line to a collective stands for several.",
        ).format(n=pairs.words(), m=shown.number_of_edges())
    return words


def _elsewhere(data: Mapping[str, Any]) -> bool:
    """Whether a node is there only as somebody's partner: outside the scope or the filters."""
    return bool(data["stub"] or data.get("partner_only"))


def _differs(figure: Count, drawn: int) -> bool:
    return (figure.low, figure.high) != (drawn, drawn)
