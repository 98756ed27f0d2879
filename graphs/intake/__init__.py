"""Workbooks and text files to changes of the ledger, with everything that is wrong said first."""

from graphs.intake.cell_account import CellAccount
from graphs.intake.difference import Difference
from graphs.intake.importing import Import, prepare
from graphs.intake.limits import LARGE, Limits
from graphs.intake.mapping import Mapping
from graphs.intake.reading import InputFile, read_sheets
from graphs.intake.readings import Reading, readings, reassigned
from graphs.intake.repairs import NO_REPAIRS, Repairs, SetAside
from graphs.intake.saving import dump_mapping, load_mapping, shipped_mapping, shipped_mappings
from graphs.intake.surveying import FoundTable, mapping_of, survey
from graphs.intake.templates import TOWNSHIP, template
from graphs.intake.troubles import Trouble

__all__ = [
    "LARGE",
    "NO_REPAIRS",
    "TOWNSHIP",
    "CellAccount",
    "Difference",
    "FoundTable",
    "Import",
    "InputFile",
    "Limits",
    "Mapping",
    "Reading",
    "Repairs",
    "SetAside",
    "Trouble",
    "dump_mapping",
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
