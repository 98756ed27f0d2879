"""The schedule of agreements as an iCalendar file (RFC 5545): only days that are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graphs.interchange import clean
from graphs.model import PartialDate
from graphs.months import months_after
from graphs.proposals.papers.agreement_draft import AgreementDraft
from graphs.text import Language, Text

__all__ = ["schedule"]

_HALF_YEAR = 6
_SIGNING = Text(zh="签订联建协议", en="Signing of the agreement")
_MEETING = Text(zh="联建联席会议", en="Joint meeting")
_EXPIRING = Text(zh="联建协议即将到期", en="The agreement is about to expire")


def schedule(
    drafts: Iterable[AgreementDraft],
    *,
    proposal: str,
    stamp: dt.date,
    language: Language,
    warn_days: int = 90,
) -> bytes:
    r"""Return the calendar of the agreements; empty bytes where no day is known.

    1. The day of signing. 2. A joint meeting every half year from the first day to the last; for a
    year where the last day is open. 3. A warning ``warn_days`` before the last day. A date known
    only to the month or year makes no event.

    Parameters
    ----------
    proposal
        Id of the proposal; with it every event has the same UID each time.
    stamp
        The day the calendar speaks of, not the day it is written.

    Examples
    --------
    >>> draft = AgreementDraft(number=1, pairs=(), parties=(), items=(), matches=(),
    ...                        signed_on=PartialDate("2026-07-01"))
    >>> made = schedule([draft], proposal="p1", stamp=dt.date(2026, 6, 30), language="zh")
    >>> made.split(b"\r\n")[0], made.count(b"BEGIN:VEVENT")
    (b'BEGIN:VCALENDAR', 1)
    """
    from icalendar import Calendar, Event

    calendar_ = Calendar()
    calendar_.add("prodid", "-//graphs//pairings//ZH")
    calendar_.add("version", "2.0")
    calendar_.add("calscale", "GREGORIAN")
    calendar_.add("method", "PUBLISH")
    for draft in drafts:
        for kind, day, label in _events(draft, warn_days):
            event = Event()
            event.add("uid", f"{proposal}-{draft.pairs[0].id if draft.pairs else draft.number}"
                             f"-{kind}-{day:%Y%m%d}@graphs.invalid")  # fmt: skip
            event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
            event.add("dtstart", day)
            event.add("dtend", day + dt.timedelta(days=1))
            event.add("summary", _summary(label, draft, language))
            event.add("description", _description(draft, language))
            event.add("transp", "TRANSPARENT")
            calendar_.add_component(event)
    return calendar_.to_ical() if calendar_.subcomponents else b""


def _events(draft: AgreementDraft, warn_days: int) -> Iterator[tuple[str, dt.date, Text]]:
    signed, first, last = map(_exact, (draft.signed_on, draft.starts_on, draft.ends_on))
    if signed:
        yield "signing", signed, _SIGNING
    if first:
        end = last or months_after(first, 2 * _HALF_YEAR)
        for half in range(1, 200):
            day = months_after(first, half * _HALF_YEAR)
            if day > end:
                break
            yield "meeting", day, _MEETING
    if last:
        yield "expiring", last - dt.timedelta(days=warn_days), _EXPIRING


def _exact(day: PartialDate | None) -> dt.date | None:
    return day.earliest if day is not None and day.earliest == day.latest else None


def _summary(label: Text, draft: AgreementDraft, language: Language) -> str:
    names = Text.join([line.name for line in draft.parties], zh="、", en=", ")
    return clean((label + Text(zh="：", en=": ") + names).say(language))


def _description(draft: AgreementDraft, language: Language) -> str:
    lines = [line.letter + Text(zh="：", en=": ") + line.name for line in draft.parties]
    if draft.synthetic:
        lines.append(Text(zh="虚构演示数据", en="Invented demonstration data"))
    return clean(Text.join(lines, zh="\n", en="\n").say(language))
