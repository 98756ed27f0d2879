"""The brief as a value: figures with their change, pairs new and ended, what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphs.briefs.figure_change import figure_change
from graphs.chains import branch_tree, chain_board, threshold_advice
from graphs.model import Comparison, Division, Snapshot, Source
from graphs.network import chains, display_name
from graphs.profiles import mention
from graphs.questions import Context, ask
from graphs.statistics import (
    CONCERNS,
    MEASURES,
    Attention,
    Measure,
    Reconciliation,
    attention,
    coverage_by_division,
)
from graphs.text import Text

__all__ = ["Brief", "BriefFigure", "BriefList", "ReportedLine", "TownLine", "make_brief"]

_MOST_NAMES = 4
_MOST_PAIRS = 8
_MOST_TOWNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFigure:
    """A measure on the first and on the last day of the period, with what changed."""

    label: Text
    before: Text
    now: Text
    change: Text
    definition: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefList:
    """One thing that needs attention, with the first names of its list."""

    title: Text
    names: tuple[Text, ...] = ()
    more: int = 0

    def words(self) -> Text:
        """Return the title with its names and how many more there are.

        Examples
        --------
        >>> BriefList(title=Text.same("2 对到期"), names=(Text.same("甲"),), more=1).words().zh
        '2 对到期：甲等'
        """
        if not self.names:
            return self.title
        tail = Text(zh="等", en=" …") if self.more else Text.same("")
        return self.title + Text(zh="：", en=": ") + Text.join(list(self.names)) + tail


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedLine:
    """A reported figure opposite the ledger's own, with the verdict."""

    indicator: Text
    reported: Text
    own: Text
    verdict: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TownLine:
    """The coverage of one township; ``share`` in [0, 1] is its lower bound."""

    name: Text
    rate: Text
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief says; screen, page and Word paper are drawn from this one value.

    Attributes
    ----------
    pairs
        The first pairs new, ended or renewed: what happened, host, guest.
    more_pairs
        How many lines beyond these.
    towns
        Coverage by township, the most unpaired first; empty where it cannot be computed.
    lead
        The first chain's lead organisation, drawn where there are no townships to draw.
    """

    ledger: Text
    scope: Text
    since: dt.date
    until: dt.date
    synthetic: bool
    figures: tuple[BriefFigure, ...]
    changes: Text
    pairs: tuple[tuple[Text, Text, Text], ...]
    more_pairs: int
    attention: tuple[BriefList, ...]
    chains: tuple[Text, ...]
    reported: tuple[ReportedLine, ...]
    not_comparable: int
    towns: tuple[TownLine, ...]
    lead: str
    sources: tuple[Text, ...]
    revision: int
    digest: str

    def title(self) -> Text:
        """Return the title of the brief."""
        return Text(zh="{scope}党建联建简报", en="Party co-building brief: {scope}").format(
            scope=self.scope
        )

    def period(self) -> Text:
        """Return the period in words."""
        return Text(zh="{a} 至 {b}", en="{a} to {b}").format(
            a=self.since.isoformat(), b=self.until.isoformat()
        )


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
    >>> brief.period().zh, brief.changes.zh.partition("：")[2]
    ('2010-01-01 至 2010-06-15', '新结对 0 对，终止 0 对，续签或换签 0 对；记录变动 0 处。')
    """
    now = context.snapshot
    days = {"since": since.isoformat(), "until": now.as_of.isoformat()}
    changed = ask(context, "changes", days)
    before = context.at(since)
    compared = [e for e in reconciled if e.verdict is not Comparison.not_comparable]
    towns = _towns(now)
    every = chains(now)
    return Brief(
        ledger=ledger,
        scope=_scope_words(now),
        since=since,
        until=now.as_of,
        synthetic=now.synthetic,
        figures=tuple(_figure(each, before, now) for each in MEASURES.values()),
        changes=changed.sentence,
        pairs=tuple(_pair(each.cells) for each in changed.rows[:_MOST_PAIRS]),
        more_pairs=max(0, len(changed.rows) - _MOST_PAIRS),
        attention=tuple(_listed(now, each) for each in attention(now, tuple(reconciled))),
        chains=tuple(_chain_words(now, each.id) for each in every),
        reported=tuple(_reported(each) for each in compared),
        not_comparable=len(reconciled) - len(compared),
        towns=towns,
        lead=next((each.lead for each in every if each.lead), ""),
        sources=_sources(now),
        revision=now.revision,
        digest=now.digest,
    )


def _scope_words(snapshot: Snapshot) -> Text:
    scope = snapshot.scope
    if scope.kind == "whole":
        return Text(zh="整个台账", en="The whole ledger")
    return mention(snapshot, scope.id).name


def _figure(measure: Measure, before: Snapshot, now: Snapshot) -> BriefFigure:
    old, new = measure.compute(before), measure.compute(now)
    return BriefFigure(
        label=measure.label,
        before=measure.words(old),
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
    return BriefList(
        title=Text(zh="{n} ", en="{n} ").format(n=each.count.words()) + each.title,
        names=tuple(dict.fromkeys(one.name for one in shown if one.id)),
        more=max(0, len(each.ids) - _MOST_NAMES),
    )


def _chain_words(snapshot: Snapshot, chain: str) -> Text:
    board = chain_board(snapshot, chain)
    words = Text(
        zh="{name}：成员 {n} 家；空白环节 {empty} 个；供应关系 {links} 条，其中无结对 {bare} 条。",
        en="{name}: {n} members; {empty} empty segments; {links} supply links, {bare} of them without a pair.",
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
            return words + advice[0].sentence
    return words


def _reported(each: Reconciliation) -> ReportedLine:
    item = each.statement
    own = each.figure
    return ReportedLine(
        indicator=Text(zh=item.indicator, en=item.indicator_en or item.indicator),
        reported=item.value.words() if item.value else Text(zh="未载明", en="not stated"),
        own=own.words() if own else Text.same("—"),
        verdict=each.verdict_words(),
    )


def _towns(snapshot: Snapshot) -> tuple[TownLine, ...]:
    if snapshot.profile.population_stated is False:
        return ()
    known = snapshot.by_id(Division)
    return tuple(
        TownLine(
            name=display_name(known[each.division].name, known[each.division].name_en),
            rate=each.rate.words(),
            share=each.rate.bounds.low,
        )
        for each in coverage_by_division(snapshot)[:_MOST_TOWNS]
        if each.division in known
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
