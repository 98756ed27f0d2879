"""What the planner wants: plain, serialisable values that are stored with the plan."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from graphs.errors import InputError, Problem
from graphs.planning import criteria  # noqa: F401  # declares the criteria
from graphs.planning.assignment import Objective
from graphs.planning.evidence import CRITERIA
from graphs.planning.presets import EVEN, PRESETS, Weight
from graphs.text import Text

__all__ = ["Capacity", "Mark", "PlanSettings", "Quota"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A pair locked or forbidden by hand, with the reason.

    Examples
    --------
    >>> Mark(guest="n1", host="s1", reason="双方已商定").host
    's1'
    """

    guest: str
    host: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How many pairs one organisation should (``low``) and may (``high``) have.

    Examples
    --------
    >>> Capacity(id="s1", high=2).low
    0
    """

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
    seconds
        Deterministic time limit of each level where constraints are no flow.

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

    weights: tuple[Weight, ...] = EVEN
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
    seconds: float = field(default=30.0)

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise InputError(
                Text(zh="方案设置有问题", en="these settings cannot be used"), tuple(problems)
            )
        for name in ("weights", "capacities", "quotas", "locked", "forbidden"):
            ordered = tuple(sorted(getattr(self, name), key=_order))
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
            held = json.loads(words)
            made: dict[str, Any] = {name: held[name] for name in held}
            made["weights"] = tuple(
                (str(key), float(value)) for key, value in held.get("weights", EVEN)
            )
            for name, kind in (
                ("capacities", Capacity),
                ("quotas", Quota),
                ("locked", Mark),
                ("forbidden", Mark),
            ):
                made[name] = tuple(kind(**each) for each in held.get(name, ()))
            return cls(**made)
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(
                Text(zh="这不是方案设置的 JSON", en="this is no JSON of plan settings"),
                (Problem(place=Text(zh="设置", en="settings"), reason=Text.same(str(error))),),
            ) from error

    def digest(self) -> str:
        """Return a digest of the settings."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _order(value: Any) -> str:
    return json.dumps(
        value if isinstance(value, tuple) else asdict(value), sort_keys=True, ensure_ascii=False
    )


def _problems(settings: PlanSettings) -> list[Problem]:
    found = [
        _problem(
            key,
            value,
            Text(
                zh="没有这个评价项，或权重不是非负数",
                en="no such criterion, or the weight is no number ≥ 0",
            ),
        )
        for key, value in settings.weights
        if key not in CRITERIA or not math.isfinite(value) or value < 0
    ]
    if settings.objective not in Objective.__members__:
        words = Text(zh="没有这个目标", en="no such objective")
        found.append(_problem("objective", settings.objective, words))
    numbers = {
        "guest_low": settings.guest_low, "guest_high": settings.guest_high, "host_low": settings.host_low,
        "host_high": settings.host_high, "budget": settings.budget, "keep_bonus": settings.keep_bonus,
        "max_distance_km": settings.max_distance_km, "seconds": settings.seconds,
    }  # fmt: skip
    numbers |= {f"{each.id}:low": each.low for each in settings.capacities}
    numbers |= {f"{each.id}:high": each.high for each in settings.capacities}
    numbers |= {f"{each.group}:low": each.low for each in settings.quotas}
    numbers |= {f"{each.group}:high": each.high for each in settings.quotas}
    found += [
        _problem(name, value, Text(zh="应为非负数", en="must be a number ≥ 0"))
        for name, value in numbers.items()
        if value is not None and (not math.isfinite(value) or value < 0)
    ]
    if settings.alliance_size < 2:
        words = Text(zh="至少两方", en="needs at least two parties")
        found.append(_problem("alliance_size", settings.alliance_size, words))
    if settings.existing not in ("fixed", "open") or settings.same not in ("", "town", "district"):
        words = Text(zh="取值不在列表内", en="the value is not in the list")
        found.append(_problem("existing, same", f"{settings.existing}, {settings.same}", words))
    return found


def _problem(place: str, value: object, reason: Text) -> Problem:
    return Problem(place=Text.same(place), value=str(value), reason=reason)
