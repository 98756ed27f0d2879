"""Reported figures opposite the ledger's own count; reconciled, never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import (
    Answer,
    Bounds,
    Choice,
    Count,
    Figure,
    NotComputable,
    Organisation,
    Quantity,
    Snapshot,
    Statement,
    Superior,
)
from graphs.network import parties
from graphs.statistics.counters import organisation_count, pairs_in_force
from graphs.statistics.registry import MEASURES
from graphs.text import Text

__all__ = ["Explanation", "Reconciliation", "Verdict", "explanation", "reconcile"]


class Verdict(Choice):
    """How a reported figure stands to the ledger.

    Examples
    --------
    >>> Verdict.admissible.label.zh
    '台账容许'
    """

    agrees = Text(zh="一致", en="agrees")
    admissible = Text(zh="台账容许", en="the ledger allows it")
    differs = Text(zh="不符", en="differs")
    not_comparable = Text(zh="台账无对应项", en="nothing in the ledger to compare")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A way in which figure and ledger may both be right (or wrong), with its arithmetic.

    Examples
    --------
    >>> Explanation(key="miscount", words=Text.same("误计")).key
    'miscount'
    """

    key: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One statement opposite the ledger: its own figure, the verdict, what may explain it.

    Examples
    --------
    >>> told = Statement(id="t1", indicator="结对", value=Quantity("=", 32))
    >>> Reconciliation(statement=told, figure=None, verdict=Verdict.not_comparable).explanations
    ()
    """

    statement: Statement
    figure: Figure | None
    verdict: Verdict
    explanations: tuple[Explanation, ...] = ()


def reconcile(snapshot: Snapshot) -> tuple[Reconciliation, ...]:
    """Return every statement of the snapshot opposite the ledger, comparable ones first.

    1. The statement's ``measure`` names the ledger's own figure; what it speaks of narrows it.
    2. Both are bounds: equal and exact is agreement; where they share a number the ledger allows
    the figure; else they differ. 3. Where they do not simply agree, the explanations that apply
    are listed, none preferred.

    Examples
    --------
    >>> import datetime as dt
    >>> told = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> [card] = reconcile(Snapshot.from_records([told], as_of=dt.date(2010, 6, 15)))
    >>> card.verdict.name, [each.key for each in card.explanations][:2]
    ('differs', ['several_partners', 'other_date'])
    """
    found = [_one(snapshot, statement) for statement in snapshot.records(Statement)]
    order = [Verdict.differs, Verdict.admissible, Verdict.agrees, Verdict.not_comparable]
    return tuple(sorted(found, key=lambda each: (order.index(each.verdict), each.statement.id)))


def _one(snapshot: Snapshot, statement: Statement) -> Reconciliation:
    figure = _own(snapshot, statement)
    if figure is None or statement.value is None or isinstance(figure, NotComputable):
        return Reconciliation(statement=statement, figure=None, verdict=Verdict.not_comparable)
    verdict = _verdict(statement.value, figure.bounds)
    explanations: tuple[Explanation, ...] = ()
    if verdict in (Verdict.differs, Verdict.admissible) and statement.measure == "pairs":
        explanations = tuple(
            Explanation(key=key, words=words)
            for key, explain in _EXPLANATIONS.items()
            if (words := explain(snapshot, statement, figure)) is not None
        )
    return Reconciliation(
        statement=statement, figure=figure, verdict=verdict, explanations=explanations
    )


def _verdict(reported: Quantity, own: Bounds) -> Verdict:
    told = reported.bounds
    if told.low == told.high == own.low == own.high:
        return Verdict.agrees
    above = own.high is not None and told.low > own.high
    below = told.high is not None and told.high < own.low
    if above or below:
        return Verdict.differs
    return Verdict.admissible


def _own(snapshot: Snapshot, statement: Statement) -> Figure | None:
    if statement.measure in MEASURES and not _narrower(snapshot, statement):
        return MEASURES[statement.measure].compute(snapshot)
    about = statement.speaks_of
    if about and statement.measure == "sub_branches":
        below = {s.organisation for s in snapshot.records(Superior) if s.superior == about}
        return organisation_count(
            party
            for ident, party in parties(snapshot).items()
            if ident in below and party.alive is not Answer.no
        )
    if about and statement.measure == "members":
        found = snapshot.by_id(Organisation).get(about)
        if found and found.members:
            return Count(inside=found.members.bounds, ids=(about,))
    return None


def _narrower(snapshot: Snapshot, statement: Statement) -> bool:
    """Whether a statement speaks of a smaller area than the snapshot covers."""
    home = snapshot.scope.id if snapshot.scope.kind == "division" else snapshot.profile.home
    return bool(statement.division and home and statement.division != home)


Explain: TypeAlias = Callable[[Snapshot, Statement, Figure], Text | None]

_EXPLANATIONS: dict[str, Explain] = {}


def explanation(explain: Explain) -> Explain:
    """Declare an explanation; its key is the function's name, ``None`` means it cannot apply."""
    _EXPLANATIONS[explain.__name__] = explain
    return explain


