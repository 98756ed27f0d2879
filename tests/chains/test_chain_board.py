"""The board of a chain: order, empty segments, states, links without a pairing."""

import re

from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.chains import bare_html, boards_html, chain_board, responsible_html
from graphs.model import (
    Chain,
    ChainMember,
    ChainRole,
    PartialDate,
    Quantity,
    Segment,
    SegmentPosition,
    Snapshot,
    Supply,
    Unit,
)


def chain_of(*records):
    return picture(
        *map(organisation, ("s1", "n1", "n2", "n3")),
        Unit(id="u9", name="无组织公司"),
        Chain(id="c", name="花卉"),
        Segment(id="e1", chain="c", name="销售", position=SegmentPosition.downstream),
        Segment(id="e2", chain="c", name="育苗", position=SegmentPosition.upstream),
        Segment(id="e3", chain="c", name="冷链", position=SegmentPosition.supporting),
        Segment(id="x", chain="other", name="别链"),
        ChainMember(id="k1", chain="c", member="u-s1", segment="e2", role=ChainRole.chain_leader),
        ChainMember(id="k2", chain="c", member="u-n1", segment="e2", role=ChainRole.member),
        ChainMember(id="k3", chain="c", member="n2", segment="e1"),
        ChainMember(id="k4", chain="c", member="u9"),
        *records,
    )


def test_segments_run_from_upstream_to_support_and_the_unplaced_come_last():
    board = chain_board(chain_of(), "c")
    assert [each.name.zh for each in board.segments] == ["育苗", "销售", "冷链", "环节未载明"]


def test_an_empty_segment_has_no_member_and_is_listed():
    board = chain_board(chain_of(), "c")
    assert [each.name.zh for each in board.empty_segments] == ["冷链"]
    assert board.segments[2].members.is_zero


def test_the_chain_leader_comes_first_with_its_organisation_and_state():
    seat, _ = chain_board(chain_of(agreement("g", "s1", "n3")), "c").segments[0].seats
    [own] = seat.organisations
    assert seat.role is ChainRole.chain_leader
    assert (own.shown.id, own.paired, own.state.zh) == ("s1", True, "有效结对 1")


def test_who_answers_for_a_chain_is_listed_with_its_day_and_is_no_member():
    responsible = (
        Unit(id="u7", name="区商务局"),
        ChainMember(id="r1", chain="c", member="u7", role=ChainRole.lead_department),
        ChainMember(
            id="r2", chain="c", member="u-n1", role=ChainRole.rotating_host,
            since=PartialDate("2010-01"),
        ),
        ChainMember(id="r3", chain="other", member="u7", role=ChainRole.chain_chief),
    )  # fmt: skip
    board = chain_board(chain_of(*responsible), "c")
    assert board.members == chain_board(chain_of(), "c").members
    assert [(e.role.label.zh, e.shown.id) for e in board.responsible] == [
        ("牵头部门", "u7"),
        ("轮值单位", "u-n1"),
    ]
    line = re.sub("<[^>]*>", "", responsible_html(board, "zh"))
    for words in ("链长单位 未载明", "区商务局", "（自 2010-01）"):
        assert words in line
    assert "区商务局" in boards_html((board,), "zh")


def test_coverage_of_a_chain_and_who_is_one_step_from_it():
    near = (
        Unit(id="u8", name="差一步公司"),
        ChainMember(id="k5", chain="c", member="u8"),
        Supply(id="f1", supplier="u8", customer="u-n1", chain="c"),
    )
    board = chain_board(chain_of(*near), "c")
    assert (board.covered.words().zh, board.members.words().zh) == ("3", "5")
    [(seat, others)] = board.one_step
    assert (seat.shown.id, [each.id for each in others]) == ("u8", ["u-n1"])
    listed = bare_html(board, "zh")
    assert listed.index("差一步公司") < listed.index("无组织公司")
    assert "3 / 5" in boards_html((board,), "zh")


def test_an_organisation_can_itself_be_a_member():
    [seat] = chain_board(chain_of(), "c").segments[1].seats
    assert [each.shown.id for each in seat.organisations] == ["n2"]
    assert seat.role is None


def test_members_without_an_organisation_are_listed():
    assert [s.shown.id for s in chain_board(chain_of(), "c").without_organisation] == ["u9"]


def test_a_collective_counts_as_many_as_it_stands_for():
    many = Unit(id="u8", name="6 家", size=Quantity("≥", 6))
    found = chain_of(many, ChainMember(id="k5", chain="c", member="u8", segment="e3"))
    assert chain_board(found, "c").segments[2].members.words().zh == "≥ 6"


def test_supply_with_and_without_an_agreement_in_force():
    links = (
        Supply(id="f1", supplier="u-s1", customer="u-n1", chain="c", product="种苗"),
        Supply(id="f2", supplier="u-n1", customer="n2", product="鲜花"),
        Supply(id="f3", supplier="u-n1", customer="u-n3"),
        Supply(id="f4", supplier="u-s1", customer="u9", chain="c"),
        Supply(id="f5", supplier="u-s1", customer="u9", chain="other"),
    )
    board = chain_board(chain_of(*links, agreement("g", "s1", "n1")), "c")
    assert [(each.product, each.paired, each.possible) for each in board.links] == [
        ("种苗", True, True),
        ("鲜花", False, True),
        ("", False, False),
    ]
    ended = chain_of(*links, agreement("g", "s1", "n1", dates=("2006-01-01", "2008-01-01")))
    assert not chain_board(ended, "c").links[0].paired


def test_the_flower_chain_of_the_article_has_members_and_no_segment(shangjie: Snapshot):
    board = chain_board(shangjie, "sj-ch")
    [loose] = board.segments
    assert (loose.id, board.links) == ("", ())
    assert {each.shown.name.zh for each in loose.seats} == {"顺达公司", "上街区鲜切花生产基地"}
    assert all(each.role is None for each in loose.seats)
    assert [each.shown.id for each in board.without_organisation] == ["sj-f"]


def test_boards_agree_with_the_raw_records(demo: Snapshot):
    rows = demo.table("chain_member").to_pylist()
    for chain in nonempty(demo.records(Chain)):
        board = chain_board(demo, chain.id)
        assert board.members.low == sum(row["chain"] == chain.id for row in rows)
        assert len(board.links) == sum(
            row["chain"] == chain.id for row in demo.table("supply").to_pylist()
        )
