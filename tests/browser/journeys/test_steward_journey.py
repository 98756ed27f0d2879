"""A steward's day in front of the app: import, findings, duplicates; each written once, and undone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from browser_desk import Desk, Watch, both_languages
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from graphs.ledger import Home, Ledger
from graphs.model import (
    Agreement,
    Change,
    Hosting,
    Organisation,
    PartialDate,
    Scope,
    Signatory,
    Snapshot,
)
from graphs.network import pairs

HEADS = ("协议编号", "国企党组织", "非公党组织", "非公企业", "签订日期", "到期日期")
GUEST = "青禾新芽食品有限公司党支部"
FIRM = "青禾新芽食品有限公司"
AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
ROW = 35  # pixels of a row of a table

Words = dict[str, str]
WORDS: dict[str, Words] = {
    "zh": {
        "write": "写入台账，成为一版",
        "undo": "撤销这次写入",
        "nothing": "没有要写入的变化",
        "stopped": "处错误，不能写入",
        "undone": "撤销",
        "same": "是同一个",
        "merge": "写入判定并合并",
        "note": "变更事由",
        "waive": "豁免这一条",
        "waive_go": "豁免",
        "events": "组织变动",
        "moved": "您查看期间台账已写到",
        "record": "记录类型",
    },
    "en": {
        "write": "Write to the ledger as one revision",
        "undo": "Undo this",
        "nothing": "Nothing to write",
        "stopped": "Errors in the way",
        "undone": "undone by revision",
        "same": "the same",
        "merge": "Write the verdict and merge",
        "note": "Reason for the change",
        "waive": "Waive this finding",
        "waive_go": "Waive",
        "events": "Organisation changes",
        "moved": "the ledger moved on to revision",
        "record": "Kind of record",
    },
}

Own = Callable[[str], str]


@pytest.fixture
def own(desk_home: Path) -> Own:
    """Copies the demo to a ledger of one's own and returns its key."""
    return lambda name: Home(folder=desk_home).copy("demo", name).key


def opened(desk_home: Path, key: str) -> Ledger:
    return Home(folder=desk_home).open(key)


def picture(desk_home: Path, key: str) -> Snapshot:
    with opened(desk_home, key) as ledger:
        return ledger.snapshot(Scope(), None)


@pytest.fixture(scope="module")
def host(desk_home: Path) -> str:
    """The name of a host of the demo, so that what it signs is seen from the demo's home."""
    shown = picture(desk_home, "demo")
    return shown.get(Organisation, next(iter(pairs(shown))).host).name or ""


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("结对台账")
    for number, row in enumerate((HEADS, *rows)):
        sheet.write_row(number, 0, row)
    book.close()
    path.write_bytes(target.getvalue())
    return path


def upload(desk: Desk, path: Path) -> None:
    """Hand over a file in place of those that are there."""
    remove = desk.main.get_by_test_id("stFileChipDeleteBtn").get_by_role("button")
    while remove.count():
        remove.first.click()
        expect(desk.main.get_by_test_id("stMetric")).to_have_count(0)
        desk.settle()
    # As a person does: only then may a file of the same name be chosen again.
    with desk.page.expect_file_chooser() as chooser:
        desk.main.get_by_test_id("stFileUploaderDropzone").first.click()
    chooser.value.set_files(path)
    desk.main.get_by_test_id("stMetric").first.wait_for()
    desk.settle()


def button(desk: Desk, name: str) -> Locator:
    return desk.main.get_by_role("button", name=name, exact=True)


def tick(desk: Desk, row: int = 1, table: int = 0) -> None:
    """Tick a row of a table; tables are drawn, so it is a place and no element."""
    box = desk.main.get_by_test_id("stDataFrame").nth(table).bounding_box()
    assert box is not None
    desk.page.mouse.click(box["x"] + 15, box["y"] + ROW * row + ROW / 2)
    desk.settle()


def tick_until(desk: Desk, words: str) -> None:
    """Tick the first row until what it opens is there: a click while the table is drawn anew is lost.

    A click on a row that is ticked would take the tick away, however long the app takes to answer.
    """
    ticked = desk.main.get_by_test_id("stDataFrame").first.locator('tr[aria-selected="true"]')
    opened = desk.main.get_by_text(words).first

    def there() -> bool:
        if not (desk.watch.busy or opened.is_visible() or ticked.count()):
            tick(desk)
            with suppress(PlaywrightTimeout):
                ticked.first.wait_for(state="attached", timeout=5_000)
        return opened.is_visible()

    desk.awaited(there, bool)
    desk.settle()


