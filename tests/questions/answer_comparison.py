"""An answer and the same computed from raw lines, side by side: where they differ it fails."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import combinations
from pathlib import Path

from raw_answers import RawAnswers
from raw_recount import total, words_of

from graphs.ledger import Ledger
from graphs.model import Organisation, Scope
from graphs.questions import Answer, Context, ask

__all__ = ["Both", "compared"]


class Both:
    """A view of a ledger asked, and the same computed from its archive."""

    def __init__(
        self, ledger: Ledger, folder: Path, where: str | None, day: dt.date, revision: int
    ) -> None:
        scope = Scope("division", where) if where else Scope()
        self.at = cache(lambda on: ledger.snapshot(scope, on, revision))
        self.context = Context(snapshot=self.at(day), at=self.at)
        self.raw = RawAnswers(folder, day.isoformat(), revision, where)
        earlier = day.replace(year=day.year - 1)
        self.before = RawAnswers(folder, earlier.isoformat(), revision, where)
        self.since = earlier

    def ask(self, key: str, **given: str) -> Answer:
        return ask(self.context, key, given)


def pairs_of(answer: Answer) -> set[tuple[str, str, str]]:
    """Agreement and the two ends of each row about a pair."""
    return {(line.ids[2], *sorted(line.ids[:2])) for line in answer.rows}


def first_ids(answer: Answer) -> set[str]:
    return {line.ids[0] for line in answer.rows}


def agreements(answer: Answer) -> set[str]:
    return {line.ids[-1] for line in answer.rows}


def compared(both: Both) -> None:
    attention(both)
    partners(both)
    structure(both)
    changes(both)
    records(both)


def attention(both: Both) -> None:
    raw = both.raw
    if both.context.snapshot.profile.population_stated is not False:
        answer = both.ask("unpaired")
        assert first_ids(answer) == set(raw.unpaired())
        assert answer.count.words().zh == words_of(total(raw.unpaired().values()))
    if both.context.snapshot.activity_recorded and raw._lines("activity"):
        for months in (1, 6, 12, 30):
            assert agreements(both.ask("dormant_pairs", months=str(months))) == raw.dormant(months)
    for days, kind, counted in ((30, "counted", True), (400, "every", None), (400, "other", False)):
        answer = both.ask("ending_soon", days=str(days), pairs=kind)
        assert sorted(agreements(answer)) == raw.ending(days, counted=counted)
    hosts = raw.hosts()
    for most in (0, 3):
        more = [load for load, _ in hosts.values() if load[1] > most]
        sure = [load for load, _ in hosts.values() if load[0] > most]
        answer = both.ask("host_load", pairs=str(most), which="more")
        assert (answer.count.low, answer.count.high) == (len(sure), len(more))
    over = {host for host, (load, norm) in hosts.items() if load[1] > norm}
    assert first_ids(both.ask("host_load", which="over")) == over
    none = {host for host, (load, _) in hosts.items() if load == (0, 0)}
    assert first_ids(both.ask("host_load", which="none")) == none
    assert first_ids(both.ask("other_signatories")) == raw.other_signatories()
    lapsed, late = raw.lapsed_and_late()
    assert first_ids(both.ask("renewals", which="lapsed")) == lapsed
    assert first_ids(both.ask("renewals", which="late")) == late


def partners(both: Both) -> None:
    raw = both.raw
    for ident in sorted(raw.organisation)[::29] + sorted(raw.inside)[:4]:
        if ident in both.context.snapshot.by_id(Organisation):
            answer = both.ask("partners", organisation=ident)
            assert {line.ids[:2] for line in answer.rows} == raw.partners(ident)
            counted = [line for line in raw.running() if ident in line[1:3] and not line[3]]
            if not counted and raw.side(ident) in ("soe", "non_public"):
                assert answer.count.words().zh == words_of(raw.load(ident))
    crossing = both.ask("crossings", which="towns")
    assert pairs_of(crossing) == raw.crossing()
    assert crossing.count.words().zh == words_of(raw.pairs_between(raw.crossing()))
    # Not every chain of a partner outside the scope is loaded; what is not counts as not stated.
    inside = {each for each in raw.sharing_chain() if {*each[1:]} <= raw.inside}
    assert inside <= pairs_of(both.ask("crossings", which="chain")) <= raw.sharing_chain()


def structure(both: Both) -> None:
    raw = both.raw
    alone = raw.left_alone()
    for ident in [*alone, *sorted(raw.inside)[:2]]:
        answer = both.ask("departures", organisation=ident)
        assert first_ids(answer) == alone.get(ident, set())
    selections(both)
    worst = both.ask("departures")
    named = {
        host: len(those) for host, those in alone.items()
        if all(raw.organisation[each].get("size") is None for each in those)
    }  # fmt: skip
    if len(named) == len(alone):
        most = sorted(named.values(), reverse=True)[:10]
        assert worst.count.low == sum(most)
        assert [len(line.ids) - 1 for line in worst.rows] == most
    if raw.where is None:
        assert first_ids(both.ask("empty_segments")) == raw.empty_segments()
        idents = sorted(raw.organisation)
        for start, stop in zip(idents[::67], idents[5::67], strict=False):
            answer = both.ask("connection", start=start, stop=stop)
            steps = raw.steps(start, stop)
            assert len(answer.rows) == (steps or 0)
            assert ("没有已登记的联系" in answer.sentence.zh) == (steps is None)


def selections(both: Both) -> None:
    """The questions of several organisations: of one they are those of one organisation."""
    raw = both.raw
    here = set(both.context.snapshot.by_id(Organisation))
    idents = [ident for ident in sorted(raw.organisation) if ident in here]
    for chosen in (idents[:1], idents[::23], sorted(raw.left_alone())[:7]):
        if not set(chosen) <= here or not chosen:
            continue
        asked = {"organisations": ",".join(chosen)}
        met: dict[str, set[str]] = {}
        for _, a, b, _ in raw.running():
            met.setdefault(a, set()).add(b)
            met.setdefault(b, set()).add(a)
        partners = {other for ident in chosen for other in met.get(ident, ())}
        assert first_ids(both.ask("partners_of_these", **asked)) == partners
        alone = {
            ident
            for ident, others in met.items()
            if others <= set(chosen) and ident not in chosen and ident in raw.inside
        }
        assert first_ids(both.ask("departures_of_these", **asked)) == alone
        if raw.where is None and len(chosen) <= 3:
            ways = both.ask("paths_between_these", **asked)
            steps = [raw.steps(a, b) for a, b in combinations(chosen, 2)]
            assert sorted(line.cells[2] for line in ways.rows) == sorted(
                each for each in steps if each is not None
            )


def changes(both: Both) -> None:
    old = {each[:3] for each in both.before.running()}
    new = {each[:3] for each in both.raw.running()}
    couples = {each[1:] for each in old}, {each[1:] for each in new}
    given = {"since": both.since.isoformat(), "until": both.raw.day, "detail": "pairs"}
    found = both.ask("changes", **given)
    said: dict[str, set[tuple[str, str, str]]] = {
        "新结对": set(),
        "结对终止": set(),
        "续签或换签": set(),
    }
    for line in found.rows:
        said[line.cells[0].zh].add((line.ids[2], *sorted(line.ids[:2])))
    assert said["新结对"] == {each for each in new - old if each[1:] not in couples[0]}
    assert said["续签或换签"] == {each for each in new - old if each[1:] in couples[0]}
    assert said["结对终止"] == {each for each in old - new if each[1:] not in couples[1]}


def records(both: Both) -> None:
    raw = both.raw
    if raw.where is None:
        assert first_ids(both.ask("record_gaps", which="unsourced")) == raw.unsourced()
    unnamed = {i for i in raw.inside if raw.organisation[i].get("size") is not None}
    assert first_ids(both.ask("record_gaps", which="unnamed")) == unnamed
