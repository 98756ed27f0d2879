"""Apply a change: mint ids, run its steps, check the result, write a revision."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast

from sqlalchemy import Connection, case, func, select

from graphs.errors import ChangeRefused, Problem
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.intervals import Known, RowVersion, changed, corrected, ended, retracted
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.revisions import Revision
from graphs.ledger.storage.row_values import row_values, well_formed
from graphs.ledger.storage.row_versions import kinds_of, version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN, day_number
from graphs.ledger.write.commit import refuse, write_revision
from graphs.ledger.write.division_paths import fill_paths
from graphs.ledger.write.proposal_moves import Acting
from graphs.ledger.write.proposal_workflow import run_verb
from graphs.ledger.write.step_kinds import alone_problems, is_declared, is_plain
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    NEXT,
    RECORDS,
    Change,
    Correct,
    End,
    Interval,
    Record,
    Retract,
    Step,
    WorkflowStep,
    record_type,
    with_post_name,
)
from graphs.text import Text

__all__ = ["PLACEHOLDER", "apply_steps", "changed_since", "mint", "path_problems"]

PLACEHOLDER = "new:"
"""What an id begins with that the ledger is asked to mint."""

_Kind = TypeVar("_Kind", bound=Record)


def mint(ledger: str, revision: int, placeholder: str, kind: str, attempt: int = 0) -> str:
    """Return the id for a placeholder; the same arguments give the same id.

    Examples
    --------
    >>> mint("demo", 1, "new:1", "list_item")
    'li-wgbymhyn4b37'
    """
    words = f"{ledger}\n{revision}\n{placeholder}\n{attempt}"
    code = base64.b32encode(hashlib.sha256(words.encode()).digest()).decode().lower()[:12]
    return "".join(word[0] for word in kind.split("_")) + "-" + code


def apply_steps(
    connection: Connection,
    ledger: str,
    draft: Revision,
    steps: Sequence[Step | WorkflowStep],
    *,
    base: int | None,
    relies_on: Sequence[str],
) -> Revision:
    """Write the steps as the drafted revision and return it, with the ids it minted.

    1. Mint ids for placeholders and put them in the place of every reference.
    2. Find the record type of each id and what is known of it.
    3. Run the verbs one after the other; each sees what those before it did. A step of a workflow
       runs last, and nothing runs beside it but the listing of posts.
    4. Give divisions their paths.
    5. Ask whether anything relied on or written has changed after the base.
    6. Write, check structure, and seal.

    Raises
    ------
    ChangeRefused
        Anything is wrong with the steps; the caller's transaction must be rolled back.
    """
    unknown = [step for step in steps if is_plain(step) and not is_declared(step)]
    if unknown:
        raise refuse(
            problem(Text.same(type(each).__name__), zh="不是台账的记录", en="holds no record")
            for each in unknown
        )
    plain = [step for step in steps if is_plain(step)]
    flowing = [cast("WorkflowStep", step) for step in steps if not is_plain(step)]
    minted = _mint_all(connection, ledger, draft.number, plain)
    resolved = [_resolved(step, minted) for step in plain]
    kinds, used, problems = _kinds(connection, resolved)
    workspace = Workspace(connection, draft.number)
    _prefetch(workspace, kinds)
    problems += _reused(workspace, resolved, {ident: kinds[ident] for ident in used})
    for step in resolved:
        problems += _run(workspace, step, kinds)
    if flowing:
        mint_new = _Mint(connection, ledger, draft.number, minted)
        seen = draft.number - 1 if base is None else base
        acting = Acting(post=draft.actor, at=draft.at.astimezone(dt.UTC), seen=seen, mint=mint_new)
        problems += alone_problems(flowing, resolved, draft.kind)
        problems += run_verb(workspace, flowing[0], acting)
    problems += path_problems(fill_paths(workspace))
    if base is not None:
        problems += changed_since(connection, base, _rewritten(workspace, kinds) | set(relies_on))
    revision = replace(draft, minted=MappingProxyType(minted))
    try:
        return write_revision(workspace, ledger, revision, problems, workflow=bool(flowing))
    except ChangeRefused as refused:
        raise _as_called(refused, minted) from None


class _Mint:
    """Mints ids for what a step of a workflow makes, into the same mapping as all others."""

    def __init__(
        self, connection: Connection, ledger: str, revision: int, minted: dict[str, str]
    ) -> None:
        self._connection, self._ledger, self._revision = connection, ledger, revision
        self._minted = minted

    def __call__(self, placeholder: str, kind: str) -> str:
        attempt = 0
        while True:
            ident = mint(self._ledger, self._revision, placeholder, kind, attempt)
            taken = ident in self._minted.values() or kinds_of(self._connection, [ident])
            if not taken:
                self._minted[placeholder] = ident
                return ident
            attempt += 1


def _rewritten(workspace: Workspace, kinds: Mapping[str, str]) -> set[str]:
    """Return the ids that steps name and rewrite, and the governed records a workflow rewrites."""
    return {
        row.ident for row in _written(workspace) if row.ident in kinds or RECORDS[row.kind].governed
    }


def _as_called(refused: ChangeRefused, minted: Mapping[str, str]) -> ChangeRefused:
    """Return the refusal in the caller's words: ids that were minted for nothing mean nothing."""

    def called(words: Text) -> Text:
        zh, en = words.zh, words.en
        for placeholder, ident in minted.items():
            zh, en = zh.replace(ident, placeholder), en.replace(ident, placeholder)
        return Text(zh=zh, en=en)

    problems = tuple(
        Problem(
            place=called(each.place),
            reason=called(each.reason),
            value=called(Text.same(each.value)).zh,
            remedy=each.remedy,
        )
        for each in refused.problems
    )
    return refuse(problems) if problems else refused


