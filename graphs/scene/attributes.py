"""Attributes of organisations that colour and group a picture: one declared function each.

A member says for each organisation of the pairing graph which class it is in; what has no
class is in ``UNSTATED``. Classes may lie above one another (a township in its county).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import networkx as nx

from graphs.codes import industry_label, industry_parts
from graphs.glossary import word
from graphs.model import (
    Chain,
    ChainMember,
    Division,
    DivisionLevel,
    OrganisationKind,
    Side,
    Snapshot,
    derived,
)
from graphs.network import chains, display_name, pairing_graph, parties
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["ATTRIBUTES", "UNSTATED", "Attribute", "Classes", "attribute", "classes"]

UNSTATED = "~nowhere"
"""The class of organisations of which the ledger does not state the attribute."""

_SEVERAL = "~several"
_UNPAIRED = "~unpaired"
_WORDS: Mapping[str, Text] = {
    UNSTATED: word("not_stated"),
    _SEVERAL: Text(zh="不止一类", en="more than one"),
    _UNPAIRED: Text(zh="没有有效结对", en="no pair in force"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The class of each organisation by id, the words of each class, and the class above each."""

    of: Mapping[str, str]
    words: Mapping[str, Text]
    above: Mapping[str, str] = field(default_factory=dict)


Classify: TypeAlias = Callable[[Snapshot], Classes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A declared attribute: key, label and the function that classifies organisations."""

    key: str
    label: Text
    classify: Classify


ATTRIBUTES: Registry[str, Attribute] = Registry("attribute")
"""Every attribute by key, in the order of the menu."""


def attribute(*, order: int, zh: str, en: str) -> Callable[[Classify], Classify]:
    """Declare an attribute; its key is the function's name."""

    def declare(classify: Classify) -> Classify:
        key = classify.__name__
        made = Attribute(key=key, label=Text(zh=zh, en=en), classify=classify)
        ATTRIBUTES.declare(key, made, classify, order=order)
        return classify

    return declare


@derived
def classes(snapshot: Snapshot, key: str) -> Classes:
    """Return the classes of an attribute, worked out once for a snapshot."""
    return ATTRIBUTES[key].classify(snapshot)


def _made(
    of: Mapping[str, str], words: Mapping[str, Text], above: Mapping[str, str] | None = None
) -> Classes:
    own = {key: text for key, text in _WORDS.items() if key in set(of.values())}
    return Classes(of=of, words={**words, **own}, above=above or {})


@attribute(order=10, zh="所有制", en="Ownership")
def side(snapshot: Snapshot) -> Classes:
    """Return who controls the units of each: the state, or others."""
    found = {node: str(data["side"]) for node, data in pairing_graph(snapshot).nodes(data=True)}
    return _made(found, {each.name: each.label for each in Side})


@attribute(order=20, zh="乡镇（街道）", en="Township")
def township(snapshot: Snapshot) -> Classes:
    """Return the township or zone each is at home in, else the nearest division above."""
    known = snapshot.by_id(Division)
    found: dict[str, str] = {}
    for node, data in pairing_graph(snapshot).nodes(data=True):
        division: str = data["home"]
        while division in known and known[division].level is DivisionLevel.village:
            division = known[division].parent or ""
        found[node] = division if division in known else UNSTATED
    above = {each.id: each.parent for each in known.values() if each.parent in known}
    words = {each.id: display_name(each.name, each.name_en) for each in known.values()}
    return _made(found, words, {key: value for key, value in above.items() if value})


@attribute(order=30, zh="行业门类", en="Industry")
def industry(snapshot: Snapshot) -> Classes:
    """Return the division (two digits) of the industry code of the units of each."""
    codes = dict(
        zip(snapshot.column("unit", "id"), snapshot.column("unit", "industry_code"), strict=True)
    )
    found: dict[str, str] = {}
    for node in pairing_graph(snapshot):
        units = parties(snapshot)[node].units
        own = {parts[2] for unit in units if (parts := industry_parts(codes.get(unit) or ""))}
        found[node] = _one_of(own)
    words = {
        code: Text(zh=f"{code} {industry_label(code)}", en=f"industry {code}")
        for code in set(found.values())
    }
    return _made(found, words)


@attribute(order=40, zh="产业链", en="Industry chain")
def chain(snapshot: Snapshot) -> Classes:
    """Return the chain that an organisation, or a unit it is formed in, is a member of."""
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for each in snapshot.records(ChainMember):
        joined[each.member].add(each.chain)
    for own in chains(snapshot):
        if own.lead:
            joined[own.lead].add(own.id)
    found = {
        node: _one_of({c for each in (node, *parties(snapshot)[node].units) for c in joined[each]})
        for node in pairing_graph(snapshot)
    }
    return _made(found, {c.id: display_name(c.name, c.name_en) for c in snapshot.records(Chain)})


@attribute(order=50, zh="组织类型", en="Kind of organisation")
def kind(snapshot: Snapshot) -> Classes:
    """Return what kind of organisation each is: branch, general branch, committee."""
    found = {
        node: str(data["kind"] or UNSTATED)
        for node, data in pairing_graph(snapshot).nodes(data=True)
    }
    return _made(found, {each.name: each.label for each in OrganisationKind})


@attribute(order=60, zh="连通片", en="Connected part")
def component(snapshot: Snapshot) -> Classes:
    """Return the part of the network each is in: those that pairs in force join with one another."""
    graph = pairing_graph(snapshot)
    joined: nx.Graph[str] = nx.Graph()
    joined.add_edges_from((a, b) for a, b, data in graph.edges(data=True) if data["in_force"])
    found = dict.fromkeys(graph, _UNPAIRED)
    words: dict[str, Text] = {}
    for part in nx.connected_components(joined):
        first = min(part, key=lambda node: (-joined.degree(node), node))
        found |= dict.fromkeys(part, f"part:{first}")
        name = Text(zh=graph.nodes[first]["short_zh"], en=graph.nodes[first]["short_en"])
        words[f"part:{first}"] = Text(zh="{name}一片", en="around {name}").format(name=name)
    return _made(found, words)


def _one_of(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else _SEVERAL if found else UNSTATED
