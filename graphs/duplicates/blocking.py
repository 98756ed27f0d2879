"""Blocking: choose which pairs of records to compare, so that 20,000 records take seconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from graphs.duplicates.entries import Entry
from graphs.duplicates.name_likeness import sound
from graphs.duplicates.names.place_words import bare
from graphs.folding import fold

__all__ = ["candidate_pairs"]

_CROWDED = 40  # a key that more entries share tells nobody apart
_RARE = 12  # entries that may share two neighbouring characters and still be compared for them
_BIGRAMS = 3


def candidate_pairs(entries: Iterable[Entry]) -> tuple[tuple[Entry, Entry], ...]:
    """Return pairs that share a key, each once, sorted by ids.

    Keys: the plain core, its sound, an alias or a spelling, the credit code, a foreign id, the
    unit or its name, the source, the first and the last character in one place, and the rarest pairs of neighbouring characters of the core.
    """
    known = sorted(entries, key=lambda entry: entry.id)
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, entry in enumerate(known):
        for key in set(_keys(entry)):
            blocks[entry.kind, *key].append(at)
    pairs: set[tuple[int, int]] = set()
    for members in (*blocks.values(), *_rare_bigrams(known)):
        if len(members) <= _CROWDED:
            pairs.update(combinations(members, 2))
    return tuple((known[one], known[other]) for one, other in sorted(pairs))


def _keys(entry: Entry) -> Iterator[tuple[Hashable, ...]]:
    name = entry.name
    if len(name.plain) > 1:
        yield ("plain", name.plain, entry.level, name.number)
        yield ("sound", sound(name.core), entry.level, name.number)
    for place in {entry.division, entry.county} - {""}:
        # an abbreviation begins and ends as the name does
        core = _without_place(name.core, entry.places)
        yield ("ends", place, core[:1], core[-1:], entry.level, name.number)
    for spelling in {*entry.aliases, entry.short, fold(entry.shown)} - {""}:
        yield ("spelling", spelling)
    if entry.code:
        yield ("code", entry.code)
    for foreign in entry.foreign:
        yield ("foreign", *foreign)
    for unit in entry.units:
        yield ("unit", unit)
    for unit_name in (*entry.unit_names, *([] if entry.level else [fold(entry.shown)])):
        yield ("unit name", unit_name)
    for source in entry.sources:
        yield ("source", source)


def _without_place(core: str, places: Iterable[str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        for words in (place, bare(place)):
            if words and core.startswith(words) and len(core) > len(words) + 1:
                return core[len(words) :]
    return core


def _rare_bigrams(entries: list[Entry]) -> Iterator[list[int]]:
    """Yield for each rare bigram the entries that hold it, found from its shortest names."""
    grams = [
        frozenset(entry.name.core[at : at + 2] for at in range(len(entry.name.core) - 1))
        for entry in entries
    ]
    often = Counter(gram for each in grams for gram in each)
    wanted = {
        gram
        for each in grams
        # Those that no other name holds pair nobody: a short name has few others left.
        for gram in sorted(
            (gram for gram in each if 1 < often[gram] <= _RARE),
            key=lambda gram: (often[gram], gram),
        )[:_BIGRAMS]
    }
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(grams):
        for gram in each & wanted:
            holders[gram].append(at)
    yield from holders.values()