def _mint_all(
    connection: Connection, ledger: str, revision: int, steps: Iterable[Step]
) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for step in steps:
        if isinstance(step, (Change, Correct)) and step.record.id.startswith(PLACEHOLDER):
            wanted.setdefault(step.record.id, record_type(step.record).key)
    minted: dict[str, str] = {}
    used: set[str] = set()
    waiting, attempt = list(wanted), 0
    while waiting:
        tried = {name: mint(ledger, revision, name, wanted[name], attempt) for name in waiting}
        taken = used | set(kinds_of(connection, sorted(tried.values())))
        for name, ident in tried.items():
            if ident not in taken:
                minted[name] = ident
                taken.add(ident)
        used |= set(minted.values())
        waiting, attempt = [name for name in waiting if name not in minted], attempt + 1
    return minted


def _resolved(step: Step, minted: Mapping[str, str]) -> Step:
    if isinstance(step, (End, Retract)):
        return replace(step, id=minted.get(step.id, step.id))
    return replace(step, record=_renamed(step.record, minted))


def _renamed(item: _Kind, minted: Mapping[str, str]) -> _Kind:
    renamed: dict[str, Any] = {
        each.name: minted[value]
        for each in record_type(item).columns
        if each.references and (value := getattr(item, each.name)) in minted
    }
    if not renamed and item.id not in minted:
        return item
    return replace(item, id=minted.get(item.id, item.id), **renamed)


def _ident(step: Step) -> str:
    return step.record.id if isinstance(step, (Change, Correct)) else step.id


def _kinds(
    connection: Connection, steps: Sequence[Step]
) -> tuple[dict[str, str], frozenset[str], list[Problem]]:
    """Return the record type of each id the steps write, those ever used, and what cannot be."""
    kinds = kinds_of(connection, sorted({_ident(step) for step in steps}))
    used = frozenset(kinds)
    problems: list[Problem] = []
    for step in steps:
        if isinstance(step, (End, Retract)):
            continue
        ident, kind = step.record.id, record_type(step.record).key
        if not well_formed(ident):
            problems.append(
                problem(
                    record_words(kind, ident),
                    zh="编号只能用 1 至 64 个字母、数字、点、横线和下划线",
                    en="an id has 1 to 64 letters, digits, dots, hyphens and underscores",
                )
            )
        elif kinds.setdefault(ident, kind) != kind:
            problems.append(
                problem(
                    record_words(kind, ident),
                    zh="编号已用于{other}",
                    en="the id is already that of a {other}",
                    other=record_type(kinds[ident]).label,
                )
            )
    return kinds, used, problems


def _reused(
    workspace: Workspace, steps: Sequence[Step], used: Mapping[str, str]
) -> Iterator[Problem]:
    """Return problems where a step would give the id of a record known no longer to another.

    A retracted record may be restored: written again as it was in one of its versions.
    """
    for step in steps:
        if not isinstance(step, Change) or step.record.id not in used:
            continue
        kind, ident = record_type(step.record).key, step.record.id
        if used[ident] != kind or workspace.before(kind, ident):
            continue
        if kind == "alias":
            # Its id is made of what it says, nothing refers to it, and after the undo of an import
            # the same file gives the same alias to the records made anew.
            continue
        values, faults = row_values(step.record)
        table = RECORD_TABLES[kind]
        past = workspace.connection.execute(select(table).where(table.c.id == ident))
        new = RowVersion(kind=kind, values=values, valid_from=ALWAYS, valid_to=OPEN, opened=0)
        if not faults and not any(version_of(kind, row).says_same(new) for row in past):
            yield problem(
                record_words(kind, ident),
                zh="编号属于已撤回的记录，不能给别的记录用；可恢复它原来的样子",
                en="is the id of a record that was retracted and is not given to another; it can "
                "be restored as it was",
            )


