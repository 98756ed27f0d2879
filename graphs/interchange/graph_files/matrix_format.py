"""Matrices of the network in Matrix Market form, with the ids of rows and columns beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphs.interchange.export_formats import Export, Files, export_format, legible
from graphs.interchange.graph_files.network_lists import NetworkLists, network_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    """Values by row and column; every other place is 0."""

    cells: Mapping[tuple[int, int], int]
    shape: tuple[int, int]


@export_format(order=180, zh="矩阵（Matrix Market）", en="Matrices (Matrix Market)", network=True)
def matrix(export: Export) -> Files:
    """Write both matrices of at-least pairs: hosts by guests, and all organisations by all.

    Row and column ``n`` of a matrix are line ``n`` of its list of ids. R, Matlab, Julia and SciPy
    read them.
    """
    lists = network_lists(export)
    names = [column.key for column in lists.nodes.columns]
    side = names.index("side")
    everybody = [str(row[0]) for row in lists.nodes.rows]
    hosts, guests = (
        [str(row[0]) for row in lists.nodes.rows if row[side] == key]
        for key in ("soe", "non_public")
    )
    return {
        "biadjacency.mtx": _market(_counted(lists, hosts, guests)),
        "biadjacency_rows.txt": _ids(hosts),
        "biadjacency_columns.txt": _ids(guests),
        "adjacency.mtx": _market(_symmetric(_counted(lists, everybody, everybody))),
        "adjacency_ids.txt": _ids(everybody),
    }


def _counted(lists: NetworkLists, rows: list[str], columns: list[str]) -> _Matrix:
    across = {ident: place for place, ident in enumerate(rows)}
    down = {ident: place for place, ident in enumerate(columns)}
    keys = [column.key for column in lists.edges.columns]
    host, guest, low = (keys.index(name) for name in ("host_id", "guest_id", "pairs_low"))
    counted: dict[tuple[int, int], int] = {}  # two agreements of one couple add up
    for row in lists.edges.rows:
        place = across[str(row[host])], down[str(row[guest])]
        counted[place] = counted.get(place, 0) + int(row[low] or 0)
    return _Matrix(cells=counted, shape=(len(rows), len(columns)))


def _symmetric(made: _Matrix) -> _Matrix:
    turned = {(column, row): value for (row, column), value in made.cells.items()}
    return _Matrix(cells={**made.cells, **turned}, shape=made.shape)


def _market(made: _Matrix) -> bytes:
    """Return a matrix in coordinate form, counted from 1, sorted by column as readers expect.

    Written here: ``scipy.io.mmwrite`` takes a second to load for what are two lines of text.
    """
    cells = sorted(made.cells.items(), key=lambda each: each[0][::-1])
    lines = [
        "%%MatrixMarket matrix coordinate integer general",
        f"{made.shape[0]} {made.shape[1]} {len(cells)}",
        *(f"{row + 1} {column + 1} {value}" for (row, column), value in cells),
    ]
    return ("\n".join(lines) + "\n").encode()


def _ids(found: list[str]) -> bytes:
    return "".join(f"{legible(ident)}\n" for ident in found).encode()
