"""Measures of network science at 10,000 nodes and 13,000 links, beside NetworkX in one run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import networkx as nx
from bench_data import pace

from graphs.statistics.structure import NODE_MEASURES, SimpleNetwork, node_measures

HOSTS, GUESTS, LINKS = 3_000, 7_000, 13_000
SAMPLE = 10
"""NetworkX searches from so many nodes only, and its time is taken for all: it grows by the node."""


def network(seed: int = 1) -> nx.Graph:
    """Every guest with a host, hosts the likelier the earlier they come; then further links."""
    draw = random.Random(seed)
    graph = nx.Graph()
    graph.add_nodes_from((f"h{n}" for n in range(HOSTS)), bipartite=0)
    graph.add_nodes_from((f"n{n}" for n in range(GUESTS)), bipartite=1)

    def host() -> str:
        return f"h{int(HOSTS * draw.random() ** 2)}"

    links = {(host(), f"n{n}") for n in range(GUESTS)}
    while len(links) < LINKS:
        links.add((host(), f"n{draw.randrange(GUESTS)}"))
    graph.add_edges_from(sorted(links))
    return graph


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def theirs(graph: nx.Graph) -> dict[str, float]:
    some = random.Random(2).sample(sorted(graph), SAMPLE)
    several = [node for node, degree in graph.degree if degree >= 2]
    scale = len(graph) / SAMPLE
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    return {
        "degree": seconds(lambda: dict(graph.degree)),
        "core_number": seconds(lambda: nx.core_number(graph)),
        "betweenness": scale
        * seconds(lambda: nx.betweenness_centrality_subset(graph, some, list(graph))),
        "closeness": scale * seconds(lambda: [nx.closeness_centrality(graph, u) for u in some]),
        "harmonic": scale
        * seconds(lambda: nx.harmonic_centrality(graph, sources=None, nbunch=some)),
    } | {
        "eigenvector": seconds(lambda: nx.eigenvector_centrality_numpy(largest)),
        "pagerank": seconds(lambda: nx.pagerank(graph, tol=1e-15, max_iter=10_000)),
        "clustering": seconds(lambda: nx.bipartite.clustering(graph)),
        "redundancy": seconds(lambda: nx.bipartite.node_redundancy(graph, several)),
    }


def test_exact_measures_of_ten_thousand_nodes_beside_networkx() -> None:
    graph = network()
    known = SimpleNetwork.of(graph)
    node_measures(NODE_MEASURES, SimpleNetwork.of(nx.path_graph(["a", "b", "c"])))  # libraries load
    slower = pace()
    ours = {key: seconds(lambda key=key: node_measures([key], known)) for key in NODE_MEASURES}
    slower = max(slower, pace())
    other = theirs(graph)
    assert set(ours) == set(other)
    for key, mine in ours.items():
        print(f"\n{key}: {mine:.3f} s, NetworkX {other[key]:.2f} s", end="")
    whole, whole_theirs = sum(ours.values()), sum(other.values())
    print(
        f"\ntogether {whole:.2f} s, NetworkX {whole_theirs:.0f} s, {whole_theirs / whole:.0f} x, pace {slower:.2f}"
    )
    # The ratio in one run judges; by the clock memory, which bounds this, drifts apart from the plain
    # work of `pace`: 4.0 s on a quiet machine, 9 s of the same code on a taken one (target 5).
    assert whole_theirs / whole > 60
    assert whole < 12.0 * slower
