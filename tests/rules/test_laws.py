"""What holds for every declared rule; its examples are its documentation."""

from __future__ import annotations

import datetime as dt

import pytest
from nonempty import nonempty

from graphs.errors import NotFound
from graphs.model import Snapshot
from graphs.rules import RULES, Severity, check

ALL = list(RULES)


def test_the_rules_stand_in_the_order_of_their_numbers_each_once():
    assert [rule.number for rule in RULES.values()] == [f"R{n}" for n in range(1, len(RULES) + 1)]
    assert len(RULES) >= 20


@pytest.mark.parametrize("key", ALL)
def test_the_passing_example_passes(key):
    assert check(RULES[key].passing.snapshot(), rules=[key]) == ()


@pytest.mark.parametrize("key", ALL)
def test_the_failing_example_fails_and_says_what_where_and_what_to_do(key):
    found = check(RULES[key].failing.snapshot(), rules=[key])
    assert found
    for finding in found:
        assert finding.rule == key
        assert finding.sentence.zh
        assert finding.sentence.en
        assert finding.sentence.zh != finding.sentence.en
        assert finding.remedy.zh
        assert finding.remedy.en
        assert "{" not in finding.sentence.zh + finding.sentence.en
        assert finding.source is RULES[key].source


@pytest.mark.parametrize("key", ALL)
def test_the_passing_example_is_sound_by_every_other_rule_of_errors(key):
    found = check(RULES[key].passing.snapshot())
    assert [finding.key for finding in found if finding.severity is Severity.error] == []


@pytest.mark.parametrize("key", ALL)
def test_a_finding_names_a_record_of_the_example(key):
    snapshot = RULES[key].failing.snapshot()
    known = {ident for table in snapshot.tables.values() for ident in table["id"].to_pylist()}
    for finding in nonempty(check(snapshot, rules=[key])):
        assert set(finding.records) <= known


@pytest.mark.parametrize("key", ALL)
def test_the_manual_is_its_own(key):
    manuals = [rule.manual for rule in RULES.values()]
    assert manuals.count(RULES[key].manual) == 1
    assert len(RULES[key].manual) > 60


@pytest.mark.parametrize("key", ALL)
def test_no_rule_says_anything_about_nothing(key):
    assert check(Snapshot.from_records([], as_of=dt.date(2024, 6, 30)), rules=[key]) == ()


@pytest.mark.parametrize("key", ALL)
def test_a_rule_does_not_judge_what_happened_before_it_held(key):
    rule = RULES[key]
    if rule.valid_from in (None, dt.date.min):
        assert rule.applies(dt.date(1990, 1, 1))
    else:
        assert not rule.applies(rule.valid_from - dt.timedelta(days=1))
        assert rule.applies(rule.valid_from)


def test_an_unknown_rule_is_refused_by_name():
    with pytest.raises(NotFound, match="no_such_rule"):
        check(RULES[ALL[0]].passing.snapshot(), rules=["no_such_rule"])
