"""A copy of a ledger whose rows were rewritten and whose every digest was made right again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from graphs.ledger import Ledger, open_ledger
from graphs.ledger.archive.canonical import _fill_digests
from graphs.ledger.database.engine import connect, writing
from graphs.ledger.storage.search_index import rebuild
from graphs.ledger.storage.tables import LEDGER
from graphs.model import Proposal, ProposedPair, couples_content, from_row, proposal_content

__all__ = ["digests_as_held", "forged", "older_digests"]

Digest = Callable[[Proposal, list[ProposedPair]], str]


def forged(ledger: Ledger, folder: Path, *statements: str, digest: Digest | None = None) -> Ledger:
    """Copy a ledger, run SQL past it, and recompute each proposal's digest and the whole chain."""
    path = folder / f"forged-{len(list(folder.iterdir()))}.ledger"
    ledger.backup(path)
    engine = connect(str(path))
    with writing(engine) as connection:
        for words in statements:
            connection.execute(sa.text(words))
        if digest:
            _redigest(connection, digest)
        head = _fill_digests(connection, ledger.id)
        connection.execute(sa.update(LEDGER).values(digest=head))
        rebuild(connection)
    engine.dispose()
    return open_ledger(str(path))


def _redigest(connection: sa.Connection, digest: Digest) -> None:
    rows = connection.execute(sa.text("SELECT * FROM proposal")).mappings().all()
    held = connection.execute(sa.text("SELECT * FROM proposed_pair")).mappings().all()
    for row in rows:
        pairs = [
            from_row(ProposedPair, dict(each))
            for each in held
            if each["proposal"] == row["id"] and each["opened"] <= row["opened"] < each["closed"]
        ]
        connection.execute(
            sa.text("UPDATE proposal SET content = :content WHERE id = :id AND opened = :opened"),
            {
                "content": digest(from_row(Proposal, dict(row)), pairs),
                "id": row["id"],
                "opened": row["opened"],
            },
        )


def digests_as_held(item: Proposal, pairs: list[ProposedPair]) -> str:
    """The digest a careful forger writes."""
    return proposal_content(item, pairs)


def older_digests(item: Proposal, pairs: list[ProposedPair]) -> str:
    """The digest that earlier versions wrote."""
    del item
    return couples_content(pairs)
