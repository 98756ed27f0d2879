"""The certificate of a plan: dual prices that bound the weight of every plan."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.text import Text

__all__ = ["Certificate", "Weights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one unit of each level weighs; 0 where the objective does not look at the level."""

    shortfall: int
    kept: int
    served: int
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The optimality proof of a plan.

    Attributes
    ----------
    proof
        ``prices``: exact integer prices whose bound equals the value, to be checked by anybody.
        ``solver``: a solver says that each level of ``levels`` is best, and nobody else can check
        it. ``none``: the time limit came first, and ``levels`` hold how far the value may be from
        the best.
    weights
        What one unit of each level weighs in value and bound; ``None`` for the fairest plan, whose
        levels are written in the base ``digit``.
    prices
        One for each host, then each group of guests, each group of hosts, source and sink.
    value, bound
        The weight of the plan, and what the prices prove no plan exceeds.
    levels
        (level, value reached, bound) of plans that are no flow.
    """

    proof: str
    weights: Weights | None = None
    digit: int = 0
    prices: tuple[int, ...] = ()
    value: int = 0
    bound: int = 0
    levels: tuple[tuple[str, int, int], ...] = ()

    @property
    def optimal(self) -> bool:
        """Whether the plan is best, proved or by the solver's word."""
        return self.proved or self.proof == "solver"

    @property
    def proved(self) -> bool:
        """Whether a proof is there that anybody can check."""
        return self.proof == "prices" and self.value == self.bound

    def statement(self) -> Text:
        """Return what may be said of the proof wherever a plan is shown.

        Examples
        --------
        >>> Certificate(proof="solver", levels=(("score", 3, 3),)).statement().en
        "best by the solver's word, which cannot be checked here"
        >>> Certificate(proof="none", levels=(("served", 3, 5),)).statement().en
        'not proved best (the time limit came first); served: 3 reached, at most 5 possible'
        """
        if self.proved:
            return Text(zh="已证明最优", en="proved best")
        if self.proof == "solver":
            return Text(
                zh="求解器称为最优，此处无法复核",
                en="best by the solver's word, which cannot be checked here",
            )
        words = Text(zh="未证明最优（达到时限）", en="not proved best (the time limit came first)")
        for level, reached, bound in self.levels:
            if reached < bound:
                name = _LEVELS.get(level, Text.same(level))
                words += Text(zh="；", en="; ") + name
                words += Text(
                    zh=f"：达到 {_digits(reached)}，至多可能 {_digits(bound)}",
                    en=f": {_digits(reached)} reached, at most {_digits(bound)} possible",
                )
        return words


def _digits(number: int) -> str:
    return str(number) if number.bit_length() < _SHOWN_BITS else "…"


_SHOWN_BITS = 200
"""Python refuses to write out integers of thousands of digits."""

_LEVELS = {
    "shortfall": Text(zh="未满足的至少数（负数）", en="missed minimums (negative)"),
    "kept": Text(zh="保留的结对", en="pairs kept"),
    "served": Text(zh="安排的非公党组织", en="served"),
    "score": Text(zh="总分（百万分之一）", en="total score (millionths)"),
    "worst": Text(zh="最低得分（百万分之一）", en="lowest score (millionths)"),
    "above": Text(zh="高于最低得分的个数", en="guests above the lowest score"),
}
