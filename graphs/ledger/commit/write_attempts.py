"""One revision, written once: again after a collision, looked up after a lost line.

PostgreSQL may break off a transaction that met another (a deadlock, a serialisation failure), and a
line may break at any moment. Up to the commit nothing was written and the work is done anew. A line
that breaks while the commit is under way leaves open whether it arrived: the ledger is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Connection, Engine

from graphs.errors import LedgerCollision, LedgerError, LedgerOutOfReach, NotFound
from graphs.ledger.database.engine import writing
from graphs.ledger.storage.revisions import Revision, ledger_row, revision_at
from graphs.text import Text

__all__ = ["ASK_SECONDS", "ATTEMPTS", "written_once"]

ATTEMPTS = 4
"""How often a revision is tried before its writer is asked to come again."""

ASK_SECONDS = 3.0
"""How long a ledger is asked whether a revision arrived."""


def written_once(engine: Engine, work: Callable[[Connection], Revision]) -> Revision:
    """Run a write transaction to its end and return the revision it wrote, exactly once.

    Raises
    ------
    LedgerCollision
        It met another's each time.
    LedgerOutOfReach
        The line broke; the message says whether anything was written.
    LedgerError
        As in :func:`graphs.ledger.database.engine.writing`.
    """
    for left in reversed(range(ATTEMPTS)):
        made: Revision | None = None
        try:
            with writing(engine) as connection:
                made = work(connection)
        except LedgerCollision:
            if not left:
                raise
        except LedgerOutOfReach as lost:
            if made is not None and _arrived(engine, made, lost):
                return made
            if not left:
                raise
        else:
            return made
    raise AssertionError("the last attempt returns or raises")


def _arrived(engine: Engine, made: Revision, lost: LedgerOutOfReach) -> bool:
    """Return whether a revision is in the ledger whose line broke as it was committed.

    Raises
    ------
    LedgerOutOfReach
        Nobody answers.
    """
    until = time.monotonic() + ASK_SECONDS
    while True:
        try:
            with writing(engine) as connection:
                # Waits for the lock of the lost transaction, if the server has not ended it yet.
                if ledger_row(connection, lock=True).head < made.number:
                    return False
                return revision_at(connection, made.number).digest == made.digest
        except NotFound:
            return False
        except LedgerError:
            if time.monotonic() > until:
                raise _unknown(made.number) from lost
            time.sleep(0.2)


def _unknown(number: int) -> LedgerOutOfReach:
    return LedgerOutOfReach(
        Text(
            zh="与台账数据库的连接在提交时断开，不知第 {number} 版是否写入；请先在“历史”中查看，再决定是否重写",
            en="the line to the ledger's database broke as the change was committed, and whether it "
            "was written as revision {number} is not known; look in the history before writing again",
        ).format(number=number)
    )
