"""Two browsers on every writing screen: the second is told, what either typed is kept, once.

``RACES`` gives each race the calls of the screens it covers; the calls are those of the table of
sessions without a browser, so that a new writing screen without a race here fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from app_stewards import small_ledger
from playwright.sync_api import Browser, expect
from race_seats import ASSENT, Room, Seat, furnish, seat

from graphs.ledger import Home
from graphs.model import (
    Comment,
    Judgement,
    Organisation,
    Proposal,
    Quantity,
    SavedView,
    SignOff,
    Waiver,
)

SESSIONS = Path(__file__).parents[2] / "app_pages" / "stewardship" / "test_two_sessions.py"
Race = Callable[[Seat, Seat, Room], None]
RACES: dict[Race, frozenset[str]] = {}


def race(*calls: str) -> Callable[[Race], Race]:
    """Enter a race in the table with the calls of the screens that it lets two users make."""

    def entered(made: Race) -> Race:
        RACES[made] = frozenset(calls)
        return made

    return entered


@race("proposals_screen:_comment", "workflow_buttons:act")
def remarks(one: Seat, other: Seat, room: Room) -> None:
    for each, words in ((one, "意见甲"), (other, "意见乙")):
        each.desk.turn_to("proposals")
        each.fill("proposals:note", "核对")
        each.desk.main.get_by_text(re.compile("提意见|Comment on a pair")).first.click()
        each.fill("proposals:words", words)
    before = room.head().number
    for each in (one, other):
        each.press("proposals:comment", times=2)
    room.once(other, before + 2)
    other.picture("comment")
    found = [each.words for each in room.shown().records(Comment)]
    assert sorted(found) == ["意见乙", "意见甲"]


@race("workflow_buttons:_button")
def decisions(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("proposals")
        each.tick("proposals:list")
        each.take("proposals:post", ASSENT)
        each.fill("proposals:note", "不宜")
    one.press("proposals:return", times=2)
    other.press("proposals:approve")
    other.picture("approve-after-return")
    item = room.shown().get(Proposal, room.proposals[1])
    assert (item.stage.name, item.approver) == ("returned", None)
    expect(other.box("proposals:note")).to_have_value("不宜")


@race("records_screen:_write", "records_screen:_edit")
def fields(one: Seat, other: Seat, room: Room) -> None:
    typed = "record:organisation:s1:2026-01-01:"
    for each, members in ((one, "90"), (other, "85")):
        each.desk.turn_to("records")
        each.take("records:organisation", "s1公司党支部")
        each.say("records:verb:True", "更正|Correct")
        each.fill(f"{typed}members", members)
        each.fill("records:note", "核对")
    other.fill(f"{typed}short_name", "甲一")
    one.press("records:save", times=2)
    other.press("records:save", times=2)
    other.sees("您看时是 82；他人已写成 90", "was 82 when you looked; somebody wrote 90")
    other.picture("records-conflict")
    assert room.shown().get(Organisation, "s1").members == Quantity("=", 90)
    expect(other.box(f"{typed}short_name")).to_have_value("甲一")
    other.desk.main.get_by_text(re.compile("写入我的|Write mine")).first.click()
    other.desk.settle()
    other.press("records:save", times=2)
    kept = room.shown().get(Organisation, "s1")
    assert (kept.members, kept.short_name) == (Quantity("=", 85), "甲一")
    written = room.head().number
    other.reload()
    other.desk.page.go_back()
    other.desk.settle()
    room.once(other, written)


@race("records_screen:_remove")
def removals(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("records")
        each.take("records:organisation", "备用三支部")
        each.say("records:verb:True", "撤销登记|Retract")
        each.fill("records:note", "误登")
    one.press("records:save", times=2)
    assert "z3" not in room.shown().by_id(Organisation)
    written = room.head().number
    other.press("records:save")
    other.sees("已被他人终止或撤销", "Somebody has ended or taken back")
    other.picture("retract-twice")
    room.once(other, written)


@race("history_screen:_restore")
def restores(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("history")
        each.say("history:part", "单条记录|History of one")
        each.fill("history:find", "备用一")
        each.tick("history:versions")
        each.fill("restore:note", "恢复")
    before = room.head().number
    for each in (one, other):
        each.widget("restore:note").scroll_into_view_if_needed()
        each.desk.main.get_by_role("button", name=re.compile("^(恢复|Restore)$")).last.click()
        each.desk.settle()
    other.picture("restore-twice")
    assert room.shown().get(Organisation, "z1").members == Quantity("=", 10)
    room.once(other, before + 1)


@race("history_screen:_undo", "steward_page:_undo")
def undos(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("history")
        each.say("history:part", "各版|Revisions")
        each.tick("history:revisions")
        each.desk.main.get_by_text(re.compile("撤销这一版|Undo this revision")).first.click()
        each.fill("undo:note", "撤")
    newest = room.head().number
    for each in (one, other):
        each.press(f"undo:{newest}:go", times=2)
    other.picture("undo-twice")
    room.once(other, newest + 1)
    assert room.head().undoes == newest


@race("finding_waiver:waive", "finding_waiver:_write")
def waivers(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("findings")
        each.tick("findings:list")
        each.desk.main.get_by_text(re.compile("豁免这一条|Waive this finding")).first.click()
        note = each.desk.main.locator('[class*="st-key-waive-"][class*="-note"] input').first
        note.fill("已批准")
        note.press("Enter")
        each.desk.settle()
    for each in (one, other):
        each.desk.main.locator('[class*="st-key-waive-"][class*="-go"] button').first.dblclick()
        each.desk.settle()
    other.picture("waive-twice")
    assert len(room.shown().records(Waiver)) == 1


@race("finding_waiver:lift")
def lifts(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("findings")
        each.say("findings:part", "已豁免|Waived")
        each.tick("findings:waived")
        note = each.desk.main.locator('[class*="st-key-lift-"][class*="-note"] input').first
        note.fill("不再需要")
        note.press("Enter")
        each.desk.settle()
    before = room.head().number
    for each in (one, other):
        each.desk.main.locator('[class*="st-key-lift-"][class*="-go"] button').first.dblclick()
        each.desk.settle()
    other.picture("lift-twice")
    room.once(other, before + 1)


@race("saved_views:_save")
def kept_views(one: Seat, other: Seat, room: Room) -> None:
    for each, title in ((one, "一图"), (other, "二图")):
        each.desk.turn_to("network")
        each.widget("views").locator("button").first.click()
        each.fill("views:note", "留存")
        each.fill("views:title", title)
    before = room.head().number
    for each in (one, other):
        each.press("views:save", times=2)
    room.once(other, before + 2)
    other.picture("views-kept")
    titles = sorted(each.title for each in room.shown().records(SavedView))
    assert titles == ["一图", "二图", "甲图"]


@race("view_list:_act", "view_transfer:_read_in")
def view_titles(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("presentation")
    one.fill("view:v1:title", "对方的")
    other.fill("view:v1:title", "我的")
    other.fill("view:v1:sentence", "我的一句")
    one.press("view:v1:save", times=2)
    other.press("view:v1:save")
    other.sees("他人已写成 对方的", "somebody wrote 对方的")
    other.picture("view-conflict")
    assert room.shown().get(SavedView, "v1").title == "对方的"
    other.desk.main.get_by_text(re.compile("保留对方的|Keep theirs")).first.click()
    other.desk.settle()
    other.press("view:v1:save")
    kept = room.shown().get(SavedView, "v1")
    assert (kept.title, kept.sentence) == ("对方的", "我的一句")


@race("sign_off_form:_sign", "sign_off_form:_take_back")
def sign_offs(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("reconciliation")
        table = each.desk.main.get_by_test_id("stDataFrame").first.bounding_box()
        assert table is not None
        each.desk.page.mouse.click(table["x"] + 15, table["y"] + 52)
        each.desk.settle()
        each.fill("sign-off:t1:note", "口径不同")
    before = room.head().number
    one.press("sign-off:t1:sign", times=2)
    # Once: what the first one signed moves the buttons, and a second press would hit another.
    other.press("sign-off:t1:sign")
    room.once(other, before + 1)
    other.sees("已据第", "this post signed it off")  # one post, the same words twice
    other.picture("sign-off-twice")
    assert len(room.shown().records(SignOff)) == 1


@race("duplicate_verdicts:judged")
def judgements(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("duplicates")
        each.desk.main.get_by_role("tab").nth(1).click()
        each.desk.settle()
        each.tick("duplicates:judged")
        each.fill("unjudge:note", "误判")
    before = room.head().number
    for each in (one, other):
        each.press("unjudge:j1:go", times=2)
    other.picture("judgement-twice")
    assert "j1" not in room.shown().by_id(Judgement)
    room.once(other, before + 1)


@race("organisation_change_write:propose_event")
def renames(one: Seat, other: Seat, room: Room) -> None:
    for each, name in ((one, "改名甲支部"), (other, "改名乙支部")):
        each.desk.turn_to("duplicates")
        each.desk.main.get_by_role("tab").nth(2).click()
        each.desk.settle()
        each.take("events:organisation", "备用二支部")
        each.fill("events:rename:z2:name", name)
        each.fill("events:note", "更名")
    one.press("events:go", times=2)
    other.press("events:go", times=2)
    other.picture("rename-conflict")
    assert room.shown().get(Organisation, "z2").name == "改名甲支部"
    expect(other.box("events:rename:z2:name")).to_have_value("改名乙支部")


@race("duplicate_verdicts:_decide", "duplicate_verdicts:_write")
def merges(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("duplicates")
        each.desk.main.get_by_role("tab").first.click()
        each.desk.settle()
        each.tick("duplicates:list")
        each.desk.main.get_by_role("radio", name=re.compile("^(同一个|是同一个|the same)$")).click()
        each.desk.settle()
        each.fill("judge:note", "同址同章")
    before = room.head().number
    for each in (one, other):
        each.desk.main.locator('[class*="st-key-judge-"][class*="-go"] button').first.dblclick()
        each.desk.settle()
    other.picture("merge-twice")
    room.once(other, before + 1)


@race("ledgers_screen:_copy", "ledgers_screen:_adopt", "new_ledger:new_ledger")
def copies(one: Seat, other: Seat, room: Room) -> None:
    for each in (one, other):
        each.desk.turn_to("ledgers")
        each.box("copy:name").fill("同名副本")
    for each in (one, other):
        button = each.desk.main.get_by_role("button", name=re.compile("^(复制|Copy)$"))
        button.dblclick()
        each.desk.settle()
        each.desk.awaited(room.home.entries, lambda found: any("同名副本" in e.key for e in found))
    other.sees("已有|已存在", "exists|there is")
    other.picture("copy-twice")
    assert len([each for each in room.home.entries() if "同名副本" in each.key]) == 1
    for each in (one, other):
        each.visit("overview", room)


@pytest.fixture(scope="module", params=["en"])
def seats(
    request: pytest.FixtureRequest, browser: Browser, server: str, desk_home: Path
) -> Iterator[tuple[Seat, Seat, Room]]:
    """One in Chinese, the other in English, at one ledger that all races are run in."""
    home = Home(folder=desk_home)
    room = furnish(home, small_ledger(home))
    with seat(browser, server, "zh") as one, seat(browser, server, request.param) as other:
        for each in (one, other):
            each.visit("overview", room)
        yield one, other, room


@pytest.mark.parametrize("run", RACES, ids=lambda each: each.__name__)
def test_the_second_is_told_and_nothing_is_lost_or_written_twice(
    seats: tuple[Seat, Seat, Room], run: Race
) -> None:
    one, other, room = seats
    try:
        run(one, other, room)
    except BaseException:
        for each in (one, other):
            each.picture(run.__name__, wanted=True)
        raise


ELSEWHERE = {
    "import_child:written": "test_of_two_screens_the_second_has_nothing_left_to_do",
}
"""Calls whose race in a browser is a journey of its own."""

OF_A_DESK = frozenset(
    {
        "plan_screen:_draft",
        "scenarios:_add",
        "scenarios:_remove",
        "typed_words:drop_words",
        "typed_words:keep_words",
    }
)
"""The plan screen: raced between two sessions without a browser only, since each draft is a solve."""


def test_every_call_that_writes_has_its_race_in_a_browser() -> None:
    tree = ast.parse(SESSIONS.read_text(encoding="utf-8"))
    [table] = [
        each.value
        for each in tree.body
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == "RACES"
    ]
    covered = frozenset().union(*RACES.values(), ELSEWHERE, OF_A_DESK)
    assert covered == set(ast.literal_eval(table))
    journeys = "".join(
        each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("test_*.py")
    )
    assert all(f"def {name}(" in journeys for name in ELSEWHERE.values())
