"""Which numbers and words a setting of a plan may be: the screen, the command line and files ask here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.planning.problem.assignment import Objective
from graphs.text import Text

__all__ = ["SETTING_CHOICES", "SETTING_LABELS", "SETTING_RANGES", "SettingRange"]

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

SETTING_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "objective": {name: each.label for name, each in Objective.__members__.items()},
    "existing": {
        "fixed": Text(zh="保持不变", en="stay as they are"),
        "open": Text(zh="可以调整", en="may change"),
    },
    "same": {
        "": Text(zh="不限", en="any place will do"),
        "town": Text(zh="乡镇（街道）", en="township"),
        "district": Text(zh="县（区）", en="district"),
    },
    "missing": {
        "middle": Text(zh="取中（各对平均）", en="as the mean of all pairs"),
        "worst": Text(zh="按最差", en="as the worst"),
        "left_out": Text(zh="不计", en="left out"),
    },
}
"""The words a setting may be, by its name, and how people read them."""

SETTING_LABELS: Mapping[str, Text] = {
    "weights": Text(zh="权重", en="Weights"),
    "objective": Text(zh="目标", en="Objective"),
    "guest_low": Text(zh="每个非公方至少", en="At least per guest"),
    "guest_high": Text(zh="每个非公方至多", en="Pairs per guest"),
    "host_low": Text(zh="每个国企方新增至少", en="New per host at least"),
    "host_high": Text(zh="每个国企方新增至多", en="New pairs per host"),
    "capacities": Text(zh="个别党组织", en="Single organisations"),
    "quotas": Text(zh="乡镇或产业链的限额", en="Townships and chains"),
    "locked": Text(zh="锁定的结对", en="Locked pairs"),
    "forbidden": Text(zh="排除的结对", en="Excluded pairs"),
    "existing": Text(zh="已有结对", en="Pairs in force"),
    "keep_bonus": Text(zh="保留一对加几分（百分制）", en="Points (of 100) for each one kept"),
    "budget": Text(zh="新增总数至多", en="New pairs in all"),
    "max_distance_km": Text(zh="距离至多（公里）", en="At most km apart"),
    "same": Text(zh="须在同一", en="Both must be in the same"),
    "alliance_size": Text(zh="每份协议几方", en="Parties to an agreement"),
    "missing": Text(zh="缺数据的评价项", en="Criteria without data count"),
    "seconds": Text(zh="求解至多几秒", en="Seconds a solve may take"),
}
"""What each setting is called, on the screen and on paper."""
