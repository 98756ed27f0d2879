"""The kinds of figures a measure may give: count, rate, mean or not computable, with bounds and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self, TypeAlias

from graphs.model.values import Bounds, Choice
from graphs.text import Text

__all__ = ["Count", "Figure", "Kind", "Mean", "NotComputable", "Rate"]

_NONE = Bounds(0, 0)


class Kind(Choice):
    """What a figure is; only figures of one kind can be compared."""

    count = Text(zh="计数", en="count")
    rate = Text(zh="比率", en="rate")
    mean = Text(zh="平均数", en="mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are, between two bounds, with the ids behind it.

    A count of a scope is split: the parts add up to it by construction.

    Attributes
    ----------
    inside
        What belongs to the scope: for a pair, its non-public end lies in it. Over disjoint scopes
        that cover a larger one, these parts add up to the larger one's.
    host_only
        What merely reaches into the scope: for a pair, only its state-owned end lies in it.
    named
        How many of it are named records, each standing for one.
    ids
        Ids of the records counted, sorted.

    Examples
    --------
    >>> towns = Count(inside=Bounds(24, 24), host_only=Bounds(3, 3)) + Count.least(30)
    >>> towns.words().zh, towns.inside.words().zh
    ('≥ 57', '≥ 54')
    """

    inside: Bounds = _NONE
    host_only: Bounds = _NONE
    named: int = 0
    ids: tuple[str, ...] = ()

    kind: ClassVar[Kind] = Kind.count

    @classmethod
    def exactly(cls, number: int, *, ids: tuple[str, ...] = ()) -> Self:
        """Return a count of so many named records."""
        return cls(inside=Bounds(number, number), named=number, ids=ids)

    @classmethod
    def least(cls, number: int, *, ids: tuple[str, ...] = ()) -> Self:
        """Return a count of at least so many unnamed ones.

        Examples
        --------
        >>> Count.least(30).high is None
        True
        """
        return cls(inside=Bounds(number, None), ids=ids)

    @classmethod
    def total(cls, counts: Iterable[Count]) -> Self:
        """Return all counts together, part by part.

        Examples
        --------
        >>> Count.total([Count.exactly(2), Count.least(30)]).words().zh
        '≥ 32'
        """
        found = tuple(counts)
        return cls(
            inside=Bounds.total(each.inside for each in found),
            host_only=Bounds.total(each.host_only for each in found),
            named=sum(each.named for each in found),
            ids=tuple(sorted({ident for each in found for ident in each.ids})),
        )

    @property
    def bounds(self) -> Bounds:
        """Both parts together."""
        return self.inside + self.host_only

    @property
    def low(self) -> float:
        """The fewest it may be."""
        return self.bounds.low

    @property
    def high(self) -> float | None:
        """The most it may be; ``None`` without an upper bound."""
        return self.bounds.high

    @property
    def unnamed(self) -> Bounds:
        """What unnamed collectives add to the named records."""
        low, high = self.bounds.low, self.bounds.high
        return Bounds(low - self.named, None if high is None else high - self.named)

    @property
    def is_zero(self) -> bool:
        """Whether there is none for certain."""
        return self.bounds == _NONE

    def __add__(self, other: Count) -> Count:
        """Return both counts together, part by part; a rate or a mean cannot be added."""
        if not isinstance(other, Count):
            return NotImplemented
        return Count.total((self, other))

    def words(self) -> Text:
        """Return the number as shown; its unit is the measure's.

        Examples
        --------
        >>> Count(inside=Bounds(30, 32)).words().zh
        '30–32'
        """
        return self.bounds.words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A part of a whole, as a share in [0, 1] between two bounds.

    Examples
    --------
    >>> whole = Count.exactly(10)
    >>> Rate(numerator=Count.exactly(6), denominator=whole).words().en
    '60.0 %'
    >>> Rate(numerator=Count(inside=Bounds(4, 6)), denominator=whole).words().zh
    '40.0–60.0 %'
    """

    numerator: Count
    denominator: Count

    kind: ClassVar[Kind] = Kind.rate

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the part."""
        return self.numerator.ids

    @property
    def bounds(self) -> Bounds:
        """The lowest and the highest share; a part is never more than the whole."""
        found = _ratio(self.numerator.bounds, self.denominator.bounds)
        return Bounds(min(found.low, 1.0), 1.0 if found.high is None else min(found.high, 1.0))

    def words(self) -> Text:
        """Return the share in per cent, to one decimal, or the one bound that says something.

        What is short of the whole never reads 100 %, and what is more than nothing never 0 %.
        Where nobody knows how large the whole is, the share is at most; where nobody knows how
        large the part is, at least; a range that leaves everything open is said to be unknown.

        Examples
        --------
        >>> Rate(numerator=Count.exactly(19), denominator=Count.least(20)).words().en
        'at most 95.0 %'
        >>> Rate(numerator=Count.least(3), denominator=Count.exactly(30)).words().zh
        '至少 10.0 %'
        >>> Rate(numerator=Count.least(30), denominator=Count.least(30)).words().zh
        '未知'
        """
        low, high = (_percent(each) for each in (self.bounds.low, self.bounds.high or 0.0))
        if low == high:
            return Text.same(f"{low} %")
        endless_part, endless_whole = self._endless
        if endless_whole and self.bounds.high == 1:
            return Text(zh="未知", en="unknown")
        if endless_whole:
            return Text(zh=f"至多 {high} %", en=f"at most {high} %")
        if endless_part:
            return Text(zh=f"至少 {low} %", en=f"at least {low} %")
        return Text.same(f"{low}–{high} %")

    @property
    def _endless(self) -> tuple[bool, bool]:
        """Whether the part, and whether the whole, has no upper bound."""
        return self.numerator.bounds.high is None, self.denominator.bounds.high is None

    def remark(self) -> Text:
        """Return why the share is no single figure; empty where it is one.

        Examples
        --------
        >>> Rate(numerator=Count.exactly(3), denominator=Count.least(30)).remark().zh
        '数量没有上限的集体（如“30余家”）按最少的数计入，实际可能更低'
        >>> Rate(numerator=Count(inside=Bounds(4, 6)), denominator=Count.exactly(10)).remark().en
        'only bounds are known of unnamed organisations or unverified pairs'
        >>> Rate(numerator=Count.exactly(3), denominator=Count.exactly(30)).remark().en
        ''
        """
        if self.bounds.low == self.bounds.high:
            return Text.same("")
        return _REASONS[self._endless]


