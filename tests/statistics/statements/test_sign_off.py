"""A sign-off names its evidence: it is found again, it is nobody else's, and it reopens by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from factory import agreement, organisation
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import tries
from shipped import source_of

from graphs.errors import ChangeRefused, InputError
from graphs.ledger import Ledger, create
from graphs.model import (
    EVERY,
    LATEST,
    Change,
    Correct,
    Division,
    End,
    PartialDate,
    Quantity,
    Retract,
    Scope,
    Signatory,
    Snapshot,
    Statement,
)
from graphs.statistics import MEASURES, SnapshotSource, reconcile
from graphs.statistics.statements import figure_evidence
from graphs.statistics.statements.figure_evidence import DayEvidence, evidence_of, read_evidence
from graphs.statistics.statements.sign_off_state import (
    SignedFigure,
    SignOffState,
    is_sound,
    sign_off_step,
    signed_figures,
)

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
DAY = dt.date(2010, 6, 15)
DISTRICT = Scope("division", "d")
KEEPER, CHECKER = "台账岗", "审核岗"


@pytest.fixture
def ledger(tmp_path):
    records = [Division(id="d", name="区")]
    for n in range(3):
        records += organisation(f"s{n}", division="d") + organisation(f"n{n}", division="d")
        records += agreement(f"g{n}", f"s{n}", f"n{n}", dates=("2009-06-01", "2013"))
    records.append(told(5))
    with create(str(tmp_path / "a.ledger"), ledger_id="a") as made:
        made.apply(*(Change(record=e) for e in records), actor=KEEPER, note="建账", at=AT, base=0)
        yield made


def figure(ledger: Ledger, revision: int | None = None) -> SignedFigure:
    snapshot = ledger.snapshot(DISTRICT, DAY, revision)
    source = source_of(ledger) if revision is None else _source_at(ledger, revision)
    [found] = signed_figures(snapshot, reconcile(snapshot, source))
    return found


def _source_at(ledger: Ledger, revision: int):
    source = source_of(ledger)
    return replace(source, at=lambda scope, day: ledger.snapshot(scope, day, revision))


def sign(ledger: Ledger, post: str = CHECKER, note: str | None = "口径不同"):
    head = ledger.head().number
    step = sign_off_step(figure(ledger), post=post, revision=head, note=note)
    return ledger.apply(step, actor=post, note="签认", at=AT, base=head)


def put(ledger: Ledger, *steps, post: str = KEEPER):
    return ledger.apply(*steps, actor=post, note="补登", at=AT)


def _always(snapshot: Snapshot, _scope: Scope, _day: dt.date) -> Snapshot:
    return snapshot


def told(value: int) -> Statement:
    return Statement(
        id="t", indicator="结对", measure="pairs", value=Quantity("=", value), division="d",
        as_of=PartialDate("2010-06-15"), unit_of_count="对",
    )  # fmt: skip


NEW = (
    *organisation("s9", division="d"),
    *organisation("n9", division="d"),
    *agreement("g9", "s9", "n9", dates=("2009-06-01", "2013")),
)
MOVES = {
    "another agreement": [Change(record=each) for each in NEW],
    "an agreement is gone": [Retract(id=each, at=EVERY) for each in ("g1-0", "g1-1", "g1")],
    "another host, as many pairs": [
        Correct(record=Signatory(id="g1-0", agreement="g1", organisation="s2"), at=LATEST)
    ],
    "the reported figure is corrected": [Correct(record=told(6), at=LATEST)],
}
UNMOVED = {
    "a name in English": [Change(record=replace(organisation("s1", division="d")[0], name_en="S"))],
    "somebody without a pair": [Change(record=each) for each in organisation("n8", division="d")],
    "an agreement of later days": [
        Change(record=each) for each in agreement("g8", "s0", "n1", dates=("2011-01-01", "2013"))
    ],
}


def test_a_figure_is_unsigned_until_a_post_signs_it(ledger):
    assert figure(ledger).state is SignOffState.unsigned
    sign(ledger)
    found = figure(ledger)
    assert found.state is SignOffState.signed
    assert [each.post for each in found.sign_offs] == [CHECKER]
    assert not found.moved


@pytest.mark.parametrize("steps", MOVES.values(), ids=MOVES)
def test_it_reopens_by_itself_when_its_evidence_moves_and_says_what_moved(ledger, steps):
    sign(ledger)
    put(ledger, *steps)
    found = figure(ledger)
    assert found.state is SignOffState.reopened
    assert found.moved
    sign(ledger)
    assert figure(ledger).state is SignOffState.signed
    assert len(figure(ledger).sign_offs) == 2


@pytest.mark.parametrize("steps", UNMOVED.values(), ids=UNMOVED)
def test_what_the_figure_does_not_count_leaves_it_signed(ledger, steps):
    sign(ledger)
    put(ledger, *steps)
    assert figure(ledger).state is SignOffState.signed


def test_it_closes_again_when_what_moved_is_undone(ledger):
    sign(ledger)
    moved = put(ledger, *MOVES["another agreement"])
    assert figure(ledger).state is SignOffState.reopened
    ledger.undo(moved.number, actor=KEEPER, note="登错", at=AT)
    assert figure(ledger).state is SignOffState.signed


def test_its_evidence_is_found_again_at_its_own_revision_whatever_came_later(ledger):
    sign(ledger)
    put(ledger, *MOVES["another agreement"])
    [signed] = figure(ledger).sign_offs
    assert is_sound(signed, lambda revision: figure(ledger, revision).found)


def test_evidence_that_was_made_up_is_not_sound(ledger):
    step = sign_off_step(figure(ledger), post=CHECKER, revision=1, note="口径不同")
    made_up = evidence_of(figure(ledger).found)
    made_up = replace(made_up, days=(DayEvidence.of(DAY, made_up.days[0].bounds, ("g0|s0|n0",)),))
    forged = replace(step.record, evidence=made_up.text(), digest=made_up.digest)
    other_digest = replace(step.record, digest="0" * 64)
    no_evidence = replace(step.record, evidence="口头")
    for record in (forged, other_digest, no_evidence):
        assert not is_sound(record, lambda revision: figure(ledger, revision).found)
    put(ledger, Change(record=forged), post=CHECKER)
    assert figure(ledger).state is SignOffState.reopened


def test_rows_that_do_not_fit_their_digest_are_no_evidence(ledger):
    evidence = evidence_of(figure(ledger).found)
    assert read_evidence(evidence.text().replace("g0|s0|n0", "g0|s0|n1")) is None


def test_of_very_many_rows_number_and_digest_are_kept_and_it_still_reopens(ledger, monkeypatch):
    monkeypatch.setattr(figure_evidence, "MOST_ROWS", 2)
    sign(ledger)
    [signed] = figure(ledger).sign_offs
    assert "g0|s0|n0" not in signed.evidence
    assert figure(ledger).state is SignOffState.signed
    put(ledger, *MOVES["another host, as many pairs"])
    moved = figure(ledger)
    assert moved.state is SignOffState.reopened
    assert any(f"第 {signed.looked_at} 版" in each.zh for each in moved.moved)
    assert is_sound(signed, lambda revision: figure(ledger, revision).found)


def test_only_its_own_post_writes_changes_ends_or_takes_it_back(ledger):
    step = sign_off_step(figure(ledger), post=CHECKER, revision=1, note="口径不同")
    with pytest.raises(ChangeRefused, match=CHECKER):
        put(ledger, step)
    sign(ledger)
    [signed] = figure(ledger).sign_offs
    for attack in (
        Correct(record=replace(signed, note="同意"), at=LATEST),
        Correct(record=replace(signed, post=KEEPER), at=LATEST),
        Change(record=replace(signed, digest="0" * 64), effective=DAY),
        End(id=signed.id, effective=DAY),
        Retract(id=signed.id, at=EVERY),
    ):
        with pytest.raises(ChangeRefused):
            put(ledger, attack)
    assert figure(ledger).sign_offs == (signed,)
    put(ledger, Retract(id=signed.id, at=EVERY), post=CHECKER)
    assert figure(ledger).state is SignOffState.unsigned


def test_figures_that_do_not_agree_are_not_signed_off_without_a_reason(ledger):
    with pytest.raises(InputError):
        sign(ledger, note="  ")
    with pytest.raises(InputError):
        sign_off_step(figure(ledger), post=CHECKER, revision=1, explanations=["counted_twice"])
    step = sign_off_step(
        figure(ledger), post=CHECKER, revision=1, explanations=["miscount", "several_partners"]
    )
    assert step.record.explanations == "several_partners miscount"


def test_figures_that_agree_need_no_reason(ledger):
    put(ledger, Correct(record=told(3), at=LATEST))
    sign(ledger, note=None)
    assert figure(ledger).state is SignOffState.signed


@settings(max_examples=tries(25))
@given(
    st.lists(st.tuples(st.sampled_from((*MEASURES, None)), st.integers(0, 9)), min_size=1),
    st.randoms(use_true_random=False),
)
def test_evidence_reads_back_and_does_not_depend_on_the_order_of_records(asked, random):
    records = [Division(id="d", name="区"), *NEW]
    records += [
        replace(told(value), id=f"t{n}", measure=measure)
        for n, (measure, value) in enumerate(asked)
    ]
    shuffled = random.sample(records, len(records))
    found = []
    for each in (records, shuffled):
        snapshot = Snapshot.from_records(each, as_of=DAY, scope=DISTRICT)
        source = SnapshotSource(at=partial(_always, snapshot))
        found.append({e.statement.id: evidence_of(e) for e in reconcile(snapshot, source)})
    assert found[0] == found[1]
    for evidence in found[0].values():
        assert read_evidence(evidence.text()) == evidence
