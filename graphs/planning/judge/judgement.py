"""Judge a plan as shown, stored or exported, from problem and settings alone.

Nothing that a plan says of itself is believed: every score, flag, count, reason, total, id and
digest is worked out again and compared, and the proof is checked. The judge shares no code with
whatever found the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from graphs.errors import GraphsError
from graphs.planning.candidates.arrays import Integers
from graphs.planning.criteria.flags import flags_of
from graphs.planning.judge.verify import Violation, verify
from graphs.planning.plan_result import Plan, PlannedPair, content_digest, plan_id
from graphs.planning.problem.assignment import PlanTotals, plan_totals, slot_worth
from graphs.planning.problem.compile import CompiledProblem, compile_problem
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.scores import slot_parts
from graphs.planning.problem.settings import PlanSettings
from graphs.planning.problem.settings_checks import pool_problems
from graphs.planning.problem.unserved import unserved
from graphs.text import Text

__all__ = ["verify_plan"]


def verify_plan(
    problem: PlanningProblem, settings: PlanSettings, plan: Plan
) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan; empty where it is sound and said to be best.

    1. Who is paired is read from the plan, and nothing else. 2. All that follows from it is worked
    out anew and compared, value and type. 3. The constraints and the proof are checked. 4. The
    digest must be that of the plan as it is. What is out of range or of a wrong type is a
    violation too. ``unproved`` alone means sound, with an open gap.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from graphs.planning import plan, problem_from_matrix
    >>> problem, settings = problem_from_matrix([[0.9, 0.2]]), PlanSettings()
    >>> made = plan(problem, settings)
    >>> verify_plan(problem, settings, made)
    ()
    >>> better = replace(made, totals=replace(made.totals, total=2 * 10**6))
    >>> [each.rule for each in verify_plan(problem, settings, better)]
    ['totals', 'content']
    """
    shown: object = plan  # whatever its type says
    if not isinstance(shown, Plan) or type(plan.pairs) is not tuple:
        return (_wrong("plan", Text(zh="这不是方案", en="this is no plan")),)
    unknown = pool_problems(problem.pool, settings)
    if unknown:
        return tuple(_wrong("settings", each.sentence()) for each in unknown)
    try:
        compiled = compile_problem(problem, settings)
    except GraphsError as error:
        return (_wrong("settings", error.message),)
    found = list(_source(problem, settings, plan))
    rows = _rows(problem, plan)
    if rows is None:
        words = Text(zh="方案含有候选方之外的对象", en="a pair names nobody of the problem")
        found.append(_wrong("range", words))
    else:
        found += _pairs(problem, settings, compiled, plan, rows)
        found += _proof(compiled, plan, rows)
    if not _same(plan.content, content_digest(plan)):
        words = Text(zh="内容摘要与方案不符", en="the digest is not that of this plan")
        found.append(_wrong("content", words))
    return tuple(found)


def _source(problem: PlanningProblem, settings: PlanSettings, plan: Plan) -> Iterator[Violation]:
    truth = {
        "id": plan_id(problem.digest, settings),
        "problem": problem.digest,
        "settings": settings,
        "ledger": problem.ledger,
        "revision": problem.revision,
        "synthetic": problem.synthetic,
    }
    yield from _differing(plan, truth)


def _rows(problem: PlanningProblem, plan: Plan) -> list[tuple[int, int]] | None:
    """Return the positions of the pairs; ``None`` where one is out of range."""
    at_guest = {ident: place for place, ident in enumerate(problem.pool.guests.ids)}
    at_host = {ident: place for place, ident in enumerate(problem.pool.hosts.ids)}
    found = []
    for pair in plan.pairs:
        if not (isinstance(pair, PlannedPair) and _words(pair.guest) and _words(pair.host)):
            return None
        if pair.guest not in at_guest or pair.host not in at_host:
            return None
        found.append((at_guest[pair.guest], at_host[pair.host]))
    return found


def _words(value: object) -> bool:
    return type(value) is str


