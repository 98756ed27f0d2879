"""A township's first register and pairing ledger, from file to network, with three slips mended on screen.

The books have what such books have: titles, a subtitle, notes, a footer, 同上, lists in cells, and a
superior that is no row of the register. Every click, tick and entry is counted.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from browser_desk import PATIENCE, Desk, both_languages, each_size_in_a_language
from playwright.sync_api import Locator, expect

from graphs.ledger import Home, Ledger, first_records
from graphs.model import Organisation, Unit
from graphs.network import pairs

AT = dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC)
LARGE = 4000
"""Rows of a book that takes long enough for somebody to take it back meanwhile."""
MOST_ACTIONS = 8
PATIENT = 3000 * PATIENCE  # the child works when nobody else does

REGISTER = (
    ("白石镇党组织基本情况统计表",),
    ("填报单位：白石镇党建办",),
    (
        "序号",
        "党组织名称*",
        "类型",
        "所在单位",
        "企业性质",
        "党员数（人）",
        "成立时间",
        "上级党组织",
    ),
    (
        1,
        "白石供电公司党委",
        "党委",
        "白石供电公司",
        "国有",
        "一百二十",
        "2001.7",
        "中共白石镇委员会",
    ),
    (
        2,
        "白石水务党支部",
        "支部",
        "白石水务公司",
        "国有企业",
        "３３",
        "2009年6月",
        "中共白石镇委员会",
    ),
    (
        3,
        "宏达电缆党支部",
        "支部",
        "宏达电缆有限公司",
        "民营企业",
        "1O人",
        "2015.7",
        "中共白石镇委员会",
    ),
    (
        4,
        "白石县\n金桥物流党支部",
        "支部",
        "金桥物流公司",
        "民企",
        "约8名",
        "2012-13",
        "中共白石镇委员会",
    ),
    ("注：党员数含预备党员。",),
    ("填表人：　　审核人：　　单位负责人（签字）：　　2024年6月30日",),
)
PAIRS = (
    ("白石镇国企与非公企业党组织结对共建台账",),
    ("（截至2024年6月30日）",),
    ("序号", "国企党组织", "非公党组织", "签订日期\n（年/月/日）", "期限至", "协议名称", "备注"),
    (1, "白石供电公司党委", "宏达电缆党支部、绿源食品党支部\n顺达建材党支部", "2023-05-04", "2027-05-03", "共建协议", ""),
    (2, "同上", "①恒信印刷党支部②新新商贸党支部", "2023.6.31", "2027-06-30", "共建协议", ""),
    (3, "白石水务党支部", "永丰粮油党支部", "2023年5月4日", "2027年5月3日", "共建协议", "每季一次"),
    (4, "同上", "无", "/", "", "", "尚未结对"),
    ("说明：本表一式两份。",),
    ("制表：", "", "", "审核：", "", "2024-07-01", ""),
)  # fmt: skip
SIGNED = {
    ("白石供电公司党委", "宏达电缆党支部"),
    ("白石供电公司党委", "绿源食品党支部"),
    ("白石供电公司党委", "顺达建材党支部"),
    ("白石供电公司党委", "恒信印刷党支部"),
    ("白石供电公司党委", "新新商贸党支部"),
    ("白石水务党支部", "永丰粮油党支部"),
}
ROW = {"zh": "第 {row} 行", "en": "row {row} column"}
TAKE, WRITE, UNDO = "imports-take", "imports-apply", "done-imports-undo"
CANCEL, AGAIN = "imports-compare-cancel", "imports-compare-resume"


def book(path: Path, name: str, rows: Sequence[Sequence[object]]) -> Path:
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = made.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(at, column, value)
    made.close()
    path.write_bytes(target.getvalue())
    return path


@pytest.fixture
def empty(desk_home: Path) -> Callable[[str], str]:
    """An empty ledger of one's own, as the screen makes it."""

    def new(name: str) -> str:
        steps = first_records(
            title=name,
            title_en=name,
            district="410106",
            district_en="Shangjie",
            as_of=dt.date(2024, 7, 1),
            post="台账岗",
            today=AT.date(),
        )
        return (
            Home(folder=desk_home).create(name, steps, actor="台账岗", note="新建台账", at=AT).key
        )

    return new


def opened(home: Path, key: str) -> Ledger:
    return Home(folder=home).open(key)


