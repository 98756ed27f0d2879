"""Plan settings: plain, serialisable values, stored with the plan."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from graphs.errors import InputError, Problem
from graphs.planning.criteria.evidence import CRITERIA
from graphs.planning.criteria.presets import PRESETS, Weight
from graphs.planning.problem.settings_checks import NUMBERS, settings_problems
from graphs.planning.problem.settings_ranges import SETTING_RANGES
from graphs.text import Text

__all__ = ["Capacity", "Mark", "PlanSettings", "Quota"]

_EVEN: tuple[Weight, ...] = tuple((key, each.even) for key, each in CRITERIA.items())
"""The weights where a planner asks for no emphasis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A pair locked or forbidden by hand, with the reason."""

    guest: str
    host: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How many pairs one organisation should (``low``) and may (``high``) have."""

    id: str
    low: int = 0
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many pairs the guests (or hosts) of a township or chain should and may have.

    Examples
    --------
    >>> Quota(side="guest", group="t1", high=5).low
    0
    """

    side: Literal["guest", "host"]
    group: str
    low: int = 0
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """Weights, limits and objective of a plan.

    Attributes
    ----------
    weights
        (criterion, weight ≥ 0); a criterion not named has weight 0.
    guest_low, guest_high
        How many pairs each guest should and may have in all; ``host_low`` the least for each host.
    host_high
        How many new pairs each host may have; ``None`` for what its usual load leaves free.
    capacities
        Exceptions for single guests and hosts.
    existing
        ``fixed``: pairs in force stay as they are and use capacity. ``open``: they are decided
        anew; each one kept adds ``keep_bonus`` (in points of 100) to the total.
    budget
        The most new pairs; ``None`` without limit.
    max_distance_km, same
        How far apart a pair may be, and what it must share.
    alliance_size
        Parties of an agreement: 2 for pairs, 3 and more to group guests of one host.
    missing
        How a criterion counts for a pair it has no data on: ``middle`` as the mean of the pairs it
        has data on, ``worst`` as 0, ``left_out`` by leaving its weight to the other criteria.
    seconds
        Time limit of the whole call; what was found by then is returned with its gap.

    Raises
    ------
    InputError
        A value is out of range or a criterion unknown; every problem is listed.

    Examples
    --------
    >>> PlanSettings.preset("nearby").weight("distance")
    5.0
    >>> PlanSettings.from_json(PlanSettings(budget=20).to_json()).budget
    20
    """

    weights: tuple[Weight, ...] = _EVEN
    objective: str = "most_served"
    guest_low: int = 0
    guest_high: int = 1
    host_low: int = 0
    host_high: int | None = None
    capacities: tuple[Capacity, ...] = ()
    quotas: tuple[Quota, ...] = ()
    locked: tuple[Mark, ...] = ()
    forbidden: tuple[Mark, ...] = ()
    existing: Literal["fixed", "open"] = "fixed"
    keep_bonus: float = 0.0
    budget: int | None = None
    max_distance_km: float | None = None
    same: Literal["", "town", "district"] = ""
    alliance_size: int = 2
    missing: Literal["left_out", "middle", "worst"] = "middle"
    seconds: float = field(default=30.0)

    def __post_init__(self) -> None:
        problems = settings_problems(self)
        if problems:
            raise InputError(
                Text(zh="方案设置有问题", en="these settings cannot be used"), problems
            )
        for name in NUMBERS:  # 20.0 and 20 are one value, and so are 5 and 5.0
            value, made = getattr(self, name), int if SETTING_RANGES[name].whole else float
            object.__setattr__(self, name, None if value is None else made(value) + made(0))
        weights = tuple((key, float(value) + 0.0) for key, value in self.weights)
        object.__setattr__(self, "weights", weights)
        for name in ("weights", "capacities", "quotas", "locked", "forbidden"):
            # The same thing said twice is said once; two different ones were refused above.
            ordered = tuple(sorted(dict.fromkeys(getattr(self, name)), key=_order))
            object.__setattr__(self, name, ordered)

    @classmethod
    def preset(cls, key: str, **changes: Any) -> PlanSettings:
        """Return settings with the weights of a preset.

        Raises
        ------
        KeyError
            There is no such preset.
        InputError
            A changed value is out of range.
        """
        return cls(weights=PRESETS[key].weights, **changes)

    def weight(self, key: str) -> float:
        """Return the weight of a criterion."""
        return dict(self.weights).get(key, 0.0)

    def shares(self) -> tuple[Weight, ...]:
        """Return the share of each criterion that counts, in the order of the registry.

        Weights say how much more one criterion counts than another; their scale says nothing.
        Shares are rounded to twelve decimals so that it changes no bit of a score either.

        Examples
        --------
        >>> PlanSettings(weights=(("distance", 3.0), ("chain", 1.0), ("ties", 0.0))).shares()
        (('chain', 0.25), ('distance', 0.75))
        """
        weights = dict(self.weights)
        whole = sum(weights[key] for key in sorted(weights))
        shares = [(key, round(weights.get(key, 0.0) / (whole or 1.0), 12)) for key in CRITERIA]
        return tuple((key, share) for key, share in shares if share > 0)

    def to_json(self) -> str:
        """Return the settings as canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, words: str) -> PlanSettings:
        """Return the settings that JSON holds.

        Raises
        ------
        InputError
            The words are no settings.
        """
        try:
            plain = json.loads(words)
            made: dict[str, Any] = {name: plain[name] for name in plain}
            made["weights"] = tuple((key, value) for key, value in plain.get("weights", _EVEN))
            for name, kind in (
                ("capacities", Capacity),
                ("quotas", Quota),
                ("locked", Mark),
                ("forbidden", Mark),
            ):
                made[name] = tuple(kind(**each) for each in plain.get(name, ()))
            return cls(**made)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(
                Text(zh="这不是方案设置的 JSON", en="this is no JSON of plan settings"),
                (Problem(place=Text(zh="设置", en="settings"), reason=Text.same(str(error))),),
            ) from error

    def digest(self) -> str:
        """Return a digest of what is asked: equal for settings that ask the same.

        Scaled weights, a weight of 0, and a bonus for pairs that are not decided anew make no
        difference; nor does how long a solve may take, which is no part of the question.

        Examples
        --------
        >>> one = PlanSettings(weights=(("distance", 1.0),), seconds=5)
        >>> one.digest() == PlanSettings(weights=(("distance", 4.0), ("ties", 0.0))).digest()
        True
        """
        plain = asdict(self) | {"weights": self.shares()}
        del plain["seconds"]
        if self.existing == "fixed":
            del plain["keep_bonus"]
        words = json.dumps(plain, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


def _order(value: Any) -> str:
    return json.dumps(
        value if isinstance(value, tuple) else asdict(value), sort_keys=True, ensure_ascii=False
    )
