"""What an export format is: a declared function from the lists and the graph of a view to files.

Adding a format is one file of the folder ``formats``. A cell that begins like a formula is
neutralised with an apostrophe, and the manifest says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import networkx as nx

from graphs.interchange.sheet import PAIR_ROLES, NetworkRoles, Sheet, Table
from graphs.registry import Registry
from graphs.text import Language, Text

__all__ = ["FORMATS", "NOTHING_LOST", "Export", "ExportFormat", "Files", "Pieces", "export_format"]

Files: TypeAlias = dict[str, bytes]
Pieces: TypeAlias = Mapping[str, bytes | Iterable[bytes]]
"""Files by name, each whole or as the pieces it is written in."""


def _no_graph() -> nx.MultiGraph[str]:
    return nx.freeze(nx.MultiGraph())  # type: ignore[no-any-return]  # typed as Any upstream


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a format writes: lists, what their columns are to a network, and the filtered graph.

    ``about`` is one line of JSON that says where they come from; formats with room for it keep it.
    ``tables`` are lists made while they are written, where there are such; ``sheets`` are whole.
    """

    sheets: tuple[Sheet, ...]
    language: Language
    tables: tuple[Table, ...] = ()
    graph: nx.MultiGraph[str] = field(default_factory=_no_graph)
    roles: NetworkRoles = PAIR_ROLES
    about: str = ""

    @property
    def lists(self) -> tuple[Table, ...]:
        """The lists for a format that is written in pieces."""
        return self.tables or self.sheets


NOTHING_LOST = Text.same("")
"""What a format loses that keeps every cell as it is."""

Write: TypeAlias = Callable[[Export], Pieces]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A declared format: key, label and the function that makes files by name.

    ``usual`` formats are chosen until the user chooses; ``network`` ones need the lists of edges
    and nodes, and write no other list. ``loses`` says what does not come through. One that
    ``streams`` goes through ``lists`` piece by piece.

    Examples
    --------
    >>> from graphs.interchange import FORMATS
    >>> [*FORMATS["csv"].write((Sheet(key="notes", label=Text.same("n"), columns=(), rows=()),), "en")]
    ['notes.csv']
    """

    key: str
    label: Text
    pieces: Write
    usual: bool = False
    network: bool = False
    loses: Text = NOTHING_LOST
    streams: bool = False

    def write(
        self,
        sheets: tuple[Sheet, ...],
        language: Language,
        graph: nx.MultiGraph[str] | None = None,
        *,
        roles: NetworkRoles = PAIR_ROLES,
        about: str = "",
    ) -> Files:
        """Return the files of lists, by name; ``graph`` is the network they show."""
        shown = _no_graph() if graph is None else graph
        export = Export(sheets=sheets, language=language, graph=shown, roles=roles, about=about)
        return self.make(export)

    def make(self, export: Export) -> Files:
        """Return the files of an export, by name, each as a whole."""
        return {
            name: body if isinstance(body, bytes) else b"".join(body)
            for name, body in self.pieces(export).items()
        }

    def stream(
        self,
        tables: tuple[Table, ...],
        language: Language,
        *,
        roles: NetworkRoles = PAIR_ROLES,
        about: str = "",
    ) -> Pieces:
        """Return the files of lists, by name, in pieces where the format is written so."""
        sheets = () if self.streams else tuple(table.whole() for table in tables)
        return self.pieces(
            Export(sheets=sheets, tables=tables, language=language, roles=roles, about=about)
        )


FORMATS: Registry[str, ExportFormat] = Registry("export format")
"""Every format by key, in the order of the download screen."""


def export_format(  # a declaration
    *,
    order: int,
    zh: str,
    en: str,
    usual: bool = False,
    network: bool = False,
    loses: Text = NOTHING_LOST,
    streams: bool = False,
) -> Callable[[Write], Write]:
    """Declare a format; its key is the function's name, ``order`` its place on screen."""

    def declare(make: Write) -> Write:
        key = make.__name__.removesuffix("_")
        label = Text(zh=zh, en=en)
        made = ExportFormat(
            key=key,
            label=label,
            pieces=make,
            usual=usual,
            network=network,
            loses=loses,
            streams=streams,
        )
        FORMATS.declare(key, made, make, order=order)
        return make

    return declare