def _gap(statement: Statement, figure: Figure) -> float:
    own = 0 if isinstance(figure, NotComputable) else figure.bounds.low
    return (statement.value.value if statement.value else 0) - own


@explanation
def several_partners(_snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """Some organisations hold several partners, so there are more pairs than organisations."""
    gap = _gap(statement, figure)
    if gap <= 0:
        return None
    return Text(
        zh="有的党组织不止一个结对方：多出的 {n} 对来自至少 1 个、至多 {n} 个党组织再结一方",
        en="some organisations have more than one partner: the further {n} pairs come from 1 to {n} "
        "organisations with another partner",
    ).format(n=f"{gap:g}")


@explanation
def other_date(snapshot: Snapshot, statement: Statement, _figure: Figure) -> Text | None:
    """The figure was counted at another date than the ledger is read at."""
    told = statement.as_of
    same = told is not None and told.text == snapshot.as_of.isoformat()
    if told is not None and same:
        if not told.inferred:
            return None
        return Text(
            zh="统计时点可能不同：上报数的时点 {when} 是推断的，来源没有写明",
            en="perhaps another date: {when}, the date of the figure, is inferred; the source does "
            "not state it",
        ).format(when=told.text)
    when = told.text if told and told.text else None
    return Text(
        zh="统计时点不同：上报数的时点是 {when}，台账按 {day} 计",
        en="another date: the figure is as of {when}, the ledger is read as of {day}",
    ).format(
        when=Text.same(f"{when}")
        + (Text(zh="（推断）", en=" (inferred)") if told and told.inferred else Text.same(""))
        if when
        else Text(zh="未载明", en="not stated"),
        day=snapshot.as_of.isoformat(),
    )


@explanation
def without_agreement(_snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """The figure includes pairs that never signed an agreement."""
    gap = _gap(statement, figure)
    if gap <= 0:
        return None
    return Text(
        zh="上报数含没有签协议的结对（台账只从协议推出结对）",
        en="the figure includes pairs without an agreement (the ledger derives pairs from "
        "agreements only)",
    )


@explanation
def wider_scope(_snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """The figure covers more than the agreements recorded."""
    if _gap(statement, figure) <= 0 or not statement.scope_note:
        return None
    return Text(
        zh="口径更宽：上报数说的是“{scope}”",
        en="a wider scope: the figure speaks of “{scope}”",
    ).format(scope=statement.scope_note)


@explanation
def counted_twice(snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """The ledger counts a couple in two agreements twice."""
    couples = Counter((pair.host, pair.guest) for pair in pairs_in_force(snapshot))
    double = sum(count - 1 for count in couples.values())
    if not double or _gap(statement, figure) >= 0:
        return None
    return Text(
        zh="台账中有 {n} 对组织同时在两份有效协议里，各计一对",
        en="{n} couples stand in two agreements in force and count once in each",
    ).format(n=double)


@explanation
def miscount(_snapshot: Snapshot, _statement: Statement, _figure: Figure) -> Text | None:
    """Either side may simply have counted or recorded wrongly."""
    return Text(
        zh="统计或登记有误（任何一方）", en="a miscount or a missing record, on either side"
    )
