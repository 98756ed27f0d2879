"""Pairs in force on one day and not on another: new, ended, renewed, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graphs.model import Snapshot
from graphs.network import Pair, count_pairs, pairs
from graphs.questions.answer_words import in_force
from graphs.text import Text

__all__ = ["PairChanges", "couple", "pair_changes", "pairs_by_couple"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairChanges:
    """Pairs in force on one day and not on the other.

    Attributes
    ----------
    new, ended
        Couples that had no pair before, or have none any more, with the pairs of the later and
        the earlier day.
    renewed
        Pairs of the later day under another agreement of a couple that had one before.
    replaced
        The pairs of the earlier day that they stand for.
    kept
        Pairs of both days under one agreement.

    Examples
    --------
    >>> PairChanges(new=(), ended=(), renewed=(), replaced=(), kept=()).new
    ()
    """

    new: tuple[Pair, ...]
    ended: tuple[Pair, ...]
    renewed: tuple[Pair, ...]
    replaced: tuple[Pair, ...]
    kept: tuple[Pair, ...]

    def only(self, fits: Callable[[Pair], bool]) -> PairChanges:
        """Return the changes of those pairs that fit.

        Examples
        --------
        >>> nothing = PairChanges(new=(), ended=(), renewed=(), replaced=(), kept=())
        >>> nothing.only(lambda pair: pair.counted) == nothing
        True
        """
        return PairChanges(
            new=tuple(filter(fits, self.new)),
            ended=tuple(filter(fits, self.ended)),
            renewed=tuple(filter(fits, self.renewed)),
            replaced=tuple(filter(fits, self.replaced)),
            kept=tuple(filter(fits, self.kept)),
        )

    def words(self) -> Text:
        """Return how many pairs are new, ended and renewed."""
        return Text(
            zh="新结对 {new} 对，终止 {ended} 对，续签或换签 {renewed} 对",
            en="{new} {new:pair|pairs} new, {ended} ended, {renewed} renewed",
        ).format(
            new=count_pairs(self.new).words(),
            ended=count_pairs(self.ended).words(),
            renewed=count_pairs(self.renewed).words(),
        )


def pair_changes(before: Snapshot, after: Snapshot) -> PairChanges:
    """Return which pairs are new, ended and renewed on the later day, of whatever kind.

    1. A pair in force on both days under one agreement is kept. 2. Of the others, one whose
    couple was paired before is renewed, else new. 3. What was in force before and is not kept is
    replaced where the couple is paired on the later day, else ended.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> pair_changes(empty, empty).kept
    ()
    """
    old, new = ({p.key: p for p in in_force(pairs(each))} for each in (before, after))
    old_couples, new_couples = (pairs_by_couple(each.values()) for each in (old, new))
    fresh = [pair for key, pair in new.items() if key not in old]
    gone = [pair for key, pair in old.items() if key not in new]
    return PairChanges(
        new=tuple(p for p in fresh if couple(p) not in old_couples),
        renewed=tuple(p for p in fresh if couple(p) in old_couples),
        ended=tuple(p for p in gone if couple(p) not in new_couples),
        replaced=tuple(p for p in gone if couple(p) in new_couples),
        kept=tuple(pair for key, pair in new.items() if key in old),
    )


def couple(pair: Pair) -> frozenset[str]:
    """Return the two ends, whichever is named first."""
    return frozenset((pair.host, pair.guest))


def pairs_by_couple(found: Iterable[Pair]) -> Mapping[frozenset[str], list[Pair]]:
    """Return pairs by their two ends."""
    couples: defaultdict[frozenset[str], list[Pair]] = defaultdict(list)
    for pair in found:
        couples[couple(pair)].append(pair)
    return couples
