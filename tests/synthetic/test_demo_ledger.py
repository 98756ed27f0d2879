import datetime as dt
import filecmp
from collections import Counter
from pathlib import Path

import pytest
from nonempty import nonempty
from shipped import DATA

from graphs.codes import parse_credit_code
from graphs.ledger import create
from graphs.model import Agreement, Change, Division, Organisation, Snapshot, Unit
from graphs.network import pairs, parties, signatories
from graphs.synthetic import DEMO_AS_OF, DemoRevision, demo_revisions


@pytest.fixture(scope="module")
def revisions() -> tuple[DemoRevision, ...]:
    return demo_revisions()


def test_the_archive_that_ships_is_what_the_generator_makes(
    revisions: tuple[DemoRevision, ...], tmp_path: Path
):
    with create(str(tmp_path / "demo.ledger"), ledger_id="demo") as ledger:
        for each in revisions:
            ledger.apply(*each.steps, actor=each.actor, note=each.note, at=each.at)
        ledger.export_archive(tmp_path / "demo")
    made = sorted(path.name for path in (tmp_path / "demo").iterdir())
    assert made == sorted(path.name for path in (DATA / "demo").iterdir())
    same, different, missing = filecmp.cmpfiles(
        DATA / "demo", tmp_path / "demo", made, shallow=False
    )
    assert (len(same), different, missing) == (len(made), [], [])


def test_the_same_seed_gives_the_same_and_another_seed_another():
    small = {"hosts": 12, "guests": 40}
    assert demo_revisions(7, **small) == demo_revisions(7, **small)
    assert demo_revisions(7, **small) != demo_revisions(8, **small)


@pytest.mark.parametrize(("hosts", "guests"), [(5, 8), (20, 30), (100, 700)])
def test_the_district_scales_by_arguments(hosts: int, guests: int):
    steps = [step for each in demo_revisions(hosts=hosts, guests=guests) for step in each.steps]
    made = [step.record.id for step in steps if isinstance(step, Change)]
    assert sum(ident.startswith("yl-s") and ident[4:].isdigit() for ident in made) >= hosts
    assert sum(ident.startswith("yl-n") and ident[4:].isdigit() for ident in made) >= guests


def test_every_record_says_that_it_is_invented(demo: Snapshot):
    for kind, table in nonempty(demo.tables.items()):
        assert all(table.column("synthetic").to_pylist()), kind


def test_credit_codes_are_sound_and_of_no_region(demo: Snapshot):
    codes = [unit.credit_code for unit in demo.records(Unit) if unit.credit_code]
    assert len(codes) == len(set(codes)) > 400
    assert {parse_credit_code(code).region for code in codes} == {"000000"}


def test_the_district_has_the_size_that_is_promised(demo: Snapshot):
    sides = Counter(party.side.name for party in parties(demo).values() if party.named)
    assert 55 <= sides["soe"] <= 70
    assert 350 <= sides["non_public"] <= 450
    levels = Counter(place.level.name for place in demo.records(Division))
    assert levels["township"] == 8
    assert demo.table("chain").num_rows == 5


def test_agreements_stand_in_every_status(demo: Snapshot):
    found = Counter(pair.agreement_status.status.name for pair in pairs(demo) if pair.counted)
    assert set(found) == {"signed", "active", "expiring", "expired", "ended"}


def test_agreements_run_from_2010_to_today_with_renewals_and_alliances(demo: Snapshot):
    years = {each.signed_on.text[:4] for each in demo.records(Agreement)}
    assert {"2010", "2026"} <= years
    assert sum(each.renews is not None for each in demo.records(Agreement)) > 50
    parties = Counter(len({org for org, _ in rows}) for rows in signatories(demo).values())
    assert parties[2] > 100
    assert sum(count for many, count in parties.items() if many >= 3) > 20
    assert any(partner for rows in signatories(demo).values() for _, partner in rows)


def test_renewals_name_an_older_agreement(demo: Snapshot):
    known = demo.by_id(Agreement)
    for each in nonempty(each for each in known.values() if each.renews):
        assert known[each.renews].ends_on.text < (each.starts_on or each.signed_on).text


def test_there_are_activities_needs_resources_and_statements(demo: Snapshot):
    for kind in ("activity", "list_item", "statement", "supply", "membership", "lineage"):
        assert demo.table(kind).num_rows, kind
    lists = set(demo.column("list_item", "list"))
    assert lists == {"need", "resource", "project"}


def test_organisations_have_coordinates(demo: Snapshot):
    placed = [each.longitude is not None for each in demo.records(Organisation)]
    assert sum(placed) > 0.8 * len(placed)


def test_nothing_is_recorded_before_it_happened(revisions: tuple[DemoRevision, ...]):
    assert all(each.at.date() > DEMO_AS_OF for each in revisions)
    assert [each.at for each in revisions] == sorted(each.at for each in revisions)
    assert all(each.at.tzinfo is dt.UTC for each in revisions)


def test_who_acts_is_a_post(revisions: tuple[DemoRevision, ...]):
    assert {each.actor for each in revisions} == {"区委社会工作部·台账岗"}


def test_guests_of_several_hosts_come_when_they_are_asked_for(tmp_path: Path):
    plain, shared = (
        network_of(demo_revisions(hosts=20, guests=90, shared=share), tmp_path / f"{share}.ledger")
        for share in (0.0, 0.5)
    )
    assert sum(len(hosts) > 1 for hosts in shared.values()) > len(shared) / 5
    # an alliance of two hosts aside, a guest of the district that ships has one
    assert sum(len(hosts) > 1 for hosts in plain.values()) < len(plain) / 10


def network_of(revisions: tuple[DemoRevision, ...], path: Path) -> dict[str, set[str]]:
    """The hosts of each guest in force on the day."""
    with create(str(path), ledger_id="x") as ledger:
        for each in revisions:
            ledger.apply(*each.steps, actor=each.actor, note=each.note, at=each.at)
        found: dict[str, set[str]] = {}
        for pair in pairs(ledger.snapshot()):
            if pair.counted and pair.agreement_status.status.in_force:
                found.setdefault(pair.guest, set()).add(pair.host)
    return found
