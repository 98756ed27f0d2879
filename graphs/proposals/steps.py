"""The steps of a proposal's way: pure functions from what is to what is to be written.

The ledger holds the way itself (``graphs.ledger.approvals``): whatever is built here or
elsewhere, another post approves, what is approved is what was submitted, and nothing is signed
that was not approved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from graphs.model import (
    LATEST,
    Agreement,
    AgreementKind,
    Change,
    Comment,
    Correct,
    Decision,
    PartialDate,
    ProposalStage,
    Signatory,
    Step,
)
from graphs.proposals.grouping import agreement_groups, parties_of
from graphs.proposals.reading import ProposalView

__all__ = [
    "approve_steps",
    "comment_steps",
    "return_steps",
    "sign_steps",
    "submit_steps",
    "withdraw_steps",
]


def submit_steps(view: ProposalView) -> tuple[Step, ...]:
    """Return the step that hands a draft in.

    Examples
    --------
    >>> from graphs.model import Proposal
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.draft, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> submit_steps(view)[0].record.stage.name
    'submitted'
    """
    return _staged(view, ProposalStage.submitted)


def return_steps(view: ProposalView) -> tuple[Step, ...]:
    """Return the step that gives a submitted proposal back to its planner.

    Examples
    --------
    >>> from graphs.model import Proposal
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.submitted, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> return_steps(view)[0].record.stage.name
    'returned'
    """
    return _staged(view, ProposalStage.returned)


def withdraw_steps(view: ProposalView) -> tuple[Step, ...]:
    """Return the step that ends a proposal that was not signed.

    Examples
    --------
    >>> from graphs.model import Proposal
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.approved, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> withdraw_steps(view)[0].record.stage.name
    'withdrawn'
    """
    return _staged(view, ProposalStage.withdrawn)


def _staged(view: ProposalView, stage: ProposalStage) -> tuple[Step, ...]:
    return (Correct(record=replace(view.proposal, stage=stage), at=LATEST),)


def approve_steps(
    view: ProposalView, *, post: str, declined: Collection[str] = ()
) -> tuple[Step, ...]:
    """Return the steps that approve a proposal; ``declined`` are ids of pairs left out.

    The pairs left out can be planned anew with the accepted ones locked.

    Examples
    --------
    >>> from graphs.model import Proposal
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.submitted, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> approve_steps(view, post="审批岗")[0].record.approver
    '审批岗'
    """
    decided = tuple(
        Correct(
            record=replace(
                pair,
                decision=Decision.declined if pair.id in declined else Decision.accepted,
            ),
            at=LATEST,
        )
        for pair in view.pairs
    )
    approved = replace(view.proposal, stage=ProposalStage.approved, approver=post)
    return (Correct(record=approved, at=LATEST), *decided)


def sign_steps(
    view: ProposalView,
    *,
    signed_on: dt.date,
    ends_on: dt.date | None = None,
    title: str = "党建联建协议书",
    kind: AgreementKind = AgreementKind.co_building,
) -> tuple[Step, ...]:
    """Return the steps that make the accepted pairs agreements, in force from the day of signing.

    The pairs of one alliance sign one agreement: the host first (甲方), then the guests.

    Examples
    --------
    >>> from graphs.model import Proposal
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.approved, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> sign_steps(view, signed_on=dt.date(2026, 7, 1))[0].record.signed_on.text
    '2026-07-01'
    """
    day = PartialDate(signed_on.isoformat())
    signed = replace(view.proposal, stage=ProposalStage.signed, signed_on=day)
    steps: list[Step] = [Correct(record=signed, at=LATEST)]
    for number, group in enumerate(agreement_groups(view.accepted)):
        agreement = f"new:agreement{number}"
        record = Agreement(
            id=agreement,
            synthetic=group[0].synthetic,
            title=title,
            kind=kind,
            signed_on=day,
            starts_on=day,
            ends_on=PartialDate(ends_on.isoformat()) if ends_on else None,
        )
        steps.append(Change(record=record, effective=signed_on))
        for place, organisation in enumerate(parties_of(group)):
            party = Signatory(
                id=f"new:signatory{number}-{place}",
                synthetic=record.synthetic,
                agreement=agreement,
                organisation=organisation,
                party="甲乙丙丁戊己庚辛壬癸"[place] if place < 10 else None,
                lead=place == 0,
            )
            steps.append(Change(record=party, effective=signed_on))
        steps += [Correct(record=replace(pair, agreement=agreement), at=LATEST) for pair in group]
    return tuple(steps)


def comment_steps(
    about: str, *, post: str, words: str, synthetic: bool = False
) -> tuple[Step, ...]:
    """Return the step that adds a remark.

    Examples
    --------
    >>> comment_steps("q1", post="镇党建岗", words="距离偏远")[0].record.words
    '距离偏远'
    """
    remark = Comment(id="new:comment", synthetic=synthetic, about=about, post=post, words=words)
    return (Change(record=remark),)
