"""The figures counted a second time, from the lines of an archive, by code that knows no graphs."""

from __future__ import annotations

import json
from calendar import monthrange
from collections import defaultdict
from itertools import combinations
from math import inf
from pathlib import Path

__all__ = ["Recount", "words_of"]

STATE = {"state_owned", "state_holding", "state"}
NON_PUBLIC = {"private", "hong_kong_macao_taiwan", "foreign", "non_public"}
NONE = (0, 0)


def words_of(bounds: tuple[float, float]) -> str:
    low, high = bounds
    if high == inf:
        return f"≥ {low:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def total(found) -> tuple[float, float]:
    rows = list(found)
    return sum(low for low, _ in rows), sum(high for _, high in rows)


def first(text: str | None) -> str:
    """The earliest day a date may be, as text; a blank one lies before every day."""
    return "" if not text else text + ["-01-01", "-01", ""][text.count("-")]


def last(text: str | None) -> str:
    """The latest day a date may be, as text; a blank one lies after every day."""
    if not text:
        return "9999"
    if text.count("-") == 1:
        year, month = map(int, text.split("-"))
        return f"{text}-{monthrange(year, month)[1]}"
    return text + ["-12-31", "", ""][text.count("-")]


def amount(row: dict, name: str) -> tuple[float, float] | None:
    if row.get(name) is None:
        return None
    value, upper = row[name], row.get(f"{name}_upper")
    low = {"<": 0, "≤": 0, "≈": 0, ">": value + 1}.get(row[f"{name}_operator"], value)
    high = {"=": value, "<": value - 1, "≤": value, "–": upper}.get(row[f"{name}_operator"], inf)
    return low, high


