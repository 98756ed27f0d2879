"""The check of a stored proposal against its plan, solved again at the revision it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from graphs.errors import InputError
from graphs.model import ProposedPair
from graphs.planning import (
    Plan,
    PlannedPair,
    PlanningProblem,
    PlanSettings,
    Violation,
    alliances,
    verify_plan,
    why,
)
from graphs.proposals.papers.agreement_groups import alliance_groups
from graphs.proposals.stored_proposals import ProposalView
from graphs.text import Text

__all__ = ["proposal_violations"]

_SCALE = 1_000_000


def proposal_violations(
    problem: PlanningProblem,
    plan: Plan,
    view: ProposalView,
    *,
    elsewhere: Collection[tuple[str, str]] = (),
) -> tuple[Violation, ...]:
    """Return what a stored proposal says that its plan does not; empty where the two agree.

    1. The plan is judged from problem and settings. 2. Plan id, settings, revision and the mark of
    invented data must be the plan's. 3. The pairs must be all its new ones, each with the plan's
    score, reason and agreement.

    Parameters
    ----------
    plan
        Solved again from the ledger at the revision the proposal rests on.
    elsewhere
        Pairs (guest, host) of the plan that an earlier proposal holds.

    Examples
    --------
    >>> from graphs.model import Proposal, ProposalStage
    >>> from graphs.planning import plan, problem_from_matrix
    >>> given = problem_from_matrix([[0.9]])
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.draft, planner="台账岗",
    ...                 plan="ab", content="cd", made_at=0)
    >>> empty = ProposalView(proposal=item, pairs=(), comments=())
    >>> [each.rule for each in proposal_violations(given, plan(given, PlanSettings()), empty)]
    ['plan', 'settings', 'missing']
    """
    item = view.proposal
    judged = verify_plan(problem, plan.settings, plan)
    found = [each for each in judged if each.rule != "unproved"]
    if item.plan != plan.id:
        found.append(_wrong("plan", Text(zh="方案编号", en="the id of the plan")))
    if _settings(item.settings) != plan.settings:
        found.append(_wrong("settings", Text(zh="方案设置", en="the settings")))
    if item.made_at != plan.revision:
        found.append(_wrong("revision", Text(zh="依据版本", en="the revision it rests on")))
    if any(each.synthetic != plan.synthetic for each in (item, *view.pairs)):
        found.append(_wrong("synthetic", Text(zh="虚构标记", en="the mark of invented data")))
    return (*found, *_pairs(problem, plan, view, set(elsewhere)))


def _pairs(
    problem: PlanningProblem, plan: Plan, view: ProposalView, elsewhere: set[tuple[str, str]]
) -> Iterator[Violation]:
    wanted = {(p.guest, p.host): p for p in plan.pairs if not p.existing}
    wanted = {ends: pair for ends, pair in wanted.items() if ends not in elsewhere}
    several = plan.settings.alliance_size > 2
    groups = alliance_groups(alliances(problem, plan)) if several else {}
    counted = Counter((pair.guest, pair.host) for pair in view.pairs)
    for guest, host in sorted(wanted.keys() - counted.keys()):
        words = Text(zh="缺少结对 ", en="the pair left out: ") + Text.same(f"{guest}–{host}")
        yield _wrong("missing", words)
    for pair in view.pairs:
        ends = (pair.guest, pair.host)
        called = Text.same(f" {pair.guest}–{pair.host}")
        if ends not in wanted:
            yield _wrong("foreign", Text(zh="方案之外的结对", en="a pair of no plan") + called)
            continue
        if counted[ends] > 1:
            yield _wrong("twice", Text(zh="重复的结对", en="a pair stored twice") + called)
        if pair.proposal != view.proposal.id:
            yield _wrong("proposal", Text(zh="所属方案", en="the proposal of a pair") + called)
        yield from _evidence(problem, plan, pair, wanted[ends])
        if pair.alliance != groups.get(ends):
            yield _wrong("alliance", Text(zh="协议分组", en="the agreement of a pair") + called)


def _evidence(
    problem: PlanningProblem, plan: Plan, stored: ProposedPair, pair: PlannedPair
) -> Iterator[Violation]:
    called = Text.same(f" {pair.guest}–{pair.host}")
    if stored.score is None or float(stored.score) != round(pair.score / _SCALE, 6):
        yield _wrong("score", Text(zh="得分", en="the score of a pair") + called)
    reason = why(problem, plan.settings, pair.guest, pair.host, beside=plan.couples).sentence
    if (stored.reason, stored.reason_en) != (reason.zh, reason.en):
        yield _wrong("reason", Text(zh="理由", en="the reason of a pair") + called)


def _settings(words: str | None) -> PlanSettings | None:
    try:
        return PlanSettings.from_json(words or "")
    except InputError:
        return None


def _wrong(rule: str, what: Text) -> Violation:
    words = Text(zh="与重新求解的方案不符：", en="not as in the plan solved again: ")
    return Violation(rule=rule, sentence=words + what)
