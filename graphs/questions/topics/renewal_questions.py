"""The question which agreements were renewed late, and which ran out and were not renewed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphs.model import Agreement, Choice, Snapshot
from graphs.network import Pair, Status
from graphs.questions.answer import Answer, AnswerRow, row
from graphs.questions.answer_words import (
    DAY,
    NUMBER,
    PAIRS,
    agreement_name,
    chosen_pairs,
    column,
    day_of,
    names,
)
from graphs.questions.parameters import OneOf
from graphs.questions.question import Context, Topic, question
from graphs.statistics import Silence, agreement_count
from graphs.statistics.record_counts import agreement_sizes
from graphs.text import Text

__all__ = ["Renewal", "renewals_of"]


class _Which(Choice):
    """What became of an agreement that ran out."""

    every = Text(zh="两类都列", en="both")
    lapsed = Text(zh="到期未续", en="ran out, not renewed")
    late = Text(zh="续签过晚", en="renewed late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """An agreement that ran out, with the one that follows it; ``days`` are between the two.

    Without a follower the days are counted to the day that is looked at.

    Examples
    --------
    >>> Renewal(agreement="g1", ends_on=dt.date(2010, 1, 1), follower=None, days=3).state
    'lapsed'
    """

    agreement: str
    ends_on: dt.date
    follower: str | None
    days: int

    @property
    def state(self) -> str:
        """Whether it lapsed or was renewed late."""
        return "lapsed" if self.follower is None else "late"


def renewals_of(snapshot: Snapshot, found: Iterable[Pair]) -> tuple[Renewal, ...]:
    """Return the agreements of pairs that ran out and lapsed or were renewed late.

    1. Ran out: the last day lies before the day; one ended early did not run out. 2. Its
    follower says that it renews it, or joins one of its couples and begins later; of several the
    first to begin. 3. Late: a day at least lies between the last day and the first for certain.
    4. Lapsed: nothing follows it that has begun.
    """
    known = snapshot.by_id(Agreement)
    couples: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    joined: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    status: dict[str, Status] = {}
    for pair in found:
        couple = frozenset((pair.host, pair.guest))
        couples[pair.agreement].add(couple)
        joined[couple].add(pair.agreement)
        status[pair.agreement] = pair.agreement_status.status
    named: defaultdict[str, set[str]] = defaultdict(set)
    for each in known.values():
        if each.renews:
            named[each.renews].add(each.id)
    result = []
    for ident in sorted(couples):
        ends = known[ident].ends_on
        if status[ident] is not Status.expired or ends is None or ends.latest is None:
            continue
        beside = {other for couple in couples[ident] for other in joined[couple]} - {ident}
        after = {other for other in beside if _later(known[other], known[ident])}
        followers = [known[each] for each in sorted(named[ident] | after) if each in known]
        judged = _judged(ident, ends.latest, followers, snapshot.as_of)
        if judged is not None:
            result.append(judged)
    return tuple(sorted(result, key=lambda each: (-each.days, each.agreement)))


def _begins(agreement: Agreement) -> dt.date | None:
    begins = agreement.starts_on or agreement.signed_on
    return begins.earliest if begins else None


def _later(other: Agreement, than: Agreement) -> bool:
    mine, theirs = _begins(than), _begins(other)
    return mine is not None and theirs is not None and theirs > mine


def _judged(
    ident: str, ends_on: dt.date, followers: list[Agreement], today: dt.date
) -> Renewal | None:
    dated = [(begins, each.id) for each in followers if (begins := _begins(each)) is not None]
    begun = sorted(each for each in dated if each[0] <= today)
    if begun:
        days = (begun[0][0] - ends_on).days - 1
        return (
            Renewal(agreement=ident, ends_on=ends_on, follower=begun[0][1], days=days)
            if days > 0
            else None
        )
    if len(dated) < len(followers):  # renewed on a day that is not stated: not known to be late
        return None
    return Renewal(agreement=ident, ends_on=ends_on, follower=None, days=(today - ends_on).days)


_RENEWAL_COLUMNS = (
    column("state", "情况", "What happened"),
    column("agreement", "协议", "Agreement"),
    column("hosts", "国企方（或甲方）", "Host (or first)"),
    column("guests", "非公方（或乙方）", "Guest (or second)"),
    column("ends_on", "到期", "Ran out on", DAY),
    column("follower", "续签协议", "Renewed by"),
    column("begins_on", "续签日期", "Renewed on"),
    column("days", "间隔天数", "Days without", NUMBER),
)


@question(
    14,
    zh="续签过晚或到期未续的协议",
    en="Agreements renewed late or lapsed",
    topic=Topic.attention,
    parameters=(
        OneOf(
            key="which",
            label=Text(zh="哪一类", en="Which"),
            choices=_Which,
            says=(
                ("lapsed", "未续"),
                ("lapsed", "没有续签"),
                ("lapsed", "lapsed"),
                ("late", "晚"),
                ("late", "late"),
            ),
        ),
        PAIRS,
    ),
    says=(
        "到期未续",
        "没有续签",
        "续签晚了",
        "断档",
        "失效的协议",
        "lapsed",
        "renewed late",
        "not renewed",
        "ran out",
    ),
)
def renewals(context: Context, *, which: str, pairs: str) -> Answer:
    """List the agreements that ran out and were renewed late or not at all, longest gap first."""
    snapshot = context.snapshot
    found = chosen_pairs(snapshot, pairs)
    judged = renewals_of(snapshot, found)
    sizes = agreement_sizes(snapshot)
    groups = {
        state: _of(found, [each.agreement for each in judged if each.state == state])
        for state in ("lapsed", "late")
    }
    counts = {state: agreement_count(sizes, those) for state, those in groups.items()}
    shown = [each for each in judged if which in ("every", each.state)]
    own = _of(found, [each.agreement for each in shown])
    words = Text(
        zh="{lapsed} 份协议到期未续，{late} 份到期后才续签。",
        en="{lapsed} {lapsed:agreement|agreements} ran out and {lapsed:was|were} not renewed; {late} "
        "{late:was|were} renewed late.",
    ).format(**{state: each.words() for state, each in counts.items()})
    known = snapshot.by_id(Agreement)
    expired = {pair.agreement for pair in found if pair.agreement_status.status is Status.expired}
    endless = {pair.agreement for pair in found if known[pair.agreement].ends_on is None}
    return Answer(
        sentence=words,
        count=agreement_count(sizes, own),
        columns=_RENEWAL_COLUMNS,
        rows=tuple(_rows(snapshot, found, shown)),
        ids=tuple(dict.fromkeys(end for pair in own for end in (pair.host, pair.guest))),
        silences=(
            Silence(
                datum=Text(zh="到期日", en="end date"),
                records=Text(zh="份协议", en="agreements"),
                missing=len(endless),
                total=len({pair.agreement for pair in found}),
                instead=Text(
                    zh="不算到期（已到期 {n} 份）", en="taken as not run out ({n} ran out)"
                ).format(n=len(expired)),
            ),
        ),
    )


def _of(found: Iterable[Pair], agreements: Iterable[str]) -> list[Pair]:
    wanted = set(agreements)
    return [pair for pair in found if pair.agreement in wanted]


def _rows(
    snapshot: Snapshot, found: Iterable[Pair], shown: Iterable[Renewal]
) -> Iterable[AnswerRow]:
    ends: Mapping[str, tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    for pair in found:
        ends[pair.agreement][0][pair.host] = None
        ends[pair.agreement][1][pair.guest] = None
    for each in shown:
        hosts, guests = ends[each.agreement]
        cells = (
            _Which[each.state].label,
            agreement_name(snapshot, each.agreement),
            names(snapshot, hosts),
            names(snapshot, guests),
            each.ends_on,
            agreement_name(snapshot, each.follower) if each.follower else Text.same("—"),
            _first_day(snapshot, each.follower),
            each.days,
        )
        about = [each.agreement, *([each.follower] if each.follower else []), *hosts, *guests]
        yield row(cells, *about)


def _first_day(snapshot: Snapshot, agreement: str | None) -> Text:
    found = agreement and (
        day_of(snapshot, agreement, "starts_on") or day_of(snapshot, agreement, "signed_on")
    )
    return found if isinstance(found, Text) else Text.same("—")
