"""What became due since a day, and what is due before the month is out; each leads to a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphs.model import Count
from graphs.months import month_end
from graphs.profiles import mention
from graphs.questions import QUESTIONS, Answer, Context, ask, question_of
from graphs.statistics import CONCERNS, Reconciliation, attention
from graphs.text import Text

__all__ = ["TIMELY", "DueLine", "became_due", "due_this_month"]

_MOST_NAMES = 3
TIMELY = frozenset({"unpaired", "dormant_pairs", "ending_soon", "overloaded"})
"""Concerns that time brings about; the others are of the records and have no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One line of the strip: what, of whom, and the question that lists all of it.

    ``unknown`` names what the line is about where the ledger does not state what it needs.
    """

    words: Text
    question: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    unknown: Text | None = None


def became_due(
    context: Context, last: dt.date, reconciled: Sequence[Reconciliation]
) -> tuple[DueLine, ...]:
    """Return what needs attention now and did not on the day of the last look.

    Examples
    --------
    >>> from graphs.model import Snapshot
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> became_due(Context(snapshot=empty, at=lambda day: empty), dt.date(2010, 6, 1), ())
    ()
    """
    now = context.snapshot
    if last >= now.as_of:
        return ()
    before = {each.key: set(each.ids) for each in attention(context.at(last), tuple(reconciled))}
    found = []
    for each in attention(now, tuple(reconciled)):
        if each.key not in TIMELY or not each.computable:
            continue
        parts = dict(zip(each.ids, each.parts, strict=True))
        fresh = [ident for ident in each.ids if ident not in before.get(each.key, set())]
        if not fresh:
            continue
        names = [mention(now, ident).name for ident in fresh[:_MOST_NAMES]]
        count = Count.total(parts[ident] for ident in fresh)
        key, settings = question_of(each.key) or ("", {})
        words = Text(zh="{what} 新增 {n}：{names}{more}", en="{what}: {n} more: {names}{more}")
        found.append(
            DueLine(
                words=words.format(
                    what=CONCERNS[each.key].label,
                    n=count.words(),
                    names=Text.join(names),
                    more=Text(zh="等", en=" …") if len(fresh) > _MOST_NAMES else Text.same(""),
                ),
                question=key,
                settings=settings,
            )
        )
    return tuple(found)


def due_this_month(
    context: Context, *, answer: Callable[[str, dict[str, str]], Answer] | None = None
) -> tuple[DueLine, ...]:
    """Return what the month still brings: agreements that end in it, elections that are overdue.

    ``answer`` gives the answer to a question where somebody keeps answers already.

    Examples
    --------
    >>> from graphs.model import Snapshot
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> due_this_month(Context(snapshot=empty, at=lambda day: empty))[0].words.zh
    '即将到期的协议（本月还有 15 天）：2010-06-15 这个范围里没有党组织。'
    """
    day = context.snapshot.as_of
    left = max(1, (month_end(day.year, day.month) - day).days)
    found = []
    for key, settings in (("ending_soon", {"days": str(left)}), ("elections", {})):
        said = answer(key, settings) if answer else ask(context, key, settings)
        # Where the ledger does not state what is needed, the sentence says so: it is no zero.
        month = Text(zh="（本月还有 {n} 天）", en=" ({n} {n:day|days} of the month left)")
        head = QUESTIONS[key].label + (month.format(n=left) if settings else Text.same(""))
        words = head + Text(zh="：", en=": ") + said.sentence
        listed = key if said.rows else ""
        silent = said.empty and any(each.complete for each in said.silences)
        unknown = QUESTIONS[key].label if silent else None
        found.append(DueLine(words=words, question=listed, settings=settings, unknown=unknown))
    return tuple(found)
