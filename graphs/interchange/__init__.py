"""Downloads: edge and node lists of exactly a view, in declared formats, with a manifest."""

from graphs.interchange.address import DEFAULT_FILTERS, FIRST_DAY, LAST_DAY, Address, view_of
from graphs.interchange.bundle import View, bundle, manifest_line
from graphs.interchange.formats import FORMATS, ExportFormat, export_format, neutral
from graphs.interchange.lists import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    ListColumn,
    Sheet,
    edge_list,
    node_list,
)

__all__ = [
    "DEFAULT_FILTERS",
    "EDGE_COLUMNS",
    "FIRST_DAY",
    "FORMATS",
    "LAST_DAY",
    "NODE_COLUMNS",
    "Address",
    "ExportFormat",
    "ListColumn",
    "Sheet",
    "View",
    "bundle",
    "edge_list",
    "export_format",
    "manifest_line",
    "neutral",
    "node_list",
    "view_of",
]
