"""Both clocks against a model that keeps, for every revision, what was known of every day."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_factory import AT
from profiles import tries

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, create
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    NEXT,
    Change,
    Correct,
    End,
    Retract,
    Step,
    Unit,
)

FIRST = dt.date(2010, 1, 1)
DAYS = 12
IDS = ("u1", "u2", "u3")

days = st.integers(0, DAYS - 1)
ends = st.integers(0, DAYS)  # the last one is for good
names = st.sampled_from(["甲", "乙", "丙"])
idents = st.sampled_from(IDS)


@dataclass
class Told:
    """One record, told naively: its intervals as (first, end, name) on days −1 … DAYS."""

    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def at(self, on: int) -> str | None:
        return next((name for start, end, name in self.spans if start <= on < end), None)

    def carve(self, start: int, end: int) -> list[tuple[int, int, str]]:
        left = [(a, min(b, start), name) for a, b, name in self.spans if a < start]
        right = [(max(a, end), b, name) for a, b, name in self.spans if b > end]
        return left + right

    def put(self, start: int, end: int | None, name: str) -> None:
        if end is None:
            inside = [b for a, b, _ in self.spans if a <= start < b]
            later = [a for a, _, _ in self.spans if a > start]
            end = inside[0] if inside else min(later, default=DAYS)
        if all(self.at(on) == name for on in range(start, end)):
            return
        self.spans = sorted([*self.carve(start, end), (start, end, name)])

    def correct(self, on: int | None, name: str) -> bool:
        hit = self.spans[-1:] if on is None else [s for s in self.spans if s[0] <= on < s[1]]
        for old in hit:
            self.spans[self.spans.index(old)] = (old[0], old[1], name)
        return bool(hit)

    def end(self, on: int) -> bool:
        held = any(b > on for _, b, _ in self.spans)
        self.spans = [(a, min(b, on), name) for a, b, name in self.spans if a < on]
        return held

    def retract(self, on: int | None) -> bool:
        kept = [s for s in self.spans if on is not None and not s[0] <= on < s[1]]
        gone = len(kept) < len(self.spans)
        self.spans = kept
        return gone


def on(day: int) -> dt.date:
    return FIRST + dt.timedelta(days=day)


steps = st.one_of(
    st.tuples(st.just("change"), idents, st.none() | days, st.none() | ends, names),
    st.tuples(st.just("correct"), idents, st.none() | days, st.none(), names),
    st.tuples(st.just("end"), idents, days, st.none(), names),
    st.tuples(st.just("retract"), idents, st.none() | days, st.none(), names),
)


def as_step(verb: str, ident: str, day: int | None, until: int | None, name: str) -> Step:
    at = None if day is None else on(day)
    if verb == "change":
        end = NEXT if until is None else FOREVER if until == DAYS else on(until)
        return Change(record=Unit(id=ident, name=name), effective=at, until=end)
    if verb == "correct":
        return Correct(record=Unit(id=ident, name=name), at=at or LATEST)
    return (
        End(id=ident, effective=on(day or 0))
        if verb == "end"
        else Retract(id=ident, at=at or EVERY)
    )


def tell(told: Told, verb: str, day: int | None, until: int | None, name: str) -> bool:
    """Do what the step says; return whether the ledger has to accept it."""
    if verb == "change":
        start = -1 if day is None else day
        if until is not None and until <= start:
            return False
        told.put(start, until, name)
        return True
    if verb == "correct":
        return told.correct(day, name)
    return told.end(day or 0) if verb == "end" else told.retract(day)


def days_known(ledger: Ledger, revision: int) -> dict[tuple[str, int], str]:
    found = {}
    for day in range(-1, DAYS):
        picture = ledger.snapshot(as_of=on(day), revision=revision)
        found |= {(unit.id, day): unit.name for unit in picture.records(Unit)}
    return found


def expected(told: dict[str, Told]) -> dict[tuple[str, int], str]:
    return {
        (ident, day): name
        for ident, each in told.items()
        for day in range(-1, DAYS)
        if (name := each.at(day)) is not None
    }


@settings(max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(steps, min_size=1, max_size=3), min_size=1, max_size=6))
def test_any_day_as_known_at_any_revision_is_what_the_model_says(
    history: list[list[tuple[str, str, int | None, int | None, str]]],
) -> None:
    told = {ident: Told() for ident in IDS}
    remembered = [expected(told)]
    with (
        tempfile.TemporaryDirectory() as folder,
        create(f"{folder}/a.ledger", ledger_id="model") as ledger,
    ):
        for asked in history:
            trial = {ident: Told(list(each.spans)) for ident, each in told.items()}
            used = {version for version in IDS if _used(ledger, version)}
            sound = True
            for verb, ident, day, until, name in asked:
                there = ident in used or any(
                    s[0] in ("change", "correct") for s in asked if s[1] == ident
                )
                sound &= there and tell(trial[ident], verb, day, until, name)
            try:
                ledger.apply(*(as_step(*each) for each in asked), actor="岗", note="n", at=AT)
            except ChangeRefused:
                assert not sound or expected(trial) == expected(told)
                continue
            assert sound
            told = trial
            remembered.append(expected(told))
        for revision, known in enumerate(remembered):
            assert days_known(ledger, revision) == known
        assert ledger.verify().ok
        number = ledger.head().number
        if number:
            ledger.undo(number, actor="岗", note="撤销", at=AT)
            assert days_known(ledger, number + 1) == remembered[number - 1]


def _used(ledger: Ledger, ident: str) -> bool:
    return any(
        change.id == ident for r in ledger.revisions() for change in ledger.difference(r.number)
    )
