"""Ways round an approval through the commands: each is refused, and nothing of the proposal moves.

A way prepares what it may lawfully do and returns the command line that must come to nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from workflow_cases import (
    APPROVER,
    BARRED,
    DAY,
    OTHER,
    PLANNER,
    act,
    approved,
    begin,
    drafted,
    edit_of,
    proposal,
    reopened,
    signed,
    submitted,
)

from graphs.ledger import Home, Ledger, create, open_ledger
from graphs.model import (
    Agreement,
    Proposal,
    ProposedPair,
    Signatory,
    SubmitProposal,
    proposal_content,
)

FILE = "small.ledger"  # in the folder every test works in
ROOT = Path(__file__).parents[2]
Line = tuple[str, ...]
Way = Callable[[Ledger], Line]


def by(post: str) -> Line:
    return "--actor", post, "--note", "测试"


def step(ledger: Ledger, verb: str, ident: str, *more: str, post: str) -> Line:
    return "proposal", verb, ident, "--ledger", FILE, *more, *by(post)


def content(ledger: Ledger, ident: str) -> Line:
    item, pairs = proposal(ledger, ident)
    return "--content", proposal_content(item, pairs).rpartition(":")[2][:12]


def approves(*more: str, post: str, seen: bool = True) -> Way:
    def way(ledger: Ledger) -> Line:
        ident = submitted(ledger)
        known = content(ledger, ident) if seen else ()
        return step(ledger, "approve", ident, *known, *more, post=post)

    return way


def signs(*days: str, post: str = OTHER, stage: Callable[[Ledger], str] = approved) -> Way:
    return lambda ledger: step(ledger, "sign", stage(ledger), *days, post=post)


def undoes(stage: Callable[[Ledger], str], back: int, post: str) -> Way:
    def way(ledger: Ledger) -> Line:
        stage(ledger)
        number = ledger.head().number - back
        return "undo", str(number), "--ledger", FILE, *by(post)

    return way


def changed_since_it_was_seen(ledger: Ledger) -> Line:
    ident = submitted(ledger)
    seen = content(ledger, ident)
    reopened(ledger, ident)
    act(ledger, edit_of(ledger, ident))
    act(ledger, SubmitProposal(id=ident))
    return step(ledger, "approve", ident, *seen, post=APPROVER)


def verb(name: str, stage: Callable[[Ledger], str], post: str, *more: str) -> Way:
    return lambda ledger: step(ledger, name, stage(ledger), *more, post=post)


def imports(text: str, name: str, stage: Callable[[Ledger], str] = approved) -> Way:
    """Import one file whose rows name records of the ledger by their own ids."""

    def way(ledger: Ledger) -> Line:
        item, pairs = proposal(ledger, stage(ledger))
        made = next((pair.agreement for pair in pairs if pair.agreement), "")
        file = Path(name)
        words = text.format(proposal=item.id, pair=pairs[0].id, agreement=made)
        file.write_text(words, encoding="utf-8")
        return "import", str(file), "--ledger", FILE, *by(PLANNER)

    return way


def restores(kind: str, old: str, new: str, stage: Callable[[Ledger], str] = approved) -> Way:
    """Restore an archive in which one word of the records was rewritten."""

    def way(ledger: Ledger) -> Line:
        stage(ledger)
        ledger.export_archive(Path("archive"))
        file = Path("archive") / f"{kind}.jsonl"
        words = file.read_text(encoding="utf-8")
        assert old in words
        file.write_text(words.replace(old, new), encoding="utf-8")
        return "restore", "archive", "back"

    return way


WAYS: dict[str, Way] = {
    "the planner approves": approves(post=PLANNER),
    **{
        f"the planner approves as {post!r}": approves(post=post)
        for post in (f"{PLANNER}\u200b", f"\u00a0{PLANNER}", f"{PLANNER} ", "台\u2060账岗",
                     f"{PLANNER}\u3000", "台账\ufeff岗")
    },
    "a post that approves nothing": approves(post=BARRED),
    "no post": approves(post="\u200b"),
    "a post of two lines": approves(post=f"{APPROVER}\n{OTHER}"),
    "a post of 201 characters": approves(post="岗" * 201),
    "unseen": approves(post=APPROVER, seen=False),
    "another content": approves("--content", "0" * 12, post=APPROVER),
    "no digest at all": approves("--content", "", post=APPROVER, seen=False),
    "a digest of one digit": approves("--content", "a", post=APPROVER, seen=False),
    "a pair that is not there": approves("--decline", "q0", post=APPROVER),
    "changed since it was seen": changed_since_it_was_seen,
    "a draft is approved": lambda ledger: step(
        ledger, "approve", ident := drafted(ledger), *content(ledger, ident), post=APPROVER
    ),
    "a draft is signed": signs("--signed-on", DAY.isoformat(), stage=drafted),
    "a submitted one is signed": signs("--signed-on", DAY.isoformat(), stage=submitted),
    "signed twice": signs("--signed-on", DAY.isoformat(), stage=signed),
    "signed before its approval": signs("--signed-on", "1900-01-01"),
    "signed on a day to come": signs("--signed-on", "2999-01-01"),
    "signed to end before": signs("--signed-on", DAY.isoformat(), "--ends-on", "2026-06-29"),
    "the planner annuls": verb("annul", signed, PLANNER),
    "the planner returns": verb("return", submitted, PLANNER),
    "another post withdraws": verb("withdraw", submitted, OTHER),
    "a signed one is reopened": verb("reopen", signed, PLANNER),
    "a signed one is withdrawn": verb("withdraw", signed, PLANNER),
    "the approval is undone": undoes(approved, 0, PLANNER),
    "the approval is undone by its post": undoes(approved, 0, APPROVER),
    "the signing is undone": undoes(signed, 0, OTHER),
    "the submission is undone": undoes(approved, 1, PLANNER),
    "the draft is undone": undoes(approved, 2, PLANNER),
    "all records are undone": undoes(approved, 3, PLANNER),
    "a proposal imported": imports(
        "编号,名称,阶段,拟定岗位,方案编号,内容摘要,依据版本\n{proposal},2026,已批准,台账岗,ab,cd,1\n",
        "结对方案.csv",
    ),
    "a pair imported": imports(
        "编号,方案,国企方,非公方,决定\n{pair},{proposal},s1,n2,同意\n", "拟议结对.csv"
    ),
    "a pair imported under another name": imports(
        "编号,方案,国企方,非公方\n{pair},{proposal},s1党支部,n2党支部\n", "台账.csv"
    ),
    "a signed agreement imported on another day": imports(
        "编号,名称,签订日期\n{agreement},2026,2020-01-01\n", "协议.csv", signed
    ),
    "an archive with another planner": restores("proposal", PLANNER, BARRED),
    "an archive with another guest": restores("proposed_pair", '"n1"', '"n2"'),
    "an archive approved by its planner": restores("revisions", APPROVER, PLANNER),
    "an archive signed with another": restores("signatory", '"n1"', '"n2"', signed),
    "its signatory imported anew": imports(
        "编号,协议,党组织\nnew-1,{agreement},n2\n", "签约方.csv", signed
    ),
}  # fmt: skip


def bound(ledger: Ledger) -> dict[str, object]:
    """Proposals, pairs, agreements and signatories on two days."""
    return {
        f"{kind.__name__} {day}": ledger.snapshot(as_of=day).records(kind)
        for kind in (Proposal, ProposedPair, Agreement, Signatory)
        for day in (DAY, dt.date(2027, 1, 1))
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("approval") / FILE
    with create(str(path), ledger_id="small") as ledger:
        begin(ledger)
    return path


@pytest.fixture
def small(template: Path, home: Home, tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(shutil.copy(template, tmp_path / FILE))) as ledger:
        yield ledger


@pytest.mark.parametrize("name", WAYS)
def test_no_command_leads_round_an_approval(run, small: Ledger, name: str) -> None:
    line = WAYS[name](small)
    before = bound(small)
    answer = run(*line, "--lang", "en")
    assert answer.code in (1, 2, 3), answer.out
    assert answer.err or "error" in answer.out
    assert bound(small) == before
    found = small.verify()
    assert found.ok, found.reason.en


def test_what_was_seen_is_approved(run, small: Ledger) -> None:
    ident = submitted(small)
    line = step(small, "approve", ident, *content(small, ident), post=APPROVER)
    assert run(*line).code == 0
    [shown, *_] = json.loads(run("proposal", "show", ident, "--ledger", FILE, "--json").out)
    assert (shown["stage"], shown["approver"]) == ("approved", APPROVER)


def raced(*lines: Line) -> list[tuple[int, str]]:
    """Run command lines in processes of their own at once."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "graphs", *line, "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for line in lines
    ]  # fmt: skip
    ended = [each.communicate(timeout=300) for each in begun]
    return [(each.returncode, err) for each, (_, err) in zip(begun, ended, strict=True)]


def test_two_commands_at_once_sign_one_proposal_once(small: Ledger) -> None:
    line = step(small, "sign", approved(small), "--signed-on", DAY.isoformat(), post=OTHER)
    ended = raced(line, line)
    assert sorted(code for code, _ in ended) == [0, 1], ended
    assert len(small.snapshot(as_of=dt.date(2027, 1, 1)).records(Agreement)) == 2
    assert small.verify().ok


def test_approving_while_the_planner_takes_it_back(small: Ledger) -> None:
    ident = submitted(small)
    ended = raced(
        step(small, "approve", ident, *content(small, ident), post=APPROVER),
        step(small, "reopen", ident, post=PLANNER),
    )
    assert {code for code, _ in ended} <= {0, 1}, ended
    item, pairs = proposal(small, ident)
    assert (item.approver is None) == (item.stage.name == "draft")
    assert all((pair.decision is None) == (item.approver is None) for pair in pairs)
    assert small.verify().ok