def _prefetch(workspace: Workspace, kinds: Mapping[str, str]) -> None:
    for kind in sorted(set(kinds.values())):
        workspace.load(kind, [ident for ident, of in kinds.items() if of == kind])


def _run(workspace: Workspace, step: Step, kinds: Mapping[str, str]) -> Iterator[Problem]:
    ident = _ident(step)
    if isinstance(step, (Change, Correct)):
        kind = record_type(step.record).key
        values, problems = row_values(with_post_name(step.record))
        yield from problems
        if kinds.get(ident) != kind:
            return
        if kind == "division":
            values["path"] = None
    else:
        if ident not in kinds:
            yield problem(
                Text.same(ident), zh="没有这个编号的记录", en="there is no record with this id"
            )
            return
        kind, values = kinds[ident], {}
    rows = workspace.known(kind, ident)
    after = _after(step, rows, values, workspace.revision)
    if isinstance(after, Problem):
        yield after
    else:
        workspace.replace(kind, ident, after)


def _after(step: Step, rows: Known, values: Mapping[str, object], revision: int) -> Known | Problem:
    place = (
        record_words(rows[0].kind, rows[0].ident, rows[-1].values)
        if rows
        else Text.same(_ident(step))
    )
    if isinstance(step, Change):
        start, until = day_number(step.effective, ALWAYS), _until(step)
        if until is not NEXT and until <= start:
            return problem(place, value=step.until, zh="止日不晚于起日", en="ends before it begins")
        new = RowVersion(
            kind=record_type(step.record).key,
            values=values,
            valid_from=start,
            valid_to=OPEN,
            opened=revision,
        )
        return changed(rows, new, until)
    if isinstance(step, End):
        after = ended(rows, step.effective.toordinal(), revision)
        if after is None:
            return problem(
                place,
                value=step.effective,
                zh="这一天以后本来就无效",
                en="is not in force from that day on anyway",
            )
        return after
    found = (
        corrected(rows, values, step.at if step.at is LATEST else step.at.toordinal(), revision)
        if isinstance(step, Correct)
        else retracted(rows, step.at if step.at is EVERY else step.at.toordinal())
    )
    if found is None:
        day = "" if isinstance(step.at, Interval) else step.at
        return problem(
            place, value=day, zh="这一天没有记录可改", en="holds nothing there to correct"
        )
    return found


def _until(step: Change) -> int | Literal[Interval.NEXT]:
    if step.until is NEXT:
        return NEXT
    return OPEN if step.until is FOREVER else step.until.toordinal()


def path_problems(looped: Iterable[str]) -> Iterator[Problem]:
    """Return a problem for each division that is its own descendant."""
    for ident in looped:
        yield problem(
            record_words("division", ident), zh="区划成为自己的上级", en="is below itself"
        )


def _written(workspace: Workspace) -> Iterator[RowVersion]:
    outcome = workspace.outcome()
    yield from outcome.opened
    yield from outcome.closed


def changed_since(connection: Connection, base: int, idents: Iterable[str]) -> Iterator[Problem]:
    """Return a problem for each record that a revision after ``base`` has touched."""
    kinds = kinds_of(connection, sorted(set(idents)))
    for kind in sorted(set(kinds.values())):
        table = RECORD_TABLES[kind]
        wanted = sorted(ident for ident, of in kinds.items() if of == kind)
        closed = case((table.c.closed < OPEN, table.c.closed), else_=0)
        opened_last, closed_last = func.max(table.c.opened), func.max(closed)
        query = (
            select(table.c.id, opened_last, closed_last)
            .where(in_list(connection, table.c.id, wanted))
            .group_by(table.c.id)
            .order_by(table.c.id)
        )
        for ident, opened, ended_at in connection.execute(query):
            if max(opened, ended_at) > base:
                yield problem(
                    record_words(kind, ident),
                    zh="在第 {last} 版已被修改，晚于所依据的第 {base} 版",
                    en="was changed by revision {last}, after revision {base} this rests on",
                    last=max(opened, ended_at),
                    base=base,
                )
