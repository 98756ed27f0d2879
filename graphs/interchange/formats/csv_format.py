"""CSV as RFC 4180 has it, with a mark for spreadsheets: one file a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import cast

from graphs.interchange.export_formats import Export, Pieces, export_format
from graphs.interchange.formats.formula_guard import FORMULA_SIGNS, LONGEST_CELL, neutral
from graphs.interchange.sheet import Cell, Table

__all__ = ["csv_chunks"]

_SIGNS = frozenset(FORMULA_SIGNS)
_QUOTED = re.compile('[,"\r\n]')


@export_format(
    order=10,
    zh="CSV（UTF-8，可用 Excel、WPS 打开）",
    en="CSV (UTF-8, opens in Excel and WPS)",
    usual=True,
    streams=True,
)
def csv_(export: Export) -> Pieces:
    """Write one file a sheet, headed by the stable keys; true and false as 1 and 0."""
    # keys, not labels, head a file that programs read
    return {f"{table.key}.csv": csv_chunks(table) for table in export.lists}


def csv_chunks(sheet: Table, *, mark: bool = True, flags: Sequence[str] = "01") -> Iterator[bytes]:
    """Yield the CSV of a sheet piece by piece, so that a million edges need not be held twice.

    ``mark`` writes the byte order mark that spreadsheets look for and other readers trip over;
    ``flags`` are the two letters or words for false and true.

    Examples
    --------
    >>> from graphs.interchange.list_columns import EDGE_COLUMNS
    >>> from graphs.interchange.sheet import Sheet
    >>> from graphs.text import Text
    >>> sheet = Sheet(
    ...     key="x", label=Text.same("x"), columns=EDGE_COLUMNS[:2], rows=(("g1", "=1+1"),))
    >>> b"".join(csv_chunks(sheet)).decode("utf-8-sig").splitlines()
    ['agreement_id,agreement', "g1,'=1+1"]
    """
    head = ",".join(_csv_cell(column.key, flags) for column in sheet.columns)
    yield (b"\xef\xbb\xbf" if mark else b"") + head.encode() + b"\r\n"
    for piece in sheet.pieces():
        columns = zip(*piece.rows, strict=True)
        lines = map(",".join, zip(*(_csv_column(each, flags) for each in columns), strict=True))
        yield "".join(f"{line}\r\n" for line in lines).encode()


def _csv_column(values: tuple[Cell, ...], flags: Sequence[str]) -> Iterable[str]:
    """Return the cells of a column as written; one that needs no care is found so as a whole.

    The csv module looks at every character, which for a million edges takes three times as long.
    """
    kinds = set(map(type, values))
    if kinds == {type(None)}:
        return repeat("", len(values))
    if kinds == {bool}:
        return map(flags.__getitem__, cast("tuple[bool, ...]", values))
    if kinds <= {int, float}:
        return map(repr, values)
    if kinds == {str, type(None)}:
        values = tuple("" if each is None else each for each in values)
        kinds = {str}
    if kinds == {str}:
        distinct = set(cast("tuple[str, ...]", values)) - {""}
        joined = "".join(distinct)
        if (
            joined.isprintable()  # no control character, surrogate or line feed
            and "," not in joined
            and '"' not in joined
            and max(map(len, distinct), default=0) <= LONGEST_CELL
            and _SIGNS.isdisjoint(map(itemgetter(0), distinct))
        ):
            return cast("tuple[str, ...]", values)
    return (_csv_cell(each, flags) for each in values)


def _csv_cell(value: Cell, flags: Sequence[str]) -> str:
    """Return a cell as RFC 4180 has it: in quotes where it holds a comma, a quote or a line end."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return flags[value]
    words = str(neutral(value))
    if _QUOTED.search(words):
        return '"' + words.replace('"', '""') + '"'
    return words
