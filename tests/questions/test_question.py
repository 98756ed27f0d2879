"""What holds for every question: its words, its parameters, its rows, and the concern it is."""

from __future__ import annotations

import datetime as dt

import pytest
from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.errors import InputError, NotFound
from graphs.model import (
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Snapshot,
    Unit,
)
from graphs.questions import (
    QUESTIONS,
    Answer,
    CellKind,
    Context,
    Reference,
    ask,
    listed,
    question_of,
    settings_of,
)
from graphs.statistics import attention
from graphs.text import Text


def context(snapshot: Snapshot) -> Context:
    return Context(snapshot=snapshot, at=lambda _: snapshot)


def required(snapshot: Snapshot, key: str) -> dict[str, str]:
    """Organisations for the parameters that must be chosen, the first ones by id."""
    idents = iter(sorted(snapshot.by_id(Organisation)))
    return {
        each.key: next(idents)
        for each in QUESTIONS[key].parameters
        if isinstance(each, Reference) and each.required
    }


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_an_answer_is_whole(key: str, demo: Snapshot, shangjie: Snapshot) -> None:
    for snapshot in (demo, shangjie):
        found = ask(context(snapshot), key, required(snapshot, key))
        words = (found.sentence, *found.notes(), *(each.label for each in found.columns))
        assert all(text.zh and text.en and "{" not in text.zh + text.en for text in words)
        assert len({each.label.zh for each in found.columns}) == len(found.columns)
        assert len({each.label.en for each in found.columns}) == len(found.columns)
        for line in found.rows:
            assert len(line.cells) == len(found.columns)
            assert line.ids
            assert line.focus.startswith(("node:", "edge:"))
            for column, cell in zip(found.columns, line.cells, strict=True):
                days = isinstance(cell, dt.date | None)
                assert column.kind is not CellKind.day or days, column.key


@pytest.mark.parametrize(
    "concern", ["unpaired", "dormant_pairs", "ending_soon", "overloaded", "unnamed"]
)
def test_a_concern_of_the_overview_is_its_question(
    concern: str, demo: Snapshot, shangjie: Snapshot
) -> None:
    key, given = nonempty([question_of(concern)])[0]
    shown = [
        (entry, ask(context(snapshot), key, given))
        for snapshot in (demo, shangjie)
        for entry in attention(snapshot, ())
        if entry.key == concern
    ]
    for entry, answer in nonempty(shown):
        assert answer.count.bounds == entry.count.bounds
        assert {i for line in answer.rows for i in line.ids} >= set(entry.ids)
        assert len(answer.rows) == len(entry.ids)


def test_months_days_and_most_pairs_are_the_ledgers_own_by_default() -> None:
    own = picture(dormant_after_months=7, expiring_within_days=45)
    defaults = {
        each.key: each.default(own)
        for key in ("dormant_pairs", "ending_soon", "host_load")
        for each in QUESTIONS[key].parameters
    }
    assert (defaults["months"], defaults["days"]) == ("7", "45")
    assert settings_of(QUESTIONS["host_load"], {}, own)["pairs"] == "3"


def elected(ident: str, day: str, owner: Ownership = Ownership.private) -> list[object]:
    return [
        Organisation(
            id=ident,
            name=f"{ident}党支部",
            kind=OrganisationKind.branch,
            elected_on=PartialDate(day),
        ),
        Unit(id=f"u-{ident}", name=f"{ident}公司", ownership=owner),
        Hosting(id=f"h-{ident}", organisation=ident, unit=f"u-{ident}"),
    ]


def test_an_election_is_judged_by_the_rule_of_its_day() -> None:
    # Branches of firms: two years before July 2018, three since; villages three, then five.
    view = picture(
        elected("a", "2018-06-01"), elected("b", "2018-08-01"), elected("c", "2019-01-01", Ownership.village),
        day=dt.date(2021, 6, 1),
    )  # fmt: skip
    found = ask(context(view), "elections")
    assert [line.ids[0] for line in found.rows] == ["a"]
    assert found.rows[0].cells[3:5] == (dt.date(2020, 6, 1), 365)
    soon = ask(context(view), "elections", {"which": "due_soon"})
    assert [line.ids[0] for line in soon.rows] == ["b"]


