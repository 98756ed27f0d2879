"""What kinds of need and resource are called in English, where the office words them as usual."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.text import Text

__all__ = ["kinds_text"]

_ENGLISH = {
    "技术": "technology",
    "市场": "market",
    "融资": "financing",
    "资金": "funds",
    "人才": "skilled people",
    "政策": "policy",
    "用工": "labour",
    "物流": "logistics",
    "党务": "Party work",
    "法律": "law",
    "场地": "premises",
    "培训": "training",
    "信息": "information",
    "项目": "projects",
    "设备": "equipment",
}


def kinds_text(kinds: Iterable[str]) -> Text:
    """Return kinds of need or resource in both languages; one that is not usual stays as written.

    Examples
    --------
    >>> kinds_text(("技术", "waste heat")).en, kinds_text(()).en
    ('technology, waste heat', '—')
    """
    found = [Text(zh=each, en=_ENGLISH.get(each, each)) for each in kinds]
    return Text.join(found, zh="、", en=", ") if found else Text.same("—")