class Recount:
    """The ledger on a day as known at a revision, in a division, or in all of it."""

    def __init__(self, folder: Path, day: str, revision: int, division: str | None) -> None:
        self.folder, self.day, self.revision, self.where = folder, day, revision, division
        for kind in ("division", "organisation", "unit", "hosting", "superior", "agreement",
                     "signatory"):  # fmt: skip
            setattr(self, kind, self._lines(kind))
        self.parents = {ident: row.get("parent") for ident, row in self.division.items()}
        self.units, self.above = defaultdict(list), defaultdict(list)
        for row in self.hosting.values():
            self.units[row["organisation"]].append(row["unit"])
        for row in self.superior.values():
            if row.get("superior"):
                self.above[row["organisation"]].append(row["superior"])
        self.inside = {i for i in self.organisation if self._within(self._home(i))}
        self.couples = list(self._pairs())

    def _lines(self, kind: str) -> dict[str, dict]:
        path = self.folder / f"{kind}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return {
            row["id"]: row
            for row in map(json.loads, lines)
            if row.get("_from", "") <= self.day < row.get("_to", "9999")
            and row.get("_opened", 1) <= self.revision < row.get("_closed", inf)
        }

    def _chain(self, place: str) -> list[str]:
        found = [place]
        while parent := self.parents.get(found[0]):
            found.insert(0, parent)
        return found

    def _home(self, ident: str) -> str | None:
        if own := self.organisation[ident].get("division"):
            return own
        seen, level, places = set(), [ident], set()
        while level:
            seen |= set(level)
            above = []
            for each in level:
                own = self.organisation.get(each, {}).get("division")
                here = {own} if own else {
                    place for unit in self.units[each]
                    if (place := self.unit.get(unit, {}).get("division"))
                }  # fmt: skip
                places |= here
                above += [] if here else self.above[each]
            level = [each for each in above if each not in seen]
        chains = [self._chain(place) for place in places]
        shared = [set(steps).pop() for steps in zip(*chains, strict=False) if len(set(steps)) == 1]
        return shared[-1] if shared else None

    def _within(self, place: str | None) -> bool:
        if self.where is None:
            return True
        return bool(place) and self.where in self._chain(place)

    def side(self, ident: str) -> str:
        owners = [self.unit.get(unit, {}).get("ownership") for unit in set(self.units[ident])]
        if owners and set(owners) <= STATE:
            return "soe"
        return "non_public" if owners and set(owners) <= NON_PUBLIC else ""

    def size(self, ident: str) -> tuple[float, float]:
        return amount(self.organisation[ident], "size") or (1, 1)

    def alive(self, row: dict) -> bool:
        begun = first(row.get("founded_on")) <= self.day
        return begun and not (row.get("dissolved_on") and last(row["dissolved_on"]) <= self.day)

    def living(self, side: str) -> list[str]:
        return [
            ident for ident in self.inside
            if self.side(ident) == side and self.alive(self.organisation[ident])
        ]  # fmt: skip

    def organisations(self, side: str) -> tuple[float, float]:
        return total(map(self.size, self.living(side)))

    def enterprises(self) -> tuple[float, float]:
        return total(
            amount(row, "size") or (1, 1)
            for row in self.unit.values()
            if row.get("ownership") in STATE | NON_PUBLIC
            and self._within(row.get("division")) and self.alive(row)
        )  # fmt: skip

    def in_force(self, row: dict) -> bool:
        begins = row.get("starts_on") or row.get("signed_on")
        over = row.get("ended_on") and last(row["ended_on"]) <= self.day
        past = row.get("ends_on") and last(row["ends_on"]) < self.day
        return not over and not past and first(begins) <= self.day

    def _pairs(self):
        """Yield agreement, host, guest and bounds of each pair in force with an end inside."""
        signed = defaultdict(list)
        for _, row in sorted(self.signatory.items()):
            if row["organisation"] in self.organisation:
                signed[row["agreement"]].append((row["organisation"], row.get("partner")))
        for ident, row in self.agreement.items():
            if not self.in_force(row):
                continue
            listed = [(a, b) for a, b in signed[ident] if b and b != a]
            found = [(a, b) for a, b in listed if b in self.organisation]
            if not listed:
                found = combinations(dict.fromkeys(a for a, _ in signed[ident]), 2)
            by_side = [{self.side(a): a, self.side(b): b} for a, b in found]
            couples = {
                (x["soe"], x["non_public"]) for x in by_side if {*x} == {"soe", "non_public"}
            }
            for host, guest in couples:
                if {host, guest} & self.inside:
                    yield ident, host, guest, self._stands_for(row, host, guest, len(couples))

    def _stands_for(self, row: dict, host: str, guest: str, couples: int) -> tuple[float, float]:
        if all(self.organisation[end].get("size") is None for end in (host, guest)):
            return 1, 1
        stated = amount(row, "pairs")
        if stated and couples == 1:
            return stated
        return max(self.size(host)[0], self.size(guest)[0]), inf

    def pairs(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The pairs whose guest lies inside, and those of which only the host does."""
        inside = [bounds for _, _, guest, bounds in self.couples if guest in self.inside]
        return total(inside), total(
            b for _, _, guest, b in self.couples if guest not in self.inside
        )

    def agreements(self) -> tuple[float, float]:
        idents = {ident for ident, *_ in self.couples}
        return total(amount(self.agreement[ident], "size") or (1, 1) for ident in idents)

    def signed_here(self) -> set[str]:
        """Every agreement in force that somebody inside signed."""
        return {
            row["agreement"] for row in self.signatory.values()
            if row["organisation"] in self.inside and row["agreement"] in self.agreement
            and self.in_force(self.agreement[row["agreement"]])
        }  # fmt: skip

    def other_agreements(self) -> tuple[float, float]:
        idents = self.signed_here() - {ident for ident, *_ in self.couples}
        return total(amount(self.agreement[ident], "size") or (1, 1) for ident in idents)

    def load(self, ident: str) -> tuple[float, float]:
        return total(bounds for _, *ends, bounds in self.couples if ident in ends)

    def paired(self) -> tuple[float, float]:
        found = []
        for ident in self.living("non_public"):
            lows = [bounds[0] for _, _, guest, bounds in self.couples if guest == ident]
            if lows:
                size = self.size(ident)
                low = min(size[0], max(lows))
                found.append((low, max(low, min(size[1], self.load(ident)[1]))))
        return total(found)
