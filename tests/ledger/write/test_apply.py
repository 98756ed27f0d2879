"""What the verbs do on both clocks, and what is refused."""

from __future__ import annotations

import pytest
from ledger_factory import AT, day, district, put

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger
from graphs.model import (
    EVERY,
    LATEST,
    Absence,
    Change,
    Correct,
    Division,
    End,
    Hosting,
    Organisation,
    Profile,
    Quantity,
    Retract,
    Superior,
    Unit,
)


def spans(ledger: Ledger, ident: str) -> list[tuple[str, str, str]]:
    return [
        (str(v.valid_from or ""), str(v.valid_to or ""), str(getattr(v.record, "name", "")))
        for v in ledger.history(ident)
        if v.closed is None
    ]


def unit(name: str) -> Unit:
    return Unit(id="u", name=name)


def refusal(ledger: Ledger, *steps: object, **given: object) -> list[str]:
    head = ledger.head()
    with pytest.raises(ChangeRefused) as caught:
        put(ledger, *steps, **given)  # type: ignore[arg-type]  # steps of any sort
    assert ledger.head() == head
    return [problem.sentence().en for problem in caught.value.problems]


def test_a_change_closes_an_interval_and_opens_the_next(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    assert spans(lite, "u") == [("", "2012-01-01", "a"), ("2012-01-01", "", "b")]


def test_a_change_leaves_later_intervals_alone(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, Change(record=unit("c"), effective=day("2015-01-01")))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    assert spans(lite, "u") == [
        ("2015-01-01", "", "c"),
        ("", "2012-01-01", "a"),
        ("2012-01-01", "2015-01-01", "b"),
    ]


def test_a_change_before_all_that_is_known_runs_up_to_it(lite: Ledger) -> None:
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    put(lite, Change(record=unit("a"), effective=day("2010-01-01")))
    assert ("2010-01-01", "2012-01-01", "a") in spans(lite, "u")


def test_a_change_in_a_gap_after_all_is_open(lite: Ledger) -> None:
    put(lite, Change(record=unit("a"), until=day("2010-01-01")))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    assert spans(lite, "u") == [("", "2010-01-01", "a"), ("2012-01-01", "", "b")]


def test_a_change_with_an_end_overrides_what_it_overlaps(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    put(lite, Change(record=unit("x"), effective=day("2011-01-01"), until=day("2013-01-01")))
    assert sorted(spans(lite, "u")) == [
        ("", "2011-01-01", "a"),
        ("2011-01-01", "2013-01-01", "x"),
        ("2013-01-01", "", "b"),
    ]


def test_a_correction_keeps_the_interval(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    put(lite, Correct(record=unit("A"), at=day("2011-01-01")))
    put(lite, Correct(record=unit("B"), at=LATEST))
    assert sorted(spans(lite, "u")) == [("", "2012-01-01", "A"), ("2012-01-01", "", "B")]


def test_an_end_keeps_the_past_and_a_retraction_nothing(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, End(id="u", effective=day("2012-01-01")))
    assert spans(lite, "u") == [("", "2012-01-01", "a")]
    put(lite, Retract(id="u", at=EVERY))
    assert spans(lite, "u") == []
    assert len(lite.history("u")) == 2


def test_a_retraction_of_one_interval_leaves_the_others(lite: Ledger) -> None:
    put(lite, unit("a"))
    put(lite, Change(record=unit("b"), effective=day("2012-01-01")))
    put(lite, Retract(id="u", at=day("2013-01-01")))
    assert spans(lite, "u") == [("", "2012-01-01", "a")]


def test_steps_see_what_those_before_them_did(lite: Ledger) -> None:
    put(
        lite,
        unit("a"),
        Change(record=unit("b"), effective=day("2012-01-01")),
        Correct(record=unit("c"), at=day("2012-06-01")),
        End(id="u", effective=day("2014-01-01")),
    )
    assert spans(lite, "u") == [("", "2012-01-01", "a"), ("2012-01-01", "2014-01-01", "c")]
    assert {v.opened for v in lite.history("u")} == {1}


def test_saying_what_is_known_already_is_no_change(lite: Ledger) -> None:
    put(lite, *district())
    assert refusal(lite, *district()) == []
    with pytest.raises(ChangeRefused, match="nothing to change"):
        put(
            lite,
            Change(
                record=Division(id="t1", name="峡窝镇", parent="c"), effective=day("2012-01-01")
            ),
        )
    with pytest.raises(ChangeRefused, match="nothing to change"):
        put(lite)
    put(lite, *district(), Unit(id="new:1", name="新"))
    assert len(lite.difference(2)) == 1


def test_a_change_there_and_back_writes_nothing(lite: Ledger) -> None:
    put(lite, unit("a"))
    with pytest.raises(ChangeRefused, match="nothing to change"):
        put(lite, unit("b"), unit("a"))


def test_every_problem_is_named_and_nothing_written(lite: Ledger) -> None:
    put(lite, *district())
    found = refusal(
        lite,
        Organisation(
            id="new:o", name="坏\x07名", division="nowhere", members=Quantity("=", float("inf"))
        ),
        Unit(
            id="new:u",
            name="x" * 20_001,
            absent={"nothing": Absence.not_stated, "name": Absence.not_stated},
        ),
        Unit(id="a/b", name="\ud800"),
        Division(id="o1", name="重号"),
        Superior(id="new:s", organisation="u1"),
        Profile(id="other", title="第二份"),
        Change(record=unit("a"), effective=day("2012-01-01"), until=day("2012-01-01")),
        End(id="nobody", effective=day("2012-01-01")),
        Correct(record=Unit(id="u1", name="y"), at=day("2012-01-01")),
        Retract(id="t2", at=EVERY),
    )
    for words in (
        "U+0007 at position 2",
        "Division names no known record",
        "not a finite number",
        "20001 characters",
        "names no column",
        "has a value and a reason for none",
        "1 to 64 letters",
        "U+D800",
        "already that of a Party organisation",
        "Organisation names no known record",
        "there is one",
        "ends before it begins",
        "no record with this id",
        "still named by",
    ):
        assert any(words in sentence for sentence in found), words
    assert any("new:o" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Unit(id="u", name=None), "is required"),  # type: ignore[arg-type]  # the mistake under test
        (Unit(id="u", name=7), "wrong type: int"),  # type: ignore[arg-type]  # the mistake under test
        (Unit(id="u", name="  "), "blank text"),
        (Unit(id="u", name="a", ownership="private"), "wrong type: str"),  # type: ignore[arg-type]  # the mistake under test
        (Unit(id="u", name="a", longitude=True), "wrong type: bool"),
        (Unit(id="u", name="a", longitude=float("nan")), "not a finite number"),
        (Organisation(id="u", usual_load=2**63), "too large"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(lite: Ledger, record: Unit, words: str) -> None:
    [sentence] = refusal(lite, record)
    assert words in sentence


def test_a_record_others_rest_on_cannot_be_taken_away(lite: Ledger) -> None:
    put(lite, *district())
    found = refusal(lite, Retract(id="o1", at=EVERY))
    assert any("Citation (ci1)" in sentence for sentence in found)
    assert any("Signatory (y1)" in sentence for sentence in found)


def test_an_ended_organisation_takes_its_edges_with_it(lite: Ledger) -> None:
    put(lite, *district())
    end = day("2012-01-01")
    [sentence] = refusal(lite, End(id="o4", effective=end))
    assert "Host" in sentence or "2012-01-01" in sentence
    put(lite, End(id="o4", effective=end), End(id="h4", effective=end))


def test_an_organisation_has_one_superior_on_any_day(lite: Ledger) -> None:
    put(lite, *district())
    second = Superior(id="new:s", organisation="o2", superior="o3")
    [sentence] = refusal(lite, Change(record=second, effective=day("2012-01-01")))
    assert "two superiors in 2012-01-01" in sentence
    moved = day("2012-01-01")
    put(lite, End(id="sup1", effective=moved), Change(record=second, effective=moved))


def test_no_organisation_is_its_own_superior(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Superior(id="sup3", organisation="o3", superior="o2"))
    found = refusal(
        lite, Correct(record=Superior(id="sup2", organisation="o1", superior="o3"), at=LATEST)
    )
    assert any("its own superior" in sentence for sentence in found)
    assert refusal(lite, Superior(id="new:s", organisation="o5", superior="o5"))


def test_turning_a_tree_round_on_one_day_is_no_cycle(lite: Ledger) -> None:
    put(lite, *district())
    turn = day("2012-01-01")
    put(
        lite,
        End(id="sup1", effective=turn),
        End(id="sup2", effective=turn),
        Change(record=Superior(id="new:s", organisation="o1", superior="o2"), effective=turn),
    )
    assert lite.head().number == 2


def test_divisions_do_not_lie_below_themselves(lite: Ledger) -> None:
    put(lite, *district())
    [sentence] = refusal(lite, Correct(record=Division(id="p", name="省", parent="t1"), at=LATEST))[
        :1
    ]
    assert "below itself" in sentence


def test_paths_follow_a_move_from_its_day_on(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Change(record=Division(id="c", name="上街区"), effective=day("2015-01-01")))
    before = lite.snapshot(as_of=day("2014-12-31")).by_id(Division)
    after = lite.snapshot(as_of=day("2015-01-01")).by_id(Division)
    assert (before["t1"].path, after["t1"].path) == ("/p/c/t1/", "/c/t1/")
    put(lite, Change(record=Division(id="new:v", name="村", parent="t1")))
    paths = {
        division.path
        for at in ("2014-12-31", "2015-01-01")
        for division in lite.snapshot(as_of=day(at)).records(Division)
        if division.name == "村"
    }
    assert len(paths) == 2


def test_a_change_made_against_an_older_revision_is_refused_by_name(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Unit(id="u1", name="先到"), base=1)
    [sentence] = refusal(lite, Unit(id="u1", name="后到"), base=1)
    assert "u1" in sentence
    assert "changed by revision 2, after revision 1" in sentence
    put(lite, Unit(id="u2", name="别的记录"), base=1)
    put(lite, Unit(id="u1", name="看过了"), base=3)


def test_a_change_that_relied_on_a_newer_record_is_refused(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Unit(id="u1", name="改"))
    with pytest.raises(ChangeRefused, match="changed by revision 2"):
        lite.apply(
            Change(record=Unit(id="u2", name="x")),
            actor="岗",
            note="n",
            at=AT,
            base=1,
            relies_on=["u1"],
        )
    with pytest.raises(ChangeRefused, match="does not exist"):
        put(lite, Unit(id="u2", name="x"), base=9)


def test_a_retracted_id_comes_back_as_the_same_record_only(lite: Ledger) -> None:
    put(lite, Unit(id="u9", name="a"))
    put(lite, Retract(id="u9", at=EVERY))
    [sentence] = refusal(lite, Division(id="u9", name="d"))
    assert "already that of a Unit" in sentence
    [sentence] = refusal(lite, Unit(id="u9", name="b"))
    assert "not given to another" in sentence
    put(lite, Unit(id="u9", name="a"))
    assert len(lite.history("u9")) == 2


def test_a_new_reference_needs_a_known_target(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Retract(id="h3", at=EVERY), Retract(id="u3", at=EVERY))
    [sentence] = refusal(lite, Hosting(id="new:h", organisation="o3", unit="u3"))
    assert "Unit names no known record" in sentence
