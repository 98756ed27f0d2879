"""What a record says of itself in words: its facts, and the sentences of sources behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graphs.model import Absence, Citation, Column, Record, Snapshot, Source, record_type
from graphs.network import value_words
from graphs.profiles.mentions import mention
from graphs.text import Text

__all__ = ["Fact", "Quote", "facts_of", "quotes_of"]

_STORAGE = frozenset({"longitude", "latitude", "path", "measure"})
"""Columns that programs read; a reader sees their meaning elsewhere, never the bare value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One column with its value in words; ``absent`` says why there is none."""

    label: Text
    value: Text
    absent: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence from a source that a record rests on."""

    words: str
    source: str
    note: str = ""


def facts_of(
    snapshot: Snapshot,
    item: Record,
    *,
    elsewhere: Collection[str] = (),
    silent: Collection[str] = (),
) -> Iterator[Fact]:
    """Yield the columns of a record in words, in their declared order.

    Parameters
    ----------
    elsewhere
        Columns that the caller says itself; left out here.
    silent
        Columns that are shown as not stated where they are blank.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> own = Organisation(id="o1", name="甲党支部", longitude=113.3, latitude=34.8)
    >>> picture = Snapshot.from_records([own], as_of=dt.date(2010, 6, 15))
    >>> [(fact.label.zh, fact.value.zh) for fact in facts_of(picture, own, silent=("members",))]
    [('名称', '甲党支部'), ('党员数', '未载明')]
    """
    for each in record_type(item).columns:
        if each.name in elsewhere or each.name in _STORAGE or each.name.endswith("_en"):
            continue
        value = getattr(item, each.name)
        if value is not None:
            yield Fact(label=each.label, value=_words(snapshot, each, value))
            continue
        reason = item.absence(each.name)
        if reason is None and each.name in silent:
            reason = Absence.not_stated
        if reason is not None:
            yield Fact(label=each.label, value=reason.label, absent=reason)


def _words(snapshot: Snapshot, each: Column, value: object) -> Text:
    return (
        mention(snapshot, str(value)).name
        if each.references
        else value_words(snapshot, each, value)
    )


def quotes_of(snapshot: Snapshot, ids: Collection[str]) -> tuple[Quote, ...]:
    """Return the sentences that these records rest on, each once.

    Examples
    --------
    >>> import datetime as dt
    >>> quotes_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), {"o1"})
    ()
    """
    sources = snapshot.by_id(Source)
    found: dict[tuple[str, str], Quote] = {}
    for citation in snapshot.records(Citation):
        if citation.about not in ids:
            continue
        source = sources.get(citation.source)
        title = source.title if source else "—"
        by = f"《{title}》" + (f" {source.publisher}" if source and source.publisher else "")
        quote = Quote(words=citation.quote, source=by, note=citation.note or "")
        found.setdefault((quote.words, quote.source), quote)
    return tuple(found.values())
