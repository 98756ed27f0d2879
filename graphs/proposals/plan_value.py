"""A plan as plain values for JSON, complete enough to check its proof elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from graphs.planning import Plan, PlanningProblem
from graphs.text import Text

__all__ = ["exact_number", "names_of", "plan_value", "text_value"]

_BITS = 63


def plan_value(problem: PlanningProblem, plan: Plan) -> dict[str, Any]:
    """Return a plan with its pairs, who is left out, names, totals, settings and certificate.

    Scores and totals are in millionths of 1; integers beyond 64 bits are hexadecimal words.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> given = problem_from_matrix(np.array([[0.9]]))
    >>> made = plan(given, PlanSettings(weights=(("given", 1.0),)))
    >>> plan_value(given, made)["pairs"][0]["score"]
    900000
    """
    shown = {ident for pair in plan.pairs for ident in (pair.guest, pair.host)}
    shown |= {each.guest for each in plan.left_out}
    return {
        "plan": plan.id,
        "problem": plan.problem,
        "ledger": plan.ledger,
        "revision": plan.revision,
        "synthetic": plan.synthetic,
        "content": plan.content,
        "optimal": plan.optimal,
        "proved": plan.certificate.proved,
        "proof": text_value(plan.certificate.statement()),
        "sentence": text_value(plan.sentence()),
        "totals": asdict(plan.totals),
        "pairs": [{**asdict(pair), "flags": [*pair.flags]} for pair in plan.pairs],
        "left_out": [
            {"guest": each.guest, "kind": each.kind, "reason": text_value(each.reason)}
            for each in plan.left_out
        ],
        "dropped": [{"guest": guest, "host": host} for guest, host in plan.dropped],
        "refused_locks": [
            {"guest": guest, "host": host, "reason": text_value(reason)}
            for guest, host, reason in plan.refused_locks
        ],
        "names": {
            ident: text_value(name)
            for ident, name in sorted(names_of(problem).items())
            if ident in shown
        },
        "settings": json.loads(plan.settings.to_json()),
        "certificate": _certificate(plan),
    }


def _certificate(plan: Plan) -> dict[str, Any]:
    proof = plan.certificate
    return {
        **asdict(proof),
        "prices": [exact_number(each) for each in proof.prices],
        "value": exact_number(proof.value),
        "bound": exact_number(proof.bound),
        "levels": [[level, reached, bound] for level, reached, bound in proof.levels],
    }


def exact_number(number: int) -> int | str:
    """Return an integer, in hexadecimal where readers of JSON or Python would round or refuse it.

    Examples
    --------
    >>> exact_number(12), exact_number(2**64)
    (12, '0x10000000000000000')
    """
    return number if number.bit_length() <= _BITS else hex(number)


def text_value(words: Text) -> dict[str, str]:
    """Return both languages of a text.

    Examples
    --------
    >>> text_value(Text(zh="完成", en="done"))
    {'zh': '完成', 'en': 'done'}
    """
    return {"zh": words.zh, "en": words.en}


def names_of(problem: PlanningProblem) -> dict[str, Text]:
    """Return what the guests and hosts of a problem are called, by id."""
    pool = problem.pool
    return {
        ident: name
        for members in (pool.guests, pool.hosts)
        for ident, name in zip(members.ids, members.names, strict=True)
    }
