"""Which numbers and words a setting of a plan may be: the screen, the command line and files ask here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.planning.problem.assignment import Objective
from graphs.text import Text

__all__ = ["SETTING_CHOICES", "SETTING_RANGES", "SettingRange"]

_MOST = 1_000_000
"""No number in settings is larger: more pairs, kilometres or points than any plan has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRange:
    """The numbers a setting may be; ``optional`` where it may be left open (``None``).

    Examples
    --------
    >>> SETTING_RANGES["budget"].allows(0), SETTING_RANGES["budget"].allows(0.5)
    (True, False)
    >>> SETTING_RANGES["alliance_size"].words().en
    'must be a whole number from 2 to 1000000'
    """

    least: int = 0
    most: int = _MOST
    whole: bool = True
    optional: bool = False

    def allows(self, value: object) -> bool:
        """Return whether a value is a number in this range; Python's booleans are none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not math.isfinite(value) or not self.least <= value <= self.most:
            return False
        return not self.whole or value == math.floor(value)

    def words(self) -> Text:
        """Return what a value must be."""
        kind = Text(zh="整数", en="whole number") if self.whole else Text(zh="数", en="number")
        shape = Text(zh="应为 {least} 至 {most} 的", en="must be a {kind} from {least} to {most}")
        return (shape + Text(zh="{kind}", en="")).format(
            kind=kind, least=str(self.least), most=str(self.most)
        )


SETTING_RANGES: Mapping[str, SettingRange] = {
    "guest_low": SettingRange(),
    "guest_high": SettingRange(),
    "host_low": SettingRange(),
    "host_high": SettingRange(optional=True),
    "budget": SettingRange(optional=True),
    "alliance_size": SettingRange(least=2),
    "keep_bonus": SettingRange(whole=False),
    "max_distance_km": SettingRange(whole=False, optional=True),
    "seconds": SettingRange(whole=False),
    "weight": SettingRange(whole=False),
    "low": SettingRange(),
    "high": SettingRange(),
}
"""By the name of the setting; ``weight`` is that of a criterion, ``low`` and ``high`` bound a
township, a chain or one organisation."""

SETTING_CHOICES: Mapping[str, tuple[str, ...]] = {
    "objective": tuple(Objective.__members__),
    "existing": ("fixed", "open"),
    "same": ("", "town", "district"),
    "missing": ("middle", "worst", "left_out"),
}
"""The words a setting may be, by its name; an empty one asks for nothing."""
