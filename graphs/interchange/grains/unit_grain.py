"""Pairs between units: the firms in which paired organisations are formed."""

from __future__ import annotations

from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.grains.record_network import record_nodes
from graphs.interchange.list_columns import SYNTHETIC
from graphs.interchange.recorded_columns import day_bounds
from graphs.interchange.sheet import ListColumn, NetworkRoles, Sheet, list_column
from graphs.network import Status, pairs, parties, relationship_graph
from graphs.text import Text

_COLUMNS: tuple[ListColumn, ...] = (
    list_column("host_unit_id", "国企单位编号", "Host unit id", "台账编号", "id in the ledger"),
    list_column("host_unit", "国企单位", "Host unit", "所选语言", "in the chosen language"),
    list_column("guest_unit_id", "非公单位编号", "Guest unit id", "台账编号", "id in the ledger"),
    list_column("guest_unit", "非公单位", "Guest unit", "所选语言", "in the chosen language"),
    list_column("agreement_id", "协议编号", "Agreement id", "台账编号", "id in the ledger"),
    list_column("agreement", "协议", "Agreement", "标题", "title"),
    list_column("host_id", "国企方编号", "Host id", "党组织", "organisation"),
    list_column("guest_id", "非公方编号", "Guest id", "党组织", "organisation"),
    list_column("status", "状态", "Status", "代号", "key"),
    list_column("status_label", "状态名称", "Status in words", "所选语言", "in the chosen language"),
    list_column("first_day", "签订首日", "First day", "签订日期的最早一日", "the earliest day of the signing", kind="date"),
    SYNTHETIC,
)  # fmt: skip

_ROLES = NetworkRoles(
    source="host_unit_id",
    target="guest_unit_id",
    ident=("agreement_id", "host_id", "guest_id", "host_unit_id", "guest_unit_id"),
    edge_label="agreement",
    edge_type="status_label",
    part="side",
    parts=("soe", "non_public"),
)


@grain(
    order=50,
    label=Text(zh="单位之间", en="Between units"),
    loses=Text(
        zh="没有单位的党组织（如片区党支部）不在内；一个党组织设在几个单位的，每个单位一行，行数不是对数。",
        en="Organisations without a unit, such as those of an area, are not in it; one formed in several "
        "units has a row for each, so rows are not pairs.",
    ),
    roles=_ROLES,
)
def units_paired(view: GrainView) -> tuple[Sheet, ...]:
    """Two units whose organisations are paired a row, for each agreement."""
    snapshot, graph = view.snapshot, view.graph
    whole, known = relationship_graph(snapshot), parties(snapshot)
    called = "name_en" if view.language == "en" else "name_zh"
    shown = {(key, *sorted((a, b))) for a, b, key in graph.edges(keys=True)}
    rows, ids = [], {unit for node in graph for unit in known[node].units if unit in whole}
    for pair in pairs(snapshot):
        if not pair.counted or (pair.agreement, *sorted((pair.host, pair.guest))) not in shown:
            continue
        status = pair.agreement_status.status
        for one in known[pair.host].units:
            for other in known[pair.guest].units:
                if one not in whole or other not in whole:
                    continue
                rows.append(
                    (
                        one,
                        whole.nodes[one][called],
                        other,
                        whole.nodes[other][called],
                        pair.agreement,
                        pair.title.say(view.language),
                        pair.host,
                        pair.guest,
                        status.name,
                        Status[status.name].label.say(view.language),
                        day_bounds(pair.signed_on)[0],
                        pair.synthetic,
                    )
                )
    edges = Sheet(
        key="edges",
        label=Text(zh="边（单位之间）", en="Edges (between units)"),
        columns=_COLUMNS,
        rows=tuple(rows),
    )
    return edges, record_nodes(whole, ids, view.language)
