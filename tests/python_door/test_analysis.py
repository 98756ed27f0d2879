"""What an analyst does who does not follow the page: every error says what to write instead."""

from __future__ import annotations

import datetime as dt
import pickle
import threading
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import graphs
from graphs.errors import GraphsError, InputError, NotFound
from graphs.model import Scope
from graphs.python_door import Analysis
from graphs.statistics.month import REPORT_MEASURES
from graphs.statistics.report_lines import python_line, report_lines
from graphs.statistics.structure import NODE_MEASURES

MOMENT = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture(scope="module")
def demo() -> Iterator[Analysis]:
    with graphs.open("demo") as ledger:
        yield ledger


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dmeo", "meant perhaps: demo"),
        ("no/such.ledger", "choose of shangjie-2010, demo"),
        (Path("no/such.ledger"), "choose of shangjie-2010, demo"),
        (None, "give its key"),
        ("  ", "give its key"),
        (7, "give its key"),
    ],
)
def test_a_ledger_that_is_not_there_says_which_are(name: object, said: str) -> None:
    with pytest.raises((InputError, NotFound), match=said):
        graphs.open(name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "day",
    ["2026-13-01", "2026/06/30", "2026-06", "", "yesterday", 20260630, 1.5, pd.NaT, ["2026-06-30"]],
    ids=repr,
)
def test_what_is_no_day_says_how_a_day_is_written(demo: Analysis, day: object) -> None:
    for asked in (
        demo.pairs,
        demo.nodes,
        demo.graph,
        demo.edges,
        demo.biadjacency,
        lambda each: demo.measure("degree", each),
        lambda each: demo.measure("new_pairs", since=each),
        lambda each: demo.pivot("new_pairs", by="township", as_of=each),
        lambda each: demo.trend("new_pairs", as_of=each),
        lambda each: demo.freshness(as_of=each),
        lambda each: demo.ask("unpaired", each),
        demo.plan,
    ):
        with pytest.raises(InputError, match="write it as 2026-06-30"):
            asked(day)  # type: ignore[operator]


@pytest.mark.parametrize(
    "day", ["2026-06-30", dt.date(2026, 6, 30), MOMENT, pd.Timestamp(MOMENT), pd.Timestamp("2026-06-30")]
)  # fmt: skip
def test_a_day_may_be_a_date_a_moment_or_a_timestamp(demo: Analysis, day: object) -> None:
    assert demo.snapshot(day).as_of == dt.date(2026, 6, 30)  # type: ignore[arg-type]
    assert demo.snapshot(day).revision == demo.ledger.head().number  # type: ignore[arg-type]


