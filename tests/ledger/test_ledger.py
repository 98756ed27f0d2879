"""The ledger as callers see it, the same on both databases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ledger_factory import AT, day, district, put

from graphs.errors import ChangeRefused, LedgerError, LedgerReadOnly, NotFound
from graphs.ledger import Ledger, create, open_ledger
from graphs.model import Change, Division, Organisation, Profile, Scope, Statement, Unit


def test_an_empty_ledger_is_at_revision_0_and_holds(ledger: Ledger) -> None:
    assert ledger.head().number == 0
    assert ledger.verify().ok
    assert ledger.snapshot(as_of=day("2010-01-01")).table("division").num_rows == 0


@pytest.mark.usefixtures("eight_revisions")
def test_both_databases_write_the_same_digests(ledger: Ledger) -> None:
    assert ledger.head().number == 8
    assert ledger.head().digest == (
        "da3095ffbbfd5db8b4f812f239550df0660c6cb7da0eb178e898e3ad8f322588"
    )
    assert ledger.verify(expect=ledger.revisions()[3].digest).ok


@pytest.mark.usefixtures("eight_revisions")
def test_a_snapshot_is_of_a_day_as_known_at_a_revision(ledger: Ledger) -> None:
    name = lambda on, known: (  # noqa: E731  # read twice below, and nowhere else
        ledger.snapshot(as_of=day(on), revision=known).get(Organisation, "o1").name
    )
    assert name("2012-02-29", 8) == "甲公司党支部"
    assert name("2012-03-01", 8) == "甲集团党支部"
    assert name("2012-03-01", 1) == "甲公司党支部"
    assert ledger.snapshot(as_of=day("2011-01-01"), revision=5).by_id(Statement).keys() == {"st2"}
    assert ledger.snapshot(as_of=day("2011-01-01")).by_id(Statement).keys() == {"st1", "st2"}


def test_a_snapshot_without_a_day_takes_the_profile_s(ledger: Ledger) -> None:
    put(ledger, Division(id="d", name="x"))
    with pytest.raises(LedgerError, match="names no default date"):
        ledger.snapshot()
    put(ledger, *district())
    assert ledger.snapshot().as_of == day("2010-06-15")


def test_a_snapshot_of_a_revision_that_is_not_there_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="no revision 9"):
        ledger.snapshot(as_of=day("2010-01-01"), revision=9)


def test_booleans_and_numbers_come_back_as_they_went(ledger: Ledger) -> None:
    put(ledger, *district())
    picture = ledger.snapshot()
    assert picture.column("signatory", "lead") == [True, False]
    assert picture.column("unit", "synthetic") == [False, False, False]
    assert picture.get(Unit, "u3").staff == district()[10].staff  # type: ignore[attr-defined]  # a unit


def test_placeholders_become_opaque_ids_everywhere(ledger: Ledger) -> None:
    made = put(
        ledger,
        Unit(id="new:u", name="甲", division="new:d"),
        Division(id="new:d", name="县"),
    )
    assert set(made.minted) == {"new:u", "new:d"}
    unit = ledger.snapshot(as_of=day("2010-01-01")).records(Unit)[0]
    assert (unit.id, unit.division) == (made.minted["new:u"], made.minted["new:d"])
    again = put(ledger, Division(id="new:d", name="另一县"))
    assert again.minted["new:d"] != made.minted["new:d"]


@pytest.mark.usefixtures("eight_revisions")
def test_revisions_are_listed_from_either_end(ledger: Ledger) -> None:
    assert [each.number for each in ledger.revisions(limit=2)] == [8, 7]
    assert [each.number for each in ledger.revisions(newest_first=False, limit=2)] == [1, 2]
    assert [each.number for each in ledger.revisions(before=3)] == [2, 1]
    assert ledger.revisions(limit=1)[0].undoes == 5
    assert ledger.head() == ledger.revisions(limit=1)[0]


@pytest.mark.usefixtures("eight_revisions")
def test_a_difference_shows_each_record_before_and_after(ledger: Ledger) -> None:
    [change] = ledger.difference(2)
    assert [version.record.name for version in change.before] == ["甲公司党支部"]  # type: ignore[attr-defined]  # an organisation
    assert [(str(v.valid_from), str(v.valid_to)) for v in change.after] == [
        ("None", "2012-03-01"),
        ("2012-03-01", "None"),
    ]
    assert {change.id for change in ledger.difference(4)} == {"t1"}


@pytest.mark.usefixtures("eight_revisions")
def test_a_history_tells_every_version(ledger: Ledger) -> None:
    told = [(v.opened, v.closed, v.record.name) for v in ledger.history("o1")]  # type: ignore[attr-defined]  # organisations
    assert told == [
        (1, 2, "甲公司党支部"),
        (2, None, "甲公司党支部"),
        (2, None, "甲集团党支部"),
    ]
    with pytest.raises(NotFound, match="nobody"):
        ledger.history("nobody")


def test_a_second_ledger_is_not_made_over_the_first(ledger: Ledger, ledger_url: str) -> None:
    with pytest.raises(LedgerError, match="not overwritten"):
        create(ledger_url)


@pytest.mark.usefixtures("eight_revisions")
def test_a_ledger_is_there_after_opening_it_again(ledger: Ledger, ledger_url: str) -> None:
    with open_ledger(ledger_url) as again:
        assert (again.id, again.head()) == (ledger.id, ledger.head())


def test_a_ledger_open_for_reading_refuses_every_write(ledger: Ledger, ledger_url: str) -> None:
    put(ledger, *district())
    with open_ledger(ledger_url, read_only=True) as shipped:
        assert shipped.snapshot().table("organisation").num_rows == 5
        with pytest.raises(LedgerReadOnly, match="copy it to your own"):
            put(shipped, Division(id="z", name="z"))
        with pytest.raises(LedgerReadOnly, match="copy it to your own"):
            shipped.undo(1, actor="岗", note="n", at=AT)
    assert ledger.head().number == 1


def test_read_only_holds_below_the_ledger_too(ledger: Ledger, ledger_url: str) -> None:
    put(ledger, *district())
    with open_ledger(ledger_url, read_only=True) as shipped:
        shipped.read_only = False  # as if the check above were forgotten
        with pytest.raises(LedgerReadOnly):
            put(shipped, Division(id="z", name="z"))


def test_a_shipped_file_opens_in_a_folder_that_cannot_be_written(
    tmp_path: Path, lite: Ledger
) -> None:
    put(lite, *district())
    folder = tmp_path / "shipped"
    folder.mkdir()
    lite.backup(folder / "b.ledger")
    folder.chmod(0o555)
    try:
        with open_ledger(str(folder / "b.ledger"), read_only=True) as shipped:
            assert shipped.verify(expect=lite.head().digest).ok
    finally:
        folder.chmod(0o755)


@pytest.mark.usefixtures("eight_revisions")
def test_a_backup_is_a_whole_ledger_and_overwrites_nothing(tmp_path: Path, lite: Ledger) -> None:
    lite.backup(tmp_path / "copy.ledger")
    with open_ledger(str(tmp_path / "copy.ledger")) as copy:
        assert copy.verify(expect=lite.head().digest).ok
        put(copy, Division(id="z", name="z"))
    with pytest.raises(LedgerError, match="not overwritten"):
        lite.backup(tmp_path / "copy.ledger")


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://", "sqlite://"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(LedgerError.__mro__[1], match="address of a ledger"):
        open_ledger(url)


def test_a_file_that_is_no_ledger_is_named_so(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"not a database at all, but long enough to look at" * 40)
    with pytest.raises(LedgerError, match="no ledger"):
        open_ledger(str(tmp_path / "x"))
    (tmp_path / "y").write_bytes(b"")
    with pytest.raises(NotFound, match="holds no ledger"):
        open_ledger(str(tmp_path / "y"))


def test_a_moment_without_a_time_zone_is_a_programmer_s_mistake(lite: Ledger) -> None:
    with pytest.raises(ValueError, match="time zone"):
        lite.apply(
            Change(record=Division(id="d", name="x")),
            actor="岗",
            note="n",
            at=dt.datetime(2026, 1, 1),  # noqa: DTZ001  # the mistake under test
        )
    assert lite.head().number == 0


def test_who_and_why_cannot_be_blank(lite: Ledger) -> None:
    with pytest.raises(ChangeRefused, match=r"actor: .* is blank text"):
        lite.apply(Change(record=Division(id="d", name="x")), actor=" ", note="n", at=AT)


def test_a_scope_that_is_not_there_is_named(lite: Ledger) -> None:
    put(lite, Profile(id="p", title="t"))
    for words in ("division:x", "chain:x", "ego:x:1"):
        with pytest.raises(NotFound, match=words):
            lite.snapshot(Scope.parse(words), day("2010-01-01"))
