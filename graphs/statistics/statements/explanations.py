"""What may explain that a reported number of pairs and the ledger's differ, with its arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Figure, NotComputable, Snapshot, Statement, number_text
from graphs.registry import Registry
from graphs.statistics.record_counts import pairs_in_force
from graphs.text import Text

__all__ = ["EXPLANATIONS", "DeclaredExplanation", "Explanation", "explanation", "explanations_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A way in which figure and ledger may both be right (or wrong), with its arithmetic."""

    key: str
    label: Text
    words: Text


Explain: TypeAlias = Callable[[Snapshot, Statement, Figure], Text | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredExplanation:
    """What an explanation is called in short, and when it applies."""

    label: Text
    explain: Explain


EXPLANATIONS: Registry[str, DeclaredExplanation] = Registry("explanation")
"""Every explanation by key, in source order."""


def explanation(*, zh: str, en: str) -> Callable[[Explain], Explain]:
    """Declare an explanation; its key is the function's name, ``None`` means it cannot apply."""

    def declare(explain: Explain) -> Explain:
        declared = DeclaredExplanation(label=Text(zh=zh, en=en), explain=explain)
        EXPLANATIONS.declare(explain.__name__, declared, explain)
        return explain

    return declare


def explanations_of(
    snapshot: Snapshot, statement: Statement, figure: Figure
) -> tuple[Explanation, ...]:
    """Return the explanations that apply to a statement in its own snapshot, none preferred.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Count, Quantity
    >>> told = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> picture = Snapshot.from_records([told], as_of=dt.date(2010, 6, 15))
    >>> [each.key for each in explanations_of(picture, told, Count.exactly(30))]
    ['several_partners', 'without_agreement', 'miscount']
    """
    return tuple(
        Explanation(key=key, label=declared.label, words=words)
        for key, declared in EXPLANATIONS.items()
        if (words := declared.explain(snapshot, statement, figure)) is not None
    )


def _gap(statement: Statement, figure: Figure) -> float:
    own = 0 if isinstance(figure, NotComputable) else figure.bounds.low
    return (statement.value.value if statement.value else 0) - own


@explanation(zh="有的组织不止一个结对方", en="several partners of one organisation")
def several_partners(_snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """Some organisations hold several partners, so there are more pairs than organisations."""
    gap = _gap(statement, figure)
    if gap <= 0:
        return None
    return Text(
        zh="有的党组织不止一个结对方：多出的 {n} 对来自至少 1 个、至多 {n} 个党组织再结一方",
        en="some organisations have more than one partner: the further {n} {n:pair|pairs} come from 1 to {n} "
        "organisations with another partner",
    ).format(n=number_text(gap))


@explanation(zh="统计时点不同", en="another date")
def other_date(_snapshot: Snapshot, statement: Statement, _figure: Figure) -> Text | None:
    """The day of the figure is inferred, or known to the month or year only."""
    when = statement.as_of
    if when is None:
        return None
    if when.inferred:
        return Text(
            zh="统计时点可能不同：上报数的时点 {when} 是推断的，来源没有写明",
            en="perhaps another date: {when}, the date of the figure, is inferred; the source does "
            "not state it",
        ).format(when=when.text or "")
    if when.earliest == when.latest:
        return None
    return Text(
        zh="统计时点可能不同：上报数只写到 {when}，台账按该期首日和末日计",
        en="perhaps another day: the figure says {when} only, the ledger is counted on the first "
        "and the last day of it",
    ).format(when=when.text or "")


@explanation(zh="含没有签协议的", en="pairs without an agreement")
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


@explanation(zh="口径更宽", en="a wider scope")
def wider_scope(_snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """The figure covers more than the agreements recorded."""
    if _gap(statement, figure) <= 0 or not statement.scope_note:
        return None
    return Text(
        zh="口径更宽：上报数说的是“{scope}”",
        en="a wider scope: the figure speaks of “{scope}”",
    ).format(scope=statement.scope_note)


@explanation(zh="台账计了两次", en="counted twice in the ledger")
def counted_twice(snapshot: Snapshot, statement: Statement, figure: Figure) -> Text | None:
    """The ledger counts a couple in two agreements twice."""
    couples = Counter((pair.host, pair.guest) for pair in pairs_in_force(snapshot))
    double = sum(count - 1 for count in couples.values())
    if not double or _gap(statement, figure) >= 0:
        return None
    return Text(
        zh="台账中有 {n} 对组织同时在两份有效协议里，各计一对",
        en="{n} pairs are in two agreements in force and count once in each",
    ).format(n=double)


@explanation(zh="统计或登记有误", en="a miscount or missing record")
def miscount(_snapshot: Snapshot, _statement: Statement, _figure: Figure) -> Text | None:
    """Either side may simply have counted or recorded wrongly."""
    return Text(
        zh="统计或登记有误（任何一方）", en="a miscount or a missing record, on either side"
    )