def shown_in_network(desk: Desk, ledger: str, language: str) -> set[str]:
    desk.move_to_network(ledger=ledger, lang=language)
    return set(desk.positions())


@both_languages
def test_a_workbook_with_errors_is_mended_applied_and_seen(  # noqa: PLR0917  # fixtures
    desk: Desk, own: Own, desk_home: Path, host: str, tmp_path: Path, language: str
) -> None:
    words, ledger = WORDS[language], own(f"导入-{language}")
    bad = workbook(tmp_path / "台账.xlsx", ("L-1", host, GUEST, FIRM, "2026-13-01", "2028-05-31"))
    desk.visit("imports", ledger=ledger, lang=language)
    upload(desk, bad)
    expect(desk.main.get_by_text(words["stopped"])).to_be_visible()
    expect(button(desk, words["write"])).to_have_count(0)

    good = workbook(tmp_path / "台账.xlsx", ("L-1", host, GUEST, FIRM, "2026-01-10", "2028-05-31"))
    upload(desk, good)
    button(desk, words["write"]).click()
    expect(button(desk, words["undo"])).to_be_visible()
    desk.settle()
    expect(desk.main.get_by_text(words["nothing"]).last).to_be_visible()
    [made] = [
        item.id for item in picture(desk_home, ledger).records(Organisation) if item.name == GUEST
    ]
    desk.main.get_by_test_id("stPageLink").locator("a").first.click()
    desk.page.wait_for_url("**/network**")
    assert made in shown_in_network(desk, ledger, language)


def test_what_was_imported_is_undone_by_one_click(
    desk: Desk, own: Own, desk_home: Path, host: str, tmp_path: Path
) -> None:
    words, ledger = WORDS["zh"], own("撤销导入")
    desk.visit("imports", ledger=ledger)
    row = ("L-1", host, GUEST, FIRM, "2026-01-10", "2028-05-31")
    upload(desk, workbook(tmp_path / "台账.xlsx", row))
    button(desk, words["write"]).click()
    expect(button(desk, words["undo"])).to_be_visible()
    desk.settle()
    button(desk, words["undo"]).click()
    expect(desk.main.get_by_test_id("stAlert").filter(has_text=words["undone"])).to_be_visible()
    names = {item.name for item in picture(desk_home, ledger).records(Organisation)}
    assert GUEST not in names
    assert picture(desk_home, ledger).records(Organisation) == picture(desk_home, "demo").records(
        Organisation
    )


@pytest.fixture
def second(desk: Desk) -> Iterator[Desk]:
    """The desk of a colleague who looks at the same ledger."""
    page = desk.page.context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    watch = Watch(page)
    yield Desk(page=page, server=desk.server, watch=watch)
    page.close()
    assert (watch.outside, watch.errors) == ([], [])


@both_languages
def test_of_two_screens_the_second_has_nothing_left_to_do(  # noqa: PLR0917  # fixtures
    desk: Desk, second: Desk, own: Own, desk_home: Path, host: str, tmp_path: Path, language: str
) -> None:
    words, ledger = WORDS[language], own(f"两处-{language}")
    file = workbook(tmp_path / "台账.xlsx", ("L-1", host, GUEST, FIRM, "2026-01-10", "2028-05-31"))
    for each in (desk, second):
        each.visit("imports", ledger=ledger, lang=language)
        upload(each, file)
    for each in (desk, second):
        button(each, words["write"]).click()
        each.settle()
    expect(second.main.get_by_text(words["nothing"])).to_be_visible()
    expect(second.main.get_by_text(words["moved"])).to_be_visible()
    with opened(desk_home, ledger) as after:
        assert sum(each.kind == "import" for each in after.revisions()) == 1


