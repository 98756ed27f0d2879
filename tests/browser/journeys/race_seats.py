"""Two seats in front of one ledger: what a person does there, and a ledger with something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app_stewards import AT, POST, put, shown
from browser_desk import EVERY_PICTURE, PATIENCE, STILL, Desk, Watch
from playwright.sync_api import Browser, Locator, expect

from graphs.ledger import Home, Revision
from graphs.model import (
    LATEST,
    Actor,
    Change,
    Correct,
    DraftProposal,
    Judgement,
    Organisation,
    OrganisationKind,
    PairTerms,
    PartialDate,
    Quantity,
    Record,
    SavedView,
    Snapshot,
    Source,
    Statement,
    SubmitProposal,
    Verdict,
)

__all__ = ["ASSENT", "Room", "Seat", "furnish", "seat"]

ASSENT = "审批岗"
ROW = 35  # pixels of a row of a table


@dataclass(frozen=True, kw_only=True)
class Room:
    """The ledger that both look at, read beside the screens."""

    home: Home
    key: str
    proposals: tuple[str, str]

    def head(self) -> Revision:
        with self.home.open(self.key) as ledger:
            return ledger.head()

    def once(self, seat: Seat, number: int) -> None:
        """Wait for a revision, and see that no other follows it when the screen is at rest."""
        seat.desk.awaited(lambda: self.head().number, lambda found: found >= number)
        seat.desk.settle()
        assert self.head().number == number

    def shown(self) -> Snapshot:
        return shown(self.home, self.key)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One user's browser, with the widgets of a screen by their keys."""

    desk: Desk
    language: str

    def visit(self, screen: str, room: Room, **query: str) -> None:
        self.desk.visit(screen, ledger=room.key, lang=self.language, **query)

    def widget(self, key: str) -> Locator:
        """A widget by its key, which Streamlit makes a class of."""
        return self.desk.page.locator(".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key)).first

    def box(self, key: str) -> Locator:
        return self.widget(key).locator("input, textarea").first

    def fill(self, key: str, words: str) -> None:
        self.box(key).fill(words)
        self.box(key).press("Enter")
        self.desk.settle()

    def take(self, key: str, words: str) -> None:
        """Type into a choice and take what is found first."""
        self.box(key).click()
        self.box(key).fill(words)
        self.desk.page.get_by_role("option").filter(has_text=words).first.click()
        self.desk.settle()

    def say(self, key: str, words: str) -> None:
        """Click one of several words beside one another."""
        self.widget(key).get_by_text(re.compile(words)).first.click()
        self.desk.settle()

    def press(self, key: str, *, times: int = 1) -> None:
        """Press a button; twice as fast as a hand can where it is asked for."""
        button = self.widget(key).locator("button").first
        expect(button).to_be_enabled()
        button.click(click_count=times, delay=20)
        self.desk.settle()

    def tick(self, key: str, row: int = 1) -> None:
        """Tick a row of a table; tables are drawn, so it is a place and no element."""
        table = self.widget(key)
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        self.desk.page.mouse.click(box["x"] + 15, box["y"] + ROW * row + ROW / 2)
        self.desk.settle()

    def sees(self, zh: str, en: str) -> None:
        """Wait until a sentence is there, in this user's language."""
        words = {"zh": zh, "en": en}[self.language]
        expect(self.desk.page.get_by_text(re.compile(words)).first).to_be_visible()

    def picture(self, name: str, *, wanted: bool = EVERY_PICTURE) -> None:
        self.desk.picture(f"races/{name}-{self.language}", wanted=wanted)

    def reload(self) -> None:
        self.desk.page.reload()
        self.desk.page.locator('[data-testid="stSidebar"] h4').wait_for()
        self.desk.settle()


@contextmanager
def seat(browser: Browser, server: str, language: str) -> Iterator[Seat]:
    """Sit down with a browser context of one's own; what went wrong in it fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.add_init_script(STILL)
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    watch = Watch(page)
    yield Seat(desk=Desk(page=page, server=server, watch=watch), language=language)
    context.close()
    assert (watch.outside, watch.errors, watch.dialogs) == ([], [], [])


def furnish(home: Home, key: str) -> Room:
    """Write what the screens need to have something to do."""
    put(home, key, *(Change(record=each) for each in _records()))
    for ident, members in (("z1", 11), ("z2", 12)):
        now = shown(home, key).get(Organisation, ident)
        counted = Organisation(
            id=ident, name=now.name, members=Quantity("=", members), division="d"
        )
        put(home, key, Correct(record=counted, at=LATEST))
    with home.open(key) as ledger:
        made = []
        for title, guest, host in (("甲方案", "n1", "s2"), ("乙方案", "n2", "s1")):
            pair = PairTerms(guest=guest, host=host, score=0.5, reason="同镇")
            step = DraftProposal(
                title=title, plan="ab12", rests_on=ledger.head().number, pairs=(pair,)
            )
            done = ledger.apply(step, actor=POST, note="拟", at=AT)
            made.append(done.minted["new:proposal"])
        ledger.apply(SubmitProposal(id=made[1]), actor=POST, note="报", at=AT)
    return Room(home=home, key=key, proposals=(made[0], made[1]))


def _records() -> Iterator[Record]:
    branch = OrganisationKind.branch
    yield Actor(id="x2", post=ASSENT)
    yield Source(id="q1", title="月报")
    yield Statement(
        id="t1", indicator="结对", indicator_en="Pairs", measure="pairs", division="d",
        value=Quantity("=", 3), as_of=PartialDate("2026-01-01"), source="q1", unit_of_count="对",
    )  # fmt: skip
    yield SavedView(id="v1", title="甲图", sentence="一句", order=1, address="picture=hubs")
    yield Organisation(id="twin", name="中共s1公司支部委员会", division="d", kind=branch)
    for ident, name in (("z1", "备用一支部"), ("z2", "备用二支部"), ("z3", "备用三支部")):
        yield Organisation(id=ident, name=name, division="d", members=Quantity("=", 10))
    yield Judgement(id="j1", left="n1", right="n2", verdict=Verdict.not_same)
