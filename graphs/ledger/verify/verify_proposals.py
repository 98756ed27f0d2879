"""Replay every stored proposal to check that the workflow led to its stage.

The same table that the ledger carries out is asked of each step again: stage, post, what it sets
and what it leaves, the digest, the days, the agreements it wrote. Proposals of earlier versions,
whose digest bound the couples only, are asked for their stages, their approver and that digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import pairwise

from sqlalchemy import Connection

from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.verify.proposal_histories import (
    History,
    Version,
    histories,
    post_at,
    written_beside,
)
from graphs.ledger.verify.verify_signings import broken_signing, misdated
from graphs.model import (
    MOVES,
    Condition,
    May,
    Move,
    Proposal,
    ProposalStage,
    ProposedPair,
    Record,
    basis_refusal,
    couples_content,
    is_whole,
    post_key,
    proposal_content,
    stage_refusal,
)
from graphs.text import Text

__all__ = ["broken_proposal"]

_Found = tuple[int, Text]

_BESIDE = {
    "edit": {"comment"},
    "sign": {"agreement", "signatory"},
    "annul": {"agreement", "signatory"},
}
"""What a verb writes beside the proposal, its pairs and new posts."""

_NO_STEPS = frozenset({"undo", "load"})
_ALWAYS_SET = frozenset({"stage", "content"})


def broken_proposal(connection: Connection) -> _Found | None:
    """Return the first revision that wrote a proposal as no step does, with what is wrong.

    1. Its versions follow each other without a gap, each of one interval, from a draft on.
    2. Each has the digest of what it held, and no pair moved without it.
    3. Some verb of the table leads to it, by a post that could take it then, from what was before;
       it set and left what that verb sets and leaves, on days and revisions the verb allows.
    4. Its revision wrote nothing else.
    5. What it signed is what was approved, and stayed so: ``broken_signing``.
    6. No couple is approved in two proposals at once.
    """
    lives = histories(connection)
    if not lives:
        return None
    numbers = [version.by.number for life in lives for version in life.versions]
    beside = written_beside(connection, numbers)
    found = [each for life in lives for each in _life(connection, life, beside)]
    found += _twice_approved(lives)
    # What was signed is asked only of proposals that the workflow led to where they are.
    found = found or [each for life in lives for each in _signings(connection, life)]
    return min(found, key=lambda each: each[0]) if found else None


def _life(
    connection: Connection, life: History, beside: Mapping[int, set[str]]
) -> Iterator[_Found]:
    """Return where the versions of one proposal leave the workflow."""
    title = life.versions[0].item.title if life.versions else ""
    words = _words(life.ident, title)
    yield from ((number, words) for number in life.strays)
    before: Version | None = None
    for version in life.versions:
        follows = before is None or before.until == version.by.number
        led = follows and _sound(version, before) and _led(connection, before, version)
        if not led or not _alone(life.ident, version, before, beside):
            yield version.by.number, words
        before = version
    if before and before.until != OPEN:
        yield before.until, words


def _signings(connection: Connection, life: History) -> Iterator[_Found]:
    broken = broken_signing(connection, life.versions)
    if broken is not None:
        yield broken, _words(life.ident, life.versions[0].item.title)


def _words(ident: str, title: str) -> Text:
    return Text(
        zh="方案“{title}”（{id}）在第 {{number}} 版不是按流程写成的",
        en="proposal “{title}” ({id}) was written by no step of its workflow in revision {{number}}",
    ).format(title=title.replace("{", "").replace("}", ""), id=ident)


def _sound(version: Version, before: Version | None) -> bool:
    """Return whether a version is of one interval and has the digest of what it holds."""
    content = version.item.content
    if not version.regular or version.by.kind in _NO_STEPS:
        return False
    if is_whole(content):
        return content == proposal_content(version.item, version.pairs)
    # No step of the workflow as it is now leads back to a digest that binds less.
    earlier = before is None or not is_whole(before.item.content)
    return earlier and content == couples_content(version.pairs)


def _led(connection: Connection, before: Version | None, after: Version) -> bool:
    """Return whether some verb leads from one version to the next, taken by a post that may."""
    moves = (each for each in MOVES.values() if each.to is after.item.stage)
    if not is_whole(after.item.content):
        return any(_led_earlier(move, before, after) for move in moves)
    post, fresh = post_at(connection, after.by)
    for move in moves:
        if before is None and move.stages:
            continue
        if before is not None and stage_refusal(move, before.item.stage):
            continue
        proposal = before.item if before else None
        if post.refusal(move, proposal):
            continue
        if fresh and move.may is May.another:
            continue
        if _kept(move, before, after) and _in_order(connection, move, after):
            return True
    return False


def _led_earlier(move: Move, before: Version | None, after: Version) -> bool:
    """Return whether a verb led to a version of earlier times, when posts were not yet listed."""
    if before is None:
        return not move.stages
    if stage_refusal(move, before.item.stage) or before.item.planner != after.item.planner:
        return False
    if move.key != "approve":
        return True
    approver = post_key(after.item.approver or "")
    return approver == post_key(after.by.actor) and approver != post_key(after.item.planner)


def _kept(move: Move, before: Version | None, after: Version) -> bool:
    """Return whether a version differs from the one before by what the verb sets and clears."""
    free = {*_ALWAYS_SET, *move.sets, *move.clears}
    item, pairs = after.item, after.pairs
    if before is None:
        if item.planner != after.by.actor or any(each.decision or each.agreement for each in pairs):
            return False
    else:
        if _differing(before.item, item) - free:
            return False
        if "pairs" not in free and not _same_pairs(before.pairs, pairs, free):
            return False
    cleared = [name for name in move.clears if any(_value(each, name) for each in (item, *pairs))]
    if cleared:
        return False
    if move.key == "approve":
        return item.approver == after.by.actor and all(each.decision for each in pairs)
    return True


def _value(item: Record, name: str) -> object:
    return getattr(item, name, None)


def _differing(one: Record, other: Record) -> set[str]:
    return {
        each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)
    }


def _same_pairs(
    before: Iterable[ProposedPair], after: Iterable[ProposedPair], free: set[str]
) -> bool:
    was, now = ({each.id: each for each in pairs} for pairs in (before, after))
    return was.keys() == now.keys() and not any(
        _differing(was[ident], now[ident]) - free for ident in was
    )


def _in_order(connection: Connection, move: Move, version: Version) -> bool:
    """Return whether the revision and the days that a step named could be named."""
    item: Proposal = version.item
    for condition in move.conditions:
        if condition is Condition.basis:
            if basis_refusal(item.made_at, seen=version.by.number - 1):
                return False
        elif misdated(connection, version):
            return False
    return True


def _alone(
    ident: str, version: Version, before: Version | None, beside: Mapping[int, set[str]]
) -> bool:
    """Return whether the revision of a step wrote the step and nothing else."""
    if not is_whole(version.item.content):
        return True
    stage = before.item.stage if before else None
    allowed = {"actor", "proposed_pair", f"proposal {ident}"}
    for move in MOVES.values():
        if move.to is version.item.stage and (stage in move.stages or stage is None):
            allowed |= _BESIDE.get(move.key, set())
    return beside[version.by.number] <= allowed


def _twice_approved(lives: Iterable[History]) -> Iterator[_Found]:
    """Return where a couple was approved while another approved proposal held it."""
    spans: list[tuple[frozenset[str], int, int, str, str]] = []
    for life in lives:
        for version in life.versions:
            if version.item.stage is ProposalStage.approved and is_whole(version.item.content):
                for pair in version.pairs:
                    if pair.decision is not None and pair.decision.name == "accepted":
                        couple = frozenset({pair.host, pair.guest})
                        span = (version.by.number, version.until, life.ident, version.item.title)
                        spans.append((couple, *span))
    spans.sort(key=lambda span: (sorted(span[0]), span[1]))
    for left, right in pairwise(spans):
        if left[0] == right[0] and right[1] < left[2] and left[3] != right[3]:
            yield right[1], _words(right[3], right[4])
