"""The declared measures of the whole network of pairs in force."""

from __future__ import annotations

from graphs.errors import LimitExceeded
from graphs.model import Snapshot, derived
from graphs.statistics.dimension import DIMENSIONS
from graphs.statistics.structure import pair_patterns
from graphs.statistics.structure.cohesion import (
    CutOrganisation,
    bridges,
    components,
    cut_organisations,
)
from graphs.statistics.structure.communities import communities, modularity
from graphs.statistics.structure.network_measure import NetworkFigure, network_measure
from graphs.statistics.structure.simple_network import network_in_force
from graphs.text import Text

__all__ = ["circles_of", "cuts_of", "pieces_of"]


@derived
def pieces_of(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """Return the connected pieces of the pairs in force, the largest first."""
    return components(network_in_force(snapshot))


@derived
def cuts_of(snapshot: Snapshot) -> tuple[CutOrganisation, ...]:
    """Return the organisations whose loss parts others, those who leave most alone first."""
    return cut_organisations(network_in_force(snapshot))


@derived
def circles_of(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """Return the communities of the pairs in force, the largest first, with seed 0."""
    return communities(network_in_force(snapshot))


@network_measure(
    order=10,
    label=Text(zh="连通块", en="Pieces"),
    definition=Text(
        zh="经有效结对互相够得着的各成一块，有几块（不计没有结对的）。",
        en="How many pieces there are, each of those who reach one another by pairs in force; who "
        "has no pair is not counted.",
    ),
)
def pieces(snapshot: Snapshot) -> NetworkFigure:
    """Return how many connected pieces of two and more there are."""
    found = [piece for piece in pieces_of(snapshot) if len(piece) > 1]
    return NetworkFigure(value=float(len(found)))


@network_measure(
    order=20,
    label=Text(zh="最大的一块", en="Largest piece"),
    definition=Text(
        zh="最大的连通块里有多少个点。", en="How many marks the largest connected piece has."
    ),
)
def largest_piece(snapshot: Snapshot) -> NetworkFigure:
    """Return the size of the largest connected piece, with its ids."""
    found = pieces_of(snapshot)
    largest = found[0] if found and len(found[0]) > 1 else ()
    return NetworkFigure(value=float(len(largest)), ids=largest)


@network_measure(
    order=30,
    label=Text(zh="孤立点", en="Without a partner"),
    definition=Text(
        zh="没有任何有效结对的点（国企侧和非公侧）。",
        en="Marks of either side without a pair in force.",
    ),
)
def alone(snapshot: Snapshot) -> NetworkFigure:
    """Return who has no partner, with their ids."""
    found = tuple(piece[0] for piece in pieces_of(snapshot) if len(piece) == 1)
    return NetworkFigure(value=float(len(found)), ids=found)


@network_measure(
    order=40,
    label=Text(zh="关键党组织（割点）", en="Organisations that hold others together"),
    definition=Text(
        zh="删去后会使别家失去全部结对，或使所在的一块分开的党组织。",
        en="Organisations whose loss would leave others without a partner, or part their piece.",
    ),
)
def cuts(snapshot: Snapshot) -> NetworkFigure:
    """Return the articulation organisations, with the worst one in words."""
    found = cuts_of(snapshot)
    return NetworkFigure(value=float(len(found)), ids=tuple(sorted(cut.id for cut in found)))


@network_measure(
    order=50,
    label=Text(zh="唯一的联系（桥）", en="Only ties (bridges)"),
    definition=Text(
        zh="一断就使两头再也够不着的联系；同两家的几份协议算一条联系。",
        en="Ties whose end would part the two from each other; several agreements of the same two "
        "are one tie.",
    ),
)
def only_ties(snapshot: Snapshot) -> NetworkFigure:
    """Return how many links are bridges, with the ids of their ends."""
    found = bridges(network_in_force(snapshot))
    ends = tuple(sorted({end for bridge in found for end in bridge}))
    return NetworkFigure(value=float(len(found)), ids=ends)


@network_measure(
    order=60,
    label=Text(zh="圈子（社区）", en="Circles (communities)"),
    definition=Text(
        zh="内部往来多于对外往来的圈子有几个（Louvain 法，种子 0；换种子可能略有不同）。",
        en="How many circles there are whose members have more to do with each other than with "
        "others (Louvain, seed 0; another seed may differ a little).",
    ),
)
def circles(snapshot: Snapshot) -> NetworkFigure:
    """Return how many communities of two and more there are."""
    found = [circle for circle in circles_of(snapshot) if len(circle) > 1]
    return NetworkFigure(value=float(len(found)))


@network_measure(
    order=70,
    label=Text(zh="圈子的分明程度（模块度）", en="How clear the circles are (modularity)"),
    definition=Text(
        zh="落在圈子内的联系比随机多出多少（约 −0.5 到 1）；0.3 以上算分明。",
        en="How many more ties are inside circles than chance would put there (about −0.5 to 1); "
        "above 0.3 they are clear.",
    ),
)
def circle_clarity(snapshot: Snapshot) -> NetworkFigure:
    """Return the modularity of the communities."""
    return NetworkFigure(value=modularity(network_in_force(snapshot), circles_of(snapshot)))


@network_measure(
    order=80,
    label=Text(zh="嵌套度（NODF）", en="Nestedness (NODF)"),
    definition=Text(
        zh="伙伴少的，其伙伴是否也是伙伴多的那家的伙伴（0 到 100）；高则大家都围着少数几家。",
        en="Whether the partners of those with few are also partners of those with many (0 to 100); "
        "high where all gather around a few.",
    ),
)
def nestedness(snapshot: Snapshot) -> NetworkFigure:
    """Return NODF of who has a partner."""
    try:
        return NetworkFigure(value=pair_patterns.nestedness(network_in_force(snapshot)))
    except LimitExceeded as error:
        return NetworkFigure(value=None, note=error.message)


@network_measure(
    order=90,
    label=Text(zh="同乡镇相配", en="Same township"),
    definition=Text(
        zh="结对偏向同一乡镇的程度（1 全部同乡镇，0 与随机一样，负数偏向不同乡镇）。",
        en="How far pairs keep to one township (1 all do, 0 as by chance, below 0 they cross more).",
    ),
)
def same_township(snapshot: Snapshot) -> NetworkFigure:
    """Return assortativity by township."""
    return _mixing(snapshot, "township")


@network_measure(
    order=100,
    label=Text(zh="同行业相配", en="Same industry"),
    definition=Text(
        zh="结对偏向同一行业门类的程度（1 全部同门类，0 与随机一样）。",
        en="How far pairs keep to one industry section (1 all do, 0 as by chance).",
    ),
)
def same_industry(snapshot: Snapshot) -> NetworkFigure:
    """Return assortativity by industry section."""
    return _mixing(snapshot, "industry")


@network_measure(
    order=110,
    label=Text(zh="同控股情况相配", en="Same ownership"),
    definition=Text(
        zh="按控股情况：国企与非公结对必为不同，故为负数；离 −1 多远看各类混得多匀。",
        en="By ownership: a state-owned and a non-public side always differ, so it is below 0; how "
        "far from −1 shows how evenly the kinds mix.",
    ),
)
def same_ownership(snapshot: Snapshot) -> NetworkFigure:
    """Return assortativity by ownership."""
    return _mixing(snapshot, "ownership")


def _mixing(snapshot: Snapshot, key: str) -> NetworkFigure:
    found = DIMENSIONS[key].find(snapshot)
    values = {ident: own[0] for ident, own in found.items()}
    value, left_out = pair_patterns.assortativity(network_in_force(snapshot), values)
    note = Text(
        zh="{n} 条联系因有一方未载明而不计",
        en="{n} {n:tie is|ties are} left out: an end is not stated",
    ).format(n=left_out)
    return NetworkFigure(value=value, note=note if left_out else None)
