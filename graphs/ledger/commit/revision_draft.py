"""A revision as it is begun: its number, who writes it, why, when, and on what it rests."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from graphs.errors import ChangeRefused, Problem
from graphs.ledger.storage.revisions import (
    TOLERANCE,
    Revision,
    empty,
    ledger_row,
    moment_problem,
    revision_at,
)
from graphs.ledger.storage.row_values import text_problem
from graphs.model import post_name, post_problem
from graphs.text import Text

__all__ = ["check_base", "check_words", "moment_of_turn", "revision_draft"]


def revision_draft(
    connection: Connection,
    *,
    actor: str,
    note: str,
    at: dt.datetime,
    now: dt.datetime,
    kind: str,
    undoes: int | None = None,
) -> Revision:
    """Return the next revision without its digest; other writers wait from here on.

    Raises
    ------
    ChangeRefused
        Its moment cannot be.
    LedgerDamaged
        The ledger's own row is damaged.
    """
    row = ledger_row(connection, lock=True)
    last = revision_at(connection, row.head)
    after = last.at if last.number else None
    at = moment_of_turn(at, after=after, now=now)
    # Whether it has a time zone is asked where it is written.
    wrong = at.tzinfo and moment_problem(at, after=after, now=now)
    if wrong:
        raise ChangeRefused(Text(zh="未写入：", en="nothing was written: ") + wrong)
    return Revision(
        number=row.head + 1,
        digest="",
        previous=row.digest if row.head else empty(str(row.id)).digest,
        actor=post_name(actor),
        note=note,
        at=at,
        kind=kind,
        undoes=undoes,
    )


def moment_of_turn(at: dt.datetime, *, after: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """Return the moment of a revision whose writer noted it just now, and then waited for its turn.

    Another's that was written meanwhile, or by a clock a little ahead, came before: the revision
    bears its time, for it is known to be no earlier. An older moment is left as it is given.

    Examples
    --------
    >>> noon = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
    >>> late = noon - dt.timedelta(seconds=1)
    >>> moment_of_turn(late, after=noon, now=noon) == noon
    True
    >>> moment_of_turn(late, after=noon, now=noon + dt.timedelta(days=1)) == late
    True
    """
    if after is None or at.tzinfo is None or not now - TOLERANCE <= at < after:
        return at
    return after


def check_words(**words: str) -> None:
    """Refuse words of a revision that cannot be stored.

    Raises
    ------
    ChangeRefused
        Each is named.
    """
    labels = {
        "actor": Text(zh="岗位", en="actor"),
        "note": Text(zh="事由", en="note"),
        "kind": Text(zh="种类", en="kind"),
    }
    found = tuple(
        Problem(place=labels[name], value=value, reason=reason)
        for name, value in words.items()
        if (reason := text_problem(value) or (post_problem(value) if name == "actor" else None))
    )
    if found:
        raise ChangeRefused(
            Text(zh="未写入：", en="nothing was written: ") + found[0].sentence(), found
        )


def check_base(base: int | None, head: int) -> None:
    """Refuse to rest on a revision that is not there.

    Raises
    ------
    ChangeRefused
        It is not.
    """
    if base is not None and not 0 <= base <= head:
        raise ChangeRefused(
            Text(
                zh="所依据的第 {base} 版不存在，最新为第 {head} 版",
                en="revision {base} this rests on does not exist; the newest is {head}",
            ).format(base=base, head=head)
        )
