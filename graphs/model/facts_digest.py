"""A digest of the facts of a snapshot: equal facts give equal digests, in whatever ledger or order."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # record types are declared in the order of imports, which this leaves as it is
    from graphs.model.snapshot import Snapshot

__all__ = ["facts_digest"]


def facts_digest(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the facts of a snapshot: equal facts, equal digest.

    Ledger, revision and day stay out of it, and so does the path of a division, which the ledger
    makes itself; rows are hashed one by one and the hashes sorted, so that no order counts.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Division, Snapshot
    >>> both = [Division(id="d1", name="东镇"), Division(id="d2", name="西镇")]
    >>> one, other = (
    ...     Snapshot.from_records(each, as_of=dt.date(year, 1, 1))
    ...     for each, year in ((both, 2020), (both[::-1], 2021)))
    >>> facts_digest(one) == facts_digest(other)
    True
    """
    lines = []
    for kind, table in snapshot.tables.items():
        for row in table.to_pylist():
            said = {
                name: value
                for name, value in row.items()
                if name != "path" and value not in (None, False)
            }
            words = json.dumps([kind, said], sort_keys=True, ensure_ascii=False)
            lines.append(hashlib.sha256(words.encode()).digest())
    whole = hashlib.sha256()
    for line in sorted(lines):
        whole.update(line)
    return whole.hexdigest()
