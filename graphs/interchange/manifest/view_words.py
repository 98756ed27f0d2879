"""What a view says of itself: title, filters in words, address, and one line for pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphs.errors import NotFound
from graphs.interchange.view_address import Address
from graphs.model import Division, Profile, Snapshot
from graphs.network import find_record, record_name
from graphs.text import Text

__all__ = ["View", "manifest_line", "view_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a download shows: where it comes from, and its filters in words and as an address."""

    title: Text
    filters: Text
    address: str


def view_of(address: Address, profile: Profile, snapshot: Snapshot) -> View:
    """Return what a download of an address says of itself: title, filters in words, address.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> view_of(Address(ledger="demo"), Profile(id="ledger", title="演示区"), picture).filters.zh
    '协议状态：履行中、即将到期'
    """
    names = {each.id: Text.named(each.name, each.name_en) for each in snapshot.records(Division)}
    said = [each.sentence(names) for each in address.filters]
    picture = replace(
        address,
        plan="",
        part="",
        organisation="",
        find="",
        question="",
        reader="",
        slide="",
        settings=(),
        choices=(),
    )
    query = "&".join(f"{key}={value}" for key, value in sorted(picture.query().items()))
    return View(
        title=Text.named(profile.title, profile.title_en),
        filters=Text.join(said, zh="；", en="; ") if said else Text(zh="未筛选", en="no filter"),
        address=f"?{query}",
    )


def manifest_line(snapshot: Snapshot, view: View) -> Text:
    """Return the manifest in one line, as pictures carry it.

    A scope narrower than the ledger's own is named: what is in it is not what the ledger holds.

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
        title=view.title + _narrower(snapshot),
        day=snapshot.as_of.isoformat(),
        revision=snapshot.revision,
        filters=view.filters,
    ) + (mark if snapshot.synthetic else Text.same(""))


def _narrower(snapshot: Snapshot) -> Text:
    """Return the name of the scope after a dot; nothing of the whole, or of the ledger's own district."""
    scope = snapshot.scope
    if scope.kind == "whole" or scope.id == snapshot.profile.home:
        return Text.same("")
    try:
        name = record_name(snapshot, find_record(snapshot, scope.id))
    except NotFound:  # gone by the day, or not for whoever looks
        return Text.same(f" · {scope.words}")
    if scope.kind == "ego":
        words = Text(zh="{name}的 {n} 步以内", en="within {n} {n:step|steps} of {name}")
        name = words.format(name=name, n=scope.hops)
    return Text.same(" · ") + name