def test_a_scope_is_written_as_in_addresses_or_is_one(demo: Analysis) -> None:
    assert demo.pairs(scope=Scope("division", "yl-t1")).equals(demo.pairs(scope="division:yl-t1"))
    for wrong in ("yl-t1", "青禾镇", "Whole", 5):
        with pytest.raises(InputError, match="write whole, division:ID"):
            demo.pairs(scope=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("revision", ["3", 2.5, True])
def test_a_revision_is_a_whole_number(demo: Analysis, revision: object) -> None:
    with pytest.raises(InputError, match="write a whole number"):
        demo.nodes(revision=revision)  # type: ignore[arg-type]


def test_an_unknown_name_is_answered_by_those_there_are(demo: Analysis) -> None:
    for asked, said in (
        (lambda: demo.edges(grain="pair"), "meant perhaps: pairs"),
        (lambda: demo.measure("coverage"), "meant perhaps: pair_coverage"),
        (lambda: demo.pivot("coverage", by="township"), "meant perhaps: pair_coverage"),
        (lambda: demo.pivot("unpaired", by="town"), "meant perhaps: township"),
        (lambda: demo.pivot("unpaired", by="township", columns="age"), "choose of township"),
        (lambda: demo.pivot("unpaired", by="township", end="host"), "choose of non_public, soe"),
        (lambda: demo.trend("degree"), "no measure of the report"),
        (lambda: demo.trend("unpaired", "weeks"), "choose of years, months"),
        (lambda: demo.freshness("town"), "meant perhaps: township"),
        (lambda: demo.plan(capacity=3), "meant perhaps: capacities"),
        (lambda: demo.ask("xyzzy"), "choose of partners"),
    ):
        with pytest.raises(NotFound, match=said):
            asked()  # type: ignore[no-untyped-call]
    for asked in (
        lambda: demo.pivot(by="township"),
        lambda: demo.pivot("unpaired", "new_pairs", by="township", columns="kind"),
        lambda: demo.measure("new_pairs", since="2027-01-01"),
        lambda: demo.ask("dormant", month=6),
        lambda: demo.plan(budget=-3),
    ):
        with pytest.raises(InputError):
            asked()  # type: ignore[no-untyped-call]


def test_parameters_may_be_python_values(demo: Analysis) -> None:
    as_text = demo.ask("dormant", months="6")
    assert demo.ask("dormant", months=6.0) == demo.ask("dormant", months=6) == as_text
    assert demo.ask("dormant", months=None) == demo.ask("dormant")


@pytest.mark.parametrize("scope", ["division:yl", "division:yl-t1"])
def test_the_line_a_screen_shows_gives_its_figure_wherever_it_is_run(
    demo: Analysis, scope: str
) -> None:
    snapshot = demo.snapshot("2025-12-31", scope)
    for line in report_lines(snapshot):
        found = eval(line.python, {"ledger": demo})  # noqa: S307  # the line a reader copies
        if not REPORT_MEASURES[line.key].of_period:
            assert (found.low, found.high, found.words) == (line.low, line.high, line.words)
    for key in NODE_MEASURES:
        written = python_line(snapshot, "measure", key)
        assert eval(written, {"ledger": demo}) == demo.measure(key, "2025-12-31", scope)  # noqa: S307


def test_a_pivot_by_two_dimensions_and_a_trend_say_the_figures_of_one(demo: Analysis) -> None:
    crossed = demo.pivot("pair_coverage", by="township", columns="ownership")
    plain = demo.pivot("pair_coverage", by="township")
    total = crossed[crossed["column_zh"] == "合计"]
    assert total["low"].tolist() == plain["pair_coverage_low"].tolist()
    assert demo.trend("pair_coverage")["low"].iloc[-1] == plain["pair_coverage_low"].iloc[-1]


def test_it_travels_to_other_threads_and_processes(demo: Analysis) -> None:
    expected, found = demo.pairs(), []
    with pickle.loads(pickle.dumps(demo)) as again:  # noqa: S301  # our own
        assert again.pairs().equals(expected)
    threads = [threading.Thread(target=lambda: found.append(demo.pairs())) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 4
    assert all(each.equals(expected) for each in found)


def test_two_ledgers_in_one_process_do_not_mix(demo: Analysis) -> None:
    with graphs.open("shangjie-2010") as other:
        assert not set(other.nodes().index) & set(demo.nodes().index)
        assert (other.graph().graph["ledger"], demo.graph().graph["ledger"]) == (
            "shangjie-2010",
            "demo",
        )


def test_an_older_revision_is_answered_by_every_door(demo: Analysis) -> None:
    day, first = "2026-06-30", 1
    for asked in (demo.graph, demo.pairs, demo.nodes, demo.biadjacency, demo.plan):
        asked(day, revision=first)  # type: ignore[operator]
    assert demo.graph(day, revision=first).graph["revision"] == first
    then = demo.measure("running_pairs", day, revision=first)
    assert then.low == demo.pairs(day, revision=first).query("in_force")["pairs_low"].sum()  # type: ignore[union-attr]


def test_it_shows_itself_without_an_address_that_may_hold_a_password(demo: Analysis) -> None:
    words = repr(demo)
    assert "revision 3" in words
    assert ".pairs()" in words
    shown = Analysis(ledger=demo.ledger, name="postgresql://me:secret@db/graphs")
    assert "secret" not in repr(shown)


def test_an_error_in_a_traceback_lists_its_problems(demo: Analysis) -> None:
    with pytest.raises(GraphsError) as caught:
        demo.plan(budget=-3)
    assert "budget" in str(caught.value)
