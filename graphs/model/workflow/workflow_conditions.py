"""Conditions of a workflow step beside stage and post: revisions and days.

The ledger asks it before it carries a step out, and verify asks it of every step it finds.
"""

from __future__ import annotations

import datetime as dt

from graphs.model.values import Choice
from graphs.text import Text

__all__ = ["Condition", "basis_refusal", "day_refusal"]

_ELSEWHERE = dt.timedelta(days=1)  # where the day begins before that of the moment


class Condition(Choice):
    """What a verb of the workflow asks of the revision or the days it names."""

    basis = Text(
        zh="所依据的版本已在台账，且不晚于经办岗位所见",
        en="the revision it rests on is there, and no newer than what the acting post looked at",
    )
    dated = Text(
        zh="签订日期不早于批准，也不晚于当天",
        en="the day of signing is neither before the approval nor yet to come",
    )


def basis_refusal(rests_on: int, *, seen: int) -> Text | None:
    """Return why a plan cannot rest on a revision; ``seen`` is the newest its post looked at.

    Examples
    --------
    >>> basis_refusal(7, seen=6).en
    'rests on revision 7, but the newest that its post could look at is 6'
    >>> basis_refusal(6, seen=6) is None
    True
    """
    if 0 <= rests_on <= seen:
        return None
    return Text(
        zh="依据第 {n} 版，而经办岗位所能见的最新为第 {seen} 版",
        en="rests on revision {n}, but the newest that its post could look at is {seen}",
    ).format(n=rests_on, seen=seen)


def day_refusal(
    signed_on: dt.date, ends_on: dt.date | None, *, approved_on: dt.date, today: dt.date
) -> Text | None:
    """Return why a proposal approved on one day is not signed on another.

    Examples
    --------
    >>> approved, today = dt.date(2026, 7, 1), dt.date(2026, 7, 20)
    >>> day_refusal(dt.date(1900, 1, 1), None, approved_on=approved, today=today).en
    'the day of signing, 1900-01-01, is before the approval on 2026-07-01'
    >>> day_refusal(approved, None, approved_on=approved, today=today) is None
    True
    """
    if signed_on < approved_on:
        words = Text(
            zh="签订日期 {day} 早于批准日期 {approved}",
            en="the day of signing, {day}, is before the approval on {approved}",
        )
        return words.format(day=signed_on, approved=approved_on)
    if signed_on > today + _ELSEWHERE:
        return Text(
            zh="签订日期 {day} 还没有到；签订以后再登记",
            en="the day of signing, {day}, has not come; record it once it is signed",
        ).format(day=signed_on)
    if ends_on is not None and ends_on < signed_on:
        return Text(
            zh="到期日期 {last} 早于签订日期 {day}",
            en="the last day, {last}, is before the day of signing, {day}",
        ).format(last=ends_on, day=signed_on)
    return None
