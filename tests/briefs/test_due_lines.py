"""What became due since a day: the difference of what needs attention on two days."""

import datetime as dt

from factory import agreement, organisation, picture

from graphs.briefs import (
    bars_html,
    became_due,
    coverage_bars,
    due_this_month,
    load_bars,
    year_bars,
)
from graphs.model import Snapshot
from graphs.questions import Context
from graphs.statistics import host_loads


def at(day: dt.date) -> Snapshot:
    return picture(
        *map(organisation, ("s1", "n1", "n2")),
        agreement("g1", "s1", "n1", dates=("2009-01-01", "2010-06-20")),
        agreement("g2", "s1", "n2", dates=("2010-02-01", "2012-02-01")),
        day=day,
        population_stated=True,
        expiring_within_days=30,
    )


def context(day: dt.date) -> Context:
    return Context(snapshot=at(day), at=at)


def test_an_agreement_that_began_to_expire_since_the_last_look_is_new():
    found = became_due(context(dt.date(2010, 6, 15)), dt.date(2010, 4, 1), ())
    assert [each.question for each in found] == ["ending_soon"]
    assert "新增 1" in found[0].words.zh


def test_what_was_due_at_the_last_look_is_not_new():
    assert became_due(context(dt.date(2010, 6, 15)), dt.date(2010, 6, 10), ()) == ()


def test_a_guest_whose_pair_ended_since_is_new_among_the_unpaired():
    found = became_due(context(dt.date(2010, 7, 1)), dt.date(2010, 6, 15), ())
    assert [each.question for each in found] == ["unpaired"]
    assert "n1党支部" in found[0].words.zh


def test_nothing_is_new_on_the_same_day_or_looking_back():
    for last in (dt.date(2010, 6, 15), dt.date(2011, 1, 1)):
        assert became_due(context(dt.date(2010, 6, 15)), last, ()) == ()


def test_the_month_says_what_ends_in_it_and_what_cannot_be_decided():
    ends, elections = due_this_month(context(dt.date(2010, 6, 15)))
    assert (ends.question, ends.settings) == ("ending_soon", {"days": "15"})
    assert "无从判断" in elections.words.zh
    assert elections.question == ""


def test_bars_say_the_numbers_of_the_lists():
    own = at(dt.date(2010, 6, 15))
    assert [(b.label.zh, b.words.zh) for b in load_bars(own).drawn] == [("s1党支部", "2（常规 3）")]
    assert [(b.label.zh, b.words.zh, b.share) for b in year_bars(own).drawn] == [
        ("2009", "1", 1.0),
        ("2010", "1", 1.0),
    ]


def test_what_there_is_no_room_for_is_said_and_counted(demo: Snapshot):
    for bars in (load_bars(demo), coverage_bars(demo), year_bars(demo)):
        assert bars.drawn
        assert bool(bars.left) == bool(bars.rest.zh)
    loads = load_bars(demo)
    paired = sum(bool(each.load.low) for each in host_loads(demo))
    assert (len(loads.drawn), loads.left) == (12, paired - 12)
    assert f"另有 {loads.left} 项未画" in bars_html(loads, "zh")
