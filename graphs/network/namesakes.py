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
    columns = (snapshot.column("division", name) for name in ("id", "name", "name_en"))
    places = {
        ident: Text(zh=name, en=name_en or name)
        for ident, name, name_en in zip(*columns, strict=True)
        if name
    }
    units = dict(
        zip(snapshot.column("unit", "id"), snapshot.column("unit", "division"), strict=True)
    )
    found: dict[str, Text] = {}
    for kind in ("organisation", "unit"):
        rows = list(
            zip(*(snapshot.column(kind, name) for name in ("id", "name", "division")), strict=True)
        )
        borne = Counter(name for _, name, _ in rows)
        shared = {ident: division for ident, name, division in rows if name and borne[name] > 1}
        homes = _homes(snapshot, units) if kind == "organisation" and shared else {}
        for ident, division in shared.items():
            place = places.get(division or homes.get(ident) or "")
            if place is not None:
                found[ident] = place
    return MappingProxyType(found)


def _homes(snapshot: Snapshot, units: Mapping[str, str | None]) -> dict[str, str]:
    homes: dict[str, str] = {}
    columns = (snapshot.column("hosting", name) for name in ("organisation", "unit"))
    for organisation, unit in sorted(zip(*columns, strict=True)):
        division = units.get(unit)
        if division:
            homes.setdefault(organisation, division)
    return homes


def with_place(name: Text, place: Text | None) -> Text:
    """Return a name with the place that distinguishes it from its namesakes.

    Examples
    --------
    >>> with_place(Text.same("甲党支部"), Text(zh="东镇", en="East")).zh
    '甲党支部（东镇）'
    """
    return name if place is None else name + Text(zh=f"（{place.zh}）", en=f" ({place.en})")
