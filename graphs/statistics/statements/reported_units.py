"""What a reported figure counts in, in both languages: a figure without it may mean another one."""

from __future__ import annotations

from graphs.text import Text

__all__ = ["unit_words"]

_COUNTING = frozenset(
    [
        "个",
        "家",
        "名",
        "份",
        "座",
        "支",
        "处",
        "条",
        "期",
        "场",
        "茬",
        "件",
        "项",
        "次",
        "批",
        "位",
        "所",
        "台",
        "篇",
    ]
)
"""Chinese counts things by these; English by the noun, which the indicator says."""

_ENGLISH = {
    "%": "%",
    "‰": "‰",
    "万": "× 10,000",
    "万个": "× 10,000",
    "万元": "× 10,000 yuan",
    "万人": "× 10,000 people",
    "万吨": "× 10,000 tonnes",
    "万辆": "× 10,000 vehicles",
    "亩": "mu",
    "人": "people",
    "人次": "attendances",
    "亿元": "× 100 million yuan",
    "元": "yuan",
    "公里": "km",
    "吨": "tonnes",
    "天": "days",
    "小时": "hours",
    "对": "pairs",
    "年": "years",
    "户": "households",
}


def unit_words(unit: str | None) -> Text:
    """Return the unit of a reported figure as written behind the number; blank for none.

    One that is not known here stands in English as it was recorded: left out, "4 万元" would be 4.

    Examples
    --------
    >>> unit_words("万元").en, unit_words("家").en, unit_words("箩").en
    (' × 10,000 yuan', '', ' 箩')
    >>> unit_words("对").zh, unit_words(None).zh
    (' 对', '')
    """
    if not unit:
        return Text.same("")
    english = "" if unit in _COUNTING else _ENGLISH.get(unit, unit)
    return Text(zh=f" {unit}", en=f" {english}" if english else "")