_AT_LEAST = Text(
    zh="数量没有上限的集体（如“30余家”）按最少的数计入，",
    en="collectives without an upper number (“over 30 firms” and the like) are counted at their "
    "least, so ",
)
_REASONS = {
    (False, True): _AT_LEAST + Text(zh="实际可能更低", en="the true share may be lower"),
    (True, False): _AT_LEAST + Text(zh="实际可能更高", en="the true share may be higher"),
    (True, True): _AT_LEAST + Text(zh="实际可高可低", en="the true share may be lower or higher"),
    (False, False): Text(
        zh="未具名的合并记录或待核实的结对只知上下限",
        en="only bounds are known of unnamed organisations or unverified pairs",
    ),
}
"""Why a share is no single figure: whether its part, and whether its whole, has no upper bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A total over the number of those it is spread over.

    Examples
    --------
    >>> Mean(total=Count.exactly(12), over=Count.exactly(5)).words().zh
    '2.4'
    """

    total: Count
    over: Count

    kind: ClassVar[Kind] = Kind.mean

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of what the total counts."""
        return self.total.ids

    @property
    def bounds(self) -> Bounds:
        """The lowest and the highest mean."""
        return _ratio(self.total.bounds, self.over.bounds)

    def words(self) -> Text:
        """Return the mean to one decimal."""
        low, high = self.bounds.low, self.bounds.high
        if high is None:
            return Text.same(f"≥ {low:.1f}")
        same = f"{low:.1f}" == f"{high:.1f}"
        return Text.same(f"{low:.1f}" if same else f"{low:.1f}–{high:.1f}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComputable:
    """A figure the ledger cannot give, with the reason; it is never zero.

    Examples
    --------
    >>> NotComputable(kind=Kind.rate, reason=Text(zh="分母未知", en="no denominator")).words().en
    'not computable'
    """

    kind: Kind
    reason: Text

    ids: ClassVar[tuple[str, ...]] = ()

    def words(self) -> Text:
        """Return that there is no figure; the reason is said apart."""
        return Text(zh="不可计算", en="not computable")


Figure: TypeAlias = Count | Rate | Mean | NotComputable


def _ratio(part: Bounds, whole: Bounds) -> Bounds:
    low = part.low / whole.high if whole.high else 0.0
    high = part.high / whole.low if part.high is not None and whole.low else None
    return Bounds(low, 0.0 if part.high == 0 else high)


def _percent(share: float) -> str:
    if 0 < share < 0.001:  # the last decimal shown
        return "0.1"
    return f"{99.9 if 0.9995 <= share < 1 else share * 100:.1f}"