def two_spellings(desk_home: Path, key: str) -> tuple[str, str]:
    """Write a guest down a second time, as party to an agreement of its own; return both ids."""
    shown = picture(desk_home, key)
    pair = next(each for each in pairs(shown) if shown.by_id(Organisation).get(each.guest))
    known = shown.get(Organisation, pair.guest)
    unit = next(each.unit for each in shown.records(Hosting) if each.organisation == known.id)
    name = "中共" + (known.name or "").replace("党支部", "支部委员会")
    twin = replace(known, id="new:twin", name=name, name_en=None, short_name=None, members=None)
    signed = Agreement(
        id="new:agreement",
        number="又签一份",
        signed_on=PartialDate("2026-01-10"),
        ends_on=PartialDate("2028-01-10"),
    )
    parties = [
        Signatory(id=f"new:{place}", agreement="new:agreement", organisation=each)
        for place, each in enumerate((pair.host, "new:twin"))
    ]
    hosted = Hosting(id="new:hosting", organisation="new:twin", unit=unit)
    with opened(desk_home, key) as ledger:
        steps = [Change(record=each) for each in (twin, signed, *parties, hosted)]
        made = ledger.apply(*steps, actor="台账岗", note="另一种写法", at=AT)
    return known.id, made.minted["new:twin"]


@both_languages
def test_two_spellings_are_merged_the_network_follows_and_it_is_undone(
    desk: Desk, own: Own, desk_home: Path, language: str
) -> None:
    words, ledger = WORDS[language], own(f"合并-{language}")
    known, twin = two_spellings(desk_home, ledger)
    desk.visit_network(ledger=ledger, lang=language)
    assert {known, twin} <= set(desk.positions())

    desk.move("duplicates", ledger=ledger, lang=language)
    tick(desk)
    desk.main.get_by_role("radio", name=words["same"], exact=True).click()
    desk.settle()
    desk.main.get_by_label(words["note"]).first.fill("同一个支部，两种写法")
    desk.page.keyboard.press("Tab")
    desk.settle()
    button(desk, words["merge"]).click()
    expect(button(desk, words["undo"])).to_be_visible()
    shown = shown_in_network(desk, ledger, language)
    assert len({known, twin} & shown) == 1

    with opened(desk_home, ledger) as after:
        newest = after.revisions(limit=1)[0]
        assert newest.kind == "duplicates"
        now = dt.datetime.now(dt.UTC)  # the browser wrote at the hour it is
        after.undo(newest.number, actor="台账岗", note="再看看", at=now)
    assert {known, twin} <= shown_in_network(desk, ledger, language)


@both_languages
def test_a_finding_opens_its_record_and_is_waived_apart(
    desk: Desk, own: Own, language: str
) -> None:
    words, ledger = WORDS[language], own(f"检查-{language}")
    desk.visit("findings", ledger=ledger, lang=language)
    tick_until(desk, words["waive"])
    desk.main.get_by_text(words["waive"]).click()
    desk.main.get_by_label(words["note"]).fill("上级已批准")
    desk.page.keyboard.press("Tab")
    desk.settle()
    button(desk, words["waive_go"]).click()
    expect(button(desk, words["undo"])).to_be_visible()
    desk.settle()
    expect(desk.main.get_by_role("tab").nth(1)).to_contain_text("1")

    # The row stays ticked: the next finding is the one to work off.
    link = desk.main.get_by_test_id("stBaseButton-tertiary").first
    name = link.inner_text().split("\n")[-1].strip()
    link.click()
    desk.page.wait_for_url("**/records**")
    desk.settle()
    expect(desk.main.get_by_text(words["record"])).to_be_visible()
    expect(desk.main.locator("strong").first).to_contain_text(name)


def test_a_read_only_ledger_says_how_to_get_a_copy(desk: Desk) -> None:
    desk.visit("findings", ledger="demo", lang="en")
    tick_until(desk, "Waive this finding")
    desk.main.get_by_text("Waive this finding").click()
    expect(desk.main.get_by_text("copy it to your own")).to_be_visible()
    expect(button(desk, "Waive")).to_have_count(0)


def test_an_organisation_is_renamed_from_a_day_on(desk: Desk, own: Own, desk_home: Path) -> None:
    ledger = own("更名")
    first = picture(desk_home, ledger).records(Organisation)[0]
    desk.visit("duplicates", ledger=ledger)
    desk.main.get_by_role("tab", name="组织变动").click()
    desk.main.get_by_label("党组织", exact=True).last.fill(first.id)
    desk.page.keyboard.press("Enter")
    desk.settle()
    desk.main.get_by_label("新名称").fill("云岭新名称党支部")
    desk.page.keyboard.press("Tab")
    desk.settle()
    desk.main.get_by_label("变更事由").last.fill("经批准更名")
    desk.page.keyboard.press("Tab")
    desk.settle()
    button(desk, "写入台账").click()
    expect(button(desk, "撤销这次写入")).to_be_visible()
    assert picture(desk_home, ledger).get(Organisation, first.id).name == "云岭新名称党支部"
