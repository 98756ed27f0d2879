"""A plan kept as a draft, or put in the place of a proposal that is worked on again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphs.commands.command_line.command_desk import Desk
from graphs.commands.plans.plan_arguments import proposal_of
from graphs.errors import InputError
from graphs.ledger import Ledger
from graphs.model import ProposalStage, Snapshot, WorkflowStep
from graphs.planning import PlanningProblem, PlanSettings, Solved, alliances, settings_within, why
from graphs.proposals import alliance_groups, draft_steps, post_steps, revise_steps
from graphs.text import Text

__all__ = ["DraftRequest", "check_draft", "keep_draft", "reworkable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """How a plan is kept: title, post, reason, and the proposal that it takes the place of."""

    title: str
    actor: str
    note: str
    rework: str | None


def check_draft(draft: str | None, actor: str | None, note: str | None) -> None:
    """Refuse a draft without title, post or reason, and these without a draft."""
    if draft is not None and not draft.strip():
        raise InputError(Text(zh="--draft 要写方案名称", en="give the draft a title"))
    if draft is not None and not (actor and note):
        raise InputError(
            Text(
                zh="存为草稿要用 --actor 写岗位、用 --note 写事由",
                en="to keep a draft give the post with --actor and the reason with --note",
            )
        )
    if draft is None and (actor or note):
        raise InputError(
            Text(
                zh="--actor、--note 只与 --draft 同用",
                en="--actor and --note go with --draft only",
            )
        )


def keep_draft(
    ledger: Ledger, snapshot: Snapshot, solved: Solved, draft: DraftRequest, desk: Desk
) -> None:
    """Write the plan into the ledger as a draft, and say under which revision."""
    steps = (*post_steps(snapshot, draft.actor), *_steps(snapshot, solved, draft))
    at = dt.datetime.now(dt.UTC)
    made = ledger.apply(*steps, actor=draft.actor, note=draft.note, at=at, base=snapshot.revision)
    desk.remark(
        Text(
            zh="已存为草稿，第 {n} 版；用 proposal list 查看编号",
            en="kept as a draft, revision {n}; see its id with proposal list",
        ).format(n=made.number)
    )


def _steps(snapshot: Snapshot, solved: Solved, draft: DraftRequest) -> tuple[WorkflowStep, ...]:
    made = solved.plan
    reasons = {
        (pair.guest, pair.host): why(
            solved.problem, made.settings, pair.guest, pair.host, beside=made.couples
        ).sentence
        for pair in made.pairs
    }
    several = made.settings.alliance_size > 2
    groups = alliance_groups(alliances(solved.problem, made)) if several else {}
    if draft.rework:
        view = proposal_of(snapshot, draft.rework)
        if view.proposal.stage in (ProposalStage.draft, ProposalStage.returned):
            return revise_steps(view, made, reasons=reasons, groups=groups)
        # What was approved goes its own way; the new draft holds the remainder.
        accepted = {(pair.guest, pair.host) for pair in view.accepted}
        rest = tuple(pair for pair in made.pairs if (pair.guest, pair.host) not in accepted)
        made = replace(made, pairs=rest)
    return draft_steps(made, title=draft.title, reasons=reasons, groups=groups)


def reworkable(
    desk: Desk, problem: PlanningProblem, settings: PlanSettings, questions: Mapping[str, Any]
) -> PlanSettings:
    """Leave out what a plan made again says of those who are no candidates any more, and say so.

    What is named on this command line stays, and is refused where it is no candidate.
    """
    if not questions["rework"]:
        return settings
    named = {words.rpartition("=")[0] for words in questions["capacity"]}
    named |= {
        ":".join(words.split(":")[:2]) for words in (*questions["lock"], *questions["forbid"])
    }
    kept, gone = settings_within(problem.pool, settings)
    if not gone or any(each.partition(": ")[2] in named for each in gone):
        return settings
    words = Text(
        zh="已不是候选方，原方案的这些设置不再适用：{gone}",
        en="no candidates any more, so these settings of the proposal do not apply: {gone}",
    )
    desk.remark(words.format(gone=", ".join(sorted(gone))))
    return kept
