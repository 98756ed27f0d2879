"""The planner's day, step by step: a reload, another language, and the back button lose nothing of any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from browser_desk import Desk, both_languages
from playwright.sync_api import Locator, expect
from profiles import is_long_run

from graphs.ledger import Home

Act: TypeAlias = Callable[[Desk], None]

POST = "测试拟定岗"


def widget(desk: Desk, key: str) -> Locator:
    """Return the place of a widget by its key, which is the same in both languages."""
    return desk.main.locator(f".st-key-{key}")


def fill(key: str, value: str) -> Act:
    def act(desk: Desk) -> None:
        widget(desk, key).locator("input").fill(value)
        desk.page.keyboard.press("Enter")

    return act


def choose(key: str, place: int) -> Act:
    def act(desk: Desk) -> None:
        widget(desk, key).locator("input").click()
        desk.page.get_by_role("option").nth(place).click()

    return act


def press(key: str) -> Act:
    def act(desk: Desk) -> None:
        expect(widget(desk, key).get_by_role("button")).to_be_enabled()
        widget(desk, key).get_by_role("button").click()

    return act


def part(place: int) -> Act:
    """Open a part of the screen."""
    return lambda desk: widget(desk, "plan-tab").locator("button").nth(place).click()


def first_pair(desk: Desk) -> None:
    table = desk.main.get_by_test_id("stDataFrame").first
    table.locator(".dvn-scroller").click(position={"x": 18, "y": 52})


def reason(desk: Desk) -> None:
    desk.main.locator("[class*=st-key-plan-reason] input").fill("双方已商定")
    desk.page.keyboard.press("Enter")


@dataclass(frozen=True)
class Step:
    """What the planner does, and the sign on the screen that it is done.

    What is ``written`` has used up its reason or its name: the page as it is looked at anew is what is kept.
    What is ``seen_later`` is among what is compared after a later step: at a push it is disturbed there.
    """

    name: str
    acts: tuple[Act, ...]
    sign: str = ".st-key-plan-tab"
    written: bool = False
    seen_later: bool = False


DAY = (
    Step("emphasis", (choose("plan-preset", 1),), seen_later=True),
    Step("objective", (choose("plan-objective", 0),), seen_later=True),
    Step("numbers", (fill("plan-budget", "6"), fill("plan-host", "2")), seen_later=True),
    Step("must share", (choose("plan-same", 2),)),
    Step("a pair is looked at", (first_pair,), ".st-key-plan-lock"),
    Step("a pair is locked", (reason, press("plan-lock")), ".st-key-plan-unlock"),
    Step("coverage", (part(2),), "[data-testid=stDataFrame]"),
    Step("left out", (part(3),), ".st-key-plan-conflicts"),
    Step("why not", (part(4), choose("plan-ask-guest", 1), choose("plan-ask-host", 3)), ".fall"),
    Step("what if", (part(5),), ".st-key-plan-stability"),
    Step(
        "a scenario is kept",
        (part(6), fill("plan-scenario-name", "甲案"), press("plan-keep")),
        ".st-key-plan-take-over",
        written=True,
    ),
    Step(
        "a draft is kept",
        (
            *(part(7), fill("plan-title", "2026 年度结对"), choose("plan-post", -1)),
            *(fill("plan-new-post", POST), fill("plan-note", "拟定"), press("plan-save")),
        ),
        ".st-key-proposals-post",
        written=True,
    ),
    Step(
        "it is submitted",
        (fill("proposals-note", "提交"), press("proposals-submit")),
        ".st-key-proposals-return",
        written=True,
    ),
)

_SEEN = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const key = (at) => at.closest('[class*="st-key-plan-"]')?.className.match(/st-key-plan-[\\w-]+/)[0];
  const inputs = [...main.querySelectorAll('input')].filter((at) => key(at)
    && !at.closest('details') && !key(at).match(/scenario-name|title|note|new-post|reason/));
  const value = (at) => ['checkbox', 'radio'].includes(at.type) ? at.checked : at.value;
  return {
    at: location.pathname,
    asked: ['plan', 'part'].map((each) => new URLSearchParams(location.search).get(each)),
    inputs: inputs.map((at) => [key(at), value(at)]),
    figures: [...main.querySelectorAll('[data-testid=stMetricValue]')].map((at) => at.innerText),
    words: [...main.querySelectorAll('.fall, [data-testid=stCaptionContainer], [data-testid=stAlert]')]
      .map((at) => at.innerText),
    tables: main.querySelectorAll('[data-testid=stDataFrame]').length,
    buttons: [...main.querySelectorAll('button')].map((at) => [at.innerText, at.disabled]),
  };
}"""


def seen(desk: Desk, sign: str) -> Any:
    """Return what the planner sees once the sign is there."""
    desk.main.locator(sign).first.wait_for()
    desk.settle()
    return desk.page.evaluate(_SEEN)


def speak(desk: Desk, language: str) -> None:
    words = {"zh": "中文", "en": "English"}[language]
    desk.page.get_by_test_id("stSidebar").get_by_text(words, exact=True).click()
    desk.await_query(**({"lang": "en"} if language == "en" else {}))
    desk.settle()


def reload(desk: Desk, _: str) -> None:
    desk.page.reload()
    desk.page.locator('[data-testid="stSidebar"] h4').wait_for()


def another_language(desk: Desk, language: str) -> None:
    speak(desk, "en" if language == "zh" else "zh")
    speak(desk, language)


def back_and_forward(desk: Desk, _: str) -> None:
    desk.page.go_back()
    desk.settle()
    desk.page.go_forward()
    desk.settle()


DISTURBANCES = (reload, another_language, back_and_forward)


@both_languages
def test_nothing_of_the_planners_day_is_lost(desk: Desk, language: str, desk_home: Path) -> None:
    if not (desk_home / "own" / f"day-{language}.ledger").exists():
        Home(folder=desk_home).copy("demo", f"day-{language}")
    desk.visit("plan", ledger=f"own-day-{language}", lang=language)
    plans, lost, later = [], [], set()
    for step in DAY:
        for act in step.acts:
            act(desk)
            desk.settle()
        if step.written:
            seen(desk, step.sign)
            reload(desk, language)
        before = seen(desk, step.sign)
        plans.append(before["asked"][0])
        later |= {each for each, _ in before["inputs"]} if step.seen_later else set()
        if not step.seen_later:
            assert later <= {each for each, _ in before["inputs"]}, step.name
            later = set()
        for disturb in () if step.seen_later and not is_long_run() else DISTURBANCES:
            disturb(desk, language)
            after = seen(desk, step.sign)
            lost += [
                (step.name, disturb.__name__, what, before[what], after[what])
                for what in before
                if after[what] != before[what]
            ]
    assert lost == []
    assert len({*plans[:4], plans[5]}) == 5  # each of the wishes made another plan
