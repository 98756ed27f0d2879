"""From plan to agreement: the steps a proposal takes through the ledger, and its papers."""

from graphs.proposals.reading import ProposalView, proposal_views
from graphs.proposals.steps import (
    approve_steps,
    comment_steps,
    draft_steps,
    return_steps,
    revise_steps,
    sign_steps,
    submit_steps,
    withdraw_steps,
)

__all__ = [
    "ProposalView",
    "approve_steps",
    "comment_steps",
    "draft_steps",
    "proposal_views",
    "return_steps",
    "revise_steps",
    "sign_steps",
    "submit_steps",
    "withdraw_steps",
]
