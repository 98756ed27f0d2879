"""The system of record: two clocks, proof, undo, archive. The only place with SQL."""

from graphs.folding import fold
from graphs.ledger.archive.archive_writer import Progress
from graphs.ledger.archive.canonical import seal
from graphs.ledger.audit import audit
from graphs.ledger.bulk.bulk_batch import Batch
from graphs.ledger.bulk.bulk_load import bulk_load
from graphs.ledger.first_records import first_records
from graphs.ledger.home import Entry, Home
from graphs.ledger.ledger import Ledger
from graphs.ledger.opening import check_vacant, create, load_archive, open_ledger
from graphs.ledger.read.division_tree import DivisionEntry
from graphs.ledger.read.load import Extract
from graphs.ledger.read.record_history import RowChange, Version
from graphs.ledger.read.search import Hit
from graphs.ledger.restricted_ledger import open_to
from graphs.ledger.statement_source import signed_figures_of, statement_source
from graphs.ledger.storage.revisions import Revision, moment_problem
from graphs.ledger.verify.verify_chain import Verification

__all__ = [
    "Batch",
    "DivisionEntry",
    "Entry",
    "Extract",
    "Hit",
    "Home",
    "Ledger",
    "Progress",
    "Revision",
    "RowChange",
    "Verification",
    "Version",
    "audit",
    "bulk_load",
    "check_vacant",
    "create",
    "first_records",
    "fold",
    "load_archive",
    "moment_problem",
    "open_ledger",
    "open_to",
    "seal",
    "signed_figures_of",
    "statement_source",
]
