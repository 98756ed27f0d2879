"""Which interval a verb touches, on both databases; a version is restored on exactly its days."""

from __future__ import annotations

import datetime as dt

import pytest
from ledger_factory import AT, day, put

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    NEXT,
    Change,
    Correct,
    End,
    Interval,
    Retract,
    Step,
    Unit,
)

FIRST, SECOND, THIRD = day("2012-01-01"), day("2015-01-01"), day("2018-01-01")


def unit(name: str) -> Unit:
    return Unit(id="u", name=name)


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """One record in three intervals: a since always, b from 2012 on, c from 2015 on."""
    put(ledger, unit("a"))
    put(ledger, Change(record=unit("b"), effective=FIRST))
    put(ledger, Change(record=unit("c"), effective=SECOND))
    return ledger


def names(ledger: Ledger) -> list[str]:
    """What is known now of the record, by day, with the first day of each interval."""
    known = [each for each in ledger.history("u") if each.closed is None]
    known.sort(key=lambda each: each.valid_from or dt.date.min)
    return [
        f"{each.valid_from or '…'} {each.record.name} {each.valid_to or '…'}"  # type: ignore[attr-defined]  # a unit
        for each in known
    ]


A, B, C = "… a 2012-01-01", "2012-01-01 b 2015-01-01", "2015-01-01 c …"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Correct(record=unit("x"), at=day("2000-01-01")), ["… x 2012-01-01", B, C]),
        (Correct(record=unit("x"), at=day("2014-12-31")), [A, "2012-01-01 x 2015-01-01", C]),
        (Correct(record=unit("x"), at=LATEST), [A, B, "2015-01-01 x …"]),
        (Retract(id="u", at=day("2013-01-01")), [A, C]),
        (Retract(id="u", at=EVERY), []),
        (End(id="u", effective=day("2013-01-01")), [A, "2012-01-01 b 2013-01-01"]),
        (
            Change(record=unit("x"), effective=day("2013-01-01"), until=NEXT),
            [A, "2012-01-01 b 2013-01-01", "2013-01-01 x 2015-01-01", C],
        ),
        (
            Change(record=unit("x"), effective=day("2013-01-01"), until=THIRD),
            [A, "2012-01-01 b 2013-01-01", "2013-01-01 x 2018-01-01", "2018-01-01 c …"],
        ),
        (
            Change(record=unit("x"), effective=day("2013-01-01"), until=FOREVER),
            [A, "2012-01-01 b 2013-01-01", "2013-01-01 x …"],
        ),
        (Change(record=unit("x"), until=FOREVER), ["… x …"]),
    ],
)
def test_each_verb_touches_the_interval_it_names(three: Ledger, step: Step, expected: list[str]):
    put(three, step)
    assert names(three) == expected


def test_every_version_is_restored_on_exactly_its_days(three: Ledger):
    versions = three.history("u")
    assert [each.valid_to for each in versions].count(None) > 1
    for version in versions:
        put(three, Change(record=unit("z"), until=FOREVER))
        put(three, version.restored())
        shown = f"{version.valid_from or '…'} {version.record.name} {version.valid_to or '…'}"  # type: ignore[attr-defined]  # a unit
        assert shown in names(three)
        assert len(names(three)) == 1 + (version.valid_from is not None) + (
            version.valid_to is not None
        )


def test_a_version_knows_when_it_was_known_and_held(three: Ledger):
    held = [
        [
            each.record.name
            for each in three.history("u")
            if each.known_at(known) and each.holds_on(on)
        ]  # type: ignore[attr-defined]  # units
        for known, on in ((1, THIRD), (2, THIRD), (3, THIRD), (3, FIRST), (1, day("2000-01-01")))
    ]
    assert held == [["a"], ["b"], ["c"], ["b"], ["a"]]


def test_time_is_named_and_never_left_out():
    for verb, words in ((Correct, {"record": unit("x")}), (Retract, {"id": "u"})):
        with pytest.raises(TypeError, match="at"):
            verb(**words)
    assert len(Interval) == 4


def test_what_was_written_after_the_look_is_not_undone(ledger: Ledger):
    put(ledger, unit("a"))
    made = put(ledger, Change(record=unit("b"), effective=FIRST))
    with pytest.raises(ChangeRefused):
        ledger.undo(made.number, actor="岗", note="撤", at=AT, base=made.number - 1)
    ledger.undo(made.number, actor="岗", note="撤", at=AT, base=made.number)
    assert names(ledger) == ["… a …"]
