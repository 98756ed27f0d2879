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
from browser_desk import Desk, both_languages, both_sizes
from playwright.sync_api import expect

from graphs.ledger import Home, Ledger, first_records
from graphs.model import Organisation, Unit
from graphs.network import pairs

AT = dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC)
ROW = 35
MOST_ACTIONS = 8
# Left edges of the columns of the repair table: row, column, value, suggestion, take, new, aside.
WIDTHS = (45, 45, 135, 105, 75, 135, 105)

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
        "15人",
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
WORDS = {
    "zh": {
        "take": "写入改正，重新检查",
        "write": "作为一个修订写入台账",
        "undo": "撤销这次写入",
        "typed": "已改 1 格",
        "aside": "搁置了 1 行",
        "errors": "错误 2 处",
        "cancel": "取消",
        "cancelled": "已取消，什么也没有写入",
        "again": "重新检查",
    },
    "en": {
        "take": "Take what is typed and check again",
        "write": "Write to the ledger as one revision",
        "undo": "Undo this",
        "typed": "Cells typed anew: 1",
        "aside": "1 row is set aside",
        "errors": "errors: 2",
        "cancel": "Cancel",
        "cancelled": "Cancelled; nothing was written",
        "again": "Check after all",
    },
}


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

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.actions = 0

    def choose(self, *files: Path) -> None:
        self.actions += 1
        with self.desk.page.expect_file_chooser() as chooser:
            self.desk.main.get_by_test_id("stFileUploaderDropzone").first.click()
        chooser.value.set_files(files)
        self.desk.main.get_by_test_id("stMetric").first.wait_for()
        self.desk.settle()

    def press(self, name: str) -> None:
        self.actions += 1
        self.desk.main.get_by_role("button", name=name, exact=True).click()
        self.desk.settle()

    def cell(self, row: int, column: int, typed: str | None = None) -> None:
        """Tick, or type into, a cell of the repair table: it is drawn, so it is a place."""
        self.actions += 1
        table = self.desk.main.get_by_test_id("stDataFrame").nth(1)
        table.scroll_into_view_if_needed()
        box = self.desk.awaited(table.bounding_box, lambda found: found is not None)
        assert box is not None
        left = sum(WIDTHS[:column]) + WIDTHS[column] / 2
        place = box["x"] + left, box["y"] + ROW * row + ROW / 2
        if typed is None:
            self.desk.page.mouse.click(*place)
        else:
            self.desk.page.mouse.dblclick(*place)
            self.desk.page.keyboard.type(typed)
            self.desk.page.keyboard.press("Enter")
        self.desk.settle()


@both_languages
@both_sizes
def test_two_books_go_from_file_to_network_with_three_slips_mended(
    desk: Desk, empty: Callable[[str], str], desk_home: Path, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    width = (desk.page.viewport_size or {"width": 0})["width"]
    key = empty(f"first-{language}-{width}")
    desk.visit("imports", ledger=key, lang=language)
    hand = Hand(desk)
    hand.choose(
        book(tmp_path / "党组织名册.xlsx", "名册", REGISTER),
        book(tmp_path / "结对台账.xlsx", "结对台账", PAIRS),
    )
    expect(desk.main.get_by_text(words["errors"]).first).to_be_visible()
    hand.cell(2, 4)  # 2023.6.31: the suggestion is accepted
    expect(desk.main.get_by_text(words["typed"])).to_be_visible()
    hand.cell(1, 5, "2012-12")  # 2012-13: typed anew
    hand.cell(2, 6)  # 无: nobody is paired here yet, the row waits
    hand.press(words["take"])
    expect(desk.main.get_by_text(words["aside"]).first).to_be_visible()
    hand.press(words["write"])
    expect(desk.main.get_by_role("button", name=words["undo"], exact=True)).to_be_visible()
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


def large_book(path: Path, rows: int = 9000) -> Path:
    head = "国企党组织,非公党组织,签订日期,协议名称\n"
    lines = (
        f"第{r % 90}国企党委,第{r}民企党支部,2023-{r % 12 + 1:02d}-{r % 28 + 1:02d},联建协议\n"
        for r in range(rows)
    )
    path.write_text(head + "".join(lines), encoding="utf-8")
    assert path.stat().st_size > 200_000
    return path


@both_languages
def test_a_large_book_shows_its_progress_is_cancelled_and_then_written(
    desk: Desk, empty: Callable[[str], str], desk_home: Path, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    key = empty(f"large-{language}")
    desk.visit("imports", ledger=key, lang=language)
    hand = Hand(desk)
    with desk.page.expect_file_chooser() as chooser:
        desk.main.get_by_test_id("stFileUploaderDropzone").first.click()
    chooser.value.set_files(large_book(tmp_path / "结对台账.csv"))
    expect(desk.main.get_by_role("progressbar")).to_be_visible()
    desk.main.get_by_role("button", name=words["cancel"], exact=True).click()
    expect(desk.main.get_by_text(words["cancelled"])).to_be_visible()
    with opened(desk_home, key) as ledger:
        before = ledger.head().number
    desk.main.get_by_role("button", name=words["again"], exact=True).click()
    desk.main.get_by_test_id("stMetric").first.wait_for()
    desk.settle()
    hand.press(words["write"])
    expect(desk.main.get_by_role("button", name=words["undo"], exact=True)).to_be_visible()
    with opened(desk_home, key) as ledger:
        assert ledger.head().number == before + 1
        known = ledger.snapshot(as_of=dt.date(2024, 7, 1))
    assert len(pairs(known)) == 9000
