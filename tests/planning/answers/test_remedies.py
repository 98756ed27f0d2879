"""What is said to place a guest that is left out does place it."""

from __future__ import annotations

from dataclasses import replace

from planning_cases import matrix, pool, settings

from graphs.planning import (
    Capacity,
    Mark,
    Placement,
    PlanningProblem,
    PlanSettings,
    Quota,
    Solved,
    placements,
    solved_plan,
)

NAN = float("nan")


def only(solved: Solved) -> Placement:
    [found] = placements(solved)
    return found


def served(problem: PlanningProblem, wanted: PlanSettings) -> set[str]:
    return {pair.guest for pair in solved_plan(problem, wanted).plan.pairs}


def test_nobody_left_out_needs_nothing() -> None:
    assert placements(solved_plan(matrix([0.9, 0.1], [0.8, 0.7]), settings())) == ()


def test_each_guest_is_given_a_reason_of_its_own() -> None:
    problem = matrix([0.9, 0.1], [0.8, 0.7], [0.2, 0.6], [0.5, NAN])
    found = placements(solved_plan(problem, settings()))
    assert [(each.guest, each.host) for each in found] == [("guest3", "host2"), ("guest4", "host1")]
    assert len({each.reason for each in found}) == len(found)
    assert "host2" in found[0].reason.en
    assert "60.0" in found[0].reason.en


def test_one_more_slot_at_the_host_named_places_the_guest() -> None:
    problem, wanted = matrix([0.9], [0.4]), settings()
    found = only(solved_plan(problem, wanted))
    assert (found.kind, found.host) == ("full", "host1")
    assert "host1 has one more slot" in found.remedy.en
    more = replace(wanted, capacities=(Capacity(id="host1", high=2),))
    assert found.guest in served(problem, more)


def test_the_guest_that_would_give_way_and_the_loss_are_those_of_the_forced_plan() -> None:
    problem, wanted = matrix([0.9, 0.1], [0.8, 0.7], [0.6, 0.3]), settings()
    solved = solved_plan(problem, wanted)
    found = only(solved)
    assert (found.guest, found.displaced, found.lost) == ("guest3", "guest1", 300_000)
    forced = [
        solved_plan(
            problem, replace(wanted, locked=(Mark(guest="guest3", host=host, reason="?"),))
        ).plan.totals.total
        for host in ("host1", "host2")
    ]
    assert solved.plan.totals.total - max(forced) == found.lost


def test_a_total_that_is_used_up_is_named() -> None:
    problem = matrix([0.9, 0.1], [0.8, 0.7])
    wanted = settings(budget=1)
    found = only(solved_plan(problem, wanted))
    assert found.kind == "limits"
    assert "one more new pair in all" in found.remedy.en
    assert found.guest in served(problem, replace(wanted, budget=2))


def test_a_group_whose_limit_is_used_up_is_named_with_the_host_that_is_full() -> None:
    plain = matrix([0.9], [0.8])
    guests, hosts = list(plain.pool.guests.ids), list(plain.pool.hosts.ids)
    groups = dict.fromkeys(guests, ("t1",))
    here = replace(pool(guests, hosts, groups=groups), given=plain.pool.given)
    problem = PlanningProblem(pool=here)
    wanted = settings(quotas=(Quota(side="guest", group="t1", high=1),))
    found = only(solved_plan(problem, wanted))
    assert "host1 has one more slot and one more in a limit of its group (1)" in found.remedy.en
    more = replace(
        wanted,
        quotas=(Quota(side="guest", group="t1", high=2),),
        capacities=(Capacity(id="host1", high=2),),
    )
    assert found.guest in served(problem, more)


def test_a_rule_of_the_planners_own_is_named_and_one_of_the_field_is_not() -> None:
    marks = tuple(Mark(guest="n1", host=host, reason="暂缓") for host in ("s1", "s2"))
    sides = {"n1": "non_public", "s1": "soe", "s2": "soe", "n2": "non_public"}
    here = PlanningProblem(pool=pool(["n1"], ["s1", "s2"], side=sides))
    found = only(solved_plan(here, PlanSettings(forbidden=marks)))
    assert found.kind == "barred"
    assert found.host in ("s1", "s2")
    assert "暂缓" in found.remedy.en
    kept = tuple(each for each in marks if each.host != found.host)
    assert "n1" in served(here, PlanSettings(forbidden=kept))
    alone = PlanningProblem(pool=pool(["n1"], ["s1"], side=dict.fromkeys(["n1", "s1"], "soe")))
    found = only(solved_plan(alone, PlanSettings()))
    assert found.host is None
    assert "a change to the ledger" in found.remedy.en
