"""New names beside those there are: which may be one, by the same evidence as everywhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graphs.duplicates.blocking import candidate_pairs
from graphs.duplicates.comparison import barred, evidence, probability
from graphs.duplicates.entries import Entry, EntryKind
from graphs.duplicates.names.name_parts import parse_name
from graphs.folding import fold
from graphs.text import Text

__all__ = ["NameInPlace", "names_alike"]

_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInPlace:
    """A record by its name only, and the name of the division it is in, blank where unknown."""

    id: str
    kind: EntryKind
    name: str
    place: str = ""


def names_alike(
    named: Iterable[NameInPlace], new: Collection[str]
) -> tuple[tuple[str, str, Text], ...]:
    """Return pairs with a new one in them that are rather one record than two, and why.

    Each is (new id, other id, reasons), sorted by ids.

    Examples
    --------
    >>> full, short = "中国铝业股份有限公司河南分公司党委", "中铝河南分公司党委"
    >>> known = NameInPlace(id="o1", kind="organisation", name=full)
    >>> [(one, other, why)] = names_alike([known, NameInPlace(
    ...     id="new:1", kind="organisation", name=short)], {"new:1"})
    >>> one, other, why.zh
    ('new:1', 'o1', '去掉公司后缀后名称相同')
    """
    found = []
    for left, right in candidate_pairs(map(_entry, named)):
        if not (left.id in new or right.id in new) or barred(left, right):
            continue
        parts = evidence(left, right)
        if not parts or probability(sum(part.weight for part in parts)) < _EVEN:
            continue
        one, other = (left, right) if left.id in new else (right, left)
        reasons = [part.reason for part in parts if part.key != "prior"]
        found.append((one.id, other.id, Text.join(reasons, zh="；", en="; ")))
    return tuple(sorted(found, key=lambda each: each[:2]))


def _entry(each: NameInPlace) -> Entry:
    name, place, none = parse_name(each.name), fold(each.place), frozenset[str]()
    return Entry(
        id=each.id,
        kind=each.kind,
        shown=each.name,
        name=name,
        level=name.level if each.kind == "organisation" else "",
        short="",
        aliases=none,
        units=none,
        unit_names=none,
        unit_codes=none,
        sources=none,
        agreements=none,
        superiors=none,
        foreign=frozenset(),
        code="",
        division=place,
        county="",
        divisions=frozenset({place}) if place else none,
        places=frozenset({place}) if place else none,
    )
