"""Matrices of the network in Matrix Market form, with the ids of rows and columns beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.formula_guard import legible
from graphs.interchange.graph_files.network_lists import NetworkLists, cells_of, network_lists
from graphs.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    """Values by row and column; every other place is 0."""

    cells: Mapping[tuple[int, int], float]
    shape: tuple[int, int]


@export_format(
    order=180,
    zh="矩阵（Matrix Market）",
    en="Matrices (Matrix Market)",
    network=True,
    loses=Text(
        zh="只有编号和权重，没有属性；同两者的几条边相加",
        en="ids and weights only, no attributes; several edges of the same two add up",
    ),
)
def matrix(export: Export) -> Files:
    """Write both matrices of at-least pairs: hosts by guests, and all organisations by all.

    Row and column ``n`` of a matrix are line ``n`` of its list of ids. R, Matlab, Julia and SciPy
    read them.
    """
    lists = network_lists(export)
    everybody = [str(ident) for ident in cells_of(lists.nodes, "id")]
    square = _counted(lists, everybody, everybody)
    files = {
        "adjacency.mtx": _market(square if lists.roles.directed else _symmetric(square)),
        "adjacency_ids.txt": _ids(everybody),
    }
    if not lists.roles.part:
        return files
    sides = dict(zip(everybody, cells_of(lists.nodes, lists.roles.part), strict=True))
    rows, columns = (
        [ident for ident in everybody if sides[ident] == key] for key in lists.roles.parts
    )
    return {
        "biadjacency.mtx": _market(_counted(lists, rows, columns)),
        "biadjacency_rows.txt": _ids(rows),
        "biadjacency_columns.txt": _ids(columns),
        **files,
    }


def _counted(lists: NetworkLists, rows: list[str], columns: list[str]) -> _Matrix:
    across = {ident: place for place, ident in enumerate(rows)}
    down = {ident: place for place, ident in enumerate(columns)}
    weight = lists.roles.weight
    weights = cells_of(lists.edges, weight) if weight else [1 for _ in lists.edges.rows]
    counted: dict[tuple[int, int], float] = {}  # two agreements of one couple add up
    for (source, target), value in zip(lists.ends, weights, strict=True):
        place = across[source], down[target]
        counted[place] = counted.get(place, 0) + cast("float", value or 0)
    return _Matrix(cells=counted, shape=(len(rows), len(columns)))


def _symmetric(made: _Matrix) -> _Matrix:
    cells = dict(made.cells)
    for (row, column), value in made.cells.items():
        if row != column:
            cells[column, row] = cells.get((column, row), 0) + value
    return _Matrix(cells=cells, shape=made.shape)


def _market(made: _Matrix) -> bytes:
    """Return a matrix in coordinate form, counted from 1, sorted by column as readers expect.

    Written here: ``scipy.io.mmwrite`` takes a second to load for what are two lines of text.
    """
    cells = sorted(made.cells.items(), key=lambda each: each[0][::-1])
    kind = "integer" if all(isinstance(value, int) for _, value in cells) else "real"
    lines = [
        f"%%MatrixMarket matrix coordinate {kind} general",
        f"{made.shape[0]} {made.shape[1]} {len(cells)}",
        *(f"{row + 1} {column + 1} {value}" for (row, column), value in cells),
    ]
    return ("\n".join(lines) + "\n").encode()


def _ids(found: list[str]) -> bytes:
    return "".join(f"{legible(ident)}\n" for ident in found).encode()