def test_where_no_election_is_stated_nobody_is_said_to_be_in_time(demo: Snapshot) -> None:
    assert "无从判断" in ask(context(demo), "elections").sentence.zh


def test_a_late_renewal_is_one_that_begins_after_the_last_day() -> None:
    two = [organisation("s1"), organisation("n1"), organisation("n2"), organisation("n3")]
    view = picture(
        *two,
        agreement("g1", "s1", "n1", dates=("2007-01-01", "2008-12-31")),
        agreement("g2", "s1", "n1", dates=("2009-03-01", "2012-01-01")),
        agreement("g3", "s1", "n2", dates=("2007-01-01", "2008-12-31")),
        agreement("g4", "s1", "n2", dates=("2009-01-01", "2012-01-01")),
        agreement("g5", "s1", "n3", dates=("2007-01-01", "2010-06-05")),
    )
    found = ask(context(view), "renewals")
    said = {line.ids[0]: (line.cells[0].zh, line.cells[-1]) for line in found.rows}
    assert said == {"g1": ("续签过晚", 59), "g5": ("到期未续", 10)}
    assert found.count.low == 2


def test_a_couple_under_a_new_agreement_is_renewed_and_no_new_pair() -> None:
    people = [organisation("s1"), organisation("n1"), organisation("n2")]
    view = picture(
        *people,
        agreement("g1", "s1", "n1", dates=("2008-01-01", "2009-12-31")),
        agreement("g2", "s1", "n1", dates=("2010-01-01", "2011-12-31")),
        agreement("g3", "s1", "n2", dates=("2010-02-01", "2011-12-31")),
    )
    before = picture(
        *people,
        agreement("g1", "s1", "n1", dates=("2008-01-01", "2009-12-31")),
        day=dt.date(2009, 6, 15),
    )
    both = Context(snapshot=view, at=lambda day: before if day.year == 2009 else view)
    found = ask(both, "changes", {"detail": "pairs"})
    assert [(line.cells[0].zh, line.ids[0]) for line in found.rows] == [
        ("新结对", "n2"), ("续签或换签", "n1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("ending_soon", {"days": "0"}),
        ("ending_soon", {"days": "soon"}),
        ("ending_soon", {"weeks": "3"}),
        ("partners", {}),
        ("partners", {"organisation": "nobody"}),
        ("host_load", {"which": "some"}),
        ("changes", {"since": "2025-13-01"}),
        ("changes", {"since": "2026-01-02", "until": "2026-01-01"}),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_in_words(
    key: str, given: dict[str, str], demo: Snapshot
) -> None:
    with pytest.raises(InputError) as refused:
        ask(context(demo), key, given)
    assert isinstance(refused.value.message, Text)


def test_an_unknown_question_is_refused(demo: Snapshot) -> None:
    with pytest.raises(NotFound, match="nothing"):
        ask(context(demo), "nothing")


def test_the_labels_of_questions_differ() -> None:
    assert (
        len({each.label.zh for each in listed()})
        == len({each.label.en for each in listed()})
        == len(listed())
    )


def test_an_answer_is_a_frozen_value(demo: Snapshot) -> None:
    found = ask(context(demo), "ending_soon")
    assert isinstance(found, Answer)
    with pytest.raises(AttributeError):
        found.rows = ()  # type: ignore[misc]  # it is the point


def test_a_nearest_host_is_named_only_where_the_ledger_can_tell() -> None:
    hosts = organisation("s1"), organisation("s2", usual_load=0)
    found = ask(context(picture(*hosts, organisation("n1"))), "unpaired")
    full = ask(context(picture(hosts[1], organisation("n1"))), "unpaired")
    place = [each.key for each in found.columns].index("host")
    assert found.table("zh")[0][place] == "无从判断：没有坐标"
    assert found.table("en")[0][place] == "not known: no coordinates"
    assert found.rows[0].ids == ("n1",)
    assert full.table("zh")[0][place] == "都没有余量"
