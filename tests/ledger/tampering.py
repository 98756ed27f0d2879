"""Raw SQL past the ledger: what somebody with the database's password could do."""

from __future__ import annotations

import sqlalchemy as sa

from graphs.ledger.database.engine import connect


class Tamper:
    """Raw SQL behind the ledger's back."""

    def __init__(self, url: str) -> None:
        self.engine = connect(url)

    def __call__(self, *statements: str) -> None:
        with self.engine.begin() as connection:
            for words in statements:
                connection.execute(sa.text(words))

    def one(self, words: str) -> object:
        with self.engine.begin() as connection:
            return connection.execute(sa.text(words)).scalar()
