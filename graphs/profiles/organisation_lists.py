"""What an organisation needs and offers, what was held with it, what was reported of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.glossary import word
from graphs.model import Activity, Answer, ListItem, Snapshot, Statement, derived, from_row
from graphs.profiles.mentions import Mention, mention
from graphs.profiles.partner_lines import stated
from graphs.text import Text

__all__ = ["ActivityLine", "Item", "Reported", "activities_of", "items_of", "reported_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """Something held: the day as recorded, its kind, what it was, and with whom.

    Examples
    --------
    >>> ActivityLine(on=Text.same("2010-05"), kind=Text.same("党课"), title="", others=()).title
    ''
    """

    on: Text
    kind: Text
    title: str
    others: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A need, resource or project of the three lists, as recorded."""

    kind: Text
    words: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A reported figure that speaks of the organisation, with its sentence.

    Examples
    --------
    >>> Reported(indicator=Text.same("结对"), value=Text.same("32"), as_of=Text.same(""), quote="").quote
    ''
    """

    indicator: Text
    value: Text
    as_of: Text
    quote: str


def items_of(snapshot: Snapshot, ident: str, signed: set[str]) -> tuple[Item, ...]:
    """Return its own needs, resources and projects, and those of its agreements at large.

    Examples
    --------
    >>> import datetime as dt
    >>> items_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "o1", set())
    ()
    """
    return tuple(
        Item(
            kind=each.list.label if each.list else Text(zh="事项", en="item"),
            words="：".join(part for part in (each.category, each.title) if part),
            closed=bool(
                each.closed_on and each.closed_on.not_after(snapshot.as_of) is Answer.certain
            ),
        )
        for each in snapshot.records(ListItem)
        if each.organisation == ident or (each.organisation is None and each.agreement in signed)
    )


def activities_of(snapshot: Snapshot, ident: str, signed: set[str]) -> tuple[ActivityLine, ...]:
    """Return what was held up to the day, the latest first; what has no day comes last.

    Examples
    --------
    >>> import datetime as dt
    >>> activities_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "o1", set())
    ()
    """
    found = []
    for each in _near(snapshot, ident, signed):
        named = {other for other in (each.organisation, each.partner) if other}
        if ident not in named and (named or each.agreement not in signed):
            continue
        if each.held_on and each.held_on.earliest and each.held_on.earliest > snapshot.as_of:
            continue
        line = ActivityLine(
            on=stated(each, "held_on"),
            kind=each.kind.label if each.kind else Text(zh="活动", en="activity"),
            title=each.title or "",
            others=tuple(mention(snapshot, other) for other in sorted(named - {ident})),
        )
        found.append(((each.held_on.text or "") if each.held_on else "", each.id, line))
    ordered = sorted(found, key=lambda row: row[:2], reverse=True)
    return tuple(line for *_, line in ordered)


def _near(snapshot: Snapshot, ident: str, signed: set[str]) -> Iterator[Activity]:
    """Yield the activities that name it or an agreement of its; only these are decoded."""
    known = _rows_by_name(snapshot)
    places = sorted({row for name in (ident, *signed) for row in known.get(name, ())})
    rows = snapshot.table("activity").take(places).to_pylist() if places else []
    yield from (from_row(Activity, row) for row in rows)


@derived
def _rows_by_name(snapshot: Snapshot) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for name in ("agreement", "organisation", "partner"):
        for row, ident in enumerate(snapshot.column("activity", name)):
            if ident is not None:
                found.setdefault(ident, []).append(row)
    return MappingProxyType({ident: tuple(rows) for ident, rows in found.items()})


def reported_of(snapshot: Snapshot, ids: set[str]) -> tuple[Reported, ...]:
    """Return the reported figures that speak of any of these records.

    Examples
    --------
    >>> import datetime as dt
    >>> reported_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), {"o1"})
    ()
    """
    return tuple(
        Reported(
            indicator=Text.named(each.indicator, each.indicator_en),
            value=each.value.words() if each.value else word("not_stated"),
            as_of=stated(each, "as_of"),
            quote=each.quote or "",
        )
        for each in snapshot.records(Statement)
        if each.speaks_of in ids
    )
