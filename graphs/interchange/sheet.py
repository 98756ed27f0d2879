"""A list of a download: rows under columns that declare their key, label, meaning and type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graphs.text import Text

__all__ = ["Cell", "CellKind", "ListColumn", "Sheet", "list_column"]

Cell: TypeAlias = str | int | float | bool | None

CellKind: TypeAlias = Literal["text", "integer", "number", "flag"]
"""The type a column keeps from one download to the next, whatever its cells are this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """One column of a list: its stable key, its label, and what it says.

    ``width`` is that of a printed page, in letters; 0 leaves it to the format. A blank cell of any
    kind says that nothing is recorded.
    """

    key: str
    label: Text
    note: Text
    width: int = 0
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under declared columns, ready for any format; ``figure`` is what they add up to."""

    key: str
    label: Text
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figure: Text | None = None


def list_column(  # noqa: PLR0917  # a row of a table
    key: str,
    zh: str,
    en: str,
    note_zh: str = "",
    note_en: str = "",
    width: int = 0,
    kind: CellKind = "text",
) -> ListColumn:
    """Return a column of a list, declared in both languages; without a note its label says it all.

    Examples
    --------
    >>> list_column("id", "编号", "Id", "台账编号", "id in the ledger").note.en
    'id in the ledger'
    """
    note = Text(zh=note_zh or zh, en=note_en or en)
    return ListColumn(key=key, label=Text(zh=zh, en=en), note=note, width=width, kind=kind)
