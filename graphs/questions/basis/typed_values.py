"""Values read from typed words: names of records, days, numbers with their unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graphs.folding import fold
from graphs.model import RECORDS, Snapshot, derived

__all__ = ["SHORTEST", "days_in", "names_in", "numbers_in", "recorded_names"]

SHORTEST = 2  # letters of a part of a name that still names somebody


@derived
def recorded_names(snapshot: Snapshot, kind: str) -> Mapping[str, str]:
    """Return folded names and short names with their record; of namesakes the first by id."""
    columns = [name for name in ("name", "short_name", "name_en") if _has(kind, name)]
    found: dict[str, str] = {}
    for row in snapshot.table(kind).select(["id", *columns]).to_pylist():
        for name in columns:
            if row[name] and len(fold(row[name])) >= SHORTEST:
                found.setdefault(fold(row[name]), row["id"])
    return MappingProxyType(found)


def _has(kind: str, name: str) -> bool:
    return any(each.name == name for each in RECORDS[kind].columns)


def names_in(text: str, kind: str, snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the recorded names found in the words, in their order; the longest wins."""
    here = [(name, ident) for name, ident in recorded_names(snapshot, kind).items() if name in text]
    kept = [
        (name, ident)
        for name, ident in here
        if not any(name != other and name in other for other, _ in here)
    ]
    return sorted(kept, key=lambda each: text.index(each[0]))


_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?|月)?")

_YEAR = re.compile(r"(\d{4})\s*年(?!\s*\d)|\bsince (\d{4})\b|(去年|last year)|(今年|this year)")

_FIGURES = "零一二三四五六七八九"

_NUMBER = re.compile(
    rf"(\d+|[{_FIGURES}两十百]+|半)\s*(?:个)?\s*(天|日|周|星期|月|年|对|days?|weeks?|months?|years?|pairs?)?"
)

_UNITS = {
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "年": "year",
    "对": "pair",
}


def days_in(words: str, as_of: dt.date) -> Iterator[dt.date]:
    """Yield the days that are written, then the first day of each year that is."""
    for year, month, day in _DAY.findall(words):
        try:
            yield dt.date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
    for written, since, last, this in _YEAR.findall(_DAY.sub(" ", words)):
        year = int(written or since or 0) or (as_of.year - 1 if last else as_of.year if this else 0)
        if year:
            yield dt.date(year, 1, 1)


def numbers_in(words: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers that are part of no date, each with its unit; blank where it has none."""
    undated = _YEAR.sub(" ", _DAY.sub(" ", words))
    for written, unit in _NUMBER.findall(undated):
        kind = _UNITS.get(unit) or unit.removesuffix("s")
        if written == "半":
            if kind == "year":
                yield 6, "month"
            continue
        number = int(written) if written.isdecimal() else _chinese(written)
        if number is not None and (kind or written.isdecimal()):
            yield number, kind


def _chinese(written: str) -> int | None:
    """Return a Chinese number below a thousand; ``None`` where it is none."""
    total, digit = 0, 0
    for character in written.replace("两", "二"):
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _FIGURES.index(character)
    return total + digit or None
