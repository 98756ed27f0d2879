"""Files are given out the longest first, and each test of a file to one worker."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from file_schedule import LONG, LONGEST, fitting, longest_first, scope_of

ROOT = Path(__file__).parents[2]


def ordered(*nodeids: str) -> list[str]:
    items: list[Any] = [SimpleNamespace(nodeid=each) for each in nodeids]
    return [item.nodeid for item in longest_first(items)]


def test_what_takes_long_begins_first_and_a_file_stays_in_its_order() -> None:
    browser, screens = "tests/browser/test_b.py::test_b", "tests/app_pages/plan/test_p.py::test_p"
    few, many = "graphs/text.py::graphs.text", "tests/model/test_m.py::test_"
    given = (few, f"{many}2", f"{many}1", screens, browser)
    assert ordered(*given) == [browser, screens, f"{many}2", f"{many}1", few]


def test_a_file_measured_as_long_begins_first_however_few_its_tests() -> None:
    few, many = f"{LONGEST[0]}::test_a", "tests/browser/test_b.py::test_"
    assert ordered(f"{many}1", f"{many}2", few) == [few, f"{many}1", f"{many}2"]


def test_a_file_is_what_one_worker_goes_through() -> None:
    assert scope_of("tests/browser/journeys/test_a.py::test_a") == (
        "tests/browser/journeys/test_a.py"
    )
    assert scope_of("tests/app_pages/test_a.py::T::test_a") == "tests/app_pages/test_a.py"


def test_every_folder_that_is_named_is_there() -> None:
    assert set(LONG) == {each for each in LONG if (ROOT / each).is_dir()}


def test_every_file_that_is_named_is_there_once() -> None:
    assert sorted(LONGEST) == sorted({each for each in LONGEST if (ROOT / each).is_file()})


def test_half_of_the_workers_browse_and_none_waits_while_anything_is_left() -> None:
    browser, other = "tests/browser/test_b.py", "tests/model/test_m.py"
    assert fitting([browser, other], browses=True) == browser
    assert fitting([browser, other], browses=False) == other
    assert fitting([other], browses=True) == other
    assert fitting([browser], browses=False) == browser
