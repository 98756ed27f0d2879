"""Figures that have a shape, as bars: coverage by township, pairs of hosts, pairs by year signed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphs.glossary import word
from graphs.model import Count, Division, Snapshot
from graphs.network import Pair, count_pairs, display_name
from graphs.profiles import mention, safe
from graphs.statistics import coverage_by_division, host_loads, pairs_in_force
from graphs.text import Language, Text

__all__ = ["Bar", "Bars", "bars_html", "coverage_bars", "load_bars", "year_bars"]

_MOST = 12
"""So many bars a chart has at most; the rest are in the lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, its length in [0, 1] of the longest, and the number in words."""

    label: Text
    share: float
    words: Text


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of a chart, and how many there was no room for.

    Examples
    --------
    >>> Bars(left=59).rest.en
    '59 more are not drawn.'
    """

    drawn: tuple[Bar, ...] = ()
    left: int = 0

    @property
    def rest(self) -> Text:
        """What is said of those that are not drawn; blank where all are."""
        words = Text(zh="另有 {n} 项未画。", en="{n} more {n:is|are} not drawn.")
        return words.format(n=self.left) if self.left else Text.same("")


def bars_html(bars: Bars, language: Language) -> str:
    """Return bars as HTML that reads as a list where it is not seen.

    Examples
    --------
    >>> bars_html(Bars((Bar(label=Text.same("东镇"), share=0.5, words=Text.same("50 %")),)), "zh")
    '<ul class="bars"><li><span><bdi>东镇</bdi></span><div><div style="width:50%"></div></div><b><bdi>50 %</bdi></b></li></ul>'
    """
    lines = "".join(
        f"<li><span>{safe(each.label.say(language), 40)}</span>"
        f'<div><div style="width:{each.share * 100:.0f}%"></div></div>'
        f"<b>{safe(each.words.say(language))}</b></li>"
        for each in bars.drawn
    )
    rest = f"<p>{safe(bars.rest.say(language))}</p>" if bars.left else ""
    return f'<ul class="bars">{lines}</ul>{rest}'


def coverage_bars(snapshot: Snapshot) -> Bars:
    """Return coverage by township, the most unpaired first; none where it cannot be computed.

    Examples
    --------
    >>> import datetime as dt
    >>> coverage_bars(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    Bars(drawn=(), left=0)
    """
    if snapshot.profile.population_stated is False:
        return Bars()
    known = snapshot.by_id(Division)
    towns = [each for each in coverage_by_division(snapshot) if each.division in known]
    drawn = tuple(
        Bar(
            label=display_name(known[each.division].name, known[each.division].name_en),
            share=each.rate.bounds.low,
            words=each.rate.words(),
        )
        for each in towns[:_MOST]
    )
    return Bars(drawn, len(towns) - len(drawn))


def load_bars(snapshot: Snapshot) -> Bars:
    """Return the hosts with most pairs in force, each beside what it usually carries.

    Examples
    --------
    >>> import datetime as dt
    >>> load_bars(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    Bars(drawn=(), left=0)
    """
    paired = (each for each in host_loads(snapshot) if each.load.low)
    loads = sorted(paired, key=lambda each: (-each.load.low, each.host))
    most = max((each.load.low for each in loads), default=0)
    drawn = tuple(
        Bar(
            label=mention(snapshot, each.host).name,
            share=each.load.low / most,
            words=Text(zh="{n}（常规 {usual}）", en="{n} (usually {usual})").format(
                n=each.load.words(), usual=each.usual
            ),
        )
        for each in loads[:_MOST]
    )
    return Bars(drawn, len(loads) - len(drawn))


def year_bars(snapshot: Snapshot) -> Bars:
    """Return the pairs in force by the year their agreement was signed; undated ones come last.

    Examples
    --------
    >>> import datetime as dt
    >>> year_bars(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    Bars(drawn=(), left=0)
    """
    by_year: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs_in_force(snapshot):
        by_year[(pair.signed_on or "")[:4]].append(pair)
    counts: dict[str, Count] = {year: count_pairs(found) for year, found in by_year.items()}
    most = max((each.low for each in counts.values()), default=0)
    unknown = word("not_stated")
    drawn = tuple(
        Bar(
            label=Text.same(year) if year else unknown,
            share=counts[year].low / most if most else 0.0,
            words=counts[year].words(),
        )
        for year in sorted(counts, key=lambda each: (not each, each))[-_MOST:]
    )
    return Bars(drawn, len(counts) - len(drawn))
