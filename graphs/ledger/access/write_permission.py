"""The door of writing: what a revision wrote must be what its visitor may, where it may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from graphs.access import AREAS_OF_MOVE, Area, Visitor, areas_of_change, require
from graphs.errors import AccessRefused, ChangeRefused
from graphs.ledger.access.row_places import PLACELESS, Places
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.record_messages import problem
from graphs.ledger.storage.revisions import Revision
from graphs.ledger.storage.row_versions import kinds_of, rows_of
from graphs.model import (
    Actor,
    Change,
    Correct,
    DraftProposal,
    EditDraft,
    End,
    May,
    Move,
    Record,
    Retract,
    Scope,
    Step,
    WorkflowStep,
    move_of,
    post_key,
    record_type,
)
from graphs.text import Text

__all__ = ["check_actor", "check_steps", "check_target", "check_written"]


def check_actor(visitor: Visitor, actor: str) -> None:
    """Check that a visitor acts as the post that signed in, and as no other.

    Raises
    ------
    AccessRefused
        It would act as another post.
    """
    if visitor.verified and post_key(actor) != post_key(visitor.post):
        raise AccessRefused(
            Text(
                zh="经办岗位只能是登录的岗位“{post}”",
                en="the acting post is the one that signed in, “{post}”",
            ).format(post=visitor.post)
        )


def check_steps(
    connection: Connection,
    visitor: Visitor,
    steps: Sequence[Step | WorkflowStep],
    *,
    kind: str,
    revision: int,
) -> None:
    """Check what steps ask for before anything is looked up for them, so that no refusal gives it away.

    Raises
    ------
    AccessRefused
        An area is granted nowhere, or a pair lies outside the scopes that are.
    ChangeRefused
        A step names a record that is there, but not for this visitor; the words are those for one
        that is not there at all.
    """
    if visitor.unbound:
        return
    named = [_named(step) for step in steps]
    kinds = kinds_of(connection, sorted(set(named)))
    groups = _areas(visitor, steps, kind, kinds)
    for areas in groups:
        if not visitor.scopes(*areas):
            require(visitor, areas[0])
    own = {scope for areas in groups for scope in visitor.scopes(*areas)}
    if Scope() in own:
        return
    places = Places(connection, revision)
    for ident in named:
        if kinds.get(ident, "source") not in PLACELESS and not places.of_ident(ident) & own:
            raise _unknown(ident)
    for step in steps:
        for pair in step.pairs if isinstance(step, (DraftProposal, EditDraft)) else ():
            if not (places.of_ident(pair.host) | places.of_ident(pair.guest)) & own:
                require(visitor, Area.draft, ())


def _areas(
    visitor: Visitor,
    steps: Sequence[Step | WorkflowStep],
    kind: str,
    kinds: Mapping[str, str],
) -> tuple[tuple[Area, ...], ...]:
    moves = [move for step in steps if (move := _move(step)) is not None]
    if moves:
        return tuple(AREAS_OF_MOVE[each.key] for each in moves)
    written = [
        record_type(step.record).key
        if isinstance(step, (Change, Correct))
        else kinds.get(_named(step), "")
        for step in steps
        if not (isinstance(step, Change) and _lists_own_post(visitor, step.record))
    ]
    return areas_of_change(kind, written)


def _move(step: Step | WorkflowStep) -> Move | None:
    return None if isinstance(step, (Change, Correct, End, Retract)) else move_of(step)


def _lists_own_post(visitor: Visitor, item: Record) -> bool:
    return (
        isinstance(item, Actor)
        and post_key(item.post) == post_key(visitor.post)
        and item.approves is None
    )


def check_target(connection: Connection, visitor: Visitor, revision: int) -> None:
    """Check that a visitor may take back what a revision wrote, before anything is said of it.

    Raises
    ------
    AccessRefused
        It may not.
    """
    require(visitor, Area.undo)
    if Scope() not in visitor.scopes(Area.undo):
        _check_places(connection, visitor, (Area.undo,), _written(connection, revision), revision)


def check_written(
    connection: Connection,
    visitor: Visitor,
    revision: Revision,
    steps: Sequence[Step | WorkflowStep] = (),
) -> None:
    """Check what a revision wrote, inside its transaction; a refusal rolls it back.

    1. The areas: of a step of the workflow those of its verb, else those of the record types.
    2. The places: every row written lies in a scope in which one of its areas is granted.
    3. Nobody approves what a post of the same account planned.

    Raises
    ------
    AccessRefused
        The visitor's grants do not cover something.
    """
    if visitor.unbound:
        return
    rows = [row for row in _written(connection, revision.number) if not _own_post(visitor, row)]
    moves = [move for step in steps if (move := _move(step)) is not None]
    if moves:
        groups: tuple[tuple[Area, ...], ...] = tuple(AREAS_OF_MOVE[each.key] for each in moves)
    else:
        groups = areas_of_change(revision.kind, [row.kind for row in rows])
    for areas in groups:
        if not visitor.scopes(*areas):
            require(visitor, areas[0])
        if Scope() in visitor.scopes(*areas):
            continue
        concerned = [
            row
            for row in rows
            if len(groups) == 1 or areas in areas_of_change(revision.kind, [row.kind])
        ]
        _check_places(connection, visitor, areas, concerned, revision.number)
    if any(move.may is May.another for move in moves):
        _check_planner(visitor, rows)


def _written(connection: Connection, revision: int) -> list[RowVersion]:
    return [row for clock in ("opened", "closed") for row in rows_of(connection, revision, clock)]


def _own_post(visitor: Visitor, row: RowVersion) -> bool:
    """Return whether a row lists the visitor's own post, which whoever writes does along with it."""
    if row.kind != "actor":
        return False
    return (
        post_key(str(row.values["post"])) == post_key(visitor.post)
        and row.values["approves"] is None
    )


def _check_places(
    connection: Connection,
    visitor: Visitor,
    areas: tuple[Area, ...],
    rows: Iterable[RowVersion],
    revision: int,
) -> None:
    own = set(visitor.scopes(*areas))
    now, before = Places(connection, revision), Places(connection, revision - 1)
    for row in rows:
        taken = row.opened != revision
        if row.kind == "proposal":
            within = all(pair & own for pair in now.pairs_of(row.ident))
        elif row.kind in PLACELESS:
            # Whoever writes may cite a new source; one that others rest on is not his to change.
            within = row.kind in {"source", "saved_view"} and not taken
        else:
            # What was there before must have been his before: no row brings its own licence.
            moments = [before] if taken else [now, *([before] if before.knows(row) else [])]
            within = all(places.of_row(row) & own for places in moments)
        if not within:
            require(visitor, areas[0], ())


def _check_planner(visitor: Visitor, rows: Iterable[RowVersion]) -> None:
    for row in rows:
        if row.kind == "proposal" and visitor.acted_as(str(row.values["planner"])):
            raise AccessRefused(
                Text(
                    zh="拟定和审批须是不同的账号和岗位；本账号曾以“{post}”拟定",
                    en="a plan is approved by another account and post; this account has acted as "
                    "“{post}”, which planned it",
                ).format(post=str(row.values["planner"]))
            )


def _named(step: Step | WorkflowStep) -> str:
    if isinstance(step, (Change, Correct)):
        return step.record.id
    return str(step.id)


def _unknown(ident: str) -> ChangeRefused:
    found = problem(Text.same(ident), zh="没有这个编号的记录", en="there is no record with this id")
    return ChangeRefused(
        Text(zh="未写入：", en="nothing was written: ") + found.sentence(), (found,)
    )
