"""Solve plans, answer questions, draw the answers: quick ones at once, others in a child process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.job_progress import SOLVE, awaited
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from graphs.model import Snapshot
from graphs.planning import (
    Answer,
    PlanningProblem,
    PlanSettings,
    QuestionJob,
    Solved,
    SolveJob,
    allowed_seconds,
    in_points,
    is_flow,
    is_quick,
    partner_rank,
    points,
    problem_from_snapshot,
    solved_plan,
    why,
)
from graphs.proposals import refused_by_rules
from graphs.text import Text

__all__ = [
    "answer",
    "answer_for",
    "main_reasons",
    "names",
    "plan_for",
    "problem_for",
    "rank",
    "waterfall",
    "whole_reasons",
]

_T = TypeVar("_T")

_FEW = 2
"""So many changes are told in a sentence; more in a table."""

_CELLS = 1_000_000
"""So many possible pairs are looked at in about a second."""


def problem_for(
    snapshot: Snapshot, guests: tuple[str, ...] | None, *, everyone: bool
) -> PlanningProblem:
    """Return the planning problem of a snapshot, from the store of answers where it is there."""

    def make() -> PlanningProblem:
        # An organisation with an error that stands takes no part, and the plan says why.
        refused = refused_by_rules(snapshot)
        return problem_from_snapshot(snapshot, guests=guests, everyone=everyone, refused=refused)

    key = (snapshot.key, snapshot.digest, guests, everyone)
    return answer_store().answer("planning problem", key, make)


def _source(problem: PlanningProblem) -> tuple[str, str, int]:
    """Return what a plan is of: the same candidates of another ledger or revision are another's."""
    return problem.digest, problem.ledger, problem.revision


def plan_for(view: View, problem: PlanningProblem, settings: PlanSettings) -> Solved | None:
    """Return the plan; ``None`` while a large one is being solved, its progress drawn.

    Raises
    ------
    LimitExceeded
        The solve took too long.
    InputError
        The settings cannot be used.
    """
    if is_quick(problem, settings):
        place = (*_source(problem), settings.to_json())
        return answer_store().answer("plan", place, lambda: solved_plan(problem, settings))
    key = ("plan", _source(problem), settings.digest())
    words = Text(zh="正在求解，已 {n} 秒……", en="Solving, {n} s …")
    return awaited(view, SOLVE, key, lambda: SolveJob(problem, settings), words, with_page=True)


def main_reasons(solved: Solved) -> dict[tuple[str, str], Text]:
    """Return what speaks most for each pair of a plan, from the store where it is there."""
    problem, settings, plan = solved.problem, solved.settings, solved.plan

    def make() -> dict[tuple[str, str], Text]:
        return {
            (guest, host): why(problem, settings, guest, host, beside=plan.couples).reasons()
            for guest, host in plan.couples
        }

    key = (*_source(problem), plan.id, plan.content)
    return answer_store().answer("main reasons", key, make)


def whole_reasons(solved: Solved) -> dict[tuple[str, str], Text]:
    """Return why each new pair of the plan is proposed, as a draft keeps it."""
    problem, settings, couples = solved.problem, solved.settings, solved.plan.couples
    return {
        (each.guest, each.host): why(
            problem, settings, each.guest, each.host, beside=couples
        ).sentence
        for each in solved.plan.pairs
        if not each.existing
    }


def answer_for(
    view: View, solved: Solved, question: Callable[..., _T], *arguments: Any, solves: float = 0.2
) -> _T | None:
    """Return the answer to a question about a plan; ``None`` while its progress is drawn.

    Parameters
    ----------
    question
        A function of the plan and of what is ``asked``.
    solves
        How many solves it takes as long as, which decides whether a child answers.

    Raises
    ------
    LimitExceeded
        The answer took too long; it is cut off.
    """
    guests, hosts = solved.problem.pool.shape
    light = is_flow(solved.settings) or is_quick(solved.problem, solved.settings)
    if light and guests * hosts * solves <= _CELLS:
        place = (*_source(solved.problem), solved.plan.id, solved.plan.content)
        request = (*place, question.__name__, arguments)
        return answer_store().answer("plan answer", request, lambda: question(solved, *arguments))
    key = (question.__name__, solved.plan.content, arguments)
    limit = allowed_seconds(solved.settings)
    words = Text(zh="正在计算，已 {n} 秒……", en="Working it out, {n} s …")
    begin = lambda: QuestionJob(question, solved, *arguments, deadline=limit)  # noqa: E731
    return awaited(view, SOLVE, key, begin, words, with_page=True)


