"""The questions as somebody new asks them, on what ships and on a ledger filled a moment ago.

Every click and entry is counted: none takes more than three from the overview. What the screen says
is what the second computation from raw records is compared with (``tests/questions``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_desk import Desk
from playwright.sync_api import expect

from graphs.ledger import Home, Ledger
from graphs.model import Scope, Snapshot
from graphs.network import pairs, parties
from graphs.questions import Context, Reference, ask, listed
from graphs.text import Language, Text

PRESS = Path(__file__).parents[2] / "data" / "press"
MOST_ACTIONS = 3
QUESTIONS = [each for each in listed() if each.number <= 14]


@pytest.fixture(scope="module")
def fresh(desk_home: Path) -> Iterator[str]:
    """A ledger begun and filled by the commands, in the home of the app that is running."""
    environment = {**os.environ, "GRAPHS_HOME": str(desk_home)}
    act = ("--mapping", "press", "--actor", "台账岗", "--note", "首次导入", "--as-of", "2026-06-30")
    files = [str(path) for path in sorted(PRESS.glob("*.csv"))]
    for command in (
        ("new", "press", "--district", "350424", "--post", "台账岗", "--as-of", "2026-06-30"),
        ("import", *files, "--ledger", "own-press", *act),
    ):
        program = [sys.executable, "-m", "graphs", *command]
        subprocess.run(program, check=True, env=environment, stdout=subprocess.DEVNULL)
    yield "own-press"
    (desk_home / "own" / "press.ledger").unlink()


class Asking:
    """Somebody who begins at the overview and counts what they do."""

    def __init__(self, desk: Desk, ledger: str, language: str) -> None:
        self.desk, self.actions = desk, 0
        scope = {"scope": "whole"} if ledger == "own-press" else {}
        desk.visit("overview", ledger=ledger, lang=language, **scope)

    def click(self, selector: str) -> None:
        self.actions += 1
        self.desk.page.locator(selector).first.click()
        self.desk.settle()

    def type(self, words: str) -> None:
        """Ask in words."""
        self.actions += 1
        box = self.desk.page.locator(".st-key-control-ask input")
        box.fill(words)
        box.press("Enter")
        self.desk.settle()


IN_WORDS = {
    "partners": Text(zh="{a}和谁结对", en="partners of {a}"),
    "connection": Text(zh="{a}和{b}怎样相连", en="how are {a} and {b} connected"),
}
"""What one asks of somebody by name is typed; all else is a click."""


def snapshot_of(ledger: Ledger, key: str) -> Snapshot:
    home = ledger.profile().home
    return ledger.snapshot(Scope() if key == "own-press" or not home else Scope("division", home))


@pytest.mark.parametrize(
    ("ledger", "language"),
    [("demo", "zh"), ("shangjie-2010", "en"), ("own-press", "zh"), ("own-press", "en")],
)
def test_every_question_takes_three_actions_at_most(
    ledger: str, language: Language, desk: Desk, desk_home: Path, fresh: str
) -> None:
    assert fresh
    with Home(folder=desk_home).open(ledger) as opened:
        snapshot = snapshot_of(opened, ledger)
        context = Context(snapshot=snapshot, at=lambda day: opened.snapshot(snapshot.scope, day))
        ends = [pairs(snapshot)[0].host, pairs(snapshot)[0].guest]
        person = Asking(desk, ledger, language)
        person.click('a[data-testid^="stTopNav"][href$="/questions"]')
        for each in QUESTIONS:
            person.actions = 1  # the menu; the next question is asked from where one is
            given = {}
            if each.key in IN_WORDS:
                keys = [p.key for p in each.parameters if isinstance(p, Reference)]
                given = dict(zip(keys, ends, strict=False))
                names = [parties(snapshot)[ident].name.say(language) for ident in ends]
                person.type(IN_WORDS[each.key].format(a=names[0], b=names[1]).say(language))
            else:
                person.click(f".st-key-ask-open-{each.key} button")
            said = ask(context, each.key, given).sentence.say(language)
            expect(desk.main).to_contain_text(said)
            assert person.actions <= MOST_ACTIONS, each.key
