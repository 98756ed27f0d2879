"""Files of ``neo4j-admin database import``, and the same import in Cypher."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.csv_format import csv_chunks
from graphs.interchange.graph_files.network_lists import NetworkLists, network_lists
from graphs.interchange.graph_files.xml_columns import TYPE_NAMES
from graphs.interchange.network_tools.profile_columns import led_by, with_column
from graphs.interchange.sheet import (
    PAIR_ROLES,
    CellKind,
    ListColumn,
    NetworkRoles,
    Sheet,
    list_column,
)

_TYPES = TYPE_NAMES | {"date": "date"}
_CASTS: dict[CellKind, str] = {
    "text": "{}",
    "integer": "toInteger({})",
    "number": "toFloat({})",
    "flag": "toBoolean({})",
    "date": "date({})",
}


@export_format(
    order=320, zh="Neo4j（neo4j-admin、Cypher）", en="Neo4j (neo4j-admin, Cypher)", network=True
)
def neo4j(export: Export) -> Files:
    """Write nodes and relationships with typed heads, and ``import.cypher`` that loads plain CSV.

    ``neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv`` reads
    the first two; the script reads ``plain_*.csv`` from the import folder of the database.
    """
    lists = network_lists(export)
    roles, words = lists.roles, _cypher_words(lists.roles)
    label, kind = list_column(":LABEL", "标签", "Label"), list_column(":TYPE", "类型", "Type")
    nodes = with_column(lists.nodes, label, [words.label] * len(lists.nodes.rows))
    edges = with_column(lists.edges, kind, [words.kind] * len(lists.edges.rows))
    ends = {roles.source: ":START_ID", roles.target: ":END_ID", ":TYPE": ":TYPE"}
    made = (
        ("nodes", _headed(led_by(nodes, "nodes", {"id": "id:ID", ":LABEL": ":LABEL"}))),
        ("relationships", _headed(led_by(edges, "relationships", ends))),
        ("plain_nodes", lists.nodes),
        ("plain_edges", lists.edges),
    )
    files = {
        f"neo4j/{name}.csv": b"".join(csv_chunks(sheet, mark=False, flags=("false", "true")))
        for name, sheet in made
    }
    return files | {"neo4j/import.cypher": _script(lists, words).encode()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _CypherWords:
    label: str
    kind: str


def _cypher_words(roles: NetworkRoles) -> _CypherWords:
    """Return what nodes and relationships are called: of pairs their own words, else plain ones."""
    if roles == PAIR_ROLES:
        return _CypherWords(label="Organisation", kind="PAIRED_WITH")
    return _CypherWords(label="Node", kind="RELATED_TO")


def _headed(sheet: Sheet) -> Sheet:
    """Return a list whose heads carry types, but for those that carry a meaning already."""
    return replace(sheet, columns=tuple(map(_typed, sheet.columns)))


def _typed(column: ListColumn) -> ListColumn:
    key = column.key if ":" in column.key else f"{column.key}:{_TYPES[column.kind]}"
    return replace(column, key=key)


def _script(lists: NetworkLists, words: _CypherWords) -> str:
    roles, label = lists.roles, words.label
    keys = ", ".join(f"`{name}`: row.`{name}`" for name in roles.ident)
    return f"""\
CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (o:{label}) REQUIRE o.id IS UNIQUE;

LOAD CSV WITH HEADERS FROM 'file:///plain_nodes.csv' AS row
MERGE (o:{label} {{id: row.id}})
SET {_assignments(lists.nodes, "o")};

LOAD CSV WITH HEADERS FROM 'file:///plain_edges.csv' AS row
MATCH (a:{label} {{id: row.`{roles.source}`}}), (b:{label} {{id: row.`{roles.target}`}})
MERGE (a)-[p:{words.kind} {{{keys}}}]->(b)
SET {_assignments(lists.edges, "p")};
"""


def _assignments(sheet: Sheet, owner: str) -> str:
    casts = [
        f"{owner}.`{each.key}` = {_CASTS[each.kind].format(f'row.`{each.key}`')}"
        for each in sheet.columns
    ]
    return ",\n    ".join(casts)
