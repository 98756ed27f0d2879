"""Structural integrity of the rows just written; domain rules run elsewhere.

* Every reference leads to a known record of an allowed type.
* An edge of the tree, of a body or of a host does not outlast an organisation or unit that ended.
* An organisation has at most one superior on any day, and none is its own superior in the end.
* A ledger has one profile, and one record for each post, however it is spelled.
* No post signs a figure off twice in the same words without having seen that it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    bindparam,
    exists,
    null,
    select,
)

from graphs.errors import Problem
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN, day_of, span_words
from graphs.model import RECORDS, post_key, post_problem

__all__ = [
    "dangling",
    "outlasting",
    "posts",
    "profiles",
    "referrers_of",
    "repeated_sign_offs",
    "superiors",
]

_DATED_EDGES = ("superior", "membership", "hosting")
_MANY = 200  # problems of one sort that are worth showing


def _name(table: Table) -> ColumnElement[Any]:
    """Return the column a record of the table is called by, or nothing where it has none."""
    names = [name for name in ("name", "title", "indicator") if name in table.c]
    return table.c[names[0]] if names else null()


def dangling(
    connection: Connection, kinds: Iterable[str], revision: int | None
) -> Iterator[Problem]:
    """Return known references that lead to no known record; of one revision, or of all."""
    for kind in sorted(kinds):
        table = RECORD_TABLES[kind]
        for each in RECORDS[kind].columns:
            if not each.references:
                continue
            query = _dangling(table, each.name, each.references, whole=revision is None)
            for ident, target, name in connection.execute(query, {"revision": revision}):
                yield problem(
                    record_words(kind, ident, {"name": name}),
                    value=target,
                    zh="「{column}」所指的记录不存在",
                    en="{column} names no known record",
                    column=each.label,
                )


@cache  # the same at every write
def _dangling(
    table: Table, name: str, targets: tuple[str, ...], *, whole: bool
) -> Select[tuple[Any, ...]]:
    column = table.c[name]
    lost = [
        ~exists().where(other.c.id == column, other.c.closed == OPEN)
        for other in (RECORD_TABLES[target].alias() for target in targets)
    ]
    query = (
        select(table.c.id, column, _name(table))
        .where(table.c.closed == OPEN, column.is_not(None), *lost)
        .order_by(table.c.id)
        .limit(_MANY)
    )
    return query if whole else query.where(table.c.opened == bindparam("revision", type_=Integer))


def referrers_of(connection: Connection, gone: Mapping[str, str]) -> Iterator[Problem]:
    """Return the known records that still name a record known no longer (id → type)."""
    for kind, table in RECORD_TABLES.items():
        for each in RECORDS[kind].columns:
            targets = sorted(ident for ident, of in gone.items() if of in each.references)
            if not targets:
                continue
            column = table.c[each.name]
            query = (
                select(table.c.id, column, _name(table))
                .where(table.c.closed == OPEN, in_list(connection, column, targets))
                .order_by(table.c.id)
                .limit(_MANY)
            )
            for ident, target, name in connection.execute(query):
                yield problem(
                    record_words(gone[target], target),
                    zh="仍被{other}的「{column}」引用",
                    en="is still named by {other} as {column}",
                    other=record_words(kind, ident, {"name": name}),
                    column=each.label,
                )


def outlasting(connection: Connection, ends: Mapping[str, int]) -> Iterator[Problem]:
    """Return the edges that hold longer than an organisation or unit that was ended (id → day)."""
    for kind in _DATED_EDGES:
        table = RECORD_TABLES[kind]
        for each in RECORDS[kind].columns:
            if not each.references or not ends:
                continue
            column = table.c[each.name]
            query = (
                select(table.c.id, column, table.c.valid_to)
                .where(table.c.closed == OPEN, in_list(connection, column, sorted(ends)))
                .order_by(table.c.id)
            )
            for ident, target, valid_to in connection.execute(query):
                if valid_to > ends[target]:
                    yield problem(
                        record_words(kind, ident),
                        value=target,
                        zh="「{column}」在 {day} 终止，本记录须一并终止",
                        en="{column} ends on {day}; end this record too",
                        column=each.label,
                        day=day_of(ends[target]),
                    )


def profiles(connection: Connection) -> Iterator[Problem]:
    """Return a problem where a ledger has more than one profile."""
    table = RECORD_TABLES["profile"]
    query = select(table.c.id).where(table.c.closed == OPEN).distinct().order_by(table.c.id)
    found = list(connection.scalars(query))
    for ident in found[1:]:
        yield problem(
            record_words("profile", ident),
            zh="台账已有说明 {other}，只能有一份",
            en="the ledger already has the profile {other}; there is one",
            other=found[0],
        )


def posts(connection: Connection, revision: int) -> Iterator[Problem]:
    """Return posts a revision lists that are no post, or that are listed already."""
    table = RECORD_TABLES["actor"]
    columns = (table.c.id, table.c.post, table.c.opened, table.c.closed)
    query = select(*columns).where(table.c.post.is_not(None)).order_by(table.c.opened, table.c.id)
    ever = list(connection.execute(query))
    listed = {ident for ident, _, _, closed in ever if closed == OPEN}
    # A name that a listed post once had stays its own: proposals and papers hold names only.
    rows = [(ident, post) for ident, post, _, _ in ever if ident in listed]
    for ident, post, opened, closed in ever:
        if opened != revision or closed != OPEN:
            continue
        place = record_words("actor", ident, {"post": post})
        reason = post_problem(post)
        if reason:
            yield Problem(place=place, reason=reason)
        other = next((o for o, p in rows if o != ident and post_key(p) == post_key(post)), None)
        if other:
            yield problem(
                place,
                zh="与已在册的岗位 {other} 同名，或是它曾用的名称",
                en="is the post that {other} lists already or once listed",
                other=other,
            )


def repeated_sign_offs(connection: Connection, revision: int) -> Iterator[Problem]:
    """Return sign-offs of a revision that repeat one of their post made since they looked."""
    table = RECORD_TABLES["sign_off"]
    made, other = table.alias(), table.alias()
    said = ("statement", "post", "digest", "explanations", "note")
    query = select(made.c.id, other.c.opened).where(
        made.c.opened == revision,
        other.c.id != made.c.id,
        other.c.closed == OPEN,
        # What came before was seen: to sign anew after another word in between is no repetition.
        other.c.opened > made.c.looked_at,
        *(made.c[name].is_not_distinct_from(other.c[name]) for name in said),
    )
    for ident, opened in connection.execute(query):
        yield problem(
            record_words("sign_off", ident),
            zh="本岗位刚刚已在第 {n} 版签认，依据和说明都相同",
            en="this post has just signed it off by revision {n}, in the same words",
            n=opened,
        )


def superiors(connection: Connection, organisations: Sequence[str]) -> Iterator[Problem]:
    """Return organisations with two superiors on one day, or that are their own descendants."""
    rows = _superior_rows(connection, organisations)
    for organisation, known in sorted(rows.items()):
        for left, right in pairwise(known):
            if right[0] < left[1]:
                yield problem(
                    record_words("organisation", organisation),
                    value=f"{left[2]}, {right[2]}",
                    zh="{span} 有两个上级",
                    en="has two superiors in {span}",
                    span=span_words(right[0], min(left[1], right[1])),
                )
    yield from _cycles(connection, rows)


_Edge = tuple[int, int, str, str | None]  # from, to, id of the edge, superior


def _superior_rows(connection: Connection, organisations: Sequence[str]) -> dict[str, list[_Edge]]:
    table = RECORD_TABLES["superior"]
    query = (
        select(
            table.c.organisation, table.c.valid_from, table.c.valid_to, table.c.id, table.c.superior
        )
        .where(table.c.closed == OPEN, in_list(connection, table.c.organisation, organisations))
        .order_by(table.c.valid_from, table.c.id)
    )
    found: dict[str, list[_Edge]] = defaultdict(list)
    for organisation, *edge in connection.execute(query):
        found[organisation].append((edge[0], edge[1], edge[2], edge[3]))
    return found


def _cycles(connection: Connection, first: Mapping[str, list[_Edge]]) -> Iterator[Problem]:
    """Walk up from every organisation at once, keeping the days on which the whole way holds."""
    cache: dict[str, list[_Edge]] = dict(first)
    # origin, where the walk stands, and the days on which all edges so far hold
    walks = {(name, name, 0, OPEN) for name in first}
    seen = set(walks)
    named: set[str] = set()
    while walks:
        missing = sorted({at for _, at, _, _ in walks if at not in cache})
        found = _superior_rows(connection, missing) if missing else {}
        cache |= {name: found.get(name, []) for name in missing}
        onward = set()
        for origin, at, start, end in walks:
            for edge_from, edge_to, _, above in cache[at]:
                low, high = max(start, edge_from), min(end, edge_to)
                if above is None or low >= high:
                    continue
                if above == origin and origin not in named:
                    named.add(origin)
                    yield problem(
                        record_words("organisation", origin),
                        zh="{span} 成为自己的上级",
                        en="is its own superior in {span}",
                        span=span_words(low, high),
                    )
                elif above != origin:
                    onward.add((origin, above, low, high))
        walks = onward - seen
        seen |= onward
