"""What the cells of answers have in common: names, places, counts, agreements, kinds of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.glossary import word
from graphs.model import Agreement, Bounds, Choice, Count, Division, Side, Snapshot, derived
from graphs.network import Pair, Party, display_name, pairs, parties
from graphs.questions.answer import AnswerColumn, Cell, CellKind
from graphs.questions.parameters import OneOf
from graphs.statistics import township_of
from graphs.text import Text

__all__ = [
    "DAY",
    "NUMBER",
    "PAIRS",
    "PairKind",
    "agreement_name",
    "chosen_pairs",
    "column",
    "count_cell",
    "day_of",
    "in_force",
    "name_of",
    "names",
    "pair_kind",
    "town_id",
    "town_name",
]

NUMBER, DAY = CellKind.number, CellKind.day

_DASH = Text.same("—")


class PairKind(Choice):
    """Which pairs a question speaks of."""

    counted = Text(zh="国企—非公", en="state-owned with non-public")
    other = Text(zh="其他结对", en="other pairs")
    every = Text(zh="全部结对", en="all pairs")


PAIRS = OneOf(key="pairs", label=Text(zh="结对类别", en="Pairs"), choices=PairKind)
"""The parameter that says which pairs a question speaks of."""


def chosen_pairs(snapshot: Snapshot, which: str) -> tuple[Pair, ...]:
    """Return the pairs of a kind, whatever their status."""
    found = pairs(snapshot)
    if which == "every":
        return found
    return tuple(each for each in found if each.counted == (which == "counted"))


def in_force(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs whose agreement is in force."""
    return tuple(each for each in found if each.agreement_status.status.in_force)


def column(key: str, zh: str, en: str, kind: CellKind = CellKind.words) -> AnswerColumn:
    """Return a column of an answer, declared in both languages.

    Examples
    --------
    >>> column("days", "天数", "Days", NUMBER).kind.name
    'number'
    """
    return AnswerColumn(key=key, label=Text(zh=zh, en=en), kind=kind)


def name_of(snapshot: Snapshot, ident: str) -> Text:
    """Return how an organisation is called, with its township where another has the name."""
    found = parties(snapshot).get(ident)
    return found.name if found else _DASH


def names(snapshot: Snapshot, idents: Iterable[str]) -> Text:
    """Return how organisations are called, one after the other; a dash for nobody."""
    found = [name_of(snapshot, each) for each in dict.fromkeys(idents)]
    return Text.join(found) if found else _DASH


def town_id(snapshot: Snapshot, party: Party) -> str:
    """Return the township an organisation is reported under; blank where it has no place.

    A partner outside the scope keeps its own division: the scope does not hold those above it.
    """
    return township_of(snapshot).get(party.home, party.home)


@derived
def _division_names(snapshot: Snapshot) -> Mapping[str, Text]:
    return {each.id: display_name(each.name, each.name_en) for each in snapshot.records(Division)}


def town_name(snapshot: Snapshot, ident: str) -> Text:
    """Return the name of the township of an organisation; that it is outside, or has none."""
    found = parties(snapshot).get(ident)
    town = _division_names(snapshot).get(town_id(snapshot, found)) if found else None
    if town is not None:
        return town
    return Text(zh="范围外", en="outside the scope") if found and found.stub else _DASH


def count_cell(figure: Count | Bounds) -> Cell:
    """Return a figure for a column: a number where it is exact, so that it sorts, else bounds.

    Examples
    --------
    >>> count_cell(Count.exactly(3)), count_cell(Count.least(30)).zh
    (3, '≥ 30')
    """
    return int(figure.low) if figure.low == figure.high else figure.words()


def agreement_name(snapshot: Snapshot, ident: str) -> Text:
    """Return the kind and number of an agreement; without a number its title, in English after the kind."""
    item = snapshot.by_id(Agreement).get(ident)
    if item is None:
        return _DASH
    kind = item.kind.label if item.kind else Text(zh="联建协议", en="co-building agreement")
    if item.number:
        return kind + Text.same(f" {item.number}")
    return Text(zh=item.title, en=f"{kind.en} {item.title}") if item.title else kind


def day_of(snapshot: Snapshot, agreement: str, name: str) -> Cell:
    """Return a date of an agreement as recorded: a day, a month, a year, or the printed words."""
    item = snapshot.by_id(Agreement).get(agreement)
    value = getattr(item, name) if item else None
    if value is None:
        return None
    return Text.same(value.text or value.printed or "")


_SIDES = {
    Side.soe: Text(zh="国企", en="state-owned"),
    Side.non_public: Text(zh="非公", en="non-public"),
    Side.other: Text(zh="机关、事业、村等", en="public body, village …"),
    Side.unknown: word("not_stated"),
}


def pair_kind(snapshot: Snapshot, ident: str) -> Text:
    """Return the side of an organisation in words."""
    found = parties(snapshot).get(ident)
    return _SIDES[found.side] if found else _DASH