def names(solved: Solved, view: View) -> dict[str, str]:
    """Return how every candidate is called, by id."""
    pool = solved.problem.pool
    return {
        ident: words.say(view.language)
        for side in (pool.guests, pool.hosts)
        for ident, words in zip(side.ids, side.names, strict=True)
    }


def answer(view: View, solved: Solved, found: Answer, *, key: str) -> None:
    """Draw an answer: its sentence, or what it costs and a table of all that would move."""
    icon = ":material/help:"
    if found.brief is None or len(found.swaps) <= _FEW:
        st.info(plain(view.say(found.sentence), 1200), icon=icon)
        return
    words = Text(
        zh="要随之改动 {n} 个非公党组织的结对：",
        en=" {n} {n:guest|guests} would change partners:",
    ).format(n=len({each.guest for each in found.swaps}))
    st.info(plain(view.say(found.brief + words), 1200), icon=icon)
    called = names(solved, view)
    heads = Text(zh="非公党组织|现在|改为", en="Non-public|Now|Would be")
    rows = [
        [called[ident] if ident else "—" for ident in (each.guest, each.leaves, each.joins)]
        for each in found.swaps
    ]
    height = table_height(len(rows), most=8)
    rows_table(view.say(heads).split("|"), rows, key=f"plan:swaps:{key}", height=height)


def rank(view: View, solved: Solved, guest: str, host: str) -> None:
    """Say whether another partner scores higher, and offer to ask why it is not that one."""
    found = partner_rank(solved, guest, host)
    if not found.higher:
        show(f"<div>{safe(view.say(found.sentence))}</div>")
        return
    first = found.higher[0].host

    def ask() -> None:
        st.session_state["plan:tab"] = "why_not"
        st.session_state["plan:ask:guest"], st.session_state["plan:ask:host"] = guest, first

    words = Text(zh="为什么不是{name}？", en="Why not {name}?").format(
        name=names(solved, view)[first]
    )
    show(f"<div>{safe(view.say(found.sentence), 600)}</div>")
    st.button(plain(view.say(words)), key="plan:why-higher", icon=":material/help:", on_click=ask)


def waterfall(view: View, solved: Solved, guest: str, host: str) -> None:
    """Draw the score as one bar for each criterion; the bars add up to it."""
    found = why(solved.problem, solved.settings, guest, host, beside=solved.plan.couples)
    show(f"<div>{safe(view.say(found.sentence), 600)}</div>")
    lines, begun = [], 0.0
    none = view.say(Text(zh="无数据", en="no data"))
    for part in found.parts:
        share = in_points(part.points)
        label = part.label.say(view.language)
        blank = part.evidence.score is None and not part.points
        value = none if blank else points(part.points, signed=True)
        lines.append(
            f'<div class="fall"><span class="name">{safe(label)}</span>'
            f'<span class="track"><i style="left:{begun:.2f}%;width:{max(share, 0.3):.2f}%"></i></span>'
            f'<span class="value">{value}</span>'
            f'<span class="why">{safe(view.say(part.evidence.reason), 200)}</span></div>'
        )
        begun += share
    total = view.say(Text(zh="合计", en="Total"))
    lines.append(
        f'<div class="fall"><span class="name"><b>{total}</b></span>'
        f'<span class="track"><i class="sum" style="left:0;width:{begun:.2f}%"></i></span>'
        f'<span class="value"><b>{points(found.score)}</b></span><span class="why"></span></div>'
    )
    show("".join(lines))
