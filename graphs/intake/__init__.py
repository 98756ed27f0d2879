"""Import workbooks and text files as changes of the ledger, with every issue reported first."""

from graphs.intake.files.subprocess_reader import InputFile, read_sheets
from graphs.intake.formats.limits import LARGE, Limits
from graphs.intake.import_request import ImportRequest
from graphs.intake.importing import prepare
from graphs.intake.mapping.column_mapping import Reading, readings, reassigned
from graphs.intake.mapping.mapping import Mapping
from graphs.intake.mapping.mapping_files import (
    dump_mapping,
    load_mapping,
    shipped_mapping,
    shipped_mappings,
)
from graphs.intake.mapping.survey import FoundTable, mapping_of, survey
from graphs.intake.mapping.templates import TOWNSHIP, template
from graphs.intake.outcome.prepared_import import Import
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.tables.cell_account import CellAccount
from graphs.intake.tables.repairs import NO_REPAIRS, Repairs, SetAside
from graphs.intake.tables.row_issues import Issue, IssueKind, kinds_of

__all__ = [
    "LARGE",
    "NO_REPAIRS",
    "TOWNSHIP",
    "CellAccount",
    "Difference",
    "FoundTable",
    "Import",
    "ImportRequest",
    "InputFile",
    "Issue",
    "IssueKind",
    "Limits",
    "Mapping",
    "Reading",
    "Repairs",
    "SetAside",
    "dump_mapping",
    "kinds_of",
    "load_mapping",
    "mapping_of",
    "prepare",
    "read_sheets",
    "readings",
    "reassigned",
    "shipped_mapping",
    "shipped_mappings",
    "survey",
    "template",
]
