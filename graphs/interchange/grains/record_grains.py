"""Networks of records: superiors, chains, and everything the scope holds."""

from __future__ import annotations

from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.grains.record_network import (
    RECORD_ROLES,
    Edge,
    record_edges,
    record_nodes,
    relations,
)
from graphs.interchange.sheet import Sheet
from graphs.network import relationship_graph
from graphs.text import Text

_UNFILTERED = Text(
    zh="筛选不起作用：含范围内全部。", en=" Filters do not apply: the whole scope is in it."
)


@grain(
    order=60,
    label=Text(zh="隶属（上级树）", en="Superiors (the tree)"),
    loses=Text(
        zh="只有行政隶属，没有功能型组织和结对；上级在范围以外的，到范围的边上为止。",
        en="Administrative superiors only, no functional bodies and no pairs; a superior outside the "
        "scope that is not loaded is where it ends.",
    ),
    roles=RECORD_ROLES,
)
def superiors(view: GrainView) -> tuple[Sheet, ...]:
    """An organisation and the one above it a row: those of the view and all above them."""
    whole = relationship_graph(view.snapshot)
    above: dict[str, Edge] = {edge[0]: edge for edge in relations(whole, ["superior"])}
    ids: set[str] = set()
    for node in view.graph:
        at: str | None = node
        while at is not None and at not in ids:
            ids.add(at)
            at = above[at][1] if at in above else None
    edges = [above[ident] for ident in sorted(ids) if ident in above]
    return record_edges(whole, edges, view.language), record_nodes(whole, ids, view.language)


@grain(
    order=70,
    label=Text(zh="产业链网络", en="Chains as a network"),
    loses=Text(
        zh="只有产业链、环节、成员、牵头和供应；链上成员之间的结对不在内。",
        en="Chains, segments, members, leads and supplies only; pairs between members are not in it.",
    )
    + _UNFILTERED,
    roles=RECORD_ROLES,
)
def chain_network(view: GrainView) -> tuple[Sheet, ...]:
    """A place on a chain, a lead or a supply a row, with chains, segments and members as nodes."""
    whole = relationship_graph(view.snapshot)
    wanted = ("leads", "segment", "on_chain", "in_segment", "supplies")
    edges = relations(whole, wanted)
    chains = {
        node for node, data in whole.nodes(data=True) if data["record"] in ("chain", "segment")
    }
    ids = chains | {end for edge in edges for end in edge[:2]}
    return record_edges(whole, edges, view.language), record_nodes(whole, ids, view.language)


@grain(
    order=80,
    label=Text(zh="全部记录", en="Everything"),
    loses=Text(
        zh="引文、清单、别名、裁定和各栏细节不在内；没有对方的活动不成边。完整的台账用归档。",
        en="Citations, list items, aliases, judgements and many columns are not in it; an activity "
        "without a partner is no edge. An archive holds a ledger whole.",
    )
    + _UNFILTERED,
    roles=RECORD_ROLES,
)
def everything(view: GrainView) -> tuple[Sheet, ...]:
    """Any recorded relation a row, with organisations, units, agreements, divisions and chains as nodes."""
    whole = relationship_graph(view.snapshot)
    return (
        record_edges(whole, relations(whole), view.language),
        record_nodes(whole, whole, view.language),
    )
