"""What holds a network together: pieces, bridges, and organisations whose loss parts others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["CutOrganisation", "bridges", "components", "cut_organisations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOrganisation:
    """An organisation without which its piece of the network falls apart.

    Attributes
    ----------
    alone
        Ids of those who would have no partner left, sorted.
    pieces
        How many pieces of two and more would be left of its piece.

    Examples
    --------
    >>> cut = CutOrganisation(id="o1", alone=("o2", "o3"), pieces=0)
    >>> cut.sentence(Text.same("A")).zh
    '删去A后，2家失去全部结对'
    """

    id: str
    alone: tuple[str, ...]
    pieces: int

    def sentence(self, name: Text) -> Text:
        """Return what its loss would do, in words."""
        parts = []
        if self.alone:
            words = Text(zh="{n}家失去全部结对", en="{n} {n:loses|lose} every partner")
            parts.append(words.format(n=len(self.alone)))
        if self.pieces > 1:
            words = Text(zh="其余分成{n}块", en="the others part into {n} pieces")
            parts.append(words.format(n=self.pieces))
        return Text(zh="删去{name}后，{what}", en="Without {name}, {what}").format(
            name=name, what=Text.join(parts, zh="，", en=", ")
        )


def components(network: SimpleNetwork) -> tuple[tuple[str, ...], ...]:
    """Return the connected pieces, the largest first, each sorted; who is alone is one too.

    Examples
    --------
    >>> import networkx as nx
    >>> components(SimpleNetwork.of(nx.Graph([("c", "d"), ("a", "b"), ("b", "e")])))
    (('a', 'b', 'e'), ('c', 'd'))
    """
    import rustworkx as rx

    found = (
        tuple(network.ids[place] for place in sorted(piece))
        for piece in rx.connected_components(network.rust())
    )
    return tuple(sorted(found, key=lambda piece: (-len(piece), piece)))


def bridges(network: SimpleNetwork) -> tuple[tuple[str, str], ...]:
    """Return the links whose end would part those they join from each other, sorted.

    Examples
    --------
    >>> import networkx as nx
    >>> bridges(SimpleNetwork.of(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])))
    (('c', 'd'),)
    """
    import rustworkx as rx

    ends = cast("Any", rx.bridges(network.rust()))  # its stub is wrong
    found = (sorted((network.ids[a], network.ids[b])) for a, b in ends)
    return tuple(sorted((a, b) for a, b in found))


def cut_organisations(network: SimpleNetwork) -> tuple[CutOrganisation, ...]:
    """Return every node whose loss parts its piece, those who leave most alone first.

    Who loses every partner with it has no other one; the pieces left follow from the blocks (the
    parts no single loss can part) that meet in it.

    Examples
    --------
    >>> import networkx as nx
    >>> [cut] = cut_organisations(SimpleNetwork.of(nx.Graph([("s", "a"), ("s", "b")])))
    >>> cut.alone, cut.pieces
    (('a', 'b'), 0)
    """
    import rustworkx as rx

    graph = network.rust()
    degree = network.degree.tolist()
    meeting: defaultdict[int, set[int]] = defaultdict(set)
    found_blocks = cast("Any", rx.biconnected_components(graph))  # its stub is wrong
    blocks = cast("Mapping[tuple[int, int], int]", found_blocks)
    for ends, block in blocks.items():
        for place in ends:
            meeting[place].add(block)
    found = []
    for place in rx.articulation_points(graph):
        alone = sorted(network.ids[at] for at in graph.neighbors(place) if degree[at] == 1)
        left = len(meeting[place]) - len(alone)
        found.append(CutOrganisation(id=network.ids[place], alone=tuple(alone), pieces=left))
    return tuple(sorted(found, key=lambda cut: (-len(cut.alone), -cut.pieces, cut.id)))
