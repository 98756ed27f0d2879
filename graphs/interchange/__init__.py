"""Downloads: edge and node lists of exactly a view, in declared formats, with a manifest."""

from graphs.interchange.answer_sheet import answer_name, answer_sheets
from graphs.interchange.change_paper import change_paper, change_sheet
from graphs.interchange.download_bundle import (
    View,
    bundle,
    grain_bundle,
    manifest_line,
    write_grain_bundle,
)
from graphs.interchange.edge_and_node_lists import edge_list, node_list, unit_list, view_lists
from graphs.interchange.export_formats import FORMATS, Export, ExportFormat, export_format
from graphs.interchange.facts.agreement_facts import AGREEMENT_FACTS
from graphs.interchange.facts.organisation_facts import ORGANISATION_FACTS
from graphs.interchange.formats.csv_format import csv_chunks
from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.grains.grain import GRAINS, Grain, GrainView, left_out
from graphs.interchange.list_columns import EDGE_COLUMNS, NODE_COLUMNS, UNIT_COLUMNS
from graphs.interchange.manifest.download_request import DownloadRequest, request_of_manifest
from graphs.interchange.manifest.manifest_file import MANIFEST_NAME
from graphs.interchange.manifest.request_reads import columns_read
from graphs.interchange.manifest.view_words import view_of
from graphs.interchange.network_tools.profile_columns import led_by, unique_names
from graphs.interchange.returned_files.import_tables import RETURNED_ENDINGS, import_tables
from graphs.interchange.returned_files.network_reader import ReturnedNetwork, tables_of_network
from graphs.interchange.returned_files.table_reader import network_of_tables
from graphs.interchange.sheet import ListColumn, Sheet, list_column
from graphs.interchange.statement_list import STATEMENT_COLUMNS, statement_list
from graphs.interchange.view_address import (
    CHOICES,
    DEBUG,
    DEFAULT_FILTERS,
    FIRST_DAY,
    LAST_DAY,
    READERS,
    Address,
)
from graphs.interchange.word_paper import (
    clean,
    document_bytes,
    new_document,
    put_foot,
    put_heading,
    put_paragraph,
    put_table,
)
from graphs.interchange.zip_file import zip_bytes

__all__ = [
    "AGREEMENT_FACTS",
    "CHOICES",
    "DEBUG",
    "DEFAULT_FILTERS",
    "EDGE_COLUMNS",
    "FIRST_DAY",
    "FORMATS",
    "GRAINS",
    "LAST_DAY",
    "MANIFEST_NAME",
    "NODE_COLUMNS",
    "ORGANISATION_FACTS",
    "READERS",
    "RETURNED_ENDINGS",
    "STATEMENT_COLUMNS",
    "UNIT_COLUMNS",
    "Address",
    "DownloadRequest",
    "Export",
    "ExportFormat",
    "Grain",
    "GrainView",
    "ListColumn",
    "ReturnedNetwork",
    "Sheet",
    "View",
    "answer_name",
    "answer_sheets",
    "bundle",
    "change_paper",
    "change_sheet",
    "clean",
    "columns_read",
    "csv_chunks",
    "document_bytes",
    "edge_list",
    "export_format",
    "grain_bundle",
    "import_tables",
    "led_by",
    "left_out",
    "list_column",
    "manifest_line",
    "network_of_tables",
    "neutral",
    "new_document",
    "node_list",
    "put_foot",
    "put_heading",
    "put_paragraph",
    "put_table",
    "request_of_manifest",
    "statement_list",
    "tables_of_network",
    "unique_names",
    "unit_list",
    "view_lists",
    "view_of",
    "write_grain_bundle",
    "zip_bytes",
]
