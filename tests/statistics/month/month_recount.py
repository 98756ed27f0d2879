"""The month's figures counted a second time with pandas, from the lines of an archive.

It imports nothing of the product: what a pair, a side and a home is comes from ``raw_recount``, which
does not either.
"""

from __future__ import annotations

import json
from math import inf
from pathlib import Path

import pandas as pd
from raw_recount import NON_PUBLIC, Recount, amount, first, last, total

__all__ = ["FIELDS", "MonthRecount"]

FIELDS = ("kind", "division", "founded_on", "members", "secretary", "elected_on")
JOINT = {"joint_branch", "joint_general_branch"}


class MonthRecount(Recount):
    """A day of a ledger with its couples as a frame, and what the frame says of the month."""

    def __init__(self, folder: Path, day: str, revision: int, division: str | None) -> None:
        super().__init__(folder, day, revision, division)
        self.activity, self.list_item = self._lines("activity"), self._lines("list_item")
        own = next(iter(self._lines("profile").values()), {})
        self.months = own.get("dormant_after_months") or 12
        self.stated = bool(own.get("population_stated"))
        rows = [(a, host, guest, *bounds) for a, host, guest, bounds in self.couples]
        self.frame = pd.DataFrame(rows, columns=["agreement", "host", "guest", "low", "high"])
        done = [
            (row["agreement"], min(last(row["held_on"]), day))
            for row in self.activity.values()
            if row.get("agreement") and row.get("held_on") and first(row["held_on"]) <= day
        ]
        newest = pd.DataFrame(done, columns=["agreement", "day"]).groupby("agreement")["day"].max()
        self.frame["last"] = self.frame["agreement"].map(newest).astype(object)
        self.frame["signed"] = [self.agreement[a].get("signed_on") for a in self.frame["agreement"]]
        self.recent = (pd.Timestamp(day) - pd.DateOffset(months=self.months)).date().isoformat()

    def rate(self, part: pd.DataFrame, whole: pd.DataFrame) -> str:
        """How a share of pairs is written: numerator and denominator."""
        return f"{self.sum(part)} ÷ {self.sum(whole)}"

    @staticmethod
    def sum(part: pd.DataFrame) -> str:
        low, high = part["low"].sum(), part["high"].sum()
        return f"≥ {low:g}" if high == inf else f"{low:g}" if low == high else f"{low:g}–{high:g}"

    def active(self) -> pd.DataFrame:
        return self.frame[
            self.frame["last"].notna() & (self.frame["last"].fillna("") >= self.recent)
        ]

    def dormant(self) -> pd.DataFrame:
        """Nothing for so long, and signed before that too; a signing is known to some figure of a day."""
        quiet = self.frame["last"].fillna("") < self.recent
        young = [
            isinstance(signed, str) and signed >= self.recent[: len(signed)] and not isinstance(seen, str)
            for signed, seen in zip(self.frame["signed"], self.frame["last"], strict=True)
        ]  # fmt: skip
        return self.frame[quiet & ~pd.Series(young, dtype=bool, index=self.frame.index)]

    def idle(self) -> tuple[float, float]:
        busy = set(self.frame["host"])
        return total(self.size(each) for each in self.living("soe") if each not in busy)

    def gave(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Pairs where both gave, of those where anybody is known to have given."""
        held = [
            (row["agreement"], row["organisation"]) for row in self.activity.values()
            if row.get("agreement") and row.get("organisation")
            and first(row.get("held_on")) <= self.day
        ]  # fmt: skip
        listed = [
            (row["agreement"], row["organisation"]) for row in self.list_item.values()
            if row.get("agreement") and row.get("organisation") and row["list"] != "need"
        ]  # fmt: skip
        givers = set(held) | set(listed)
        ends = zip(self.frame["agreement"], self.frame["host"], self.frame["guest"], strict=True)
        gave = [((a, host) in givers, (a, guest) in givers) for a, host, guest in ends]
        return self.masked(self.frame, [all(each) for each in gave]), self.masked(
            self.frame, [any(each) for each in gave]
        )

    @staticmethod
    def masked(frame: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
        return frame[pd.Series(mask, dtype=bool, index=frame.index)]

    def moved(self, before: MonthRecount) -> dict[str, pd.DataFrame]:
        """What happened to each couple since another day; of those gone, as they were then."""
        then, now = (
            each.frame.groupby(["host", "guest"])["agreement"].agg(set) for each in (before, self)
        )
        what = {}
        for couple in sorted({*then.index, *now.index}):
            if couple not in then.index:
                what[couple] = "new"
            elif couple in now.index:
                what[couple] = "carried" if now[couple] <= then[couple] else "renewed"
            else:
                what[couple] = self._gone(then[couple], before)
        found: dict[str, list] = {
            key: [] for key in ("new", "renewed", "carried", "ended", "lapsed", "otherwise")
        }
        for couple, key in what.items():
            frame = self.frame if couple in now.index else before.frame
            found[key].append(frame[(frame["host"] == couple[0]) & (frame["guest"] == couple[1])])
        return {
            key: pd.concat(rows) if rows else self.frame.iloc[:0] for key, rows in found.items()
        }

    def _gone(self, agreements: set[str], before: MonthRecount) -> str:
        rows = [self.agreement.get(each) or before.agreement[each] for each in agreements]
        if any(row.get("ended_on") and last(row["ended_on"]) <= self.day for row in rows):
            return "ended"
        over = any(row.get("ends_on") and last(row["ends_on"]) < self.day for row in rows)
        return "lapsed" if over else "otherwise"

    def renewal(self, before: MonthRecount) -> str | None:
        """Of the pairs that came to their last day in the period, those whose two are paired on the day."""
        ends = [last(before.agreement[each].get("ends_on")) for each in before.frame["agreement"]]
        whole = self.masked(before.frame, [before.day <= each < self.day for each in ends])
        now = {*zip(self.frame["host"], self.frame["guest"], strict=True)}
        couples = zip(whole["host"], whole["guest"], strict=True)
        again = self.masked(whole, [couple in now for couple in couples])
        return self.rate(again, whole) if len(whole) else None

    def covered(self) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
        """Non-public units with an organisation of their own, with any, and all of them.

        Of a collective no more are covered than organisations are formed in it.
        """
        sizes = {
            ident: amount(row, "size") or (1, 1) for ident, row in self.unit.items()
            if row.get("ownership") in NON_PUBLIC and self._within(row.get("division")) and self.alive(row)
        }  # fmt: skip
        rows = [
            (unit, *self.size(ident), len(set(self.units[ident])) == 1 and row.get("kind") not in JOINT)
            for ident, row in self.organisation.items() if self.alive(row)
            for unit in set(self.units[ident]) if unit in sizes
        ]  # fmt: skip
        formed = pd.DataFrame(rows, columns=["unit", "low", "high", "own"])
        covered = []
        for part in (formed[formed["own"].astype(bool)], formed):
            sums = part.groupby("unit")[["low", "high"]].sum()
            found = zip(sums.index, sums["low"], sums["high"], strict=True)
            covered.append(
                total((min(sizes[u][0], low), min(sizes[u][1], high)) for u, low, high in found)
            )
        return covered[0], covered[1], total(sizes.values())

    def completeness(self, ids: set[str] | None = None) -> tuple[int, int, int]:
        """Fields stated, named organisations, and those that state all eight."""
        named = [
            each for each in (*self.living("soe"), *self.living("non_public"))
            if self.organisation[each].get("size") is None and (ids is None or each in ids)
        ]  # fmt: skip
        stated = []
        for each in named:
            row, units = self.organisation[each], [self.unit.get(u, {}) for u in self.units[each]]
            own = sum(row.get(name) is not None for name in FIELDS)
            own += any(unit.get("industry_code") for unit in units)
            stated.append(own + any(unit.get("ownership") for unit in units))
        return sum(stated), len(named), sum(each == len(FIELDS) + 2 for each in stated)

    def township(self, ident: str) -> str | None:
        home = self._home(ident) if ident in self.organisation else self.unit[ident].get("division")
        row = self.division.get(home or "", {})
        return row.get("parent") if row.get("level") == "village" else home

    def fresh(self) -> dict[str, tuple[str | None, str | None]]:
        """When the records of each township were last written, and the last thing that happened there."""
        written = self._written()
        signed = pd.DataFrame(
            [(r["organisation"], r["agreement"]) for r in self._lines("signatory").values()],
            columns=["o", "a"],
        )
        under = pd.DataFrame(
            [(r.get("agreement"), i) for i, r in self.activity.items()], columns=["a", "v"]
        )
        behind = signed.merge(under, on="a", how="left")
        days = {i: first(r.get("signed_on")) for i, r in self.agreement.items()}
        days |= {i: first(r.get("held_on")) for i, r in self.activity.items()}
        found: dict[str, set[str]] = {}
        for ident in self.inside | {
            i for i, r in self.unit.items() if self._within(r.get("division"))
        }:
            own = behind[behind["o"] == ident]
            records = {ident, *self.units.get(ident, ()), *own["a"], *own["v"].dropna()}
            found.setdefault(self.township(ident) or "", set()).update(records)
        return {
            town: (
                max((written[each] for each in records if each in written), default=None),
                max((d for each in records if (d := days.get(each)) and d <= self.day), default=None),
            )
            for town, records in found.items()
        }  # fmt: skip

    def _written(self) -> dict[str, str]:
        lines = (self.folder / "revisions.jsonl").read_text(encoding="utf-8").splitlines()
        days = {row["number"]: row["at"][:10] for row in map(json.loads, lines)}
        found: dict[str, int] = {}
        for kind in ("organisation", "unit", "agreement", "activity"):
            known = self._lines(kind)
            path = self.folder / f"{kind}.jsonl"
            for row in map(
                json.loads, path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            ):
                opened = row.get("_opened", 1)
                if row["id"] in known and opened <= self.revision:
                    found[row["id"]] = max(opened, found.get(row["id"], 0))
        return {ident: days[number] for ident, number in found.items()}