class Hand:
    """Does what a person does, and counts it."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.language = language
        self.actions = 0

    def choose(self, *files: Path) -> None:
        self.actions += 1
        with self.desk.page.expect_file_chooser() as chooser:
            self.desk.main.get_by_test_id("stFileUploaderDropzone").first.click()
        chooser.value.set_files(files)
        self.desk.main.get_by_test_id("stMetric").first.wait_for()
        self.desk.settle()

    def button(self, key: str) -> Locator:
        """A button by the beginning of its key, which no language changes."""
        return self.desk.main.locator(f'[class*="st-key-{key}"] button')

    def press(self, key: str) -> None:
        self.actions += 1
        self.button(key).click()
        self.desk.settle()

    def line(self, row: int, head: str) -> Locator:
        """What can be done about the cell of a row below a head."""
        lines = self.desk.main.get_by_test_id("stForm").get_by_test_id("stHorizontalBlock")
        return lines.filter(has_text=ROW[self.language].format(row=row)).filter(has_text=head)

    def suggested(self, row: int, head: str) -> None:
        self.actions += 1
        self.line(row, head).get_by_role("button").click()
        self.desk.settle()

    def retyped(self, row: int, head: str, new: str) -> None:
        self.actions += 1
        self.line(row, head).get_by_role("textbox").fill(new)

    def set_aside(self, row: int, head: str) -> None:
        self.actions += 1
        self.line(row, head).get_by_test_id("stCheckbox").locator("label").click()


@each_size_in_a_language
def test_two_books_go_from_file_to_network_with_three_slips_mended(
    desk: Desk, empty: Callable[[str], str], desk_home: Path, tmp_path: Path, language: str
) -> None:
    key = empty(f"first-{language}")
    desk.visit("imports", ledger=key, lang=language)
    hand = Hand(desk, language)
    hand.choose(
        book(tmp_path / "党组织名册.xlsx", "名册", REGISTER),
        book(tmp_path / "结对台账.xlsx", "结对台账", PAIRS),
    )
    expect(hand.button(WRITE)).to_have_count(0)  # three errors stand in the way
    hand.suggested(5, "签订日期")  # 2023.6.31: the last day of June is meant
    expect(hand.line(5, "签订日期")).to_have_count(0)
    hand.retyped(7, "成立时间", "2012-12")  # 2012-13
    hand.retyped(6, "党员数", "10人")  # 1O人, with the letter
    hand.set_aside(7, "非公党组织")  # 无: nobody is paired here yet, the row waits
    hand.press(TAKE)
    hand.press(WRITE)
    expect(hand.button(UNDO)).to_be_visible()
    hand.actions += 1
    desk.main.get_by_test_id("stPageLink").locator("a").first.click()
    desk.page.wait_for_url("**/network**")
    desk.settle()
    assert hand.actions <= MOST_ACTIONS

    with opened(desk_home, key) as ledger:
        known = ledger.snapshot(as_of=dt.date(2024, 7, 1))
    names = {each.name for each in known.records(Organisation)}
    assert {"白石县金桥物流党支部", "中共白石镇委员会", "恒信印刷党支部"} <= names
    assert not any("同上" in (name or "") or name == "无" for name in names)
    assert "宏达电缆有限公司" in {each.name for each in known.records(Unit)}
    assert "宏达电缆" not in {each.name for each in known.records(Unit)}
    called = {each.id: each.name for each in known.records(Organisation)}
    assert {(called[each.host], called[each.guest]) for each in pairs(known)} >= SIGNED


def large_book(path: Path, rows: int = LARGE) -> Path:
    head = "国企党组织,非公党组织,签订日期,协议名称\n"
    lines = (
        f"第{r % 90}国企党委,第{r}民企党支部,2023-{r % 12 + 1:02d}-{r % 28 + 1:02d},国企与民企党建联建协议书\n"
        for r in range(rows)
    )
    path.write_text(head + "".join(lines), encoding="utf-8")
    assert path.stat().st_size > 200_000
    return path


@both_languages
def test_a_large_book_shows_its_progress_is_cancelled_and_then_written(
    desk: Desk, empty: Callable[[str], str], desk_home: Path, tmp_path: Path, language: str
) -> None:
    key = empty(f"large-{language}")
    desk.visit("imports", ledger=key, lang=language)
    hand = Hand(desk, language)
    with desk.page.expect_file_chooser() as chooser:
        desk.main.get_by_test_id("stFileUploaderDropzone").first.click()
    chooser.value.set_files(large_book(tmp_path / "结对台账.csv"))
    expect(desk.main.get_by_role("progressbar")).to_be_visible()
    hand.press(CANCEL)
    expect(hand.button(WRITE)).to_have_count(0)
    with opened(desk_home, key) as ledger:
        before = ledger.head().number
    hand.press(AGAIN)
    desk.main.get_by_test_id("stMetric").first.wait_for(timeout=PATIENT)
    desk.settle()
    hand.press(WRITE)
    expect(hand.button(UNDO)).to_be_visible(timeout=PATIENT)
    with opened(desk_home, key) as ledger:
        assert ledger.head().number == before + 1
        known = ledger.snapshot(as_of=dt.date(2024, 7, 1))
    assert len(pairs(known)) == LARGE
