"""The posts allowed to take a workflow step, and whether the acting one is among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.valid_time import day_of
from graphs.model import Actor, Move, Proposal, from_row, post_key, post_refusal
from graphs.text import Text

__all__ = ["ActingPost", "acting_post_of"]

_ELSEWHERE = 1  # days by which a day begins earlier than that of the moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPost:
    """Who is listed on a day or later, what the acting post was ever called, and since when.

    ``begins`` is the day it is listed from, where that has not come.
    """

    post: str
    listed: tuple[Actor, ...]
    called: tuple[str, ...]
    begins: dt.date | None

    def refusal(self, move: Move, item: Proposal | None) -> Text | None:
        """Return why the post may not take a step; ``None`` where it may."""
        found = post_refusal(move, item, self.post, self.listed, earlier=self.called)
        if found is None and self.begins is not None:
            return Text(
                zh="岗位“{post}”自 {day} 起才在册",
                en="the post “{post}” is listed from {day} on only",
            ).format(post=self.post, day=self.begins)
        return found


def acting_post_of(
    rows: Iterable[RowVersion], names: Iterable[tuple[str, str]], post: str, day: dt.date
) -> ActingPost:
    """Return what known versions of posts, and all names by id, say of the one that acts."""
    today = day.toordinal()
    kept = [row for row in rows if row.valid_to > today]
    listed = tuple(from_row(Actor, row.values) for row in kept)
    acting = [row for row in kept if post_key(str(row.values["post"])) == post_key(post)]
    own = {row.ident for row in acting}
    called = {name for ident, name in names if ident in own}
    called |= {actor.post for actor in listed if actor.id in own}
    first = min((row.valid_from for row in acting), default=0)
    begins = day_of(first) if first > today + _ELSEWHERE else None
    return ActingPost(post=post, listed=listed, called=tuple(sorted(called)), begins=begins)
