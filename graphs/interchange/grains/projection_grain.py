"""Who shares partners with whom: hosts by hosts and guests by guests."""

from __future__ import annotations

from graphs.errors import LimitExceeded
from graphs.interchange.edge_and_node_lists import node_list
from graphs.interchange.facts.organisation_facts import organisation_names
from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.sheet import ListColumn, NetworkRoles, Sheet, list_column
from graphs.statistics.structure.projections import projection as projected
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

_MOST = 2_000_000
"""Edges that are written at most: a partner of n organisations joins n(n-1)/2 couples."""

_COLUMNS: tuple[ListColumn, ...] = (
    list_column("source_id", "一方编号", "One's id", "台账编号", "id in the ledger"),
    list_column("source_name", "一方", "One", "所选语言", "in the chosen language"),
    list_column("target_id", "另一方编号", "Other's id", "台账编号", "id in the ledger"),
    list_column("target_name", "另一方", "Other", "所选语言", "in the chosen language"),
    list_column("side", "侧", "Side", "soe 国企之间，non_public 非公之间", "soe among hosts, non_public among guests"),
    list_column("shared", "共同对方", "Shared partners", "视图内、不论几份协议", "in the view, whatever the number of agreements", kind="integer"),
    list_column("weight", "权重（Newman）", "Weight, Newman's", "每个共同对方计 1÷(其对方数−1)", "each shared partner of d counts 1 / (d - 1)", kind="number"),
)  # fmt: skip

_ROLES = NetworkRoles(weight="weight", edge_label="side", edge_type="side", node_type="side_label")


@grain(
    order=40,
    label=Text(zh="同侧投影（共同对方）", en="One side: shared partners"),
    loses=Text(
        zh="经由谁、依据哪份协议看不出来；未具名合并记录算一个对方。",
        en="By whom and by which agreement is lost; an unnamed collective counts as one partner.",
    ),
    roles=_ROLES,
)
def projection(view: GrainView) -> tuple[Sheet, ...]:
    """Two organisations of one side that share a partner a row, with how many and Newman's weight."""
    network = SimpleNetwork.of(view.graph)
    expected = int(sum(int(d) * (int(d) - 1) // 2 for d in network.degree))
    if expected > _MOST:
        raise LimitExceeded(
            Text(
                zh="同侧投影约有 {n} 条边，上限 {most}；请缩小范围或筛选",
                en="the projection has some {n} edges, {most} at most; narrow the scope or the filters",
            ).format(n=expected, most=_MOST)
        )
    called = organisation_names(view.snapshot)
    rows = []
    for side, key in ((0, "soe"), (1, "non_public")):
        counted = projected(network, side)
        shares = projected(network, side, weighting="newman")
        for one, other, data in counted.edges(data=True):
            a, b = sorted((one, other))
            weight = round(shares.edges[one, other]["weight"], 12)
            names = (called[each].say(view.language) for each in (a, b))
            rows.append((a, next(names), b, next(names), key, int(data["weight"]), weight))
    edges = Sheet(
        key="edges",
        label=Text(zh="边（共同对方）", en="Edges (shared partners)"),
        columns=_COLUMNS,
        rows=tuple(sorted(rows, key=lambda row: (row[0], row[2]))),
    )
    return edges, node_list(view.snapshot, view.graph, view.language)
