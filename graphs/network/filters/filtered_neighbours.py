"""Neighbours of a record: whom it is paired with as far as filters leave it, and what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graphs.errors import LimitExceeded
from graphs.model import Snapshot
from graphs.network.filters.filtered_pairs import apply_filters
from graphs.network.filters.pairing_filter import FILTERS, Filter
from graphs.network.pairing_graph import partner_graph
from graphs.network.record_words import unknown_record
from graphs.network.relationship import relationship_graph
from graphs.text import Text

__all__ = ["Link", "Neighbours", "neighbours", "pair_links"]

_PAIR = "pair"
_UP = frozenset(
    {
        *("superior", "membership", "hosted", "belongs"),
        *("leads", "segment", "on_chain", "in_segment"),
    }
)
"""Relations from a member to what holds it: superior, body, unit, group, chain, segment."""

_BESIDE = frozenset({"supplies", "tie", "lineage"})
_OF_AGREEMENTS = frozenset({"signed", "renews"})
"""Followed from agreements only: between organisations the pair stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One relation between two records: a pair under its agreement, or a relation with its record.

    ``data`` are the attributes of the edge in the graph it comes from.
    """

    relation: str
    source: str
    target: str
    key: str
    data: Mapping[str, Any]

    @property
    def is_pair(self) -> bool:
        """Whether it is a pair; its key is the agreement then."""
        return self.relation == _PAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The records near one, each with its distance, nearest first; and the links that were followed."""

    steps: Mapping[str, int]
    links: tuple[Link, ...]


def neighbours(
    snapshot: Snapshot,
    ident: str,
    filters: Iterable[Filter] = (),
    *,
    steps: int = 1,
    limit: int = 400,
) -> Neighbours:
    """Return what is within so many steps of a record and fits the filters.

    Pairs are followed as the filters leave them, and from a member to what holds it: superior,
    body, unit, chain. What was reached so leads further up only. Siblings under one committee, or
    on one chain, are no neighbours of each other.

    Raises
    ------
    NotFound
        The snapshot holds no such record.
    LimitExceeded
        More than ``limit`` records lie that near.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation, Superior
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="c", name="区委"), Organisation(id="a", name="甲党支部"),
    ...     Organisation(id="b", name="乙党支部"),
    ...     Superior(id="1", organisation="a", superior="c"),
    ...     Superior(id="2", organisation="b", superior="c")], as_of=dt.date(2010, 6, 15))
    >>> dict(neighbours(picture, "a", steps=3).steps), dict(neighbours(picture, "c").steps)
    ({'c': 1}, {'a': 1, 'b': 1})
    """
    graph = relationship_graph(snapshot)
    if ident not in graph:
        raise unknown_record(ident)
    chosen = tuple(filters)
    partners = apply_filters(partner_graph(snapshot), chosen)
    fits = _fits(snapshot, chosen)
    found: dict[str, int] = {}
    links: dict[tuple[str, str], Link] = {}
    level = {ident: False}
    seen = {ident: False}  # and whether it was reached from below only
    for step in range(1, steps + 1):
        reached: dict[str, bool] = {}
        for node in sorted(level):
            for other, upward, link in _links(graph, partners, node, climbing=level[node]):
                if not (link.is_pair or other not in partner_graph(snapshot) or fits(other)):
                    continue
                links[link.relation, link.key + "|" + "|".join(sorted((node, other)))] = link
                if other not in seen or (seen[other] and not upward):
                    reached[other] = upward and reached.get(other, True)
        level = reached
        seen |= reached
        for other in sorted(reached):
            found.setdefault(other, step)
        found.pop(ident, None)
        if len(found) > limit:
            raise LimitExceeded(
                Text(
                    zh="{steps} 步以内超过 {limit} 个，请减少步数或先筛选",
                    en="more than {limit} records within {steps} steps; use fewer steps or filter first",
                ).format(steps=steps, limit=limit)
            )
    return Neighbours(steps=found, links=tuple(links[key] for key in sorted(links)))


def pair_links(
    snapshot: Snapshot, idents: Collection[str], filters: Iterable[Filter] = ()
) -> tuple[Link, ...]:
    """Return the pairs between these organisations as the filters leave them."""
    partners = apply_filters(partner_graph(snapshot), filters)
    inner = partners.subgraph([ident for ident in idents if ident in partners])
    return tuple(
        _pair_link(a, b, key, data) for a, b, key, data in inner.edges(keys=True, data=True)
    )


def _fits(snapshot: Snapshot, filters: Iterable[Filter]) -> Callable[[str], bool]:
    """Return whether an organisation itself fits the filters of organisations."""
    wanted = [
        FILTERS[each.key].predicate(each.values)
        for each in filters
        if each.values and FILTERS[each.key].target == "node"
    ]
    graph = partner_graph(snapshot)

    def fits(ident: str) -> bool:
        paired = any(data["in_force"] for *_, data in graph.edges(ident, data=True))
        data = {**graph.nodes[ident], "in_force": paired}
        return all(each(data) for each in wanted)

    return fits


def _links(
    graph: nx.MultiDiGraph[str], partners: nx.MultiGraph[str], node: str, *, climbing: bool
) -> Iterator[tuple[str, bool, Link]]:
    """Each neighbour with its link, and whether the way to it leads upward."""
    if node in partners and not climbing:
        for a, b, key, data in partners.edges(node, keys=True, data=True):
            other = b if a == node else a
            yield other, False, _pair_link(a, b, key, data)
    of_agreement = graph.nodes[node]["record"] == "agreement"
    for _, other, data in graph.out_edges(node, data=True):
        relation = data["relation"]
        if relation in _UP:
            yield other, True, _relation_link(node, other, data)
        elif (relation in _BESIDE and not climbing) or (
            of_agreement and relation in _OF_AGREEMENTS
        ):
            yield other, False, _relation_link(node, other, data)
    if climbing:
        return
    for other, _, data in graph.in_edges(node, data=True):
        relation = data["relation"]
        if relation in _UP | _BESIDE or (of_agreement and relation in _OF_AGREEMENTS):
            yield other, False, _relation_link(other, node, data)


def _pair_link(a: str, b: str, key: str, data: Mapping[str, Any]) -> Link:
    host, guest = sorted((a, b))
    return Link(relation=_PAIR, source=host, target=guest, key=key, data=data)


def _relation_link(a: str, b: str, data: Mapping[str, Any]) -> Link:
    return Link(relation=data["relation"], source=a, target=b, key=data["id"], data=data)
