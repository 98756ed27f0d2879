"""Agreements of the demonstration district in every status, with activities and the three lists."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import (
    Activity,
    ActivityKind,
    Agreement,
    AgreementKind,
    Change,
    ListItem,
    ListKind,
    PartialDate,
    Quantity,
    Signatory,
)
from graphs.synthetic.invented_district import COUNTY, Guest, Host, day_after
from graphs.synthetic.invented_words import LIST_TOPICS

__all__ = ["Signed", "make_activities", "make_agreements", "make_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An agreement as later steps need it."""

    id: str
    hosts: tuple[str, ...]
    guests: tuple[str, ...]
    start: dt.date
    end: dt.date
    over: dt.date | None


def make_agreements(
    random_: random.Random,
    hosts: Sequence[Host],
    guests: Sequence[Guest],
    today: dt.date,
    shared: float = 0.0,
) -> tuple[list[Signed], list[Change]]:
    """Return agreements from 2010 on: one to five parties, renewals, early ends, listed pairs.

    Loads of hosts are heavy-tailed; roughly four in ten guests have no agreement in force today.
    ``shared`` of those who sign do so with one or two hosts more, so that the network is no star
    forest; at 0 nothing is drawn for it, and the rest is what it was.
    """
    signed: list[Signed] = []
    changes: list[Change] = []
    weights = [host.weight for host in hosts]
    waiting = [
        guest
        for guest in guests
        if guest.dissolved is None or guest.dissolved > dt.date(2012, 1, 1)
    ]
    random_.shuffle(waiting)
    served = waiting[: int(len(waiting) * 0.74)]
    number = 0
    while served:
        many = random_.choices((1, 2, 3, 4), (0.84, 0.09, 0.05, 0.02))[0]
        group = [served.pop() for _ in range(min(many, len(served)))]
        first = max(guest.founded for guest in group)
        leading = random_.choices(hosts, weights, k=1)
        if many > 1 and random_.random() < 0.35:  # a share of alliances has two hosts
            leading = random_.sample(list(hosts), 2)
        start = day_after(random_, max(first, dt.date(2010, 6, 1)), dt.date(2026, 7, 20))
        number = _line(random_, signed, changes, (leading, group, start, today), number)
        for guest in group if shared else ():
            number = _share(
                random_, signed, changes, (leading, [guest], start, today), (hosts, shared, number)
            )
    return signed, changes


Deal: TypeAlias = tuple[Sequence[Host], Sequence[Guest], dt.date, dt.date]


def _share(
    random_: random.Random,
    signed: list[Signed],
    changes: list[Change],
    deal: Deal,
    more: tuple[Sequence[Host], float, int],
) -> int:
    """Let a guest sign with one or two other hosts; return the last number."""
    leading, group, start, today = deal
    hosts, shared, number = more
    if random_.random() >= shared:
        return number
    others = [host for host in hosts if host not in leading]
    for _ in range(min(random_.choice((1, 1, 2)), len(others))):
        host = random_.choices(others, [each.weight for each in others])[0]
        others.remove(host)
        begun = day_after(random_, start, dt.date(2026, 7, 20)) if start < today else start
        number = _line(random_, signed, changes, ([host], group, begun, today), number)
    return number


def _line(
    random_: random.Random, signed: list[Signed], changes: list[Change], deal: Deal, number: int
) -> int:
    """Write an agreement and its renewals, one after the other; return the last number used."""
    hosts, guests, start, today = deal
    before: str | None = None
    gone = min((guest.dissolved for guest in guests if guest.dissolved), default=None)
    begun = max(*(guest.founded for guest in guests), dt.date(2010, 6, 1))
    if gone and begun < gone <= start:  # nobody signs for an organisation that is no more
        start = begun + (gone - begun) // 2
    while True:
        number += 1
        years = random_.choices((1, 2, 3, 5), (0.12, 0.3, 0.43, 0.15))[0]
        end = start.replace(year=start.year + years, day=min(start.day, 28)) - dt.timedelta(days=1)
        early = random_.random() < 0.04  # a few end before their time
        over = day_after(random_, start, min(end, today)) if early and start < today else gone
        ident = f"{COUNTY}-g{number}"
        signed_on = start if start <= today else start - dt.timedelta(days=30)  # signed, not begun
        _write(random_, changes, (hosts, guests, start, end), (ident, signed_on, over, before))
        signed.append(
            Signed(
                id=ident,
                hosts=tuple(host.id for host in hosts),
                guests=tuple(guest.id for guest in guests),
                start=start,
                end=end,
                over=over,
            )
        )
        if end >= today or over or random_.random() > 0.78:  # most are renewed
            return number
        before, start = ident, end + dt.timedelta(days=1)


