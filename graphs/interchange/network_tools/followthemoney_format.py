"""Entities of followthemoney, one JSON object a line, as Aleph and OpenSanctions' tools read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.formula_guard import legible
from graphs.interchange.graph_files.network_lists import NetworkLists, edge_ids, network_lists
from graphs.interchange.sheet import Cell
from graphs.text import Text

_SCHEMATA = {"organisation": "Organization", "unit": "Company"}
"""Records that are somebody to followthemoney; agreements, chains and places are not."""


@export_format(
    order=350,
    zh="followthemoney（Aleph）",
    en="followthemoney (Aleph)",
    network=True,
    loses=Text(
        zh="只有党组织和单位及其间的关系；协议、产业链、区划在其中没有对应，个数、状态、上下限也没有。",
        en="Organisations, units and links between them only: agreements, chains and divisions have no "
        "counterpart there, nor have counts, status and bounds.",
    ),
)
def followthemoney(export: Export) -> Files:
    """Write ``network.ftm.json``: ``Organization`` and ``Company``, joined by ``UnknownLink``.

    A pairing is no ownership, no directorship and no membership, so no schema says more of it.
    """
    lists = network_lists(export)
    lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) for each in _entities(lists))
    return {"network.ftm.json": "".join(f"{line}\n" for line in lines).encode()}


def _entities(lists: NetworkLists) -> Iterator[dict[str, object]]:
    keys = [column.key for column in lists.nodes.columns]
    known = set()
    for row in lists.nodes.rows:
        found = dict(zip(keys, row, strict=True))
        schema = _SCHEMATA.get(str(found.get("record", "organisation")))
        if schema is not None:
            known.add(str(found["id"]))
            names = [found.get(name) for name in ("name", "name_zh", "name_en", "short_name")]
            yield _entity(str(found["id"]), schema, name=names[:1], alias=names[1:])
    keys = [column.key for column in lists.edges.columns]
    first, last = lists.roles.first_day, lists.roles.last_day
    for row, ident, (source, target) in zip(
        lists.edges.rows, edge_ids(lists), lists.ends, strict=True
    ):
        if source not in known or target not in known:
            continue
        found = dict(zip(keys, row, strict=True))
        yield _entity(
            f"link-{hashlib.sha256(ident.encode()).hexdigest()[:40]}",
            "UnknownLink",
            subject=[source],
            object=[target],
            role=[found.get(lists.roles.edge_type)],
            summary=[found.get(lists.roles.edge_label)],
            recordId=[ident],
            startDate=[found.get(first)] if first else [],
            endDate=[found.get(last)] if last else [],
        )


def _entity(ident: str, schema: str, **properties: Sequence[Cell]) -> dict[str, object]:
    said = {
        name: list(dict.fromkeys(legible(str(value)) for value in values if value))
        for name, values in properties.items()
    }
    return {"id": ident, "schema": schema, "properties": {k: v for k, v in said.items() if v}}
