"""From plan to agreement: the steps a proposal takes through the ledger, and its papers."""

from graphs.proposals.export_check import export_violations
from graphs.proposals.papers.agreement_draft import (
    AgreementDraft,
    Item,
    Match,
    PartyLine,
    agreement_drafts,
)
from graphs.proposals.papers.agreement_groups import alliance_groups
from graphs.proposals.papers.agreement_pack import agreement_pack, plan_sheets
from graphs.proposals.papers.agreement_paper import PLACEHOLDERS, agreement_paper, read_template
from graphs.proposals.papers.agreement_template import agreement_template
from graphs.proposals.papers.calendar_file import schedule
from graphs.proposals.papers.office_template import fill_template, inert
from graphs.proposals.plan_draft import draft_steps, revise_steps
from graphs.proposals.plan_refusals import refused_by_rules, reworked
from graphs.proposals.plan_value import names_of, plan_value, text_value
from graphs.proposals.proposal_check import proposal_violations
from graphs.proposals.proposal_steps import (
    approve_steps,
    comment_steps,
    plain_steps,
    post_steps,
    sign_steps,
)
from graphs.proposals.stored_proposals import ProposalView, proposal_views

__all__ = [
    "PLACEHOLDERS",
    "AgreementDraft",
    "Item",
    "Match",
    "PartyLine",
    "ProposalView",
    "agreement_drafts",
    "agreement_pack",
    "agreement_paper",
    "agreement_template",
    "alliance_groups",
    "approve_steps",
    "comment_steps",
    "draft_steps",
    "export_violations",
    "fill_template",
    "inert",
    "names_of",
    "plain_steps",
    "plan_sheets",
    "plan_value",
    "post_steps",
    "proposal_views",
    "proposal_violations",
    "read_template",
    "refused_by_rules",
    "revise_steps",
    "reworked",
    "schedule",
    "sign_steps",
    "text_value",
]
