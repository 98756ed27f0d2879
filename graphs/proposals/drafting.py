"""A plan put into the ledger as a draft, or in the place of one: pure functions, as all steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from graphs.model import (
    EVERY,
    Change,
    Proposal,
    ProposalStage,
    ProposedPair,
    Retract,
    Step,
    proposal_content,
)
from graphs.planning import Plan
from graphs.proposals.reading import ProposalView
from graphs.text import Text

__all__ = ["draft_steps", "revise_steps"]

Groups: TypeAlias = Mapping[tuple[str, str], int]
Reasons: TypeAlias = Mapping[tuple[str, str], Text]


def draft_steps(
    plan: Plan,
    *,
    title: str,
    post: str,
    reasons: Reasons | None = None,
    groups: Groups | None = None,
) -> tuple[Step, ...]:
    """Return the steps that put a plan's new pairs into the ledger as a draft.

    Parameters
    ----------
    reasons
        The sentence that says why, by (guest, host).
    groups
        Which pairs sign one agreement together, by (guest, host); alone where not named.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9]])), PlanSettings(weights=(("given", 1.0),)))
    >>> [type(step.record).__name__ for step in draft_steps(made, title="2026", post="台账岗")]
    ['Proposal', 'ProposedPair']
    """
    proposal = Proposal(
        id="new:proposal",
        synthetic=plan.synthetic,
        title=title,
        stage=ProposalStage.draft,
        planner=post,
        plan=plan.id,
        content="",
        made_at=plan.revision,
        settings=plan.settings.to_json(),
    )
    pairs = _pairs_of(plan, "new:proposal", reasons or {}, groups or {})
    return _written(replace(proposal, content=_content(pairs)), pairs)


def revise_steps(
    view: ProposalView,
    plan: Plan,
    *,
    reasons: Reasons | None = None,
    groups: Groups | None = None,
) -> tuple[Step, ...]:
    """Return the steps that put another plan in the place of a draft or returned proposal.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9]])), PlanSettings(weights=(("given", 1.0),)))
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.returned, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> revise_steps(view, made)[0].record.stage.name
    'draft'
    """
    pairs = _pairs_of(plan, view.proposal.id, reasons or {}, groups or {})
    item = replace(
        view.proposal,
        stage=ProposalStage.draft,
        approver=None,
        plan=plan.id,
        content=_content(pairs),
        made_at=plan.revision,
        settings=plan.settings.to_json(),
    )
    gone = tuple(Retract(id=pair.id, at=EVERY) for pair in view.pairs)
    return (*gone, *_written(item, pairs))


def _pairs_of(plan: Plan, proposal: str, reasons: Reasons, groups: Groups) -> list[ProposedPair]:
    found = []
    for number, pair in enumerate(pair for pair in plan.pairs if not pair.existing):
        ends = (pair.guest, pair.host)
        why = reasons.get(ends)
        found.append(
            ProposedPair(
                id=f"new:pair{number}",
                synthetic=plan.synthetic,
                proposal=proposal,
                host=pair.host,
                guest=pair.guest,
                score=round(pair.score / 1_000_000, 6),
                reason=why.zh if why else None,
                reason_en=why.en if why else None,
                alliance=groups.get(ends),
            )
        )
    return found


def _content(pairs: Sequence[ProposedPair]) -> str:
    return proposal_content((pair.host, pair.guest, pair.alliance) for pair in pairs)


def _written(item: Proposal, pairs: Sequence[ProposedPair]) -> tuple[Step, ...]:
    return (Change(record=item), *(Change(record=pair) for pair in pairs))
