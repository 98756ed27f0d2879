"""The tree of a lead organisation: members once, functional seats apart; advice; what if."""

import datetime as dt
import math
import re

import pytest
from factory import picture
from hypothesis import given
from hypothesis import strategies as st

from graphs.chains import (
    Regrouping,
    branch_tree,
    chain_facts,
    functional_seats,
    nested_circles,
    regroup,
    sizes_sentence,
    threshold_advice,
)
from graphs.errors import InputError
from graphs.model import (
    Chain,
    Change,
    End,
    Membership,
    Organisation,
    Quantity,
    Snapshot,
    Statement,
    Superior,
)

DAY = dt.date(2010, 6, 15)


def general(total: int | None, *parts: int | None, **values) -> Snapshot:
    def members(number: int | None) -> Quantity | None:
        return None if number is None else Quantity("=", number)

    return picture(
        Organisation(id="o", name="总支", members=members(total), **values),
        [
            Organisation(id=f"b{n}", name=f"第{n}支部", members=members(p))
            for n, p in enumerate(parts)
        ],
        [Superior(id=f"p{n}", organisation=f"b{n}", superior="o") for n, _ in enumerate(parts)],
    )


def test_the_own_figure_counts_those_below_once():
    tree = branch_tree(general(60, 20, 30), "o")
    assert (tree.total.words().zh, tree.below_total.words().zh, tree.differs) == ("60", "50", False)
    assert branch_tree(general(40, 20, 30), "o").differs


def test_without_an_own_figure_the_parts_are_added_and_a_gap_leaves_it_open():
    assert branch_tree(general(None, 20, 30), "o").total.words().zh == "50"
    assert branch_tree(general(None, 20, None), "o").total.words().zh == "≥ 20"


def test_full_and_probationary_members_are_rolled_up_apart():
    own = general(60, 20, 30, full_members=Quantity("=", 55), probationary_members=Quantity("=", 5))
    tree = branch_tree(own, "o")
    assert (tree.total_full.words().zh, tree.total_probationary.words().zh) == ("55", "5")


def test_a_functional_seat_is_no_part_of_the_tree():
    own = [Organisation(id="o", name="总支"), Organisation(id="x", name="别支部")]
    found = picture(own, Membership(id="m", organisation="x", body="o"))
    assert branch_tree(found, "o").below == ()
    assert [seat.shown.id for seat in functional_seats(found, "o")[0]] == ["x"]


def test_a_ring_of_superiors_is_followed_once():
    ring = [
        Superior(id="p1", organisation="a", superior="b"),
        Superior(id="p2", organisation="b", superior="a"),
    ]
    found = picture(Organisation(id="a", name="甲"), Organisation(id="b", name="乙"), ring)
    assert [node.shown.id for _, node in branch_tree(found, "a").walk()] == ["a", "b"]


def test_the_article_gives_269_members_in_five_branches(shangjie: Snapshot):
    tree = branch_tree(shangjie, "sj-jt")
    first = threshold_advice(shangjie, tree)[0]
    assert first.sentence.zh == "269 名党员、5 个支部：至少 1 个支部超过 50 人；均分需 6 个。"
    assert first.rule.number == "R3"
    assert "2018-10-28" in first.basis().zh
    assert "尚未施行" in first.basis().zh
    assert [each.shown.name.zh for each in functional_seats(shangjie, "sj-jt")[1]] == ["峡窝镇党委"]


def test_each_fact_of_the_flower_chain_has_its_sentence(shangjie: Snapshot):
    facts = chain_facts(shangjie, "sj-ch")
    assert [each.id for each in facts if not each.quotes] == []
    words = {each.words.zh for each in facts}
    assert "峡窝镇党委帮助成立〔鲜切花产业联合党总支〕" in words
    assert {w for w in words if "〕下设" in w} == {
        f"〔鲜切花产业联合党总支〕下设{name}"
        for name in (
            "顺达公司党支部",
            "石咀片区党支部",
            "大坡顶片区党支部",
            "观沟片区党支部",
            "北峡窝片区党支部",
        )
    }
    assert {"带动的村：6 个", "带动的农户：> 180 户", "名优新品种种植面积：< 200 亩"} <= words


@given(
    st.integers(0, 400), st.lists(st.one_of(st.none(), st.integers(0, 80)), min_size=1, max_size=6)
)
def test_at_least_one_is_said_only_where_it_is_certain(rest: int, parts: list[int | None]):
    """Against every way of sharing: the most even one keeps the largest unknown part smallest."""
    stated = sum(each or 0 for each in parts)
    unknown = sum(each is None for each in parts)
    total = stated + (rest if unknown else 0)
    words = sizes_sentence(branch_tree(general(total, *parts), "o")).zh
    named = any(each is not None and each > 50 for each in parts)
    smallest = math.ceil((total - stated) / unknown) if unknown else 0
    assert ("至少 1 个支部超过 50 人" in words) == (not named and smallest > 50)
    assert ("没有支部超过 50 人" in words) == (not named and not unknown)


def test_splitting_and_merging_become_a_draft_without_invented_names_or_members():
    own = general(None, 61, 8, 9)
    tree = branch_tree(own, "o")
    wanted = Regrouping(split=(("b0", 2),), merge=("b1", "b2"))
    assert [g.members.words().zh for g in wanted.groups(tree)] == ["30–31", "30–31", "17"]
    assert wanted.sentence(tree).zh == "3 个支部变为 3 个：均分每个约 26 人，可不超过 50 人。"
    steps = regroup(own, wanted, dt.date(2010, 7, 1), tree=tree)
    new = [s.record for s in steps if isinstance(s, Change) and isinstance(s.record, Organisation)]
    assert [(r.id, r.name, r.members and r.members.value) for r in new] == [
        ("new:1-1", None, None),
        ("new:1-2", None, None),
        ("b1", "第1支部", 17),
    ]
    assert [s.id for s in steps if isinstance(s, End) and s.id.startswith("b")] == ["b0", "b2"]


@pytest.mark.parametrize(
    "wanted", [Regrouping(), Regrouping(split=(("b0", 2),), merge=("b0", "b1"))]
)
def test_a_draft_of_nothing_and_of_both_is_refused(wanted: Regrouping):
    own = general(None, 61, 8)
    with pytest.raises(InputError):
        regroup(own, wanted, DAY, tree=branch_tree(own, "o"))


@given(st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=1, max_size=9))
def test_no_two_circles_overlap_and_all_lie_in_the_outer_one(parts: list[int | None]):
    svg = nested_circles(branch_tree(general(None, *parts), "o"), "zh")
    found = [
        tuple(map(float, each)) for each in re.findall(r"cx='(.+?)' cy='(.+?)' r='(.+?)'", svg)
    ]
    outer, *inner = found
    assert len(inner) == len(parts)
    for place, (x, y, r) in enumerate(inner):
        assert math.hypot(x, y) + r <= outer[2] + 0.2
        for a, b, s in inner[place + 1 :]:
            assert math.hypot(x - a, y - b) >= r + s - 0.2


def test_what_a_chain_s_figures_count_in_is_said_in_either_language() -> None:
    chain = Chain(id="n1", name="花卉")
    counted = {"万元": "4 × 10,000 yuan", "茬": "4", "亩": "4 mu"}
    for unit, words in counted.items():
        figure = Statement(
            id="t1", speaks_of="n1", indicator="获利", value=Quantity("=", 4), unit_of_count=unit
        )
        [fact] = chain_facts(Snapshot.from_records([chain, figure], as_of=DAY), "n1")
        assert fact.words.zh == f"获利：4 {unit}"
        assert fact.words.en == f"获利: {words}"
