"""Store a plan in the ledger as a draft, or replace one: pure functions that make steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from graphs.model import DraftProposal, EditDraft, PairTerms, WorkflowStep
from graphs.planning import Plan
from graphs.proposals.stored_proposals import ProposalView
from graphs.text import Text

__all__ = ["draft_steps", "revise_steps"]

Groups: TypeAlias = Mapping[tuple[str, str], int]
Reasons: TypeAlias = Mapping[tuple[str, str], Text]


def draft_steps(
    plan: Plan,
    *,
    title: str,
    reasons: Reasons | None = None,
    groups: Groups | None = None,
) -> tuple[WorkflowStep, ...]:
    """Return the step that keeps a plan's new pairs as a draft of the post that acts.

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
    >>> [step] = draft_steps(made, title="2026")
    >>> step.pairs[0].score
    0.9
    """
    return (
        DraftProposal(
            title=title,
            plan=plan.id,
            rests_on=plan.revision,
            settings=plan.settings.to_json(),
            pairs=_terms(plan, reasons or {}, groups or {}),
            synthetic=plan.synthetic,
        ),
    )


def revise_steps(
    view: ProposalView,
    plan: Plan,
    *,
    reasons: Reasons | None = None,
    groups: Groups | None = None,
) -> tuple[WorkflowStep, ...]:
    """Return the step that puts another plan in the place of a draft or returned proposal."""
    return (
        EditDraft(
            id=view.proposal.id,
            title=view.proposal.title,
            note=view.proposal.note,
            plan=plan.id,
            rests_on=plan.revision,
            settings=plan.settings.to_json(),
            pairs=_terms(plan, reasons or {}, groups or {}),
            synthetic=plan.synthetic,
        ),
    )


def _terms(plan: Plan, reasons: Reasons, groups: Groups) -> tuple[PairTerms, ...]:
    found = []
    for pair in plan.pairs:
        if pair.existing:
            continue
        ends = (pair.guest, pair.host)
        why = reasons.get(ends)
        found.append(
            PairTerms(
                guest=pair.guest,
                host=pair.host,
                score=round(pair.score / 1_000_000, 6),
                reason=why.zh if why else None,
                reason_en=why.en if why else None,
                alliance=groups.get(ends),
            )
        )
    return tuple(found)
