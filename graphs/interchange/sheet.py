"""A list of a download: rows under columns that declare their key, label, meaning and type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeAlias

from graphs.text import Text

__all__ = [
    "PAIR_ROLES",
    "Cell",
    "CellKind",
    "ListColumn",
    "NetworkRoles",
    "Sheet",
    "Table",
    "list_column",
]

_PIECE = 20_000

Cell: TypeAlias = str | int | float | bool | None

CellKind: TypeAlias = Literal["text", "integer", "number", "flag", "date"]
"""The type a column keeps from one download to the next, whatever its cells are this time.

A ``date`` is one whole day, as ISO text; formats that know days write it as one.
"""


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
    """Rows under declared columns, ready for any format; ``figure`` is what they add up to.

    Examples
    --------
    >>> sheet = Sheet(key="x", label=Text.same("x"), columns=(), rows=(("g1",), ("g2",)))
    >>> sheet.row_count, [piece.rows for piece in sheet.pieces()]
    (2, [(('g1',), ('g2',))])
    """

    key: str
    label: Text
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figure: Text | None = None

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def pieces(self) -> Iterator[Sheet]:
        """Yield sheets of some thousand rows each, which together are this one."""
        for start in range(0, len(self.rows), _PIECE):
            yield replace(self, rows=self.rows[start : start + _PIECE])

    def whole(self) -> Sheet:
        """Return the list itself: all its rows are here."""
        return self


class Table(Protocol):
    """A list that a format goes through: whole, or made while it is written."""

    @property
    def key(self) -> str:
        """Its stable key."""
        ...

    @property
    def label(self) -> Text:
        """What it is called."""
        ...

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """Its declared columns, in order."""
        ...

    @property
    def figure(self) -> Text | None:
        """What its rows add up to."""
        ...

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        ...

    def pieces(self) -> Iterator[Sheet]:
        """Yield the list as sheets of some thousand rows each."""
        ...

    def whole(self) -> Sheet:
        """Return the list as one sheet."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRoles:
    """Which columns of the lists ``edges`` and ``nodes`` are ends, names, weights and sides.

    Nodes are known by ``id`` and called by ``name`` in every network.

    Attributes
    ----------
    ident
        Columns of the edge list that together name an edge.
    weight
        Column of a whole or other number; blank where each edge counts one.
    first_day, last_day
        Columns of the days an edge is there; blank for a network without time.
    part
        Column of the node list that parts a two-sided network; blank for one of one side.
    parts
        Its values for rows and columns of the matrix between the sides.
    """

    source: str = "source_id"
    target: str = "target_id"
    ident: tuple[str, ...] = ("source_id", "target_id")
    weight: str = ""
    edge_label: str = "relation_label"
    edge_type: str = "relation_label"
    node_type: str = "record_label"
    first_day: str = ""
    last_day: str = ""
    part: str = ""
    parts: tuple[str, str] = ("", "")
    directed: bool = False


PAIR_ROLES = NetworkRoles(
    source="host_id",
    target="guest_id",
    ident=("agreement_id", "host_id", "guest_id"),
    weight="pairs_low",
    edge_label="agreement",
    edge_type="kind_label",
    node_type="side_label",
    first_day="first_day",
    last_day="last_day",
    part="side",
    parts=("soe", "non_public"),
)
"""The roles in the lists of pairs and organisations."""


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
