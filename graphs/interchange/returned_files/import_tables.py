"""A file of our own downloads as the CSV tables that an import takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.returned_files.network_reader import Row, tables_of_network
from graphs.interchange.returned_files.table_reader import rows_of_table

__all__ = ["RETURNED_ENDINGS", "import_tables"]

RETURNED_ENDINGS = ("graphml", "gexf", "json", "cyjs", "parquet", "arrow")
"""Endings of files that an import takes besides tables, where this product wrote them."""


def import_tables(name: str, content: bytes) -> Mapping[str, bytes]:
    """Return the tables of a file by name: a network gives nodes and edges, any other file itself.

    Raises
    ------
    InputError
        It has the ending of a network or of a typed table, and is none of ours.

    Examples
    --------
    >>> sorted(import_tables("network.json", b'{"nodes": [{"id": "a"}], "edges": []}'))
    ['edges.csv', 'nodes.csv']
    >>> import_tables("甲.csv", b"x")
    {'甲.csv': b'x'}
    """
    stem, _, ending = name.rpartition(".")
    if ending.lower() not in RETURNED_ENDINGS:
        return {name: content}
    if ending.lower() in ("parquet", "arrow"):
        return {f"{stem}.csv": _csv(rows_of_table(name, content))}
    found = tables_of_network(name, content)
    return {"nodes.csv": _csv(found.nodes), "edges.csv": _csv(found.edges)}


def _csv(rows: Iterable[Row]) -> bytes:
    listed = list(rows)
    heads = list(dict.fromkeys(key for row in listed for key in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    for row in listed:
        cells = (row.get(key, "") for key in heads)
        writer.writerow([int(cell) if isinstance(cell, bool) else neutral(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")
