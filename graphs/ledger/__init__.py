"""The system of record: two clocks, proof, undo, archive. The only place with SQL."""

from graphs.ledger.ledger import Ledger
from graphs.ledger.opening import create, load_archive, open_ledger
from graphs.ledger.revisions import Revision
from graphs.ledger.sealing import seal
from graphs.ledger.verifying import Verification

__all__ = [
    "Ledger",
    "Revision",
    "Verification",
    "create",
    "load_archive",
    "open_ledger",
    "seal",
]
