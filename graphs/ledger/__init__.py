"""The system of record: two clocks, proof, undo, archive. The only place with SQL."""

from graphs.folding import fold
from graphs.ledger.archive import Progress
from graphs.ledger.bulk_batch import Batch
from graphs.ledger.bulking import bulk_load
from graphs.ledger.finding import DivisionEntry
from graphs.ledger.home import Entry, Home
from graphs.ledger.ledger import Ledger
from graphs.ledger.loading import Extract
from graphs.ledger.opening import check_vacant, create, load_archive, open_ledger
from graphs.ledger.read.audit import audit
from graphs.ledger.read.search import Hit
from graphs.ledger.revisions import Revision, moment_problem
from graphs.ledger.sealing import seal
from graphs.ledger.telling import RowChange, Version
from graphs.ledger.verifying import Verification
from graphs.ledger.write.first_records import first_records
from graphs.pinyin import initials

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
    "initials",
    "load_archive",
    "moment_problem",
    "open_ledger",
    "seal",
]
