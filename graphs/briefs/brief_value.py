"""The brief as a value: all that it says, whatever form it is drawn in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from graphs.briefs.overview_bars import Bars
from graphs.model import identity_words
from graphs.text import Text

__all__ = ["Brief", "BriefFigure", "BriefList", "ReportedLine"]


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
class Brief:
    """All that a brief says; screen, page and Word paper are drawn from this one value.

    Attributes
    ----------
    pairs
        The first pairs new, ended or renewed: what happened, host, guest.
    more_pairs
        How many lines beyond these.
    identity
        What is said of whoever made it; blank where somebody signed in.
    towns
        Coverage by township, the most unpaired first; empty where it cannot be computed.

    Examples
    --------
    >>> Brief.blank(Text(zh="上街区", en="Shangjie"), dt.date(2010, 6, 15)).title().zh
    '上街区党建联建简报'
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
    towns: Bars
    sources: tuple[Text, ...]
    revision: int
    digest: str
    identity: Text

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

    @classmethod
    def blank(cls, scope: Text, day: dt.date) -> Self:
        """Return the brief of a scope and a day of which nothing is known."""
        nothing = Text(zh="没有记录。", en="Nothing is recorded.")
        return cls(
            ledger=scope,
            scope=scope,
            since=day,
            until=day,
            synthetic=False,
            figures=(),
            changes=nothing,
            pairs=(),
            more_pairs=0,
            attention=(),
            chains=(),
            reported=(),
            not_comparable=0,
            towns=Bars(),
            sources=(),
            revision=0,
            digest="",
            identity=identity_words(verified=False),
        )
