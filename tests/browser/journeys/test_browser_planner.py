"""The planner's day: propose, lock, exclude, ask why not, hand in, approve as another post, sign."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from browser_desk import Desk, both_languages
from docx import Document
from playwright.sync_api import Locator, expect

from graphs.ledger import Home, open_ledger
from graphs.network import pairs
from graphs.proposals import proposal_views

WORDS = {
    "zh": {
        "lock": "锁定", "reason": "事由（锁定、排除都要写）", "reason first": "请先写事由。",
        "unlock": "解除锁定", "exclude": "排除并重算", "why": "为什么不",
        "draft": "存为草稿", "title": "方案名称", "new": "＋ 新岗位……", "name": "新岗位名称",
        "note": "变更事由", "submit": "提交审批", "approve": "批准", "sign": "登记签订，写成协议",
        "refused": "须由拟定岗位以外", "post": "经办岗位", "guest": "非公党组织",
        "host": "国企党组织", "signed": "已签订", "budget": "新增总数至多", "proved": "已证明最优",
    },
    "en": {
        "lock": "Lock", "reason": "Reason (for a lock or an exclusion)",
        "reason first": "Write the reason first.", "unlock": "Unlock", "exclude": "Exclude, solve again", "why": "Why not?",
        "draft": "Draft", "title": "Title of the proposal", "new": "+ New post …",
        "name": "Name of the new post", "note": "Reason for the change", "submit": "Submit",
        "approve": "Approve", "sign": "Record the signing as agreements",
        "refused": "another post than the planner's", "post": "Acting post", "guest": "Non-public",
        "host": "State-owned", "signed": "signed", "budget": "New pairs in all",
        "proved": "proved best",
    },
}  # fmt: skip


def own_demo(home: Path, language: str) -> Path:
    name = f"plan-{language}"
    where = home / "own" / f"{name}.ledger"
    if not where.exists():
        Home(folder=home).copy("demo", name)
    return where


def first_row(desk: Desk) -> None:
    desk.main.get_by_test_id("stDataFrame").first.locator(".dvn-scroller").click(
        position={"x": 18, "y": 52}
    )
    desk.settle()


def choose(desk: Desk, label: str, place: int) -> None:
    box = desk.main.get_by_test_id("stSelectbox").filter(has_text=label).first
    box.locator("input").click()
    desk.page.get_by_role("option").nth(place).click()
    desk.settle()


def look_at(desk: Desk, part: str) -> None:
    desk.main.get_by_test_id("stButtonGroup").get_by_text(part, exact=True).click()
    desk.settle()


def button(desk: Desk, words: str) -> Locator:
    return desk.main.get_by_role("button", name=words, exact=True)


def as_post(desk: Desk, words: dict[str, str], post: str, note: str) -> None:
    """Act as a post: one the ledger lists, or a new one."""
    box = desk.main.get_by_test_id("stSelectbox").filter(has_text=words["post"]).first
    box.locator("input").click()
    expect(desk.page.get_by_role("option", name=words["new"])).to_be_visible()
    listed = desk.page.get_by_role("option", name=post, exact=True)
    fresh = listed.count() == 0
    (desk.page.get_by_role("option", name=words["new"]) if fresh else listed).click()
    desk.settle()
    if fresh:
        desk.main.get_by_label(words["name"]).fill(post)
        desk.page.keyboard.press("Enter")
        desk.settle()
    desk.main.get_by_label(words["note"]).fill(note)
    desk.page.keyboard.press("Enter")
    desk.settle()


@both_languages
def test_a_plan_becomes_agreements_by_two_posts(desk: Desk, language: str, desk_home: Path) -> None:
    words = WORDS[language]
    where = own_demo(desk_home, language)
    ledger = f"own-plan-{language}"
    desk.visit("plan", ledger=ledger, lang=language)
    expect(desk.main.get_by_text(words["proved"]).first).to_be_visible()
    desk.main.get_by_label(words["budget"]).fill("6")
    desk.page.keyboard.press("Enter")
    desk.settle()
    first_row(desk)
    button(desk, words["lock"]).click()
    expect(desk.main.get_by_text(words["reason first"])).to_be_visible()
    desk.main.get_by_label(words["reason"]).fill("双方已商定")
    desk.page.keyboard.press("Enter")
    desk.settle()
    button(desk, words["lock"]).click()
    desk.settle()
    expect(button(desk, words["unlock"])).to_be_visible()
    look_at(desk, words["why"])
    choose(desk, words["guest"], 0)
    choose(desk, words["host"], 3)
    expect(desk.main.get_by_test_id("stAlert").first).to_be_visible()
    look_at(desk, words["draft"])
    desk.main.get_by_label(words["title"]).fill("2026 年度结对")
    desk.page.keyboard.press("Enter")
    desk.settle()
    as_post(desk, words, "台账岗", "拟定")
    desk.main.get_by_test_id("stButton").get_by_role("button").last.click()
    desk.page.wait_for_url("**/proposals**")
    desk.settle()
    as_post(desk, words, "台账岗", "提交")
    button(desk, words["submit"]).click()
    desk.settle()
    as_post(desk, words, "台账岗", "自批")
    expect(desk.main.get_by_text(words["refused"]).first).to_be_visible()
    expect(button(desk, words["approve"])).to_be_disabled()
    as_post(desk, words, "审批岗", "同意")
    button(desk, words["approve"]).click()
    desk.settle()
    as_post(desk, words, "台账岗", "签订")
    button(desk, words["sign"]).click()
    desk.settle()
    heading = desk.main.get_by_test_id("stMarkdown").filter(has_text="2026 年度结对").last
    expect(heading).to_contain_text(words["signed"])
    _the_papers_open(desk, language)
    with open_ledger(str(where)) as made:
        snapshot = made.snapshot()
        view = proposal_views(snapshot)[0]
        assert len(view.accepted) == 6
        assert view.proposal.approver == "审批岗"
        agreed = {(pair.host, pair.guest) for pair in pairs(snapshot)}
        assert {(pair.host, pair.guest) for pair in view.accepted} <= agreed
        assert made.verify().ok
        assert view.proposal.signed_on
        assert view.proposal.signed_on.latest == dt.date(2026, 6, 30)


def _the_papers_open(desk: Desk, language: str) -> None:
    words = {"zh": "协议文书包", "en": "Agreement pack"}[language]
    with desk.page.expect_download() as caught:
        desk.main.get_by_test_id("stDownloadButton").filter(has_text=words).click()
    with zipfile.ZipFile(caught.value.path()) as pack:
        papers = [name for name in pack.namelist() if name.endswith(".docx")]
        assert len(papers) == 6
        paper = Document(io.BytesIO(pack.read(papers[0])))
    told = "\n".join(line.text for line in paper.paragraphs)
    assert ("协议" if language == "zh" else "greement") in told


PRESET = {"zh": "侧重", "en": "Emphasis"}


def plan_shown(desk: Desk) -> str:
    """The plan in the address, once the screen shows it, too."""
    desk.settle()
    plan = desk.awaited(lambda: desk.query.get("plan", ""), bool)
    expect(desk.main.get_by_text(plan[:12]).first).to_be_visible()
    return plan


@both_languages
def test_the_back_button_goes_back_to_the_plan_before(desk: Desk, language: str) -> None:
    desk.visit("plan", ledger="demo", lang=language)
    first = plan_shown(desk)
    choose(desk, PRESET[language], 1)
    second = plan_shown(desk)
    assert second != first
    desk.page.go_back()
    desk.await_query(plan=first)
    assert plan_shown(desk) == first
    desk.page.go_forward()
    desk.await_query(plan=second)
    assert plan_shown(desk) == second


def test_an_excluded_pair_is_out_of_the_next_plan(desk: Desk) -> None:
    desk.visit("plan", ledger="demo", lang="en")
    caption = desk.main.get_by_text("proved best").first
    before = caption.inner_text()
    first_row(desk)
    desk.main.get_by_label(WORDS["en"]["reason"]).fill("agreed otherwise")
    desk.page.keyboard.press("Enter")
    desk.settle()
    button(desk, WORDS["en"]["exclude"]).click()
    desk.settle()
    expect(caption).not_to_have_text(before)
    expect(caption).to_contain_text("proved best")


@both_languages
def test_the_plan_is_drawn_over_the_network(desk: Desk, language: str) -> None:
    desk.visit("plan", ledger="demo", lang=language, debug="1")
    tab = {"zh": "关系图", "en": "Network"}[language]
    look_at(desk, tab)
    desk.await_canvas()
    label = {"zh": "拟议结对", "en": "proposed pair"}[language]
    expect(desk.main.get_by_text(label, exact=True)).to_be_visible()
