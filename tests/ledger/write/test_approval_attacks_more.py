"""Further ways round an approval, one of each kind: each is refused with its sentence, nothing moves.

An attack prepares what it may lawfully do and returns the act that must be refused.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from workflow_cases import (
    APPROVER,
    AT,
    BARRED,
    DAY,
    OTHER,
    PLANNER,
    TWO,
    act,
    agreed,
    approval,
    approved,
    begin,
    draft_of,
    drafted,
    edit_of,
    proposal,
    reopened,
    seen,
    signed,
    submitted,
    terms,
)

from graphs.duplicates import dissolve_steps, merge_steps, split_steps, upgrade_steps
from graphs.errors import ChangeRefused, GraphsError, InputError, LedgerDamaged
from graphs.intake import load_mapping
from graphs.ledger import Ledger, load_archive, open_ledger, seal
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    RECORDS,
    Actor,
    Agreement,
    AnnulSigning,
    Change,
    Comment,
    Correct,
    End,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    ProposedPair,
    Quantity,
    ReopenProposal,
    Retract,
    Signatory,
    SignProposal,
    Step,
    SubmitProposal,
    Unit,
    Waiver,
    WithdrawProposal,
    WorkflowStep,
)

EARLY, LATER = dt.date(1900, 1, 1), dt.date(2027, 1, 1)
Act = Callable[[], object]
Attack = Callable[[Ledger], tuple[Act, str]]


def acts(ledger: Ledger, *steps: Step | WorkflowStep, post: str = PLANNER) -> Act:
    return lambda: act(ledger, *steps, post=post)


def sign(ledger: Ledger, ident: str, day: dt.date = DAY) -> Act:
    return acts(ledger, SignProposal(id=ident, signed_on=day), post=OTHER)


# The world moves between approval and signing.


def merged_into_another(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, *merge_steps(seen(ledger), "n2", "n0", DAY), post=OTHER)
    return sign(ledger, ident), "has ended|has gone into"


def split_in_two(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    into = [Organisation(id=f"new:{n}", name=f"分{n}", division="t0") for n in range(2)]
    act(ledger, *split_steps(seen(ledger), "n0", into, DAY), post=OTHER)
    return sign(ledger, ident), "has ended"


def dissolved(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, *dissolve_steps(seen(ledger), "s1", LATER, note="转出"), post=OTHER)
    return sign(ledger, ident), "s1党支部 has ended"


def upgraded(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    branch = replace(seen(ledger).get(Organisation, "n1"), kind=OrganisationKind.branch)
    act(ledger, Correct(record=branch, at=LATEST), post=OTHER)
    steps = upgrade_steps(seen(ledger), "n1", OrganisationKind.general_branch, "总支", DAY)
    act(ledger, *steps, post=OTHER)
    return sign(ledger, ident), "has ended|has gone into"


def ended_and_founded_anew(ledger: Ledger) -> tuple[Act, str]:
    """Another organisation takes the name of the one that was approved."""
    ident = approved(ledger)
    act(ledger, End(id="h-n1", effective=DAY), End(id="n1", effective=DAY), post=OTHER)
    act(ledger, Change(record=Organisation(id="n8", name="n1党支部", division="t1")), post=OTHER)
    return sign(ledger, ident), "n1党支部.* has ended"


def second_unit(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, Change(record=Hosting(id="h9", organisation="s0", unit="u-n2")), post=OTHER)
    return sign(ledger, ident), "than when it was approved"


def sold_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    sold = replace(seen(ledger).get(Unit, "u-s0"), ownership=Ownership.private)
    act(ledger, Change(record=sold, effective=LATER), post=OTHER)
    return sign(ledger, ident), "than when it was approved"


def undone_and_redone(ledger: Ledger) -> tuple[Act, str]:
    """A rename, its undo and the undo of that: what counts is what is known in the end."""
    ident = approved(ledger)
    other = replace(seen(ledger).get(Organisation, "n1"), name="另一家")
    number = act(ledger, Correct(record=other, at=LATEST), post=OTHER).number
    for _ in range(2):
        number = ledger.undo(number, actor=OTHER, note="撤", at=AT).number
    return sign(ledger, ident), "than when it was approved"


def waived(ledger: Ledger) -> tuple[Act, str]:
    """A waiver lets a finding pass, never an approval."""
    ident = submitted(ledger)
    agreed(ledger, "n0", "s0")
    waiver = Waiver(id="w1", finding="pair_twice:n0:s0", record="a9", reason="已批", approver="x1",
                    expires_on=PartialDate("2030-01-01"))  # fmt: skip
    act(ledger, Change(record=waiver), post=APPROVER)
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


# Days, revisions and the ledger's own calendar.


def signed_in_1900(ledger: Ledger) -> tuple[Act, str]:
    return sign(ledger, approved(ledger), EARLY), "1900-01-01, is before the approval on 2026-06-30"


def signed_the_day_before(ledger: Ledger) -> tuple[Act, str]:
    return sign(ledger, approved(ledger), DAY - dt.timedelta(days=1)), "is before the approval"


def calendar_put_back(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    early = replace(seen(ledger).get(Profile, "profile"), as_of=PartialDate("1900-01-01"))
    act(ledger, Correct(record=early, at=LATEST), post=OTHER)
    return sign(ledger, ident, EARLY), "is before the approval on 2026-06-30"


def calendar_put_forward(ledger: Ledger) -> tuple[Act, str]:
    """On a day to come the agreement in force would be over."""
    agreed(ledger, "n0", "s0", ends_on=PartialDate("2028-01-01"))
    late = replace(seen(ledger).get(Profile, "profile"), as_of=PartialDate("2099-01-01"))
    act(ledger, Correct(record=late, at=LATEST), post=OTHER)
    ident = submitted(ledger)
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


def signed_agreement_back_dated(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = seen(ledger).records(Agreement)[0]
    early = replace(item, signed_on=PartialDate("1900-01-01"))
    return acts(ledger, Correct(record=early, at=LATEST), post=OTHER), "do not come before that"


def signed_agreement_begins_early(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], starts_on=PartialDate("2020"))
    return acts(ledger, Change(record=item, effective=LATER), post=OTHER), "do not come before that"


def signed_agreement_undated(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], signed_on=None)
    return acts(ledger, Correct(record=item, at=DAY), post=OTHER), "are not left blank"


def rests_on_what_nobody_saw(ledger: Ledger) -> tuple[Act, str]:
    """The plan names the head, though its planner looked at an older revision."""
    base = ledger.head().number
    agreed(ledger, "n2", "s1")
    step = draft_of(ledger)
    return lambda: act(ledger, step, base=base), "the newest that its post could look at is 1"


def rests_on_what_is_to_come(ledger: Ledger) -> tuple[Act, str]:
    ident = drafted(ledger)
    step = replace(edit_of(ledger, ident), rests_on=99)
    return acts(ledger, step), "rests on revision 99, but the newest"


def rests_on_a_time_before_its_parties(ledger: Ledger) -> tuple[Act, str]:
    young = Organisation(id="n7", name="新党支部", division="t0")
    act(ledger, Change(record=young), post=OTHER)
    step = draft_of(ledger, terms(("n7", "s0")), rests_on=1)
    return acts(ledger, step), "新党支部: was not in the ledger at revision 1"


# Proposals against each other.


def sides_swapped(ledger: Ledger) -> tuple[Act, str]:
    approved(ledger)
    ident = submitted(ledger, terms(("s0", "n0")), title="第二")
    return acts(ledger, approval(ledger, ident), post=APPROVER), "in the approved proposal “2026”"


def withdrawn_and_back(ledger: Ledger) -> tuple[Act, str]:
    first = approved(ledger)
    act(ledger, WithdrawProposal(id=first))
    approved(ledger, title="第二")
    reopened(ledger, first)
    act(ledger, SubmitProposal(id=first))
    return acts(ledger, approval(ledger, first), post=APPROVER), "in the approved proposal “第二”"


def annulled_beside_another(ledger: Ledger) -> tuple[Act, str]:
    """The agreement ended, the couple is approved anew: the old approval does not come back."""
    first = signed(ledger)
    over = dt.date(2026, 7, 1)
    for item in seen(ledger).records(Agreement):
        ended = replace(item, ended_on=PartialDate("2026-06-30"))
        act(ledger, Correct(record=ended, at=LATEST), post=OTHER)
        act(ledger, End(id=item.id, effective=over), post=OTHER)
    approved(ledger, title="第二")
    return acts(ledger, AnnulSigning(id=first), post=APPROVER), "in the approved proposal “第二”"


def annulled_restored_and_signed(ledger: Ledger) -> tuple[Act, str]:
    """What an annulled signing left is written again by hand; signing makes no second one."""
    ident = signed(ledger, terms(("n0", "s0")))
    picture = seen(ledger)
    act(ledger, AnnulSigning(id=ident), post=APPROVER)
    items = [*picture.records(Agreement), *picture.records(Signatory)]
    act(ledger, *(Change(record=item, effective=DAY) for item in items), post=OTHER)
    return sign(ledger, ident), "have the agreement"


def through_an_alliance(ledger: Ledger) -> tuple[Act, str]:
    """Guests of one agreement are paired with each other too."""
    both = tuple(replace(each, alliance=1) for each in terms(("n0", "s0"), ("n3", "s0")))
    signed(ledger, both)
    ident = submitted(ledger, terms(("n0", "n3")), title="第二")
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


# Intervals and verbs that say neither this day nor all.


def every_interval_retracted(ledger: Ledger) -> tuple[Act, str]:
    return acts(ledger, Retract(id=approved(ledger), at=EVERY)), "written by its workflow only"


def latest_interval_corrected(ledger: Ledger) -> tuple[Act, str]:
    item, _ = proposal(ledger, approved(ledger))
    step = Correct(record=replace(item, approver=OTHER), at=LATEST)
    return acts(ledger, step), "written by its workflow only"


def for_ever_from_the_first_day(ledger: Ledger) -> tuple[Act, str]:
    _, [pair, _] = proposal(ledger, approved(ledger))
    step = Change(record=replace(pair, guest="n2"), effective=dt.date.min, until=FOREVER)
    return acts(ledger, step), "written by its workflow only"


def agreement_ended_before_it_began(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    [first, *_] = seen(ledger).records(Agreement)
    steps = [End(id=first.id, effective=DAY)]
    steps += [
        End(id=each.id, effective=DAY)
        for each in seen(ledger).records(Signatory)
        if each.agreement == first.id
    ]
    return acts(ledger, *steps, post=OTHER), "was signed by a proposal"


def first_interval_cut_off(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = seen(ledger).records(Agreement)[0]
    act(ledger, Change(record=replace(item, goals="降本"), effective=LATER), post=OTHER)
    return acts(ledger, Retract(id=item.id, at=DAY), post=OTHER), "was signed by a proposal"


def larger_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], size=Quantity("≥", 30))
    return acts(ledger, Change(record=item, effective=LATER), post=OTHER), "parties and size"


def duplicate_of_a_signatory(ledger: Ledger) -> tuple[Act, str]:
    """Calling a signatory another's duplicate would put that one in its place from the start."""
    signed(ledger)
    steps = merge_steps(seen(ledger), "n2", "n0", DAY)
    return acts(ledger, *steps, post=OTHER), "was signed by a proposal"


