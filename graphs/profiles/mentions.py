"""A record as it is mentioned in a list or card: its name, and the township that distinguishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphs.model import RECORDS, Division, Snapshot, derived
from graphs.network import display_name, parties, record_name
from graphs.statistics import township_of
from graphs.text import Text

__all__ = ["Mention", "agreement_words", "mention", "township"]

_REFERRED = tuple(
    dict.fromkeys(
        kind for each in RECORDS.values() for column in each.columns for kind in column.references
    )
)
"""Every record type that some column may refer to."""

_OUTSIDE = Text(zh="范围外的记录", en="a record outside the scope")
_ABSENT = Text(zh="当日未在册的记录", en="a record not there on this day")
_AGREEMENT = Text(zh="{kind}协议", en="{kind} agreement")
_NO_KIND = Text(zh="联建协议", en="Co-building agreement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What to call a record, where it is, and the id that opens it.

    Attributes
    ----------
    id
        The record to open; blank where the snapshot does not hold it.
    record
        Its record type; blank where the snapshot does not hold it.
    place
        The township of an organisation or unit; ``None`` where none is known or none applies.

    Examples
    --------
    >>> town = Text(zh="甲镇", en="Jia")
    >>> Mention(id="o1", record="organisation", name=Text.same("乙党支部"), place=town).full().zh
    '乙党支部（甲镇）'
    """

    id: str
    record: str
    name: Text
    place: Text | None = None

    def full(self) -> Text:
        """Return the name with its place, unless the name ends in the place already."""
        if self.place is None or self.name.zh.endswith(f"（{self.place.zh}）"):
            return self.name
        return self.name + Text(zh=f"（{self.place.zh}）", en=f" ({self.place.en})")


def mention(snapshot: Snapshot, ident: str) -> Mention:
    """Return how a record is called; one that the snapshot lacks is outside its scope or its day.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records(
    ...     [Division(id="d1", name="上街区")], as_of=dt.date(2010, 6, 15))
    >>> mention(picture, "d1").name.zh, mention(picture, "d9").name.zh
    ('上街区', '当日未在册的记录')
    """
    party = parties(snapshot).get(ident)
    if party is not None:
        place = township(snapshot, party.home or party.division)
        return Mention(id=ident, record="organisation", name=party.name, place=place)
    for kind in _REFERRED:
        item = snapshot.by_id(RECORDS[kind].cls).get(ident)
        if item is None:
            continue
        name = record_name(snapshot, item)
        if kind == "agreement":
            name = agreement_words(getattr(item, "kind", None), getattr(item, "number", None))
        place = township(snapshot, getattr(item, "division", None)) if kind == "unit" else None
        return Mention(id=ident, record=kind, name=name, place=place)
    everything = snapshot.scope.kind == "whole" and not snapshot.seen_by
    return Mention(id="", record="", name=_ABSENT if everything else _OUTSIDE)


def township(snapshot: Snapshot, division: str | None) -> Text | None:
    """Return the township a division is reported under; ``None`` where there is none.

    Examples
    --------
    >>> import datetime as dt
    >>> township(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "d1") is None
    True
    """
    return _townships(snapshot).get(division or "")


@derived
def _townships(snapshot: Snapshot) -> Mapping[str, Text]:
    known = snapshot.by_id(Division)
    return {
        ident: display_name(known[town].name, known[town].name_en)
        for ident, town in township_of(snapshot).items()
    }


def agreement_words(kind: object, number: str | None) -> Text:
    """Return an agreement's type and number, readable in English whatever its recorded title.

    Examples
    --------
    >>> from graphs.model import AgreementKind
    >>> agreement_words(AgreementKind.assistance, "〔2010〕3号").en
    'Paired assistance agreement 〔2010〕3号'
    """
    label = getattr(kind, "label", None)
    words = _NO_KIND
    if isinstance(label, Text):
        words = _AGREEMENT.format(kind=Text(zh=label.zh, en=label.en[:1].upper() + label.en[1:]))
    return words + (Text(zh=f" {number}", en=f" {number}") if number else Text.same(""))
