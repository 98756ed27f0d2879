"""Measures of one organisation, which only a statement that names the organisation asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from graphs.folding import fold
from graphs.model import (
    Answer,
    Count,
    Figure,
    Kind,
    NotComputable,
    Organisation,
    Snapshot,
    Superior,
)
from graphs.network import parties
from graphs.registry import Registry
from graphs.statistics.measure import MEASURES, Measure
from graphs.statistics.record_counts import organisation_count
from graphs.text import Text

__all__ = ["SUBJECT_MEASURES", "SubjectMeasure", "known_measures", "measure_key"]

ComputeOf: TypeAlias = Callable[[Snapshot, str], Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectMeasure:
    """A declared measure of one organisation: key, label, unit of count, and its function."""

    key: str
    label: Text
    unit: Text
    compute: ComputeOf
    kind: Kind = Kind.count


def known_measures() -> Mapping[str, Text]:
    """Return the measures a statement may name: their labels by key, in source order.

    Imports, forms and rule R23 read this one list.

    Examples
    --------
    >>> known_measures()["pairs"].zh, "happiness" in known_measures()
    ('结对', False)
    """
    declared: list[Measure | SubjectMeasure] = [*MEASURES.values(), *SUBJECT_MEASURES.values()]
    return MappingProxyType({each.key: each.label for each in declared})


def measure_key(words: str) -> str | None:
    """Return the key of the measure that words name, by its key or its label; ``None`` for none.

    Examples
    --------
    >>> measure_key("结对"), measure_key("Pairs"), measure_key("happiness")
    ('pairs', 'pairs', None)
    """
    folded = fold(words)
    for key, label in known_measures().items():
        if folded in {fold(key), fold(label.zh), fold(label.en)}:
            return key
    return None


def _nothing(zh: str, en: str) -> NotComputable:
    return NotComputable(kind=Kind.count, reason=Text(zh=zh, en=en))


_ABSENT = _nothing(
    "所述组织不在这个范围和日期里", "the organisation it speaks of is not in that scope on that day"
)
_NOTHING_BELOW = _nothing(
    "台账没有登记所述组织的下级", "the ledger records nothing below the organisation"
)
_NO_MEMBERS = _nothing(
    "台账未载明所述组织的党员数", "the ledger does not state the members of the organisation"
)


def _sub_branches(snapshot: Snapshot, about: str) -> Figure:
    known = parties(snapshot)
    if about not in known:
        return _ABSENT
    below = {each.organisation for each in snapshot.records(Superior) if each.superior == about}
    if not below:
        return _NOTHING_BELOW
    return organisation_count(
        party for ident, party in known.items() if ident in below and party.alive is not Answer.no
    )


def _members(snapshot: Snapshot, about: str) -> Figure:
    found = snapshot.by_id(Organisation).get(about)
    if found is None:
        return _ABSENT
    if found.members is None:
        return _NO_MEMBERS
    return Count(inside=found.members.bounds, ids=(about,))


SUBJECT_MEASURES: Registry[str, SubjectMeasure] = Registry(
    "measure of one organisation",
    (
        (each.key, each)
        for each in (
            SubjectMeasure(
                key="sub_branches",
                label=Text(zh="下级党组织", en="Organisations right below"),
                unit=Text(zh="个党组织", en="organisations"),
                compute=_sub_branches,
            ),
            SubjectMeasure(
                key="members",
                label=Text(zh="党员", en="Members"),
                unit=Text(zh="名", en="members"),
                compute=_members,
            ),
        )
    ),
)
"""Every measure of one organisation by key."""
