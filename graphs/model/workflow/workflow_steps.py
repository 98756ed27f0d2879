"""The steps of a proposal's workflow: verbs the ledger carries out itself.

None carries a stage, a planner, an approver or a digest: those the ledger sets, from who acts and
from what it holds. A revision holds one of these verbs at most, beside the posts it lists anew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model.records.proposals import Decision

__all__ = [
    "AnnulSigning",
    "ApproveProposal",
    "DraftProposal",
    "EditDraft",
    "PairTerms",
    "ReopenProposal",
    "ReturnProposal",
    "SignProposal",
    "SubmitProposal",
    "WithdrawProposal",
    "WorkflowStep",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTerms:
    """One pair of a draft as its planner puts it."""

    guest: str
    host: str
    score: float | None = None
    reason: str | None = None
    reason_en: str | None = None
    alliance: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProposal:
    """Keep a plan as a draft; the post that acts becomes its planner.

    ``rests_on`` is the revision the plan was made at. The id the draft gets is found in the
    revision's ``minted`` under ``id``.
    """

    title: str
    plan: str
    rests_on: int
    pairs: tuple[PairTerms, ...]
    settings: str | None = None
    note: str | None = None
    synthetic: bool = False
    id: str = "new:proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDraft:
    """Put another plan in the place of a draft or returned proposal.

    Pairs that stay keep their ids; remarks on a pair that goes stay with the proposal.
    """

    id: str
    title: str
    plan: str
    rests_on: int
    pairs: tuple[PairTerms, ...]
    settings: str | None = None
    note: str | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitProposal:
    """Hand a draft or a returned proposal in."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnProposal:
    """Give a submitted proposal back to its planner."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProposal:
    """Give a proposal up that was not signed."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveProposal:
    """Approve a submitted proposal, with a decision on every pair, by id.

    ``content`` is the digest of what the approver has seen (``proposal_content``); the ledger
    refuses if it holds anything else.
    """

    id: str
    content: str
    decisions: tuple[tuple[str, Decision], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignProposal:
    """Record that an approved proposal was signed; the ledger writes its agreements.

    ``ends_on`` is the last day in force.
    """

    id: str
    signed_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenProposal:
    """Take a submitted, approved or withdrawn proposal back to a draft; decisions are void."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulSigning:
    """A signing was recorded wrongly: its agreements are retracted, the approval stays."""

    id: str


WorkflowStep: TypeAlias = (
    DraftProposal
    | EditDraft
    | SubmitProposal
    | ReturnProposal
    | WithdrawProposal
    | ApproveProposal
    | SignProposal
    | ReopenProposal
    | AnnulSigning
)
"""One verb of the workflow of proposals."""
