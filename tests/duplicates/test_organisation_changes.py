"""The events of an organisation's life, applied to a real ledger and undone again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graphs.duplicates import (
    dissolve_steps,
    merge_steps,
    rename_steps,
    split_steps,
    suggest,
    upgrade_steps,
)
from graphs.errors import ChangeRefused, InputError, NotFound
from graphs.ledger import create
from graphs.model import (
    Activity,
    Actor,
    Agreement,
    Alias,
    Chain,
    Change,
    Hosting,
    Judgement,
    Lineage,
    LineageKind,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Signatory,
    Statement,
    Superior,
    Unit,
    Verdict,
)
from graphs.network import pairs
from graphs.rules import check, waiver_for

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
ON = dt.date(2024, 7, 1)
BEFORE, AFTER = dt.date(2024, 6, 1), dt.date(2024, 8, 1)


def _records():
    return [
        Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
        Unit(id="u2", name="乙公司", ownership=Ownership.private),
        Organisation(id="top", name="镇党委", kind=OrganisationKind.committee),
        Organisation(id="host", name="甲厂党支部", kind=OrganisationKind.branch),
        Organisation(id="one", name="乙公司党支部", kind=OrganisationKind.branch),
        Organisation(
            id="two",
            name="中共乙公司支部委员会",
            kind=OrganisationKind.branch,
            founded_on=PartialDate("2012"),
        ),
        Organisation(id="body", name="产业链党委", kind=OrganisationKind.chain_committee),
        Hosting(id="h0", organisation="host", unit="u1"),
        Hosting(id="h1", organisation="one", unit="u2"),
        Hosting(id="h2", organisation="two", unit="u2"),
        Superior(id="p1", organisation="one", superior="top"),
        Superior(id="p2", organisation="two", superior="top"),
        Membership(id="m2", organisation="two", body="body"),
        Agreement(id="g1", title="协议", signed_on=PartialDate("2024-03-01")),
        Signatory(id="y1", agreement="g1", organisation="host"),
        Signatory(id="y2", agreement="g1", organisation="two"),
        Activity(id="v1", agreement="g1", organisation="two", held_on=PartialDate("2024-05")),
        Statement(id="t1", indicator="党员", speaks_of="two"),
        Alias(id="a2", about="two", system="press", value="r9"),
        Chain(id="n1", name="链", lead="two"),
    ]


@pytest.fixture
def ledger(tmp_path):
    made = create(str(tmp_path / "own.ledger"), ledger_id="own")
    made.apply(*(Change(record=each) for each in _records()), actor="台账岗", note="初始", at=AT)
    return made


def put(ledger, steps):
    return ledger.apply(*steps, actor="台账岗", note="变动", at=AT)


def at(ledger, day):
    return ledger.snapshot(as_of=day)


def paired(snapshot):
    return {(pair.host, pair.guest) for pair in pairs(snapshot) if pair.counted}


def test_two_spellings_become_one_and_the_network_follows(ledger):
    [found] = [each for each in suggest(at(ledger, BEFORE)) if each.likely]
    assert (found.left, found.right) == ("one", "two")
    put(ledger, merge_steps(at(ledger, BEFORE), "one", "two", ON))
    for day in (BEFORE, AFTER):
        now = at(ledger, day)
        assert paired(now) == {("host", "one")}
        assert now.get(Chain, "n1").lead == "one"
        assert now.get(Statement, "t1").speaks_of == "one"
        assert now.get(Activity, "v1").organisation == "one"
        assert now.get(Organisation, "one").founded_on.text == "2012"
    after = at(ledger, AFTER)
    assert "two" not in after.by_id(Organisation)
    assert [row.organisation for row in after.records(Hosting)] == ["host", "one"]
    assert [row.organisation for row in after.records(Superior)] == ["one"]
    [told] = after.records(Lineage)
    assert (told.predecessor, told.successor, told.kind) == ("two", "one", LineageKind.duplicate)
    assert {row.value for row in after.records(Alias)} == {"r9", "中共乙公司支部委员会"}
    assert suggest(after) == ()


EARLY, LATE = dt.date(2020, 1, 1), dt.date(2026, 1, 1)


def test_a_duplicate_is_corrected_on_every_day_past_and_future(ledger):
    """The membership changed its role twice; the agreement lists the pair from a later day on."""
    for role, day in (("lead", EARLY), ("part_time_seat", LATE)):
        seat = replace(at(ledger, BEFORE).get(Membership, "m2"), role=MembershipRole[role])
        put(ledger, [Change(record=seat, effective=day)])
    late = Membership(id="m9", organisation="two", body="top")
    put(ledger, [Change(record=late, effective=LATE)])
    before = at(ledger, BEFORE)
    others = [(each.record, each.day) for each in ledger.naming("two")]
    put(ledger, merge_steps(before, "one", "two", ON, others=others))
    for day in (dt.date(2019, 1, 1), BEFORE, AFTER, dt.date(2027, 1, 1)):
        assert {each.organisation for each in at(ledger, day).records(Membership)} == {"one"}
    roles = [at(ledger, day).get(Membership, "m2").role for day in (BEFORE, dt.date(2027, 1, 1))]
    assert roles == [MembershipRole.lead, MembershipRole.part_time_seat]
    dated = [each for each in ledger.naming("two") if each.kind not in ("lineage", "judgement")]
    assert all(each.valid_to == ON for each in dated)  # what ``one`` said already ended
    assert ledger.verify().ok


def test_merging_can_be_undone(ledger):
    before = at(ledger, BEFORE)
    revision = put(ledger, merge_steps(before, "one", "two", ON))
    ledger.undo(revision.number, actor="台账岗", note="撤销", at=AT)
    undone = at(ledger, AFTER)
    assert paired(undone) == {("host", "two")}
    assert "two" in undone.by_id(Organisation)
    assert undone.records(Lineage) == ()


def test_a_merger_on_a_day_leaves_the_past_with_the_old_one(ledger):
    put(ledger, merge_steps(at(ledger, BEFORE), "one", "two", ON, kind=LineageKind.merge))
    assert paired(at(ledger, BEFORE)) == {("host", "two")}
    after = at(ledger, AFTER)
    assert paired(after) == {("host", "one")}
    assert after.get(Activity, "v1").organisation == "two"
    assert after.get(Organisation, "one").founded_on is None


def test_a_renamed_organisation_keeps_its_pairs_and_its_old_name(ledger):
    put(ledger, rename_steps(at(ledger, BEFORE), "two", "丙公司党支部", ON))
    assert at(ledger, BEFORE).get(Organisation, "two").name == "中共乙公司支部委员会"
    after = at(ledger, AFTER)
    assert after.get(Organisation, "two").name == "丙公司党支部"
    assert "two" in {hit.id for hit in ledger.search("中共乙公司支部委员会")}
    assert paired(after) == {("host", "two")}


def test_an_upgraded_branch_is_succeeded_by_a_general_branch(ledger):
    put(
        ledger,
        upgrade_steps(
            at(ledger, BEFORE), "two", OrganisationKind.general_branch, "乙公司党总支", ON
        ),
    )
    assert paired(at(ledger, BEFORE)) == {("host", "two")}
    after = at(ledger, AFTER)
    [told] = after.records(Lineage)
    new = after.get(Organisation, told.successor)
    assert (new.name, new.kind) == ("乙公司党总支", OrganisationKind.general_branch)
    assert new.founded_on.text == ON.isoformat()
    assert paired(after) == {("host", new.id)}
    assert {row.organisation for row in after.records(Membership)} == {new.id}


def test_a_split_sends_what_goes_on_where_it_is_assigned(ledger):
    parts = [Organisation(id=f"new:{n}", name=f"乙公司第{n}党支部") for n in (1, 2)]
    put(ledger, split_steps(at(ledger, BEFORE), "two", parts, ON, assign={"y2": "new:2"}))
    after = at(ledger, AFTER)
    names = {row.id: row.name for row in after.records(Organisation)}
    assert {names[row.successor] for row in after.records(Lineage)} == {
        "乙公司第1党支部",
        "乙公司第2党支部",
    }
    assert names[after.get(Signatory, "y2").organisation] == "乙公司第2党支部"
    assert names[after.get(Hosting, "h2").organisation] == "乙公司第1党支部"


def test_a_dissolved_organisation_ends_its_edges_and_its_two_party_agreements(ledger):
    put(ledger, dissolve_steps(at(ledger, BEFORE), "two", ON, note="党员转入镇机关党支部"))
    assert at(ledger, BEFORE).get(Organisation, "two").dissolved_on.text == ON.isoformat()
    after = at(ledger, AFTER)
    assert "two" not in after.by_id(Organisation)
    assert after.get(Agreement, "g1").ended_on.text == ON.isoformat()
    assert {row.organisation for row in after.records(Superior)} == {"one"}
    assert after.get(Chain, "n1").lead is None
    assert paired(after) == set()
    assert check(after, rules=["ended_with_a_date_and_a_successor"]) == ()


def test_the_same_snapshot_gives_the_same_steps_and_is_left_as_it_was(ledger):
    before = at(ledger, BEFORE)
    rows = {key: table.to_pylist() for key, table in before.tables.items()}
    assert merge_steps(before, "one", "two", ON) == merge_steps(before, "one", "two", ON)
    assert rows == {key: table.to_pylist() for key, table in before.tables.items()}


def test_nothing_merges_with_itself_or_with_another_type(ledger):
    before = at(ledger, BEFORE)
    with pytest.raises(InputError, match="itself or another type"):
        merge_steps(before, "one", "one", ON)
    with pytest.raises(InputError, match="itself or another type"):
        merge_steps(before, "one", "u1", ON)
    with pytest.raises(NotFound, match="nobody"):
        merge_steps(before, "one", "nobody", ON)


def test_events_that_make_no_sense_say_why(ledger):
    before = at(ledger, BEFORE)
    with pytest.raises(InputError, match="no higher"):
        upgrade_steps(before, "two", OrganisationKind.branch, "x", ON)
    with pytest.raises(InputError, match="two parts"):
        split_steps(before, "two", [Organisation(id="new:1", name="x")], ON)
    with pytest.raises(InputError, match="where the members went"):
        dissolve_steps(before, "two", ON, note=" ")
    with pytest.raises(InputError, match="the old one"):
        rename_steps(before, "two", "中共乙公司支部委员会", ON)


def test_a_merged_unit_passes_its_organisations_on(tmp_path):
    made = create(str(tmp_path / "own.ledger"), ledger_id="own")
    records = [
        Unit(id="u1", name="乙公司", credit_code="91350100M000100Y43"),
        Unit(id="u2", name="乙有限公司", ownership=Ownership.private),
        Organisation(id="o2", name="乙公司党支部"),
        Hosting(id="h2", organisation="o2", unit="u2"),
    ]
    made.apply(*(Change(record=each) for each in records), actor="台账岗", note="初始", at=AT)
    put(made, merge_steps(at(made, BEFORE), "u1", "u2", ON))
    after = at(made, AFTER)
    assert after.get(Hosting, "h2").unit == "u1"
    assert after.get(Unit, "u1").ownership is Ownership.private


def test_a_judgement_is_undone_like_any_revision(ledger):
    judged = Judgement(id="new:1", left="one", right="two", verdict=Verdict.not_same)
    revision = put(ledger, [Change(record=judged)])
    assert [each for each in suggest(at(ledger, BEFORE)) if each.likely] == []
    ledger.undo(revision.number, actor="台账岗", note="撤销", at=AT)
    assert [each.likely for each in suggest(at(ledger, BEFORE))] == [True]


def test_a_waiver_is_a_record_and_names_a_post_of_the_ledger(ledger):
    big = Organisation(
        id="one", name="乙公司党支部", kind=OrganisationKind.branch, members=Quantity("=", 60)
    )
    put(ledger, [Change(record=big), Change(record=Actor(id="x1", post="审核岗", approves=True))])
    [finding] = check(at(ledger, BEFORE), rules=["branch_size"])
    waiver = waiver_for(
        finding, reason="上级已批准", approver="x1", expires_on=dt.date(2024, 12, 31)
    )
    put(ledger, [Change(record=waiver)])
    assert [each.counts for each in check(at(ledger, AFTER), rules=["branch_size"])] == [False]
    stranger = replace(waiver, id="new:2", approver="nobody")
    with pytest.raises(ChangeRefused, match="nothing was written"):
        put(ledger, [Change(record=stranger)])
