"""Records in words: how one is called, what a value says, and where a record is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphs.errors import NotFound
from graphs.model import (
    RECORDS,
    Choice,
    Column,
    PartialDate,
    Quantity,
    Record,
    Snapshot,
    derived,
    number_text,
    record_type,
)
from graphs.network.namesakes import namesakes, with_place
from graphs.network.organisations_at import display_name
from graphs.text import Text

__all__ = [
    "find_record",
    "record_name",
    "record_names",
    "record_title",
    "unknown_record",
    "value_words",
]


def unknown_record(ident: str) -> NotFound:
    """Return the error that names a record the snapshot does not hold.

    Examples
    --------
    >>> unknown_record("o9").message.zh
    '这个范围和日期里没有“o9”'
    """
    return NotFound(
        Text(zh="这个范围和日期里没有“{id}”", en="this scope and date hold no “{id}”").format(
            id=ident
        )
    )


def find_record(snapshot: Snapshot, ident: str) -> Record:
    """Return the record with an id, whatever its type.

    Raises
    ------
    NotFound
        The snapshot holds no such record.
    """
    for declared in RECORDS.values():
        found = snapshot.by_id(declared.cls).get(ident)
        if found is not None:
            return found
    raise unknown_record(ident)


@derived
def record_names(snapshot: Snapshot, kind: str) -> Mapping[str, Text]:
    """Return what to call each record of a type, by id."""
    found = snapshot.by_id(RECORDS[kind].cls)
    return MappingProxyType({i: record_name(snapshot, item) for i, item in found.items()})


def record_title(item: Record) -> Text:
    """Return how a record is called; what it is where it has no name.

    Examples
    --------
    >>> from graphs.model import Division
    >>> record_title(Division(id="d1", name="上街区", name_en="Shangjie")).en
    'Shangjie'
    """
    words = {name: getattr(item, name, None) for name in ("name", "title", "indicator", "post")}
    called = next((str(value) for value in words.values() if value), None)
    english = next(
        (
            str(v)
            for n in ("name_en", "title_en", "indicator_en", "post_en")
            if (v := getattr(item, n, None))
        ),
        None,
    )
    if called or getattr(item, "working_label", None):
        return display_name(called, english, getattr(item, "working_label", None))
    return record_type(item).label


def record_name(snapshot: Snapshot, item: Record) -> Text:
    """Return what to call a record in a list: its title, or what it joins.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Hosting, Organisation, Unit
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="甲党支部"), Unit(id="u1", name="甲公司"),
    ...     Hosting(id="h1", organisation="o1", unit="u1")], as_of=dt.date(2010, 6, 15))
    >>> record_name(picture, picture.records(Hosting)[0]).zh
    '甲党支部—甲公司'
    """
    declared = record_type(item)
    title = with_place(record_title(item), namesakes(snapshot).get(item.id))
    if title != declared.label:
        number = getattr(item, "number", None)  # many agreements bear one title
        return title + Text(zh=f"（{number}）", en=f" ({number})") if number else title
    joined = [
        value_words(snapshot, each, value)
        for each in declared.columns
        if each.references and (value := getattr(item, each.name)) is not None
    ]
    return Text.join(joined, zh="—", en=" – ") if joined else title


def value_words(snapshot: Snapshot, each: Column, value: object) -> Text:
    """Return a column's value in words; references by the name of what they point to.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> value_words(empty, record_type("organisation").column("members"), Quantity(">", 180)).zh
    '> 180'
    """
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, PartialDate):
        words = Text.same(value.text or "")
        if value.printed:
            words = words + Text(
                zh=f"（原文“{value.printed}”）", en=f" (printed “{value.printed}”)"
            )
        return words + (Text(zh="，推断", en=", inferred") if value.inferred else Text.same(""))
    if isinstance(value, Quantity):
        printed = value.printed
        tail = (
            Text(zh=f"（原文“{printed}”）", en=f" (printed “{printed}”)")
            if printed
            else Text.same("")
        )
        return value.words() + tail
    if isinstance(value, bool):
        return Text(zh="是", en="yes") if value else Text(zh="否", en="no")
    if each.references:
        for kind in each.references:
            found = snapshot.by_id(RECORDS[kind].cls).get(str(value))
            if found is not None:
                return with_place(record_title(found), namesakes(snapshot).get(found.id))
    return Text.same(number_text(value) if isinstance(value, int | float) else str(value))