# Posts.


def barred_until_later(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    cleared = Actor(id="x9", post=BARRED, approves=True)
    act(ledger, Change(record=cleared, effective=LATER), post=OTHER)
    return acts(ledger, approval(ledger, ident), post=BARRED), "not barred from approving"


def barred_before_approving(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    act(ledger, Correct(record=Actor(id="x1", post=APPROVER, approves=False), at=LATEST))
    return acts(ledger, approval(ledger, ident), post=APPROVER), "not barred from approving"


def listed_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    act(ledger, Change(record=Actor(id="x7", post="未来岗"), effective=LATER), post=OTHER)
    return acts(ledger, approval(ledger, ident), post="未来岗"), "is listed from 2027-01-01 on only"


def approver_ended_before_annulling(ledger: Ledger) -> tuple[Act, str]:
    ident = signed(ledger)
    act(ledger, End(id="x1", effective=dt.date(2026, 7, 1)), post=OTHER)
    return acts(ledger, AnnulSigning(id=ident), post=APPROVER), "is not listed"


def planner_listed_anew(ledger: Ledger) -> tuple[Act, str]:
    """The record of the planner's post is taken back and written under another id."""
    ident = submitted(ledger)
    act(ledger, Retract(id="x0", at=EVERY), post=OTHER)
    act(ledger, Change(record=Actor(id="x7", post=PLANNER, approves=True)), post=OTHER)
    return acts(ledger, approval(ledger, ident)), "another post than the planner's"


def called_an_undo(ledger: Ledger) -> tuple[Act, str]:
    step = SubmitProposal(id=drafted(ledger))
    return (
        lambda: ledger.apply(step, actor=PLANNER, note="撤", at=AT, kind="undo"),
        "neither an undo nor a load",
    )


SPELLINGS = {
    "tag characters": "台账岗\U000e0041",
    "Arabic letter mark": "台账岗\u061c",
    "isolates": "\u2066台账岗\u2069",
    "interlinear marks": "台账\ufff9岗",
    "traditional variant": "台帳崗",
    "compatibility ideograph": "⼟地岗",
    "full width": "ＤＥＳＫ　Ａ",
    "mathematical letters": "𝐃𝐞𝐬𝐤 𝐀",
    "combining accent": "Cafe\u0301 岗",
    "small capitals by case": "DESK a",
}
ALIKE = {"compatibility ideograph": "土地岗", "full width": "Desk A",
         "mathematical letters": "Desk A", "combining accent": "Café 岗",
         "small capitals by case": "Desk A"}  # fmt: skip


def spelled(name: str) -> Attack:
    def attack(ledger: Ledger) -> tuple[Act, str]:
        planner = ALIKE.get(name, PLANNER)
        if planner != PLANNER:
            act(ledger, Change(record=Actor(id="x7", post=planner)), post=OTHER)
        ident = act(ledger, draft_of(ledger), post=planner).minted["new:proposal"]
        act(ledger, SubmitProposal(id=ident), post=planner)
        step = approval(ledger, ident)
        return acts(ledger, step, post=SPELLINGS[name]), "another post than the planner's"

    return attack


# Undo, and what a proposal rests on.


def undo_of_drafting_with_its_post(ledger: Ledger) -> tuple[Act, str]:
    post = Change(record=Actor(id="new:post", post="新岗"))
    number = act(ledger, post, draft_of(ledger), post="新岗").number
    return lambda: ledger.undo(number, actor="新岗", note="撤", at=AT), "is not undone"


def undo_of_an_undo_over_a_step(ledger: Ledger) -> tuple[Act, str]:
    """A revision that made an organisation is not undone once a proposal holds it."""
    made = act(ledger, Change(record=Organisation(id="n7", name="新", division="t0")), post=OTHER)
    approved(ledger, terms(("n7", "s0")))
    return lambda: ledger.undo(made.number, actor=OTHER, note="撤", at=AT), "is still named by"


def organisation_of_a_proposal_retracted(ledger: Ledger) -> tuple[Act, str]:
    approved(ledger)
    steps = [Retract(id="h-n1", at=EVERY), Retract(id="n1", at=EVERY)]
    return acts(ledger, *steps, post=OTHER), "is still named by"


def id_taken_by_a_record(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    step = Change(record=Organisation(id=ident, name="甲"))
    return acts(ledger, step, post=OTHER), "id is already that of a"


def remark_moved_to_a_pair(ledger: Ledger) -> tuple[Act, str]:
    """Another's remark is put on a pair, as if its post had objected to it or agreed."""
    _, [pair, _] = proposal(ledger, submitted(ledger))
    remark = Comment(id="m1", about="n2", post=APPROVER, words="同意")
    act(ledger, Change(record=remark), post=APPROVER)
    step = Correct(record=replace(remark, about=pair.id), at=LATEST)
    return acts(ledger, step), "which only that post writes"


ATTACKS: dict[str, Attack] = {
    each.__name__: each
    for each in (
        merged_into_another, split_in_two, dissolved, upgraded, ended_and_founded_anew,
        second_unit, sold_from_a_later_day, undone_and_redone, waived, signed_in_1900,
        signed_the_day_before, calendar_put_back, calendar_put_forward,
        signed_agreement_back_dated, signed_agreement_begins_early, signed_agreement_undated,
        rests_on_what_nobody_saw, rests_on_what_is_to_come, rests_on_a_time_before_its_parties,
        sides_swapped, withdrawn_and_back, annulled_beside_another, annulled_restored_and_signed,
        through_an_alliance, every_interval_retracted, latest_interval_corrected,
        for_ever_from_the_first_day, agreement_ended_before_it_began, first_interval_cut_off,
        larger_from_a_later_day, duplicate_of_a_signatory, barred_until_later,
        barred_before_approving, listed_from_a_later_day, approver_ended_before_annulling,
        planner_listed_anew, called_an_undo, undo_of_drafting_with_its_post,
        undo_of_an_undo_over_a_step, organisation_of_a_proposal_retracted, id_taken_by_a_record,
        remark_moved_to_a_pair,
    )
}  # fmt: skip
ATTACKS |= {f"spelled with {name}": spelled(name) for name in SPELLINGS}


def everything(ledger: Ledger) -> dict[str, object]:
    """What is known on any day of proposals, pairs, agreements and posts."""
    pictures = {day: seen(ledger, day) for day in (DAY, LATER)}
    kinds = ("proposal", "proposed_pair", "agreement", "signatory", "comment", "actor")
    return {
        f"{kind} {day}": picture.records(RECORDS[kind].cls)
        for kind in kinds
        for day, picture in pictures.items()
    }


@pytest.fixture
def small(lite: Ledger) -> Ledger:
    return begin(lite)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_and_moves_nothing(small: Ledger, name: str) -> None:
    attempt, says = ATTACKS[name](small)
    head, before = small.head(), everything(small)
    with pytest.raises(GraphsError, match=says):
        attempt()
    assert small.head() == head
    assert everything(small) == before
    found = small.verify()
    assert found.ok, found.reason.en


# Archives and backups.


def rewritten(folder: Path, kind: str, change: Callable[[dict[str, object]], object]) -> None:
    file = folder / f"{kind}.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if change(line) is not False]
    words = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
    file.write_text(words, encoding="utf-8")


def unsealed(folder: Path, ledger: str) -> None:
    """Drop every digest, as somebody does who lets them be made anew."""
    (folder / "manifest.json").write_text(json.dumps({"ledger": ledger}), encoding="utf-8")
    rewritten(
        folder, "revisions", lambda line: [line.pop(key, "") for key in ("digest", "previous")]
    )


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("proposal", lambda line: line.get("_closed") is None),  # no step before the last
        ("proposal", lambda line: line.update(title="改")),
        ("proposed_pair", lambda line: line.update(guest="n3") if line["guest"] == "n1" else None),
        ("revisions", lambda line: line.update(actor="实习岗") if line["number"] == 4 else None),
        ("signatory", lambda line: line.update(organisation="n3") if line["organisation"] == "n1" else None),
        ("agreement", lambda line: line.update(signed_on="1900-01-01")),
    ],
)  # fmt: skip
def test_an_archive_whose_digests_were_made_anew_is_refused(
    small: Ledger, tmp_path: Path, kind: str, change: Callable[[dict[str, object]], object]
) -> None:
    signed(small)
    folder = tmp_path / "archive"
    small.export_archive(folder)
    rewritten(folder, kind, change)
    unsealed(folder, small.id)
    with pytest.raises(LedgerDamaged, match="no step of its workflow"):
        seal(folder)


def test_an_archive_there_and_back_still_wants_the_other_post(
    small: Ledger, tmp_path: Path
) -> None:
    ident = submitted(small)
    small.export_archive(tmp_path / "a.zip")
    with load_archive(tmp_path / "a.zip", str(tmp_path / "b.ledger")) as copy:
        with pytest.raises(ChangeRefused, match="another post than the planner's"):
            act(copy, approval(copy, ident))
        act(copy, approval(copy, ident), post=APPROVER)
        assert copy.verify().ok


def test_a_backup_of_before_brings_no_approval_back(small: Ledger, tmp_path: Path) -> None:
    """What was withdrawn since is approved in the backup only, whose chain ends there."""
    ident = approved(small)
    small.backup(tmp_path / "before.ledger")
    act(small, WithdrawProposal(id=ident))
    digest = small.head().digest
    with open_ledger(str(tmp_path / "before.ledger")) as copy:
        assert not copy.verify(expect=digest).ok
    with pytest.raises(ChangeRefused, match="is withdrawn"):
        sign(small, ident)()


# Races.


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


@pytest.mark.parametrize("kind", sorted(key for key, each in RECORDS.items() if each.governed))
def test_no_sheet_is_mapped_to_governed_records(kind: str) -> None:
    rule = {"make": kind, "fields": {"title": ["名称"]} if kind == "proposal" else {}}
    words = {"title": {"zh": "甲", "en": "a"}, "tables": [{"matches": ["*"], "records": [rule]}]}
    with pytest.raises(InputError) as found:
        load_mapping(json.dumps(words, ensure_ascii=False))
    told = [each.sentence().en for each in found.value.problems]
    assert any("is written by its workflow and is not imported" in each for each in told)
