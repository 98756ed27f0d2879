"""Every question answers as a second computation from the raw lines does, sharing no code with it."""

from __future__ import annotations

import datetime as dt
import tempfile
from itertools import product
from pathlib import Path

import pytest
from answer_comparison import Both, compared
from factory import picture
from figure_ledgers import DATES, Book, books, written
from hypothesis import given, settings
from nonempty import nonempty
from shipped import DATA

from graphs.__main__ import main
from graphs.ledger import Home, load_archive
from graphs.questions import QUESTIONS, Context, Reference, ask, listed

VIEWS = {
    "demo": ((None, "yl-t1"), (dt.date(2024, 12, 31), dt.date(2026, 6, 30))),
    "shangjie-2010": ((None, "sj-xwz"), (dt.date(2009, 1, 1), dt.date(2010, 6, 15))),
}
PRESS = Path(__file__).parents[1] / "data" / "press"


@pytest.mark.parametrize("name", list(VIEWS))
def test_what_ships_is_answered_alike(name: str, tmp_path: Path) -> None:
    scopes, days = VIEWS[name]
    with load_archive(DATA / name, str(tmp_path / "x.ledger")) as ledger:
        head = ledger.head().number
        for where, day in nonempty(list(product(scopes, days))):
            compared(Both(ledger, DATA / name, where, day, head))


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose one own ledger was begun and filled a moment ago, by the commands of the product."""
    folder = tmp_path_factory.mktemp("imported")
    with pytest.MonkeyPatch.context() as desk:
        desk.setenv("GRAPHS_HOME", str(folder))
        desk.delenv("LEDGER_URL", raising=False)
        assert main(("new", "press", "--district", "350424", "--post", "台账岗")) == 0
        act = ("--mapping", "press", "--actor", "台账岗", "--note", "首次导入")
        files = [str(path) for path in sorted(PRESS.glob("*.csv"))]
        assert main(("import", *files, "--ledger", "own-press", *act, "--as-of", "2026-11-28")) == 0
    return folder


@pytest.mark.parametrize("day", ["2023-06-30", "2026-11-28"])
def test_a_freshly_imported_ledger_is_answered_alike(
    day: str, imported: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    with Home(folder=imported).open("own-press") as ledger:
        ledger.export_archive(archive)
        head = ledger.head().number
        [county] = ledger.divisions()
        for where in (None, county.id):
            both = Both(ledger, archive, where, dt.date.fromisoformat(day), head)
            compared(both)
            if where is None:
                assert both.raw.other_signatories()  # most of what is signed is of other kinds
                assert len(both.raw.signed_here()) > 10 * len(both.ask("crossings").rows)


@settings(max_examples=5)
@given(books())
def test_generated_ledgers_are_answered_alike(book: Book) -> None:
    with tempfile.TemporaryDirectory() as name, written(book, Path(name)) as ledger:
        archive = Path(name) / "archive"
        ledger.export_archive(archive)
        for where, day in nonempty(list(product((None, "c", "t1"), DATES[1:]))):
            compared(Both(ledger, archive, where, day, 2))


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_an_empty_ledger_is_answered_in_words(key: str) -> None:
    empty = picture()
    chosen = [each for each in QUESTIONS[key].parameters if isinstance(each, Reference)]
    if any(each.required for each in chosen):
        return
    answer = ask(Context(snapshot=empty, at=lambda _: empty), key)
    assert answer.empty
    assert answer.count.is_zero
    assert answer.sentence.zh
    assert "{" not in answer.sentence.zh + answer.sentence.en


def test_the_questions_are_numbered_in_their_order() -> None:
    assert [each.number for each in listed()] == list(range(1, 18))
