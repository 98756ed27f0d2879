"""Which side of a plan has nobody, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection

from graphs.model import Answer, Side, Snapshot
from graphs.network import parties
from graphs.planning.candidates.candidates import default_guests
from graphs.planning.candidates.pool import Pool
from graphs.text import Text

__all__ = ["nobody", "unnamed_words"]

_SHOWN = 3
_CALLED = {
    Side.soe: Text(zh="国企党组织", en="state-owned"),
    Side.non_public: Text(zh="非公党组织", en="non-public"),
}


def nobody(snapshot: Snapshot, pool: Pool) -> tuple[Text, ...]:
    """Return a sentence for each side of the pool that has nobody: why, and what to do.

    Empty where both sides have somebody.
    """
    found = []
    if not len(pool.hosts):
        found.append(_missing(snapshot, Side.soe))
    if not len(pool.guests):
        found.append(_no_guests(snapshot))
    return tuple(found)


def unnamed_words(names: Collection[Text]) -> Text | None:
    """Return a sentence about the records of unnamed guests beside a plan; ``None`` without any.

    Examples
    --------
    >>> unnamed_words([Text.same("30余家非公企业党支部")]).zh
    '另有 1 条未具名的合并记录（30余家非公企业党支部）不能逐一结对，不在方案之内；登记各自的名称后才能安排。'
    """
    if not names:
        return None
    shown = list(names)[:_SHOWN]
    more = Text(zh="等", en=" and others") if len(names) > len(shown) else Text.same("")
    words = Text(
        zh="另有 {n} 条未具名的合并记录（{names}{more}）不能逐一结对，不在方案之内；登记各自的名称后才能安排。",
        en="{n} {n:record|records} of several unnamed guests ({names}{more}) cannot be paired one by one "
        "and {n:is|are} outside the plan; once their own names are recorded they can be served.",
    )
    return words.format(n=len(names), names=Text.join(shown), more=more)


def _no_guests(snapshot: Snapshot) -> Text:
    named = len(default_guests(snapshot, everyone=True))
    if not named:
        return _missing(snapshot, Side.non_public)
    if not default_guests(snapshot):
        words = Text(
            zh="这里 {n} 个具名的非公党组织都已结对。要再加结对或调整，请选“全部非公党组织”。",
            en="All {n} named non-public {n:organisation|organisations} here have a pair in force. To plan "
            "further pairs, or to change those, serve “all non-public”.",
        )
        return words.format(n=named)
    return Text(
        zh="所限的区划里没有要安排的非公党组织。请放宽“只限这些区划”，或选“全部非公党组织”。",
        en="The divisions chosen have no non-public organisation to plan for. Choose more of them, or serve "
        "“all non-public”.",
    )


def _missing(snapshot: Snapshot, side: Side) -> Text:
    """Return why the scope has no candidate of a side: unnamed ones only, ended ones only, none."""
    own = [each for each in parties(snapshot).values() if each.side is side and not each.stub]
    living = [each for each in own if each.alive is not Answer.no]
    words = Text(
        zh="这个范围在这一天没有记载任何{side}。请在左侧扩大范围或换日期，或先在台账登记。",
        en="No {side} organisation is recorded in this scope on this day. Widen the scope or change the "
        "day at the left, or record them in the ledger first.",
    )
    if own and not living:
        words = Text(
            zh="这里记载的 {n} 个{side}在这一天都已撤销或尚未成立。请换日期。",
            en="All {n} {side} {n:organisation|organisations} recorded here are dissolved or not yet "
            "founded on this day. Change the day at the left.",
        )
    elif living and not any(each.named for each in living):
        words = Text(
            zh="这里没有具名的{side}：{n} 条记录都是未具名的合并记录（如“30余家”），不能逐一结对。"
            "请先在台账登记各自的名称。",
            en="No {side} organisation here has a name: {n:the|all} {n} {n:record is|records are} of "
            "several unnamed ones, which cannot be paired one by one. Record their names in the ledger first.",
        )
    return words.format(side=_CALLED[side], n=len(living or own))
