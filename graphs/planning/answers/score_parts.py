"""The parts of a score and their sentence: what each criterion adds to a pair."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.planning.criteria.evidence import CRITERIA, Evidence
from graphs.planning.criteria.flags import FLAGS
from graphs.planning.criteria.points import points
from graphs.text import Text

__all__ = ["MISSING", "Part", "Waterfall", "sentence_of"]

MISSING = "missing"
"""The key of the part that missing data stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one criterion adds: its evidence, its weight, its share of the score in millionths."""

    criterion: str
    evidence: Evidence
    weight: float
    points: int

    @property
    def label(self) -> Text:
        """How the part is called."""
        if self.criterion == MISSING:
            return Text(zh="缺数据", en="No data")
        return CRITERIA[self.criterion].label


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The score of a pair as parts that add up to it.

    Attributes
    ----------
    parts
        In the order of the registry; those without data add nothing and keep their weight. Where
        missing data count for something, the last part is what they stand for.
    score
        In millionths; the sum of the parts.
    missing
        The share of the weights without evidence, in [0, 1].
    least, most
        The score if what is missing turned out worst, and best.
    flags
        Keys of the flags raised, shown beside the score.

    Examples
    --------
    >>> Waterfall(guest="n", host="s", parts=(), score=0, missing=0.0, least=0, most=0,
    ...           flags=(), sentence=Text.same("")).reasons().en
    'nothing speaks for it'
    """

    guest: str
    host: str
    parts: tuple[Part, ...]
    score: int
    missing: float
    least: int
    most: int
    flags: tuple[str, ...]
    sentence: Text

    def best(self, most: int) -> tuple[Part, ...]:
        """Return the parts that add most, the largest first; what is missing speaks for nothing."""
        known = [part for part in self.parts if part.points and part.criterion != MISSING]
        return tuple(sorted(known, key=lambda part: -part.points)[:most])

    def reasons(self, most: int = 2) -> Text:
        """Return what speaks most for the pair, in a few words."""
        best = self.best(most)
        return (
            Text.join([part.evidence.reason for part in best], zh="；", en="; ") if best else _NONE
        )


_NONE = Text(zh="没有加分依据", en="nothing speaks for it")


def sentence_of(found: Waterfall) -> Text:
    """Return a score in one sentence: its largest parts, what is missing, the flags.

    Examples
    --------
    >>> sentence_of(Waterfall(guest="n", host="s", parts=(), score=0, missing=0.0, least=0, most=0,
    ...                       flags=(), sentence=Text.same(""))).en
    'score 0.0: nothing speaks for it.'
    """
    best = found.best(3)
    reasons = Text.join(
        [part.evidence.reason + Text.same(" " + points(part.points, signed=True)) for part in best],
        zh="；",
        en="; ",
    )
    words = Text(zh="得分 {score}：{reasons}", en="score {score}: {reasons}").format(
        score=points(found.score),
        reasons=reasons if best else _NONE,
    )
    if found.missing:
        filled = sum(part.points for part in found.parts if part.criterion == MISSING)
        counted = Text(zh="（暂计 {n}）", en=" (counted {n} for now)") if filled else Text.same("")
        words += Text(
            zh="；{missing:.0%} 的权重没有数据", en="; no data for {missing:.0%} of the weights"
        ).format(missing=found.missing)
        words += counted.format(n=points(filled, signed=True))
        words += Text(
            zh="，补齐后得分在 {least} 与 {most} 之间", en=": with them between {least} and {most}"
        ).format(least=points(found.least), most=points(found.most))
    if found.flags:
        flags = Text.join([FLAGS[key].label for key in found.flags])
        words += Text(zh="；注意：", en="; note: ") + flags
    return words + Text(zh="。", en=".")
