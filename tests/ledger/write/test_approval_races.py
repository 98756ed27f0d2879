"""Two at once: sign, approve, take back."""

from __future__ import annotations

import threading
from pathlib import Path

from attack_steps import Act, acts, sign
from workflow_cases import (
    APPROVER,
    OTHER,
    TWO,
    approval,
    approved,
    proposal,
    seen,
    submitted,
    terms,
)

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, open_ledger
from graphs.model import Agreement, ProposedPair, ReopenProposal


def raced(*attempts: Act) -> list[str]:
    """Run acts at once; return what the refused ones were told."""
    start, told = threading.Barrier(len(attempts)), []

    def run(attempt: Act) -> None:
        start.wait()
        try:
            attempt()
        except ChangeRefused as refused:
            told.append(refused.say("en"))

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_at_once_sign_one_proposal_once(small: Ledger, tmp_path: Path) -> None:
    ident = approved(small)
    with open_ledger(str(tmp_path / "lite.ledger")) as other:
        told = raced(sign(small, ident), sign(other, ident))
    assert len(told) == 1
    assert "is signed and cannot take the step" in told[0]
    assert len(seen(small).records(Agreement)) == len(TWO)
    assert small.verify().ok


def test_two_at_once_approve_one_couple_once(small: Ledger, tmp_path: Path) -> None:
    first, second = submitted(small), submitted(small, terms(("n0", "s0")), title="第二")
    steps = [approval(small, ident) for ident in (first, second)]
    with open_ledger(str(tmp_path / "lite.ledger")) as other:
        told = raced(acts(small, steps[0], post=APPROVER), acts(other, steps[1], post=OTHER))
    assert len(told) == 1
    assert "approved proposal" in told[0]
    accepted = [pair for pair in seen(small).records(ProposedPair) if pair.decision]
    assert len({frozenset({pair.host, pair.guest}) for pair in accepted}) == len(accepted)


def test_approving_while_the_planner_takes_it_back(small: Ledger, tmp_path: Path) -> None:
    ident = submitted(small)
    step = approval(small, ident)
    with open_ledger(str(tmp_path / "lite.ledger")) as other:
        told = raced(acts(small, step, post=APPROVER), acts(other, ReopenProposal(id=ident)))
    item, pairs = proposal(small, ident)
    assert len(told) <= 1
    assert (item.approver is None) == (item.stage.name == "draft")
    assert all((pair.decision is None) == (item.approver is None) for pair in pairs)
    assert small.verify().ok
