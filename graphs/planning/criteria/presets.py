"""Presets: named sets of weights, and the default weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graphs.registry import Registry
from graphs.text import Text

__all__ = ["PRESETS", "Preset", "Weight"]

Weight: TypeAlias = tuple[str, float]
"""A criterion and its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A named set of weights."""

    key: str
    label: Text
    weights: tuple[Weight, ...]


PRESETS: Registry[str, Preset] = Registry("preset", (
    (preset.key, preset)
    for preset in (
        Preset(
            key="assistance",
            label=Text(zh="帮扶", en="assistance"),
            weights=(("needs", 3.0), ("strength", 3.0), ("track_record", 2.0), ("workload", 1.0),
                     ("distance", 1.0)),
        ),
        Preset(
            key="chain",
            label=Text(zh="产业链", en="industry chain"),
            weights=(("chain", 4.0), ("industry", 3.0), ("needs", 1.0), ("distance", 1.0),
                     ("track_record", 1.0)),
        ),
        Preset(
            key="nearby",
            label=Text(zh="就近", en="nearby"),
            weights=(("distance", 5.0), ("needs", 1.0), ("workload", 1.0), ("track_record", 1.0)),
        ),
    )
))  # fmt: skip
"""The presets by key: assistance 帮扶, chain 产业链, nearby 就近."""
