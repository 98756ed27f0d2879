"""Whether every stored proposal came to its stage by the workflow: a replay of its revisions.

Proposals of earlier versions, whose digest bound the couples only, are replayed from the first
step on that bound the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from graphs.ledger.clock import ALWAYS, OPEN
from graphs.ledger.tables import RECORD_TABLES, REVISION
from graphs.model import (
    MOVES,
    May,
    Move,
    Proposal,
    ProposalStage,
    ProposedPair,
    from_row,
    is_whole,
    post_key,
    proposal_content,
)
from graphs.text import Text

__all__ = ["broken_proposal"]

_Row = Mapping[str, Any]


def broken_proposal(connection: Connection) -> tuple[int, Text] | None:
    """Return the first revision that wrote a proposal as no step does, with what is wrong."""
    table = RECORD_TABLES["proposal"]
    lives: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.opened)).mappings():
        lives[row["id"]].append(dict(row))
    found = [broken for rows in lives.values() if (broken := _life(connection, rows)) is not None]
    return min(found, key=lambda each: each[0]) if found else None


def _life(connection: Connection, rows: list[_Row]) -> tuple[int, Text] | None:
    """Return where the versions of one proposal leave the workflow."""
    whole = next((place for place, row in enumerate(rows) if is_whole(row["content"])), len(rows))
    posts = _actors(connection, [row["opened"] for row in rows[whole:]])
    names = _renamed(connection)
    if whole == 0 and rows and rows[0]["stage"] != ProposalStage.draft.name:
        return rows[0]["opened"], _words(rows[0])
    for row in rows[whole:]:
        if (row["valid_from"], row["valid_to"]) != (ALWAYS, OPEN) or not _bound(connection, row):
            return row["opened"], _words(row)
    for before, after in pairwise(rows[max(whole - 1, 0) :]):
        same = before["planner"] == after["planner"] and before["closed"] == after["opened"]
        post = post_key(posts.get(after["opened"], ""))
        if not same or not _led(before, after, {post, *names.get(post, ())}, post):
            return after["opened"], _words(after)
    if rows[whole:] and rows[-1]["closed"] != OPEN:
        return rows[-1]["closed"], _words(rows[-1])
    return None


def _words(row: _Row) -> Text:
    return Text(
        zh="方案“{title}”（{id}）在第 {{number}} 版不是按流程写成的",
        en="proposal “{title}” ({id}) was written by no step of its workflow in revision {{number}}",
    ).format(title=row["title"].replace("{", "").replace("}", ""), id=row["id"])


def _actors(connection: Connection, numbers: list[int]) -> dict[int, str]:
    query = select(REVISION.c.number, REVISION.c.actor).where(REVISION.c.number.in_(numbers))
    return {row[0]: row[1] for row in connection.execute(query)}


def _bound(connection: Connection, row: _Row) -> bool:
    """Return whether the digest is that of what was known when the version was written."""
    table = RECORD_TABLES["proposed_pair"]
    query = select(table).where(
        table.c.proposal == row["id"],
        table.c.opened <= row["opened"],
        table.c.closed > row["opened"],
    )
    pairs = [from_row(ProposedPair, dict(each)) for each in connection.execute(query).mappings()]
    return bool(row["content"] == proposal_content(from_row(Proposal, row), pairs))


def _renamed(connection: Connection) -> dict[str, set[str]]:
    """Return what the record of each post was called at any time, all by their keys."""
    table = RECORD_TABLES["actor"]
    called: defaultdict[str, set[str]] = defaultdict(set)
    for ident, post in connection.execute(select(table.c.id, table.c.post)):
        called[ident].add(post_key(post))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for keys in called.values():
        for key in keys:
            found[key] |= keys
    return found


def _led(before: _Row, after: _Row, own: set[str], post: str) -> bool:
    """Return whether some verb leads from one version to the next, taken by a post that may."""
    stage = ProposalStage[before["stage"]]
    moves = (each for each in MOVES.values() if each.to.name == after["stage"])
    return any(stage in each.stages and _may(each, before, after, own, post) for each in moves)


def _may(move: Move, before: _Row, after: _Row, own: set[str], post: str) -> bool:
    planner, approver = post_key(before["planner"]), post_key(before["approver"] or "")
    return {
        May.listed: True,
        May.planner: planner in own,
        May.another: post != planner
        and (move.key != "approve" or post == post_key(after["approver"] or "")),
        May.either: planner in own or approver in own,
        May.approver: approver in own and planner not in own,
    }[move.may]