def _pairs(
    problem: PlanningProblem,
    settings: PlanSettings,
    compiled: CompiledProblem,
    plan: Plan,
    rows: list[tuple[int, int]],
) -> Iterator[Violation]:
    """Yield what differs from what follows from who is paired."""
    pool = problem.pool
    ordered = sorted(set(rows))
    if ordered != rows:
        yield _wrong("order", Text(zh="结对重复或乱序", en="pairs repeat or are out of order"))
    kept = set(map(tuple, compiled.locked.tolist()))
    for guest, host in sorted(kept - set(rows)):
        lost = f"{pool.guests.ids[guest]}–{pool.hosts.ids[host]}"
        words = Text(zh="锁定的结对不在方案里：", en="a locked pair is not in the plan: ")
        yield _wrong("locked", words + Text.same(lost))
    forced = set(zip(*(each.tolist() for each in pool.places(pool.links.existing)), strict=True))
    reasons = {(mark.guest, mark.host): mark.reason for mark in settings.locked}
    everything = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    slots = dict(zip(ordered, slot_parts(compiled.slots, everything).tolist(), strict=True))
    for pair, (guest, host) in zip(plan.pairs, rows, strict=True):
        yield from _differing(
            pair,
            {
                "score": int(compiled.scores[guest, host]) + slots[guest, host],
                "missing": round(1.0 - float(compiled.present[guest, host]), 6),
                "existing": (guest, host) in forced,
                "locked": reasons[pair.guest, pair.host] if (guest, host) in kept else None,
                "flags": flags_of(pool, guest, host),
            },
        )
    gone = sorted(forced - set(rows)) if settings.existing == "open" else []
    truth = {
        "left_out": unserved(problem, compiled, everything, compiled.assignment),
        "totals": _totals_of(compiled, everything, forced),
        "dropped": tuple((pool.guests.ids[guest], pool.hosts.ids[host]) for guest, host in gone),
        "refused_locks": tuple((mark.guest, mark.host, why) for mark, why in compiled.refused),
    }
    yield from _differing(plan, truth)


def _totals_of(
    compiled: CompiledProblem, everything: Integers, forced: set[tuple[int, int]]
) -> PlanTotals:
    locked = set(map(tuple, compiled.locked.tolist()))
    rows = [tuple(row) for row in everything.tolist()]
    rest = np.array([row for row in rows if row not in locked], dtype=np.int64).reshape(-1, 2)
    return PlanTotals(
        pairs=len(rows),
        shortfall=plan_totals(compiled.assignment, rest).shortfall,
        kept=sum(row in forced for row in rows),
        served=len({guest for guest, _ in rows}),
        total=sum(int(compiled.scores[row]) for row in rows)
        + slot_worth(compiled.slots, np.bincount(everything[:, 1], minlength=len(compiled.slots))),
    )


def _proof(
    compiled: CompiledProblem, plan: Plan, rows: list[tuple[int, int]]
) -> tuple[Violation, ...]:
    """Return what is wrong with the constraints and the proof, locked pairs taken out."""
    locked = set(map(tuple, compiled.locked.tolist()))
    rest = np.array([row for row in rows if row not in locked], dtype=np.int64).reshape(-1, 2)
    unique = np.unique(rest, axis=0) if len(rest) else rest
    reached = plan_totals(compiled.assignment, unique)
    return verify(compiled.assignment, unique, reached, plan.certificate)


def _differing(plan: Any, truth: dict[str, object]) -> Iterator[Violation]:
    for name, value in truth.items():
        if not _same(getattr(plan, name), value):
            words = Text(
                zh=f"“{name}”与重新计算的不符", en=f"{name} is not what it works out to be"
            )
            yield _wrong(name, words)


def _same(one: object, other: object) -> bool:
    """Return whether two values are equal and of the same type, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if is_dataclass(one):
        names = [each.name for each in fields(one)]
        return all(_same(getattr(one, name), getattr(other, name)) for name in names)
    return one == other


def _wrong(rule: str, sentence: Text) -> Violation:
    return Violation(rule=rule, sentence=sentence)
