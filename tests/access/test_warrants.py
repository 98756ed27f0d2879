"""What no table of areas says: whose post acts, who approves, and what a row may bring along."""

from __future__ import annotations

from dataclasses import replace

import pytest
from attempts import PLANNER, decided, drafted, write
from test_warrant_matrix import begun, desk
from two_towns import AT, POST, TOWN, of_role, visitor

from graphs.access import Grant, Role, Visitor
from graphs.errors import AccessRefused, ChangeRefused
from graphs.ledger import Ledger, open_to
from graphs.model import (
    EVERY,
    Actor,
    Change,
    End,
    Hosting,
    Organisation,
    Retract,
    Signatory,
    Superior,
)

__all__ = ["begun", "desk"]


def steward(desk: Ledger) -> Ledger:
    return open_to(desk, of_role(Role.steward))


@pytest.mark.parametrize("post", ["区审批岗", "乙镇台账岗", "甲镇台账岗 二"])
def test_nobody_acts_as_another_post(desk: Ledger, post: str) -> None:
    step = Change(record=Organisation(id="o1", name="改", division="v1"))
    with pytest.raises(AccessRefused, match="that signed in"):
        write(steward(desk), step, post=post)
    with pytest.raises(AccessRefused, match="that signed in"):
        steward(desk).undo(1, actor=post, note="撤", at=AT)


def test_a_post_is_its_own_however_it_is_spelled(desk: Ledger) -> None:
    step = Change(record=Organisation(id="o1", name="改", division="v1"))
    assert write(steward(desk), step, post=f" {POST}\u200b") == 2


def test_an_account_approves_nothing_that_its_earlier_post_planned(desk: Ledger) -> None:
    ident = drafted(desk, "inside")
    other = Visitor(account="b", post="区审批岗", grants=(Grant.parse("approver@whole"),))
    same = replace(other, former_posts=(PLANNER,))
    with pytest.raises(AccessRefused, match="another account and post"):
        write(open_to(desk, same), decided(desk, ident), post="区审批岗")
    assert write(open_to(desk, other), decided(desk, ident), post="区审批岗")


def test_its_own_post_is_listed_along_with_what_it_does_but_given_no_right(desk: Ledger) -> None:
    newcomer = visitor("steward@division:t1", post="甲镇新岗")
    ledger = open_to(desk, newcomer)
    step = Change(record=Organisation(id="o1", name="改", division="v1"))
    listing = Change(record=Actor(id="new:post", post="甲镇新岗"))
    assert write(ledger, listing, step, post="甲镇新岗")
    for approves in (True, False):
        more = Change(record=Actor(id="new:post", post="甲镇新岗", approves=approves))
        with pytest.raises(AccessRefused):
            write(ledger, more, post="甲镇新岗")


@pytest.mark.parametrize(
    "step",
    [
        Change(record=Organisation(id="o1", name="甲支部", division="t2")),
        Change(record=Organisation(id="new:o", name="新", division="t2")),
        Change(record=Organisation(id="new:o", name="无处")),
        Change(record=Hosting(id="new:h", organisation="o3", unit="u1")),
        Change(record=Superior(id="new:s", organisation="o5", superior="o1")),
        Change(record=Signatory(id="new:y", agreement="a2", organisation="o1", party="丙", lead=False)),
        Retract(id="o3", at=EVERY),
        End(id="a2", effective=AT.date()),
        Retract(id="al2", at=EVERY),
        Retract(id="s2", at=EVERY),
        Retract(id="profile", at=EVERY),
        End(id="t2", effective=AT.date()),
    ],
    ids=str,
)  # fmt: skip
def test_no_change_reaches_out_of_its_scope(desk: Ledger, step: Change | End | Retract) -> None:
    with pytest.raises((AccessRefused, ChangeRefused)) as refused:
        write(steward(desk), step)
    assert "秘密" not in refused.value.message.zh
    assert desk.head().number == 1


def test_a_foreign_record_is_refused_in_the_words_for_one_that_is_not_there(desk: Ledger) -> None:
    said = []
    for ident in ("o3", "nobody"):
        with pytest.raises(ChangeRefused) as refused:
            write(steward(desk), Retract(id=ident, at=EVERY))
        said.append(refused.value.problems[0].sentence().zh.replace(ident, "…"))
    assert said[0] == said[1]


def test_a_member_of_a_township_may_sign_with_a_partner_outside(desk: Ledger) -> None:
    partner = Signatory(id="new:y", agreement="a1", organisation="o5", party="丙", lead=False)
    assert write(steward(desk), Change(record=partner))


def test_one_desk_is_as_before(desk: Ledger) -> None:
    step = Change(record=Organisation(id="o3", name="改", division="t1"))
    assert write(desk, step, post="谁都行")
    assert TOWN.id == "t1"
