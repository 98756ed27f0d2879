"""The frozen planning problem, from a snapshot or from a plain matrix."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from graphs.errors import InputError, Problem
from graphs.model import Snapshot
from graphs.planning.candidates.candidates import (
    default_guests,
    default_hosts,
    gather,
    unnamed_guests,
)
from graphs.planning.candidates.matrix_values import numbers_of
from graphs.planning.candidates.pool import Members, Pool
from graphs.text import Text

__all__ = ["PlanningProblem", "problem_from_matrix", "problem_from_snapshot"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanningProblem:
    """The candidates of a plan with where they come from.

    ``digest`` covers the candidates and the date; ledger and revision are recorded beside it.
    ``unnamed`` are the guests' records of several unnamed organisations, which no plan can pair.
    """

    pool: Pool
    as_of: dt.date | None = None
    ledger: str = ""
    revision: int = 0
    synthetic: bool = False
    unnamed: tuple[Text, ...] = ()
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        words = f"{self.as_of}:{self.pool.digest()}"
        object.__setattr__(self, "digest", hashlib.sha256(words.encode()).hexdigest())


def problem_from_snapshot(
    snapshot: Snapshot,
    *,
    guests: Collection[str] | None = None,
    hosts: Collection[str] | None = None,
    everyone: bool = False,
    refused: Mapping[str, Text] | None = None,
) -> PlanningProblem:
    """Return the problem of a snapshot.

    Parameters
    ----------
    guests, hosts
        Whom to plan for and with; by default the unpaired non-public organisations (all of them
        with ``everyone``) and every state-owned one.
    refused
        Organisations that may take no part and why: findings of severity error, for instance.

    Raises
    ------
    InputError
        A guest or host is not in the snapshot; every one is listed.
    """
    chosen = default_guests(snapshot, everyone=everyone) if guests is None else tuple(guests)
    offered = default_hosts(snapshot) if hosts is None else tuple(hosts)
    there = set(snapshot.column("organisation", "id"))
    problems = [
        Problem(
            place=place,
            value=ident,
            reason=Text(
                zh="这个范围和日期里没有这个党组织",
                en="this scope and date hold no such organisation",
            ),
        )
        for place, ids in (
            (Text(zh="非公方", en="guest"), chosen),
            (Text(zh="国企方", en="host"), offered),
        )
        for ident in sorted(set(ids) - there)
    ]
    if problems:
        raise InputError(
            Text(zh="方案对象不在台账范围内", en="the plan names organisations outside"),
            tuple(problems),
        )
    return PlanningProblem(
        pool=gather(snapshot, chosen, offered, refused or {}),
        as_of=snapshot.as_of,
        ledger=snapshot.ledger,
        revision=snapshot.revision,
        synthetic=snapshot.synthetic,
        unnamed=unnamed_guests(snapshot, everyone=everyone),
    )


def problem_from_matrix(
    scores: npt.ArrayLike,
    *,
    guests: Collection[str] | None = None,
    hosts: Collection[str] | None = None,
) -> PlanningProblem:
    """Return the problem of a plain matrix of scores in [0, 1]; NaN marks a pair that is none.

    Rows are guests, columns hosts; ids are made where none are given. Weigh the criterion
    ``given`` to plan by it.

    Raises
    ------
    InputError
        The scores are no matrix, one is outside [0, 1], or ids do not fit; all are listed.
    LimitExceeded
        The matrix has more cells than a solve holds.

    Examples
    --------
    >>> problem_from_matrix(np.array([[0.2, np.nan]])).pool.guests.ids
    ('guest1',)
    """
    values = numbers_of(scores).astype(np.float64)
    rows = _ids(guests, values.shape[0], "guest")
    columns = _ids(hosts, values.shape[1], "host")
    problems = _id_problems("guests", rows, values.shape[0])
    problems += _id_problems("hosts", columns, values.shape[1])
    with np.errstate(invalid="ignore"):
        outside = np.argwhere((values < 0) | (values > 1))
    problems += [
        Problem(
            place=Text(
                zh=f"第 {row + 1} 行第 {column + 1} 列", en=f"row {row + 1}, column {column + 1}"
            ),
            value=str(values[row, column]),
            reason=Text(zh="不在 0 至 1 之间", en="is outside [0, 1]"),
        )
        for row, column in outside.tolist()
    ]
    if problems:
        raise InputError(
            Text(
                zh="矩阵的分数应在 0 至 1 之间，编号应与行列一一对应",
                en="scores of a matrix are in [0, 1], and ids match rows and columns one to one",
            ),
            tuple(problems),
        )
    order, across = np.argsort(np.array(rows)), np.argsort(np.array(columns))
    pool = Pool(
        guests=Members.of(rows, side=dict.fromkeys(rows, "non_public")),
        hosts=Members.of(
            columns, side=dict.fromkeys(columns, "soe"), usual=dict.fromkeys(columns, 1)
        ),
        given=values[order][:, across],
    )
    return PlanningProblem(pool=pool)


def _id_problems(place: str, ids: tuple[str, ...], count: int) -> list[Problem]:
    found = []
    if len(ids) != count:
        reason = Text(zh=f"应有 {count} 个编号", en=f"there must be {count} ids")
        found.append(Problem(place=Text.same(place), value=str(len(ids)), reason=reason))
    for ident, times in Counter(ids).items():
        if times > 1 or not isinstance(ident, str):
            reason = Text(zh="编号应为互不相同的文字", en="ids must be text, each once")
            found.append(Problem(place=Text.same(place), value=str(ident), reason=reason))
    return found


def _ids(ids: Collection[str] | None, count: int, stem: str) -> tuple[str, ...]:
    width = len(str(count))
    return tuple(f"{stem}{k:0{width}}" for k in range(1, count + 1)) if ids is None else tuple(ids)
