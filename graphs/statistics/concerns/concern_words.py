"""What concerns share: a title in the form its number asks for, counts of single records, silences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.model import Count
from graphs.statistics.measure import MEASURES
from graphs.statistics.unstated_data import Silence
from graphs.text import Text

__all__ = ["each_once", "numbered", "silence_of", "split_words"]


def silence_of(
    datum: Text, records: Text, missing: list[bool], instead: Text | None = None
) -> Silence:
    """Return of how many records the datum is missing."""
    return Silence(
        datum=datum, records=records, missing=sum(missing), total=len(missing), instead=instead
    )


def numbered(title: Text, found: Mapping[str, Count], **values: object) -> Text:
    """Return a title in the form that its number asks for."""
    return title.format(m=Count.total(found.values()).words(), **values)


def each_once(ids: Iterable[str]) -> dict[str, Count]:
    """Return a count of one for each record."""
    return {ident: Count.exactly(1, ids=(ident,)) for ident in ids}


def split_words(key: str, found: Mapping[str, Count]) -> Text:
    """Return the parts of a measure's count in brackets; blank where there is one part only."""
    words = MEASURES[key].split(Count.total(found.values()))
    return Text(zh="（{words}）", en=" ({words})").format(words=words) if words else Text.same("")
