"""What a view says of itself: title, filters in words, address, and one line for pictures."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Snapshot
from graphs.text import Text

__all__ = ["View", "manifest_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a download shows: where it comes from, and its filters in words and as an address."""

    title: Text
    filters: Text
    address: str


def manifest_line(snapshot: Snapshot, view: View) -> Text:
    """Return the manifest in one line, as pictures carry it.

    Examples
    --------
    >>> import datetime as dt
    >>> view = View(title=Text.same("上街区"), filters=Text(zh="全部", en="everything"), address="?")
    >>> manifest_line(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), view).zh
    '上街区 · 时点 2010-06-15 · 台账第 0 版 · 全部'
    """
    mark = Text(zh=" · 虚构演示数据", en=" · invented demonstration data")
    return Text(
        zh="{title} · 时点 {day} · 台账第 {revision} 版 · {filters}",
        en="{title} · as of {day} · ledger revision {revision} · {filters}",
    ).format(
        title=view.title,
        day=snapshot.as_of.isoformat(),
        revision=snapshot.revision,
        filters=view.filters,
    ) + (mark if snapshot.synthetic else Text.same(""))
