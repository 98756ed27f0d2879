"""Findings: order, keys, waivers, the shipped ledger."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from graphs.ledger import load_archive, open_ledger
from graphs.model import Actor, Organisation, OrganisationKind, PartialDate, Quantity, Snapshot
from graphs.rules import RULES, Severity, check, finding_key, waiver_for

AS_OF = dt.date(2024, 6, 30)
BIG = Organisation(
    id="o1", name="甲公司党支部", kind=OrganisationKind.branch, members=Quantity("=", 60)
)
CLERK = Actor(id="x1", post="台账岗", approves=False)
APPROVER = Actor(id="x2", post="审核岗", approves=True)


def found(*records, as_of=AS_OF, rules=("branch_size",)):
    return check(Snapshot.from_records(records, as_of=as_of), rules=rules)


def _waiver(expires, approver="x2"):
    [finding] = found(BIG)
    return waiver_for(
        finding, reason="上级已批准", approver=approver, expires_on=expires, ident="w1"
    )


def test_a_waived_finding_is_marked_and_not_left_out():
    [finding] = found(BIG, APPROVER, _waiver(dt.date(2024, 12, 31)))
    assert finding.waived_by == "w1"
    assert not finding.counts


def test_a_waiver_counts_through_its_last_day_and_no_longer():
    waiver = _waiver(AS_OF)
    assert not found(BIG, APPROVER, waiver)[0].counts
    assert found(BIG, APPROVER, waiver, as_of=AS_OF + dt.timedelta(days=1))[0].counts


def test_a_waiver_outlives_a_recount():
    more = replace(BIG, members=Quantity("=", 75))
    assert not found(more, APPROVER, _waiver(dt.date(2024, 12, 31)))[0].counts


def test_a_post_that_may_not_approve_waives_nothing():
    assert found(BIG, CLERK, _waiver(dt.date(2024, 12, 31), approver="x1"))[0].counts


def test_a_waiver_of_another_finding_waives_nothing():
    other = replace(_waiver(dt.date(2024, 12, 31)), finding=finding_key("branch_size", ["o2"]))
    assert found(BIG, APPROVER, other)[0].counts


def test_errors_come_first_and_the_order_of_records_does_not_matter():
    records = [each for rule in RULES.values() for each in _apart(rule.key, rule.failing.records)]
    shuffled = random.Random(1).sample(records, len(records))
    one, other = (check(Snapshot.from_records(rows, as_of=AS_OF)) for rows in (records, shuffled))
    assert one == other
    severities = [list(Severity).index(finding.severity) for finding in one]
    assert severities == sorted(severities)
    assert {finding.rule for finding in one} == set(RULES)
    assert len({finding.key for finding in one}) == len(one)


def _apart(prefix, records):
    """The same records with ids that no other example has."""
    ids = {each.id for each in records}
    for each in records:
        values = {
            name: f"{prefix}-{value}"
            for name in each.__dataclass_fields__
            if isinstance(value := getattr(each, name), str) and value in ids
        }
        yield replace(each, **values)


@pytest.fixture(scope="module")
def shangjie(tmp_path_factory):
    from pathlib import Path

    archive = Path(__file__).resolve().parents[2] / "data" / "shangjie-2010"
    target = str(tmp_path_factory.mktemp("rules") / "shangjie.ledger")
    load_archive(archive, target)
    return open_ledger(target).snapshot()


def test_the_facts_of_2010_are_not_judged_by_the_rules_of_2018(shangjie):
    assert shangjie.as_of == dt.date(2010, 6, 15)
    sources = {finding.rule for finding in check(shangjie)}
    assert "branch_size" not in sources


def test_269_members_in_one_general_branch_are_a_hint_and_no_error(shangjie):
    [finding] = [each for each in check(shangjie) if each.rule == "usual_form_for_size"]
    assert finding.severity is Severity.hint
    assert "269" in finding.sentence.zh
    assert [each for each in check(shangjie) if each.severity is Severity.error] == []


def test_partial_dates_expire_on_their_last_day():
    waiver = replace(_waiver(AS_OF), expires_on=PartialDate("2024"))
    assert not found(BIG, APPROVER, waiver, as_of=dt.date(2024, 12, 31))[0].counts
