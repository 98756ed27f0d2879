"""Exclusions for a new plan: rule findings and an approver's refusals."""

from __future__ import annotations

from dataclasses import replace

from graphs.model import Decision, Organisation, ProposalStage, Snapshot
from graphs.planning import Mark, PlanSettings
from graphs.proposals.stored_proposals import ProposalView
from graphs.rules import Severity, check
from graphs.text import Text

__all__ = ["refused_by_rules", "reworked"]

_ACCEPTED = "已获批准 approved"
_DECLINED = "未获批准 declined"


def refused_by_rules(snapshot: Snapshot) -> dict[str, Text]:
    """Return the organisations with a finding of severity error in force, and what it says.

    The one at fault is meant, not who else a finding names.
    """
    known = snapshot.by_id(Organisation)
    found: dict[str, Text] = {}
    for finding in check(snapshot):
        if finding.severity is Severity.error and finding.counts and finding.record in known:
            found.setdefault(finding.record, finding.sentence)
    return found


def reworked(view: ProposalView) -> PlanSettings:
    """Return a proposal's settings with what was accepted locked and what was declined forbidden.

    Pairs that are signed are in force and need no lock.

    Raises
    ------
    InputError
        The stored settings are none.

    Examples
    --------
    >>> from graphs.model import Proposal, ProposedPair
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.approved, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> pair = ProposedPair(id="q", proposal="p1", host="s", guest="n", decision=Decision.declined)
    >>> reworked(ProposalView(proposal=item, pairs=(pair,), comments=())).forbidden[0].guest
    'n'
    """
    settings = PlanSettings.from_json(view.proposal.settings or "{}")
    marks = {mark: {(each.guest, each.host): each for each in pairs} for mark, pairs in (
        (Decision.accepted, settings.locked), (Decision.declined, settings.forbidden)
    )}  # fmt: skip
    for pair in view.pairs:
        if pair.decision is not None:
            why = _ACCEPTED if pair.decision is Decision.accepted else _DECLINED
            mark = Mark(guest=pair.guest, host=pair.host, reason=why)
            marks[pair.decision].setdefault((pair.guest, pair.host), mark)
    signed = view.proposal.stage is ProposalStage.signed
    return replace(
        settings,
        locked=settings.locked if signed else tuple(marks[Decision.accepted].values()),
        forbidden=tuple(marks[Decision.declined].values()),
    )
