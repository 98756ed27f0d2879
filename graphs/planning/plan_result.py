"""A plan as a value: the pairs, who is left out and why, the totals, the proof, the digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from graphs.planning.certificate import Certificate
from graphs.planning.problem.assignment import PlanTotals
from graphs.planning.problem.settings import PlanSettings
from graphs.planning.problem.unserved import Unserved
from graphs.text import Text

__all__ = ["Plan", "PlannedPair", "content_digest", "plan_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPair:
    """A proposed pair.

    Attributes
    ----------
    score
        In millionths of 1, with its part of what the host's slots add; ``missing`` is the share of
        the weights without evidence, in [0, 1].
    existing
        Whether the pair is in force already and the plan keeps it.
    locked
        The planner's reason for the lock; ``None`` where it is not locked.
    flags
        Keys of the flags raised, to be shown beside the score.
    """

    guest: str
    host: str
    score: int
    missing: float
    existing: bool = False
    locked: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan with everything needed to judge and to repeat it.

    Attributes
    ----------
    id
        The digest of problem and settings: equal questions have equal ids.
    pairs
        Sorted by guest and host. ``left_out`` are the guests without any pair.
    totals
        What all pairs achieve, locked ones included; the total in millionths.
    dropped
        Pairs in force that the plan gives up, where existing pairs were decided anew.
    refused_locks
        Locks that could not be kept, as (guest, host, reason).
    content
        The digest of everything else here: a plan changed anywhere is another plan.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...             PlanSettings(weights=(("given", 1.0),)))
    >>> [(pair.guest, pair.host) for pair in made.pairs], made.optimal
    ([('guest1', 'host1'), ('guest2', 'host2')], True)
    """

    id: str
    problem: str
    settings: PlanSettings
    ledger: str
    revision: int
    synthetic: bool
    pairs: tuple[PlannedPair, ...]
    left_out: tuple[Unserved, ...]
    totals: PlanTotals
    dropped: tuple[tuple[str, str], ...]
    refused_locks: tuple[tuple[str, str, Text], ...]
    certificate: Certificate
    content: str = ""

    @property
    def optimal(self) -> bool:
        """Whether the plan is best, proved or by the solver's word; ``certificate`` says which."""
        return self.certificate.optimal

    @property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """The pairs as ids (guest, host)."""
        return tuple((pair.guest, pair.host) for pair in self.pairs)

    def sentence(self) -> Text:
        """Return the plan in one sentence.

        Examples
        --------
        >>> import numpy as np
        >>> from graphs.planning import plan, problem_from_matrix
        >>> plan(problem_from_matrix(np.zeros((0, 0))), PlanSettings()).sentence().zh
        '方案共 0 对，0 个非公党组织未安排；已证明最优。'
        """
        return Text(
            zh="方案共 {pairs} 对，{out} 个非公党组织未安排；{proof}。",
            en="{pairs} pairs; {out} non-public organisations left out; {proof}.",
        ).format(pairs=len(self.pairs), out=len(self.left_out), proof=self.certificate.statement())


def plan_id(problem: str, settings: PlanSettings) -> str:
    """Return the id of the plan of a problem, named by its digest, under settings.

    Examples
    --------
    >>> plan_id("ab", PlanSettings()) == plan_id("ab", PlanSettings(seconds=1))
    True
    """
    return hashlib.sha256(f"{problem}:{settings.digest()}".encode()).hexdigest()


def content_digest(plan: Plan) -> str:
    """Return the digest of everything in a plan but the digest itself.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9]])), PlanSettings())
    >>> content_digest(made) == made.content
    True
    """
    plain = {each.name: _plain(getattr(plan, each.name)) for each in fields(plan)}
    plain["standing"] = plain.pop("totals")  # as it was called when stored digests were made
    del plain["content"]
    del plain["settings"]  # the id is theirs, however they are spelled
    words = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=repr)
    return hashlib.sha256(words.encode("utf-8", "backslashreplace")).hexdigest()


def _plain(value: Any) -> Any:
    """Return plain values; integers in hexadecimal, which has no limit of digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)
    return value if isinstance(value, str | float | bool | None) else repr(value)
