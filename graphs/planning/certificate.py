"""The proof that comes with a plan: prices under which no plan can weigh more than this one."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.planning.network import Weights

__all__ = ["Certificate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The optimality proof of a plan.

    Attributes
    ----------
    proof
        ``prices``: exact integer prices whose bound equals the value, to be checked by anybody.
        ``solver``: CP-SAT proved each level of ``levels``. ``none``: the time limit came first,
        and ``levels`` hold how far the value may be from the best.
    weights
        What one unit of each level weighs in value and bound; ``digit`` is the base in which the
        fairest plan's levels are written.
    prices
        One for each host, then each group of guests, each group of hosts, source and sink.
    value, bound
        The weight of the plan, and what the prices prove no plan exceeds.
    levels
        (level, value reached, proved bound) of plans that are no flow.
    only
        Whether the plan is proved to be the only one chosen by the rule for ties.

    Examples
    --------
    >>> Certificate(proof="none").optimal
    False
    """

    proof: str
    weights: Weights | None = None
    digit: int = 0
    prices: tuple[int, ...] = ()
    value: int = 0
    bound: int = 0
    levels: tuple[tuple[str, int, int], ...] = ()
    only: bool = False

    @property
    def optimal(self) -> bool:
        """Whether the plan is proved best."""
        if self.proof == "prices":
            return self.value == self.bound
        return self.proof == "solver"
