"""A plan as plain values for JSON, complete enough to check its proof elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from graphs.planning import Plan
from graphs.text import Text

__all__ = ["plan_value", "text_value"]


def plan_value(plan: Plan) -> dict[str, Any]:
    """Return a plan with its pairs, who is left out, totals, settings and certificate.

    Scores and totals are in millionths of 1.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9]])), PlanSettings(weights=(("given", 1.0),)))
    >>> plan_value(made)["pairs"][0]["score"]
    900000
    """
    return {
        "plan": plan.id,
        "problem": plan.problem,
        "ledger": plan.ledger,
        "revision": plan.revision,
        "synthetic": plan.synthetic,
        "optimal": plan.optimal,
        "sentence": text_value(plan.sentence()),
        "totals": asdict(plan.standing),
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
        "settings": json.loads(plan.settings.to_json()),
        "certificate": asdict(plan.certificate),
    }


def text_value(words: Text) -> dict[str, str]:
    """Return both languages of a text.

    Examples
    --------
    >>> text_value(Text(zh="完成", en="done"))
    {'zh': '完成', 'en': 'done'}
    """
    return {"zh": words.zh, "en": words.en}
