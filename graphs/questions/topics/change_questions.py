"""The question what changed between two days: pairs first, then records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from graphs.errors import InputError
from graphs.model import Choice, Snapshot
from graphs.network import Pair, count_pairs
from graphs.questions.answer import Answer, AnswerRow, row
from graphs.questions.answer_words import (
    NUMBER,
    PAIRS,
    agreement_name,
    column,
    count_cell,
    name_of,
    town_name,
)
from graphs.questions.basis.pair_changes import PairChanges, couple, pair_changes, pairs_by_couple
from graphs.questions.parameters import Day, OneOf
from graphs.questions.question import Context, Topic, question
from graphs.statistics import ChangeLine, change_note
from graphs.text import Text

__all__ = ["pair_change_answer"]

_DASH = Text.same("—")


class _Detail(Choice):
    """What of the changes is listed."""

    every = Text(zh="结对和记录", en="pairs and records")
    pairs = Text(zh="只列结对", en="pairs only")


_CHANGE_COLUMNS = (
    column("change", "变化", "Change"),
    column("subject", "对象", "Subject"),
    column("partner", "对方或栏目", "Partner or column"),
    column("town", "区划", "Division"),
    column("before", "原来", "Before"),
    column("after", "现在", "After"),
    column("pairs", "对数", "Pairs", NUMBER),
)


@question(
    7,
    zh="两个日期之间的变化",
    en="What changed between two days",
    topic=Topic.records,
    parameters=(
        Day(key="since", label=Text(zh="自", en="From"), years_before=1),
        Day(key="until", label=Text(zh="至", en="To")),
        OneOf(key="detail", label=Text(zh="列出", en="List"), choices=_Detail),
        replace(PAIRS, usual="every"),
    ),
    says=(
        "变化",
        "新增了哪些结对",
        "新结对",
        "终止了哪些",
        "续签了哪些",
        "有什么变动",
        "what changed",
        "new pairs since",
        "changes between",
    ),
)
def changes(context: Context, *, since: dt.date, until: dt.date, detail: str, pairs: str) -> Answer:
    """List pairs new, ended and renewed between two days, then the records that changed."""
    if since > until:
        raise InputError(
            Text(
                zh="开始日期 {a} 晚于结束日期 {b}", en="the first day {a} is after the last, {b}"
            ).format(a=since.isoformat(), b=until.isoformat())
        )
    before, after = context.at(since), context.at(until)
    found = pair_changes(before, after)
    if pairs != "every":
        found = found.only(lambda pair: pair.counted == (pairs == "counted"))
    lines = change_note(before, after)
    words = Text(
        zh="{since} 至 {until}：{changes}；记录变动 {lines} 处。",
        en="{since} to {until}: {changes}; {lines} {lines:change|changes} of records.",
    ).format(
        since=since.isoformat(), until=until.isoformat(), changes=found.words(), lines=len(lines)
    )
    answer = pair_change_answer(before, after, found)
    shown = lines if detail == "every" else ()
    return replace(answer, sentence=words, rows=(*answer.rows, *map(_line_row, shown)))


def pair_change_answer(before: Snapshot, after: Snapshot, found: PairChanges) -> Answer:
    """Return changes of pairs as an answer: a sentence, and a row for each that is not kept.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> pair_change_answer(empty, empty, pair_changes(empty, empty)).sentence.zh
    '2010-06-15 至 2010-06-15：新结对 0 对，终止 0 对，续签或换签 0 对；保持 0 对。'
    """
    words = Text(
        zh="{since} 至 {until}：{changes}；保持 {kept} 对。",
        en="{since} to {until}: {changes}; {kept} kept.",
    ).format(
        since=before.as_of.isoformat(),
        until=after.as_of.isoformat(),
        changes=found.words(),
        kept=count_pairs(found.kept).words(),
    )
    changed = (*found.new, *found.renewed, *found.ended)
    return Answer(
        sentence=words,
        count=count_pairs(found.new) + count_pairs(found.ended) + count_pairs(found.renewed),
        columns=_CHANGE_COLUMNS,
        rows=tuple(_pair_rows(before, after, found)),
        ids=tuple(dict.fromkeys(end for p in changed for end in (p.host, p.guest))),
    )


_NEW = Text(zh="新结对", en="new pair")
_ENDED = Text(zh="结对终止", en="pair ended")
_RENEWED = Text(zh="续签或换签", en="pair renewed")


def _pair_rows(before: Snapshot, after: Snapshot, found: PairChanges) -> Iterable[AnswerRow]:
    earlier = pairs_by_couple(found.replaced)
    for pair in found.new:
        yield _pair_row(_NEW, after, pair, _DASH, _dated(after, pair))
    for pair in found.ended:
        yield _pair_row(_ENDED, before, pair, _dated(before, pair), _DASH)
    for pair in found.renewed:
        old = [_dated(before, each) for each in earlier.get(couple(pair), ())]
        shown = Text.join(old) if old else Text(zh="原协议仍有效", en="the old one still holds")
        yield _pair_row(_RENEWED, after, pair, shown, _dated(after, pair))


def _dated(snapshot: Snapshot, pair: Pair) -> Text:
    signed = pair.signed_on or "…"
    ends = pair.agreement_status.ends_on.isoformat() if pair.agreement_status.ends_on else "…"
    return agreement_name(snapshot, pair.agreement) + Text.same(f" [{signed} – {ends}]")


def _pair_row(change: Text, snapshot: Snapshot, pair: Pair, before: Text, after: Text) -> AnswerRow:
    cells = (
        change,
        name_of(snapshot, pair.host),
        name_of(snapshot, pair.guest),
        town_name(snapshot, pair.guest),
        before,
        after,
        count_cell(pair.count),
    )
    return row(cells, pair.guest, pair.host, pair.agreement)


def _line_row(line: ChangeLine) -> AnswerRow:
    kind = Text(zh="{record}{kind}", en="{record} {kind}").format(
        record=line.record, kind=line.kind.label
    )
    cells = (
        kind,
        line.name,
        line.column or _DASH,
        _DASH,
        line.before or _DASH,
        line.after or _DASH,
        None,
    )
    return row(cells, line.id)