_TITLES = {
    AgreementKind.co_building: "党建联建协议书",
    AgreementKind.assistance: "结对帮扶协议书",
    AgreementKind.chain: "产业链共建协议书",
}


def _write(
    random_: random.Random,
    changes: list[Change],
    deal: Deal,
    named: tuple[str, dt.date, dt.date | None, str | None],
) -> None:
    hosts, guests, start, end = deal
    ident, signed_on, over, before = named
    kind = random_.choices(tuple(_TITLES), (0.68, 0.2, 0.12))[0]
    to_month = start.year < 2014 and random_.random() < 0.3  # old papers say less
    parties = len(hosts) + len(guests)
    record = Agreement(
        id=ident, title=_TITLES[kind], number=f"云联〔{start.year}〕{ident.rpartition('g')[2]}号", kind=kind,
        signed_on=PartialDate(start.isoformat()[:7], f"{start.year}年{start.month}月") if to_month
        else PartialDate(signed_on.isoformat()),
        starts_on=None if to_month else PartialDate(start.isoformat()),
        ends_on=PartialDate(end.isoformat()), ended_on=PartialDate(over.isoformat()) if over else None,
        renews=before, signatories_stated=Quantity("=", parties) if parties > 2 else None,  # said where it is unusual
        cadence=random_.choice(("每半年一次", "每季度一次", None)), synthetic=True,
    )  # fmt: skip
    changes.append(Change(record=record, effective=signed_on))
    listed = len(hosts) == 2 and len(guests) >= 2  # two hosts share out their guests
    marks = iter("甲乙丙丁戊己庚")
    for place, host in enumerate(hosts):
        partner = guests[place].id if listed else None
        changes.append(
            Change(
                record=Signatory(
                    id=f"{ident}-y{host.id}", agreement=ident, organisation=host.id,
                    party=next(marks), lead=place == 0 or None, partner=partner, synthetic=True,
                ),
                effective=signed_on,
            )
        )  # fmt: skip
    for guest in guests:
        partner = hosts[0].id if listed and guest not in guests[:2] else None
        changes.append(
            Change(
                record=Signatory(
                    id=f"{ident}-y{guest.id}", agreement=ident, organisation=guest.id,
                    party=next(marks), partner=partner, synthetic=True,
                ),
                effective=signed_on,
            )
        )  # fmt: skip


def make_activities(
    random_: random.Random, signed: Sequence[Signed], today: dt.date
) -> list[Change]:
    """Return activities under the agreements; about one agreement in six has long been silent."""
    changes: list[Change] = []
    kinds = tuple(ActivityKind)
    for deal in signed:
        last = min(deal.end, deal.over or deal.end, today)
        if last <= deal.start:
            continue
        if random_.random() < 0.17:  # the silent share
            last = min(last, deal.start + dt.timedelta(days=120))
        pace = random_.choice((150, 200, 260, 330))
        day = deal.start + dt.timedelta(days=random_.randint(10, 120))
        count = 0
        while day <= last:
            count += 1
            kind = random_.choice(kinds)
            record = Activity(
                id=f"{deal.id}-v{count}", title=kind.label.zh, kind=kind,
                held_on=PartialDate(day.isoformat()), agreement=deal.id,
                participants=Quantity(random_.choice(("=", "≈", ">")), random_.randint(6, 60)),
                synthetic=True,
            )  # fmt: skip
            changes.append(Change(record=record, effective=day))
            day += dt.timedelta(days=random_.randint(pace - 100, pace + 100))
    return changes


def make_items(
    random_: random.Random, hosts: Sequence[Host], guests: Sequence[Guest]
) -> list[Change]:
    """Return needs of guests and resources of hosts, as the three lists hold them."""
    changes: list[Change] = []
    for guest in guests:
        for number, (category, title) in enumerate(
            random_.sample(LIST_TOPICS, random_.choice((0, 1, 1, 2))), start=1
        ):
            opened = day_after(random_, dt.date(2023, 1, 1), dt.date(2026, 6, 1))
            item = ListItem(
                id=f"{guest.id}-i{number}", organisation=guest.id, list=ListKind.need,
                category=category, title=title, opened_on=PartialDate(opened.isoformat()),
                synthetic=True,
            )  # fmt: skip
            changes.append(Change(record=item))
    for host in hosts:
        for number, (category, title) in enumerate(
            random_.sample(LIST_TOPICS, random_.randint(1, 4)), start=1
        ):
            item = ListItem(
                id=f"{host.id}-i{number}", organisation=host.id,
                list=ListKind.project if number == 4 else ListKind.resource,  # the fourth is a project
                category=category, title=title, synthetic=True,
            )  # fmt: skip
            changes.append(Change(record=item))
    return changes
