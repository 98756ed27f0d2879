"""Organisations and units that share a name, and the place that distinguishes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from graphs.model import Snapshot, derived
from graphs.text import Text

__all__ = ["namesakes", "with_place"]


@derived
def namesakes(snapshot: Snapshot) -> Mapping[str, Text]:
    """Return the division of every organisation and unit whose name another one bears, by id.

    An organisation of no division is at home where its first unit is; one that is nowhere is left
    out, and is told from the others by its lacking place.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Division, Organisation
    >>> picture = Snapshot.from_records([
    ...     Division(id="d1", name="东镇"), Division(id="d2", name="西镇"),
    ...     Organisation(id="o1", name="中心小学党支部", division="d1"),
    ...     Organisation(id="o2", name="中心小学党支部", division="d2"),
    ...     Organisation(id="o3", name="甲公司党支部", division="d1")], as_of=dt.date(2010, 6, 15))
    >>> {ident: place.zh for ident, place in namesakes(picture).items()}
    {'o1': '东镇', 'o2': '西镇'}
    """
    return MappingProxyType({**organisation_namesakes(snapshot), **_namesakes(snapshot, "unit")})


@derived
def organisation_namesakes(snapshot: Snapshot) -> Mapping[str, Text]:
    """Return the same of organisations alone, for readers that have no names of units."""
    return MappingProxyType(_namesakes(snapshot, "organisation"))


def _namesakes(snapshot: Snapshot, kind: str) -> dict[str, Text]:
    names = snapshot.column(kind, "name")
    shared = {name for name, bearers in Counter(names).items() if name and bearers > 1}
    if not shared:
        return {}
    columns = (snapshot.column("division", name) for name in ("id", "name", "name_en"))
    places = {
        ident: Text.named(name, name_en)
        for ident, name, name_en in zip(*columns, strict=True)
        if name
    }
    rows = zip(snapshot.column(kind, "id"), names, snapshot.column(kind, "division"), strict=True)
    found: dict[str, Text] = {}
    for ident, name, division in rows:
        if name in shared:
            place = places.get(division or snapshot.homes.get(ident) or "")
            if place is not None:
                found[ident] = place
    return found


def with_place(name: Text, place: Text | None) -> Text:
    """Return a name with the place that distinguishes it from its namesakes.

    Examples
    --------
    >>> with_place(Text.same("甲党支部"), Text(zh="东镇", en="East")).zh
    '甲党支部（东镇）'
    """
    return name if place is None else name + Text(zh=f"（{place.zh}）", en=f" ({place.en})")
