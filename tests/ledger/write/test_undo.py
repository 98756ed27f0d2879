"""Undo and redo, the same on both databases."""

from __future__ import annotations

import pytest
from ledger_factory import AT, day, district, put

from graphs.errors import ChangeRefused, NotFound
from graphs.ledger import Ledger, Revision
from graphs.model import RECORDS, Change, Division, Organisation, Scope, Unit


def undo(ledger: Ledger, number: int) -> Revision:
    return ledger.undo(number, actor="台账岗", note="撤销", at=AT)


def facts(ledger: Ledger, revision: int) -> list[object]:
    days = ("2010-06-15", "2013-01-01", "2020-01-01")
    pictures = [ledger.snapshot(Scope(), day(on), revision) for on in days]
    return [each.table(kind).to_pylist() for each in pictures for kind in RECORDS]


@pytest.mark.usefixtures("eight_revisions")
def test_an_undo_restores_every_day_as_it_was(ledger: Ledger) -> None:
    for number in (2, 3, 4, 6, 7):
        undone = undo(ledger, number)
        assert undone.undoes == number
        ledger_before = facts(ledger, undone.number - 1)
        redone = undo(ledger, undone.number)
        assert facts(ledger, redone.number) == ledger_before
        undo(ledger, redone.number)
    assert facts(ledger, ledger.head().number) == facts(ledger, 1)
    assert ledger.verify().ok


def test_an_undo_is_refused_when_later_revisions_touched_the_same(ledger: Ledger) -> None:
    put(ledger, *district())
    put(ledger, Unit(id="u1", name="改"))
    put(ledger, Unit(id="u1", name="再改"))
    with pytest.raises(ChangeRefused, match=r"u1.*changed by revision 3"):
        undo(ledger, 2)
    undo(ledger, 3)
    with pytest.raises(ChangeRefused, match="changed by revision 4"):
        undo(ledger, 3)


def test_an_undo_is_refused_when_others_rest_on_what_it_takes_away(ledger: Ledger) -> None:
    put(ledger, *district())
    made = put(ledger, Organisation(id="new:o", name="新", division="t1"))
    put(ledger, Organisation(id="o4", name="x"), Division(id="c3", name="z"))
    put(ledger, Organisation(id="o5", name="y", division="c3"))
    with pytest.raises(ChangeRefused, match=r"changed by revision 4|still named"):
        undo(ledger, 3)
    undo(ledger, 2)
    assert made.minted["new:o"] not in ledger.snapshot().by_id(Organisation)


def test_what_is_not_there_cannot_be_undone(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        undo(ledger, 1)
    with pytest.raises(ChangeRefused, match="nothing to undo"):
        undo(ledger, 0)


def test_undoing_a_move_moves_what_came_below_it_since(lite: Ledger) -> None:
    put(lite, *district())
    put(lite, Change(record=Division(id="c", name="上街区"), effective=day("2015-01-01")))
    put(lite, Division(id="v", name="村", parent="t1"))
    undo(lite, 2)
    assert lite.snapshot(as_of=day("2020-01-01")).get(Division, "v").path == "/p/c/t1/v/"
    assert lite.verify().ok
