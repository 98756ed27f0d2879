"""Hostile and broken files: a message with place and remedy in both languages, soon, in little room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from intake_books import EMPTY, csv_file, imported
from intake_hostile import HOSTILE, hostile_file

from graphs.errors import InputError, Problem
from graphs.intake import Limits, prepare

_HERE = Path(__file__).resolve().parent
_SECONDS = 2.0
_SLACK = 6.0  # other work on the machine of a test run; the figure of one run alone is printed
_MEGABYTES = 200

# Files are read from disk: what made them would count as memory of the process that starts readers.
_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from graphs.errors import InputError
from graphs.intake import InputFile, read_sheets
slowest = 0.0, ""
for path in sorted(Path(sys.argv[1]).iterdir()):
    file = InputFile(name=path.name, content=path.read_bytes())
    begun = time.perf_counter()
    try:
        for sheet in read_sheets(file):
            for row in sheet.rows:
                pass
    except InputError:
        pass
    slowest = max(slowest, (time.perf_counter() - begun, path.name))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"slowest": slowest, "peak": peak}))
"""


def _said(problem: Problem) -> None:
    assert problem.place.zh
    assert problem.place.en
    assert problem.reason.zh != problem.reason.en
    assert problem.remedy is not None
    assert problem.remedy.zh
    assert problem.remedy.en


def test_there_are_sixty_of_them_and_more() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", list(HOSTILE))
def test_is_refused_with_place_and_remedy(name: str) -> None:
    try:
        result = imported(hostile_file(name))
    except InputError as refused:
        problems = refused.problems
    else:
        assert result.steps == ()
        assert not result.ready
        problems = result.errors
    assert problems
    for problem in problems[:5]:
        _said(problem)


def test_every_one_ends_soon_and_in_little_room(tmp_path: Path) -> None:
    for name in HOSTILE:
        file = hostile_file(name)
        (tmp_path / file.name).write_bytes(file.content)
    environment = os.environ | {"PYTHONPATH": str(_HERE.parents[2])}
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(tmp_path)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    measured = json.loads(run.stdout)
    seconds, slowest = measured["slowest"]
    print(f"slowest {slowest} {seconds:.2f} s; peak {measured['peak']:.0f} MB")
    assert seconds <= _SECONDS + _SLACK, measured
    assert measured["peak"] <= _MEGABYTES, measured


def test_a_reader_that_gives_no_answer_is_killed() -> None:
    file = csv_file("名称\n甲\n", name="单位.csv")
    with pytest.raises(InputError, match="was not read within"):
        prepare([file], EMPTY, limits=Limits(seconds=0.001))


def test_one_text_repeated_without_end_is_refused_for_its_room() -> None:
    with pytest.raises(InputError, match="takes too much memory"):
        imported(hostile_file("one_long_string_named_by_every_cell"))


def test_a_hostile_file_beside_a_good_one_stops_both() -> None:
    good = csv_file("名称,控股情况\n顺达公司,民营\n", name="单位.csv")
    with pytest.raises(InputError, match="the file is encrypted"):
        imported(good, hostile_file("encrypted_ole"))


def test_no_value_of_a_person_is_repeated() -> None:
    errors = imported(hostile_file("persons_in_columns")).errors
    assert {error.column for error in errors} == {"B", "C"}
    assert not any("1380" in error.sentence().zh for error in errors)
