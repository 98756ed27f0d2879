"""Put a list's columns under the names, and in the order, that another tool's import expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.graph_files.network_lists import NetworkLists
from graphs.interchange.sheet import Cell, ListColumn, Sheet, list_column

__all__ = ["led_by", "unique_names", "weighted", "with_column"]

_LONGEST = 1_000


def led_by(sheet: Sheet, key: str, first: Mapping[str, str]) -> Sheet:
    """Return a list with some columns first and renamed; the others follow as they are.

    A column that follows under a name that is taken already keeps its own with an underscore,
    whatever the case of its letters: the tools do not look at it.

    Examples
    --------
    >>> from graphs.interchange.list_columns import NODE_COLUMNS
    >>> from graphs.text import Text
    >>> sheet = Sheet(
    ...     key="nodes", label=Text.same("n"), columns=NODE_COLUMNS[:2], rows=(("a", "甲"),))
    >>> made = led_by(sheet, "nodes", {"name": "Label"})
    >>> [column.key for column in made.columns], made.rows
    (['Label', 'id'], (('甲', 'a'),))
    """
    keys = [column.key for column in sheet.columns]
    places = [keys.index(name) for name in first]
    taken = {name.lower() for name in first.values()}
    rest = [place for place in range(len(keys)) if place not in places]
    columns = [
        *(replace(sheet.columns[keys.index(old)], key=new) for old, new in first.items()),
        *(_apart(sheet.columns[place], taken) for place in rest),
    ]
    order = (*places, *rest)
    rows = tuple(tuple(row[place] for place in order) for row in sheet.rows)
    return replace(sheet, key=key, columns=tuple(columns), rows=rows)


def with_column(sheet: Sheet, column: ListColumn, values: Sequence[Cell]) -> Sheet:
    """Return a list with one more column at its end."""
    rows = tuple((*row, value) for row, value in zip(sheet.rows, values, strict=True))
    return replace(sheet, columns=(*sheet.columns, column), rows=rows)


def weighted(lists: NetworkLists) -> tuple[Sheet, str]:
    """Return the list of edges with the name of its column of weights; 1 where none is declared."""
    if lists.roles.weight:
        return lists.edges, lists.roles.weight
    one = list_column("weight", "权重", "Weight", "每条为 1", "1 for each", kind="integer")
    return with_column(lists.edges, one, [1 for _ in lists.edges.rows]), "weight"


def unique_names(ids: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return names as a workbook has them that no other has: the others carry their id.

    Those have to that occur twice, or not at all, whatever the case of their letters and the blanks
    around them. A name longer than a cell is cut before the id is added, never after.

    Examples
    --------
    >>> unique_names(["a", "b", "c"], ["甲", "甲", ""])
    ['甲 (a)', '甲 (b)', 'c']
    >>> unique_names(["a", "b", "c"], ["=1", "'=1", "c (c)"])
    ["'=1 (a)", "'=1 (b)", 'c (c)']
    """
    found = [
        str(neutral(name))[:_LONGEST].strip() or ident
        for ident, name in zip(ids, names, strict=True)
    ]
    while twice := {name for name, n in Counter(map(str.casefold, found)).items() if n > 1}:
        found = [
            f"{name} ({ident})" if name.casefold() in twice else name
            for ident, name in zip(ids, found, strict=True)
        ]
    return found


def _apart(column: ListColumn, taken: set[str]) -> ListColumn:
    return replace(column, key=f"{column.key}_") if column.key.lower() in taken else column
