"""The agreement pack of a proposal: agreements, lists, schedule, the plan with its evidence."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.interchange import FORMATS, Sheet, list_column, zip_bytes
from graphs.model import Profile, Snapshot
from graphs.planning import Plan, PlanningProblem, PlanSettings, problem_from_snapshot
from graphs.proposals.papers.agreement_draft import AgreementDraft, agreement_drafts
from graphs.proposals.papers.agreement_paper import agreement_paper, read_template
from graphs.proposals.papers.calendar_file import schedule
from graphs.proposals.papers.list_sheet import agreement_sheet, list_sheet
from graphs.proposals.papers.plan_workbook import (
    Extra,
    evidence_sheet,
    left_out_sheet,
    proof_sheet,
    settings_sheet,
    totals_sheet,
)
from graphs.proposals.plan_value import plan_value
from graphs.proposals.proposal_check import proposal_violations
from graphs.proposals.stored_proposals import ProposalView
from graphs.text import Language

__all__ = ["agreement_pack", "plan_sheets"]

_DEFAULT_WARNING = 90
_DECISION = list_column(
    "decision", "批准意见", "Decision", "空白表示尚未批准", "blank before approval"
)


def agreement_pack(
    snapshot: Snapshot,
    view: ProposalView,
    *,
    basis: Snapshot,
    language: Language,
    plan: tuple[PlanningProblem, Plan] | None = None,
    template: bytes | None = None,
    signed_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> bytes:
    """Return one zip with everything that is signed and filed; the same input, the same bytes.

    Parameters
    ----------
    snapshot
        The ledger as it is, with the proposal.
    basis
        The ledger at the revision the plan rests on: the evidence is read there.
    plan
        The plan solved again, for totals and proof; enclosed only where the judge finds nothing
        wrong with it and the stored pairs are its pairs, with its scores, reasons and groups.
    template
        An office's own template instead of the one that ships.
    signed_on, ends_on
        Days arranged beforehand, for papers printed before signing.

    Raises
    ------
    InputError
        The template cannot be used, the stored settings are none, or a pair is not in the basis.
    """
    form = read_template(language) if template is None else template
    drafts = agreement_drafts(snapshot, view, signed_on=signed_on, ends_on=ends_on)
    own = plan if plan is not None and not proposal_violations(*plan, view) else None
    files = _agreements(snapshot, view, drafts, form, language)
    files["lists.xlsx"] = _workbook(
        (agreement_sheet(drafts, language), list_sheet(drafts, language)), language
    )
    files["plan.xlsx"] = _workbook(_plan_sheets(view, basis, own, language), language)
    if own:
        files["plan.json"] = _json(plan_value(*own))
    dates = schedule(
        drafts,
        proposal=view.proposal.id,
        stamp=snapshot.as_of,
        language=language,
        warn_days=_warning(snapshot),
    )
    if dates:
        files["schedule.ics"] = dates
    files["manifest.json"] = _json(
        _manifest(snapshot, view, drafts, files, template=form, language=language)
    )
    return zip_bytes(dict(sorted(files.items())))


def _agreements(
    snapshot: Snapshot,
    view: ProposalView,
    drafts: Sequence[AgreementDraft],
    template: bytes,
    language: Language,
) -> dict[str, bytes]:
    return {
        f"agreement-{draft.number:03}.docx": agreement_paper(
            draft,
            template=template,
            language=language,
            approver=view.proposal.approver or "",
            foot=snapshot.identity.say(language),
        )
        for draft in drafts
    }


def _warning(snapshot: Snapshot) -> int:
    stated = [profile.expiring_within_days for profile in snapshot.records(Profile)]
    return next((days for days in stated if days is not None), _DEFAULT_WARNING)


def _plan_sheets(
    view: ProposalView,
    basis: Snapshot,
    own: tuple[PlanningProblem, Plan] | None,
    language: Language,
) -> tuple[Sheet, ...]:
    settings = PlanSettings.from_json(view.proposal.settings or "{}")
    pairs = [(pair.guest, pair.host) for pair in view.pairs]
    decisions = [pair.decision.label.say(language) if pair.decision else "" for pair in view.pairs]
    extra = ((_DECISION, decisions),)
    if own:
        return plan_sheets(*own, language, pairs=pairs, extra=extra)
    problem = problem_from_snapshot(
        basis,
        guests=sorted({guest for guest, _ in pairs}),
        hosts=sorted({host for _, host in pairs}),
    )
    sheet = evidence_sheet(problem, settings, pairs, language, extra=extra, stored=view.pairs)
    return (sheet, settings_sheet(settings, language))


def plan_sheets(
    problem: PlanningProblem,
    plan: Plan,
    language: Language,
    *,
    pairs: Sequence[tuple[str, str]] | None = None,
    extra: Sequence[Extra] = (),
) -> tuple[Sheet, ...]:
    """Return a plan in sheets: pairs with evidence, left out, totals, settings, proof.

    Parameters
    ----------
    pairs
        (guest, host), in the order of the rows; all pairs of the plan by default.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import plan, problem_from_matrix
    >>> given = problem_from_matrix(np.array([[0.9]]))
    >>> made = plan(given, PlanSettings(weights=(("given", 1.0),)))
    >>> [sheet.key for sheet in plan_sheets(given, made, "zh")]
    ['pairs', 'left_out', 'totals', 'settings', 'proof']
    """
    shown = [(pair.guest, pair.host) for pair in plan.pairs] if pairs is None else pairs
    guests, hosts = problem.pool.shape
    return (
        evidence_sheet(problem, plan.settings, shown, language, extra=extra),
        left_out_sheet(problem, plan, language),
        totals_sheet(plan, language, guests=guests, hosts=hosts, unnamed=len(problem.unnamed)),
        settings_sheet(plan.settings, language),
        proof_sheet(plan, language),
    )


def _workbook(sheets: tuple[Sheet, ...], language: Language) -> bytes:
    [content] = FORMATS["xlsx"].write(sheets, language).values()
    return content


def _manifest(
    snapshot: Snapshot,
    view: ProposalView,
    drafts: Sequence[AgreementDraft],
    files: Mapping[str, bytes],
    *,
    template: bytes,
    language: Language,
) -> dict[str, Any]:
    item = view.proposal
    return {
        "format": "graphs-agreement-pack",
        "version": 1,
        "language": language,
        "title": item.title,
        "ledger": snapshot.ledger,
        "effective_as_of": snapshot.as_of.isoformat(),
        "known_at_revision": snapshot.revision,
        "head_digest": snapshot.digest,
        "proposal": item.id,
        "stage": item.stage.name,
        "plan": item.plan,
        "plan_made_at_revision": item.made_at,
        "content_digest": item.content,
        "proof_enclosed": "plan.json" in files,
        "agreements": len(drafts),
        "pairs": sum(len(draft.pairs) for draft in drafts),
        "synthetic": snapshot.synthetic or item.synthetic,
        "template_sha256": hashlib.sha256(template).hexdigest(),
        "identity": snapshot.identity.say(language) or None,
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
