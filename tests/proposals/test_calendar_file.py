"""The schedule: RFC 5545 to the letter, and only days that are known."""

import datetime as dt

import pytest
from icalendar import Calendar
from paper_cases import DAY, picture, view_of

from graphs.model import PartialDate
from graphs.proposals import AgreementDraft, PartyLine, agreement_drafts, schedule
from graphs.text import LANGUAGES, Language, Text


def draft(**days: str) -> AgreementDraft:
    line = PartyLine(
        id="o", letter=Text(zh="甲方", en="Party A"), name=Text.same("甲；乙,丙\\丁" * 9)
    )
    dates = {name: PartialDate(day) for name, day in days.items()}
    return AgreementDraft(number=1, pairs=(), parties=(line,), items=(), matches=(), **dates)


def made(*drafts: AgreementDraft, language: Language = "zh") -> bytes:
    return schedule(drafts, proposal="p1", stamp=DAY, language=language)


def days_of(content: bytes) -> list[tuple[str, dt.date]]:
    found = Calendar.from_ical(content).walk("VEVENT")
    return [(str(each["summary"])[:4], each["dtstart"].dt) for each in found]


def test_signing_half_yearly_meetings_and_a_warning_before_the_end() -> None:
    days = {"signed_on": "2026-07-20", "starts_on": "2026-07-20", "ends_on": "2028-01-19"}
    assert days_of(made(draft(**days))) == [
        ("签订联建", dt.date(2026, 7, 20)),
        ("联建联席", dt.date(2027, 1, 20)),
        ("联建联席", dt.date(2027, 7, 20)),
        ("联建协议", dt.date(2027, 10, 21)),
    ]


def test_meetings_of_an_open_end_are_planned_for_a_year() -> None:
    found = days_of(made(draft(starts_on="2026-08-31")))
    assert [day for _, day in found] == [dt.date(2027, 2, 28), dt.date(2027, 8, 31)]


@pytest.mark.parametrize("day", ["2026", "2026-07"])
def test_a_day_that_is_not_known_makes_no_event(day: str) -> None:
    assert made(draft(signed_on=day, starts_on=day, ends_on=day)) == b""


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_end_in_crlf_and_are_folded_at_75_octets(language: Language) -> None:
    content = made(draft(signed_on="2026-07-20", ends_on="2027-07-19"), language=language)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two
    [first, *_] = Calendar.from_ical(content).walk("VEVENT")
    assert ("甲；乙,丙\\丁" * 9) in str(first["summary"])


def test_every_event_has_a_uid_of_its_own_that_stays() -> None:
    snapshot = picture()
    drafts = agreement_drafts(
        snapshot, view_of(snapshot), signed_on=DAY, ends_on=DAY.replace(year=2028)
    )
    content = made(*drafts)
    ids = [str(each["uid"]) for each in Calendar.from_ical(content).walk("VEVENT")]
    assert len(ids) == len(set(ids)) == 2 * (1 + 4 + 1)
    assert made(*drafts) == content
