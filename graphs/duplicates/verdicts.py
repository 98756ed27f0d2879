"""Combine judgements: sameness is transitive, difference spreads with it, contradictions are shown.

Same with same is the same; same with not the same is not the same. A judgement is a record of the
ledger, so taking it back is undoing a revision, and whatever followed from it is gone with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model import Alias, Judgement, Snapshot, Verdict, derived

__all__ = ["Judgements", "judgements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What has been decided, with everything that follows from it.

    Attributes
    ----------
    groups
        Records judged the same, each group sorted, groups sorted by their first.
    contradictions
        Ids of "not the same" judgements whose sides other judgements make the same, sorted.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records([
    ...     Judgement(id="j1", left="a", right="b", verdict=Verdict.same),
    ...     Judgement(id="j2", left="b", right="c", verdict=Verdict.not_same),
    ... ], as_of=dt.date(2024, 6, 30))
    >>> judgements(picture).verdict("a", "c").name
    'not_same'
    """

    groups: tuple[tuple[str, ...], ...]
    contradictions: tuple[str, ...]
    _group_of: Mapping[str, str]
    _apart: frozenset[tuple[str, str]]
    _unsure: frozenset[tuple[str, str]]

    def verdict(self, left: str, right: str) -> Verdict | None:
        """Return what follows for two records; ``None`` where nothing has been decided.

        A contradiction counts as unsure until somebody takes one judgement back.
        """
        one, other = self._group_of.get(left, left), self._group_of.get(right, right)
        apart = _sorted_pair(one, other) in self._apart
        if one == other and left != right:
            return Verdict.unsure if apart else Verdict.same
        if apart:
            return Verdict.not_same
        return Verdict.unsure if _sorted_pair(left, right) in self._unsure else None


@derived
def judgements(snapshot: Snapshot) -> Judgements:
    """Return what the judgements of a snapshot say together.

    A side given as a foreign identifier is the record that carries it as an alias; where none
    does (the workbook has not come again yet) the judgement waits.

    Examples
    --------
    >>> import datetime as dt
    >>> judgements(Snapshot.from_records([
    ...     Judgement(id="j1", left="a", right="b", verdict=Verdict.same),
    ...     Judgement(id="j2", left="b", right="c", verdict=Verdict.same),
    ... ], as_of=dt.date(2024, 6, 30))).groups
    (('a', 'b', 'c'),)
    """
    foreign = {
        (row.system, row.value): row.about
        for row in snapshot.records(Alias)
        if row.system != "name"
    }
    decided = [
        (each.id, left, right, each.verdict)
        for each in snapshot.records(Judgement)
        if (left := _side(each.left, each.left_system, each.left_value, foreign))
        and (right := _side(each.right, each.right_system, each.right_value, foreign))
        and left != right
    ]
    group_of = _classes(
        (left, right) for _, left, right, verdict in decided if verdict is Verdict.same
    )
    members: defaultdict[str, list[str]] = defaultdict(list)
    for ident, group in sorted(group_of.items()):
        members[group].append(ident)
    apart, against = set(), []
    for ident, left, right, verdict in decided:
        if verdict is Verdict.not_same:
            one, other = group_of.get(left, left), group_of.get(right, right)
            apart.add(_sorted_pair(one, other))
            if one == other:
                against.append(ident)
    return Judgements(
        groups=tuple(sorted(tuple(each) for each in members.values())),
        contradictions=tuple(sorted(against)),
        _group_of=MappingProxyType(group_of),
        _apart=frozenset(apart),
        _unsure=frozenset(
            _sorted_pair(left, right)
            for _, left, right, verdict in decided
            if verdict is Verdict.unsure
        ),
    )


def _side(
    ident: str | None,
    system: str | None,
    value: str | None,
    foreign: Mapping[tuple[str, str], str],
) -> str | None:
    if ident is not None:
        return ident
    return foreign.get((system or "", value or ""))


def _classes(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each record the smallest id that it is the same as."""
    root: dict[str, str] = {}

    def find(ident: str) -> str:
        while root.setdefault(ident, ident) != ident:
            root[ident] = root[root[ident]]
            ident = root[ident]
        return ident

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        root[high] = low
    return {ident: find(ident) for ident in sorted(root)}


def _sorted_pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)
