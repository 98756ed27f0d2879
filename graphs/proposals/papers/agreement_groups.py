"""Which pairs sign one agreement together, and what its parties are called."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.planning import Alliance
from graphs.text import Text

__all__ = ["alliance_groups", "party_letter"]

_STEMS = "甲乙丙丁戊己庚辛壬癸"


def alliance_groups(found: Iterable[Alliance]) -> dict[tuple[str, str], int]:
    """Return the number of the agreement by (guest, host), for alliances of three and more.

    Examples
    --------
    >>> alliance_groups([Alliance(host="s1", guests=("n1",)), Alliance(host="s2", guests=("n2", "n3"))])
    {('n2', 's2'): 1, ('n3', 's2'): 1}
    """
    several = [each for each in found if len(each.guests) > 1]
    return {
        (guest, each.host): number
        for number, each in enumerate(several, start=1)
        for guest in each.guests
    }


def party_letter(place: int) -> Text:
    """Return what the party at a place, from 0, is called.

    Examples
    --------
    >>> party_letter(1).zh, party_letter(2).en, party_letter(11).zh
    ('乙方', 'Party C', '第12方')
    """
    if place < len(_STEMS):
        return Text(zh=f"{_STEMS[place]}方", en=f"Party {chr(ord('A') + place)}")
    return Text(zh=f"第{place + 1}方", en=f"Party {place + 1}")
