"""The answers to the questions computed a second time, from the lines of an archive, by plain loops."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import combinations
from math import inf

from raw_recount import Recount, first, last, total

__all__ = ["RawAnswers"]


class RawAnswers(Recount):
    """The ledger on a day, with what each question should find."""

    def every_pair(self) -> list[tuple[str, str, str, bool]]:
        """Agreement, the two ends, and whether it joins a state-owned with a non-public side."""
        signed = defaultdict(list)
        for _, row in sorted(self.signatory.items()):
            if row["organisation"] in self.organisation:
                signed[row["agreement"]].append((row["organisation"], row.get("partner")))
        found = set()
        for ident in self.agreement:
            listed = [(a, b) for a, b in signed[ident] if b and b != a]
            couples = [(a, b) for a, b in listed if b in self.organisation]
            if not listed:
                couples = list(combinations(dict.fromkeys(a for a, _ in signed[ident]), 2))
            for a, b in couples:
                if {a, b} & self.inside:
                    counted = {self.side(a), self.side(b)} == {"soe", "non_public"}
                    found.add((ident, *sorted((a, b)), counted))
        return sorted(found)

    def running(self, *, counted: bool | None = None) -> list[tuple[str, str, str, bool]]:
        return [
            each
            for each in self.every_pair()
            if self.in_force(self.agreement[each[0]]) and counted in (None, each[3])
        ]

    def partners(self, ident: str) -> set[tuple[str, str]]:
        return {
            (b if a == ident else a, agreement)
            for agreement, a, b, _ in self.every_pair()
            if ident in (a, b)
        }

    def unpaired(self) -> dict[str, tuple[float, float]]:
        found = {}
        for ident in self.living("non_public"):
            size = self.size(ident)
            pairs = [bounds for _, _, guest, bounds in self.couples if guest == ident]
            low = min(size[0], max((b[0] for b in pairs), default=0))
            high = max(low, min(size[1], self.load(ident)[1])) if pairs else 0
            rest = (0 if high == inf else max(0, size[0] - high), max(0, size[1] - low))
            if rest != (0, 0):
                found[ident] = rest
        return found

    def held(self) -> dict[str, str]:
        """The last day something was held under each agreement, so far as it is known."""
        found: dict[str, str] = {}
        for row in self._lines("activity").values():
            if row.get("agreement") and row.get("held_on") and first(row["held_on"]) <= self.day:
                day = min(last(row["held_on"]), self.day)
                found[row["agreement"]] = max(found.get(row["agreement"], ""), day)
        return found

    def dormant(self, months: int) -> set[str]:
        if not self._lines("activity"):
            return set()
        year, month, day = self.day.split("-")
        total_months = int(year) * 12 + int(month) - 1 - months
        limit = f"{total_months // 12:04d}-{total_months % 12 + 1:02d}-{day}"
        held = self.held()
        quiet = set()
        for agreement, *_ in self.running(counted=True):
            signed = self.agreement[agreement].get("signed_on")
            if agreement in held:
                if held[agreement] < limit:
                    quiet.add(agreement)
            elif not signed or last(signed) < limit or signed < limit[: len(signed)]:
                quiet.add(agreement)
        return quiet

    def ending(self, days: int, *, counted: bool | None = True) -> list[str]:
        until = (dt.date.fromisoformat(self.day) + dt.timedelta(days=days)).isoformat()
        return sorted({
            agreement for agreement, *_ in self.running(counted=counted)
            if self.agreement[agreement].get("ends_on")
            and last(self.agreement[agreement]["ends_on"]) <= until
        })  # fmt: skip

    def hosts(self) -> dict[str, tuple[tuple[float, float], int]]:
        """Load and norm of each named host."""
        return {
            ident: (self.load(ident), own if (own := self.organisation[ident].get("usual_load")) is not None else 3)
            for ident in self.living("soe")
            if self.organisation[ident].get("size") is None
        }  # fmt: skip

    def town(self, ident: str) -> str | None:
        place = self._home(ident)
        row = self.division.get(place or "", {})
        return row["parent"] if row.get("level") == "village" and row.get("parent") else place

    def crossing(self) -> set[tuple[str, str, str]]:
        return {
            (agreement, a, b)
            for agreement, a, b, _ in self.running(counted=True)
            if self.town(a) and self.town(b) and self.town(a) != self.town(b)
        }

    def on_chain(self, ident: str) -> set[str]:
        members = {ident, *self.units[ident]}
        chains = {
            row["chain"] for row in self._lines("chain_member").values() if row["member"] in members
        }
        return chains | {c for c, row in self._lines("chain").items() if row.get("lead") == ident}

    def sharing_chain(self) -> set[tuple[str, str, str]]:
        return {
            (agreement, a, b)
            for agreement, a, b, _ in self.running(counted=True)
            if self.on_chain(a) & self.on_chain(b)
        }

    def left_alone(self) -> dict[str, set[str]]:
        """Those who have one partner only, by that partner."""
        met = defaultdict(set)
        for _, a, b, _ in self.running():
            met[a].add(b)
            met[b].add(a)
        found = defaultdict(set)
        for ident, partners in met.items():
            if len(partners) == 1 and ident in self.inside:
                found[partners.copy().pop()].add(ident)
        return found

    def empty_segments(self) -> set[str]:
        living = {i for i, row in self.organisation.items() if self.alive(row)}
        housing = {unit for ident in living for unit in self.units[ident]} | living
        taken = {
            row.get("segment")
            for row in self._lines("chain_member").values()
            if row["member"] in housing
        }
        return set(self._lines("segment")) - taken

    def unsourced(self) -> set[str]:
        cited = {row["about"] for row in self._lines("citation").values()}
        kinds = ("organisation", "unit", "agreement", "chain")
        found = {ident for kind in kinds for ident in self._lines(kind)}
        statements = self._lines("statement")
        found |= {i for i, r in statements.items() if not r.get("source") and not r.get("quote")}
        return found - cited

    def other_signatories(self) -> set[str]:
        signed = {
            row["organisation"]
            for row in self.signatory.values()
            if row["agreement"] in self.agreement
            and self.in_force(self.agreement[row["agreement"]])
        }
        counted = {end for _, a, b, _ in self.running(counted=True) for end in (a, b)}
        return (signed - counted) & self.inside

    def begins(self, ident: str) -> str | None:
        row = self.agreement[ident]
        return row.get("starts_on") or row.get("signed_on")

    def lapsed_and_late(self) -> tuple[set[str], set[str]]:
        couples = defaultdict(set)
        for agreement, a, b, counted in self.every_pair():
            if counted:
                couples[agreement].add((a, b))
        lapsed, late = set(), set()
        for ident, own in couples.items():
            row = self.agreement[ident]
            ends = row.get("ends_on")
            over = row.get("ended_on") and last(row["ended_on"]) <= self.day
            if not ends or last(ends) >= self.day or over:
                continue
            followers = {
                other for other, theirs in couples.items()
                if other != ident and theirs & own and self.begins(ident) and self.begins(other)
                and first(self.begins(other)) > first(self.begins(ident))
            } | {other for other, line in self.agreement.items() if line.get("renews") == ident}  # fmt: skip
            days = [self.begins(other) for other in followers]
            begun = sorted(first(day) for day in days if day and first(day) <= self.day)
            if begun:
                gap = dt.date.fromisoformat(begun[0]) - dt.date.fromisoformat(last(ends))
                late |= {ident} if gap.days > 1 else set()
            elif None not in days:
                lapsed.add(ident)
        return lapsed, late

    def steps(self, start: str, stop: str) -> int | None:
        """How many recorded relations lie between two organisations."""
        near = defaultdict(set)
        joins = (
            ("signatory", "organisation", "agreement"), ("superior", "organisation", "superior"),
            ("membership", "organisation", "body"), ("hosting", "organisation", "unit"),
            ("unit", "id", "parent"), ("agreement", "id", "renews"),
            ("lineage", "predecessor", "successor"), ("activity", "organisation", "partner"),
            ("chain", "lead", "id"), ("segment", "id", "chain"), ("chain_member", "member", "chain"),
            ("chain_member", "member", "segment"), ("supply", "supplier", "customer"),
            ("tie", "subject", "object"), ("statement", "id", "speaks_of"),
        )  # fmt: skip
        for kind, one, other in joins:
            for row in self._lines(kind).values():
                if row.get(one) and row.get(other):
                    near[row[one]].add(row[other])
                    near[row[other]].add(row[one])
        seen, front, steps = {start}, {start}, 0
        while front and stop not in front:
            front = {other for each in front for other in near[each]} - seen
            seen |= front
            steps += 1
        return steps if stop in front else None

    def pairs_between(self, idents: set[tuple[str, str, str]]) -> tuple[float, float]:
        """How many pairs these stand for."""
        own = {(a, *sorted((host, guest))): bounds for a, host, guest, bounds in self.couples}
        return total(own[each] for each in idents)
