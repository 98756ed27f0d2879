"""Make a brief: figures with their change, pairs new and ended, what needs attention."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from graphs.briefs.brief_value import Brief, BriefFigure, BriefList, ReportedLine
from graphs.briefs.figure_change import figure_change
from graphs.briefs.overview_bars import coverage_bars
from graphs.chains import branch_tree, chain_board, threshold_advice
from graphs.glossary import word
from graphs.model import Comparison, Figure, NotComputable, Snapshot, Source
from graphs.network import chains
from graphs.profiles import mention
from graphs.questions import Context, ask
from graphs.statistics import CONCERNS, MEASURES, Attention, Measure, Reconciliation, attention
from graphs.text import Text

__all__ = ["make_brief"]

_MOST_NAMES = 4
_MOST_PAIRS = 3  # of each kind: new, ended, renewed


def make_brief(
    context: Context, since: dt.date, reconciled: Sequence[Reconciliation], *, ledger: Text
) -> Brief:
    """Return the brief of a scope from a day to the day looked at.

    Figures are those of the overview, changes the answer of the question "changes": nothing is
    counted here.

    Raises
    ------
    InputError
        The first day is after the last.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> brief = make_brief(
    ...     Context(snapshot=empty, at=lambda day: empty), dt.date(2010, 1, 1), (),
    ...     ledger=Text.same("演示"))
    >>> brief.period().zh, brief.changes.zh
    ('2010-01-01 至 2010-06-15', '2010-06-15 这个范围里没有党组织。')
    """
    now = context.snapshot
    days = {"since": since.isoformat(), "until": now.as_of.isoformat(), "detail": "pairs"}
    changed = ask(context, "changes", days)
    before = context.at(since)
    silent = _silent(before) and not _silent(now)
    pairs = () if silent else tuple(_pair(each.cells) for each in changed.rows)
    shown = _first_of_each(pairs)
    compared = [e for e in reconciled if e.verdict is not Comparison.not_comparable]
    every = chains(now)
    return Brief(
        ledger=ledger,
        scope=_scope_words(now),
        since=since,
        until=now.as_of,
        synthetic=now.synthetic,
        figures=tuple(_figure(each, None if silent else before, now) for each in MEASURES.values()),
        changes=_NO_RECORD.format(day=since.isoformat()) if silent else changed.sentence,
        pairs=shown,
        more_pairs=len(pairs) - len(shown),
        attention=tuple(_listed(now, each) for each in attention(now, tuple(reconciled))),
        chains=tuple(_chain_words(now, each.id) for each in every),
        reported=tuple(_reported(each) for each in compared),
        not_comparable=len(reconciled) - len(compared),
        towns=coverage_bars(now),
        sources=_sources(now),
        revision=now.revision,
        digest=now.digest,
        identity=now.identity,
    )


def _scope_words(snapshot: Snapshot) -> Text:
    scope = snapshot.scope
    if scope.kind == "whole":
        return Text(zh="整个台账", en="The whole ledger")
    return mention(snapshot, scope.id).name


_NO_RECORD = Text(
    zh="台账在 {day} 还没有记录，无从比较。",
    en="The ledger records nothing of {day}; there is nothing to compare with.",
)


def _silent(snapshot: Snapshot) -> bool:
    """Whether the ledger says nothing of the day: then its zeros are no figures."""
    return not any(snapshot.table(kind).num_rows for kind in ("organisation", "agreement"))


def _first_of_each(pairs: Sequence[tuple[Text, Text, Text]]) -> tuple[tuple[Text, Text, Text], ...]:
    kept: Counter[Text] = Counter()
    found = []
    for each in pairs:
        kept[each[0]] += 1
        if kept[each[0]] <= _MOST_PAIRS:
            found.append(each)
    return tuple(found)


def _figure(measure: Measure, before: Snapshot | None, now: Snapshot) -> BriefFigure:
    new = measure.compute(now)
    old: Figure = (
        NotComputable(kind=measure.kind, reason=_NO_RECORD)
        if before is None
        else measure.compute(before)
    )
    return BriefFigure(
        label=measure.label,
        before=Text.same("—") if before is None else measure.words(old),
        now=measure.words(new),
        change=figure_change(old, new),
        definition=measure.definition,
    )


def _pair(cells: Sequence[object]) -> tuple[Text, Text, Text]:
    what, host, guest = (each if isinstance(each, Text) else Text.same("—") for each in cells[:3])
    return what, host, guest


def _listed(snapshot: Snapshot, each: Attention) -> BriefList:
    if not each.computable:
        return BriefList(
            title=CONCERNS[each.key].label + Text(zh="：无从判断", en=": cannot be decided")
        )
    shown = [mention(snapshot, ident) for ident in each.ids[:_MOST_NAMES]]
    title = Text(zh="{n} ", en="{n} ").format(n=each.count.words()) + each.title
    if not each.ids and each.silence is not None:  # a zero that was not checked everywhere says so
        title += Text(zh="（{what}）", en=" ({what})").format(what=each.silence.words())
    return BriefList(
        title=title,
        names=tuple(dict.fromkeys(one.name for one in shown if one.id)),
        more=max(0, len(each.ids) - _MOST_NAMES),
    )


def _chain_words(snapshot: Snapshot, chain: str) -> Text:
    board = chain_board(snapshot, chain)
    words = Text(
        zh="{name}：成员 {n} 家；空白环节 {empty} 个；供应关系 {links} 条，其中无结对 {bare} 条。",
        en="{name}: {n} {n:member|members}; {empty} empty {empty:segment|segments}; {links} supply {links:link|links}, {bare} of them without a pair.",
    ).format(
        name=board.name,
        n=board.members.words(),
        empty=len(board.empty_segments),
        links=len(board.links),
        bare=len(board.unpaired_links),
    )
    if board.lead and board.lead.id:
        tree = branch_tree(snapshot, board.lead.id)
        advice = threshold_advice(snapshot, tree)
        if tree.below and advice:
            return words + Text(zh="", en=" ") + advice[0].sentence
    return words


def _reported(each: Reconciliation) -> ReportedLine:
    item = each.statement
    own = each.figure
    return ReportedLine(
        indicator=Text.named(item.indicator, item.indicator_en),
        reported=item.value.words() if item.value else word("not_stated"),
        own=own.words() if own else Text.same("—"),
        verdict=each.verdict_words(),
    )


def _sources(snapshot: Snapshot) -> tuple[Text, ...]:
    found: Iterable[Source] = snapshot.records(Source)
    return tuple(
        Text(
            zh=f"《{each.title}》{each.publisher or ''}",
            en=f"《{each.title}》{each.publisher or ''}",
        )
        for each in found
    )
