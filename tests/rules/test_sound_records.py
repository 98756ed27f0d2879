"""Single rules beyond their two examples: bounds, parts, what stays silent."""

from __future__ import annotations

import datetime as dt

import pytest

from graphs.codes import make_credit_code
from graphs.model import (
    Absence,
    Agreement,
    AgreementKind,
    Division,
    Hosting,
    Lineage,
    Membership,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    PostStatus,
    Quantity,
    Signatory,
    Snapshot,
    Statement,
    Superior,
    Unit,
)
from graphs.rules import RULES, check

AS_OF = dt.date(2024, 6, 30)
K = OrganisationKind


def keys(rule, *records, as_of=AS_OF, **options):
    snapshot = Snapshot.from_records(records, as_of=as_of)
    return [(each.key, each.severity.name) for each in check(snapshot, rules=[rule], **options)]


def branch(ident="o1", name="甲公司党支部", kind=K.branch, **values):
    return Organisation(id=ident, name=name, kind=kind, **values)


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        (Quantity("=", 50), False),
        (Quantity(">", 50, printed="50余人"), True),
        (Quantity("<", 60, printed="近60人"), False),
        (Quantity("≈", 80), False),
        (Quantity("–", 40, 60), False),
        (None, False),
    ],
)
def test_a_size_decides_only_where_it_is_certain(members, wrong):
    assert bool(keys("branch_size", branch(members=members))) is wrong


def test_a_branch_of_2010_is_not_judged_by_the_cap_of_2018():
    big = branch(members=Quantity("=", 90))
    assert keys("branch_size", big, as_of=dt.date(2010, 6, 15)) == []
    assert keys("branch_size", big, as_of=dt.date(2018, 10, 28))


def test_a_dissolved_branch_and_a_collective_are_left_alone():
    gone = branch(members=Quantity("=", 90), dissolved_on=PartialDate("2020"))
    many = branch(members=Quantity("=", 900), size=Quantity("=", 30))
    assert keys("branch_size", gone) == keys("branch_size", many) == []


def test_a_unit_with_three_full_members_and_no_organisation_is_told():
    unit = Unit(id="u1", name="甲公司")
    told = Statement(id="t1", indicator="正式党员数", value=Quantity("≥", 3), speaks_of="u1")
    assert keys("enough_full_members", unit, told) == [("enough_full_members:u1+t1", "warning")]
    hosted = Hosting(id="h1", organisation="o1", unit="u1")
    assert keys("enough_full_members", unit, told, branch(), hosted) == []


@pytest.mark.parametrize(
    ("units", "severity"), [(0, None), (1, "error"), (2, None), (5, None), (6, "warning")]
)
def test_a_joint_branch_has_two_to_five_units(units, severity):
    names = [f"u{n}" for n in range(units)]
    records = [
        branch(kind=K.joint_branch),
        *(Unit(id=name, name=name) for name in names),
        *(Hosting(id=f"h{name}", organisation="o1", unit=name) for name in names),
    ]
    assert [found for _, found in keys("joint_branch_units", *records)] == [severity] * bool(
        severity
    )


def test_a_collective_unit_counts_as_many_as_it_stands_for():
    unit = Unit(id="u1", name="商户", size=Quantity("≥", 20))
    hosted = Hosting(id="h1", organisation="o1", unit="u1")
    [found] = keys("joint_branch_units", branch(kind=K.joint_branch), unit, hosted)
    assert found[1] == "warning"


def test_full_members_may_not_exceed_all_even_without_the_probationary():
    wrong = branch(members=Quantity("=", 20), full_members=Quantity("=", 21))
    possible = branch(members=Quantity(">", 20), full_members=Quantity("=", 21))
    assert keys("members_add_up", wrong)
    assert keys("members_add_up", possible) == []


def test_a_circle_of_superiors_is_told_once():
    records = [branch(name, name, kind=K.committee) for name in "abc"]
    edges = [
        Superior(id=f"s{a}", organisation=a, superior=b)
        for a, b in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    assert keys("one_superior", *records, *edges) == [("one_superior.circle:a+b+c", "error")]


def test_two_superiors_are_told_and_an_unstated_one_is_a_value():
    records = [branch("a", "a"), *(branch(name, name, kind=K.committee) for name in "bc")]
    two = [Superior(id=f"s{b}", organisation="a", superior=b) for b in "bc"]
    unstated = Superior(id="s", organisation="a", absent={"superior": Absence.not_stated})
    assert keys("one_superior", *records, *two) == [("one_superior.several:a+b+c", "error")]
    assert keys("one_superior", *records, unstated) == []


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [
        (K.branch, K.general_branch, False),
        (K.branch, K.working_committee, False),
        (K.committee, K.committee, False),
        (K.branch, K.joint_branch, True),
        (K.committee, K.general_branch, True),
        (K.not_stated, K.branch, False),
    ],
)
def test_the_superior_is_of_a_higher_level(low, high, wrong):
    records = [branch("a", "a", kind=low), branch("b", "b", kind=high)]
    edge = Superior(id="s", organisation="a", superior="b")
    assert bool(keys("one_superior", *records, edge)) is wrong


def test_an_alliance_is_nobodys_superior_and_any_number_of_seats_is_allowed():
    records = [
        branch("a", "a"),
        branch("b", "b", kind=K.alliance),
        branch("c", "c", kind=K.alliance),
    ]
    seats = [Membership(id=f"m{x}", organisation="a", body=x) for x in "bc"]
    edge = Superior(id="s", organisation="a", superior="b")
    assert keys("functional_bodies_apart", *records, *seats) == []
    assert keys("functional_bodies_apart", *records, edge) == [
        ("functional_bodies_apart.superior:a+b", "error")
    ]


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("中共甲公司支部委员会", K.branch, None),
        ("甲公司第一党支部", K.branch, None),
        ("第一党支部", K.branch, "bare"),
        ("机关党支部", K.branch, "bare"),
        ("甲公司党总支", K.branch, "kind"),
        ("甲公司黨總支", K.general_branch, None),
        ("中共甲公司委员会", K.committee, None),
        ("中共甲街道工作委员会", K.working_committee, None),
        ("甲公司党总支部委员会", K.joint_general_branch, None),
        ("橡胶产业链党建联盟", K.alliance, None),
        ("甲镇综合党委", K.comprehensive_committee, None),
        ("甲公司", K.not_stated, None),
    ],
)
def test_a_name_carries_its_unit_and_ends_in_its_kind(name, kind, part):
    expected = [(f"name_as_on_the_seal.{part}:o1", "warning")] if part else []
    assert keys("name_as_on_the_seal", branch(name=name, kind=kind)) == expected


def test_a_seal_in_traditional_characters_is_the_same_name():
    same = branch(name="甲公司党支部", seal_name="甲公司 黨支部")
    other = branch(name="甲公司党支部", seal_name="中共甲公司支部委员会")
    assert keys("name_as_on_the_seal", same) == []
    assert keys("name_as_on_the_seal", other) == [("name_as_on_the_seal.seal:o1", "warning")]


def test_a_blank_post_counts_only_where_the_ledger_keeps_posts():
    blank, filled = branch("a", "a"), branch("b", "b", secretary=PostStatus.filled)
    stated = branch("c", "c", absent={"secretary": Absence.not_stated})
    assert keys("posts_filled_or_said_vacant", blank) == []
    assert keys("posts_filled_or_said_vacant", blank, filled, stated) == [
        ("posts_filled_or_said_vacant.secretary:a", "hint")
    ]


def pair(*more, guest=Ownership.private, kind=AgreementKind.co_building, **agreement):
    return [
        Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
        Unit(id="u2", name="乙公司", ownership=guest),
        branch("o1", "甲厂党支部"),
        branch("o2", "乙公司党支部"),
        Hosting(id="h1", organisation="o1", unit="u1"),
        Hosting(id="h2", organisation="o2", unit="u2"),
        Agreement(id="g1", kind=kind, signed_on=PartialDate("2024-03-01"), **agreement),
        Signatory(id="y1", agreement="g1", organisation="o1"),
        Signatory(id="y2", agreement="g1", organisation="o2"),
        *more,
    ]


def test_two_organisations_of_one_unit_are_no_pair():
    shared = Hosting(id="h3", organisation="o2", unit="u1")
    found = keys("pair_of_two_sides", *pair(shared))
    assert ("pair_of_two_sides.house:g1+o1+o2", "error") in found


def test_other_kinds_of_pairing_are_allowed():
    assert keys("pair_of_two_sides", *pair(guest=Ownership.village)) == []
    assert keys("pair_of_two_sides", *pair(guest=Ownership.public_body)) == []


def test_a_pair_that_no_counter_holds_because_a_side_is_unknown_is_told():
    found = keys("pair_of_two_sides", *pair(guest=None))
    assert found == [("pair_of_two_sides.side:g1", "warning")]
    assert keys("pair_of_two_sides", *pair(guest=None, kind=AgreementKind.area)) == []


def test_the_side_is_that_of_the_signing_day_where_the_history_can_be_asked():
    asked = []

    def ownership_at(unit, on):
        asked.append(on)
        return Ownership.state_owned

    found = keys("pair_of_two_sides", *pair(), ownership_at=ownership_at)
    assert found == [("pair_of_two_sides.then:g1+o2", "warning")]
    assert set(asked) == {dt.date(2024, 3, 1)}


def test_an_agreement_runs_forwards():
    assert keys("pair_dates_fit", *pair(ends_on=PartialDate("2023"))) == [
        ("pair_dates_fit.ends_on:g1", "error")
    ]
    assert keys("pair_dates_fit", *pair(ends_on=PartialDate("2024"))) == []


def test_a_renewal_is_not_older_than_what_it_renews():
    renewal = Agreement(id="g2", signed_on=PartialDate("2023"), renews="g1")
    assert keys("pair_dates_fit", *pair(renewal)) == [("pair_dates_fit.renewal:g2+g1", "error")]


def test_a_date_without_a_year_decides_nothing():
    renewal = Agreement(id="g2", signed_on=PartialDate(None, "5月16日"), renews="g1")
    assert keys("pair_dates_fit", *pair(renewal)) == []


def test_a_host_over_its_usual_load_is_told_only_where_a_load_is_recorded():
    more = [
        Unit(id="u3", name="丙公司", ownership=Ownership.private),
        branch("o3", "丙公司党支部"),
        Hosting(id="h3", organisation="o3", unit="u3"),
        Signatory(id="y3", agreement="g1", organisation="o3"),
    ]
    rows = [
        each if each.id != "o1" else branch("o1", "甲厂党支部", usual_load=1)
        for each in pair(*more)
    ]
    assert keys("paired_once_within_capacity", *pair(*more)) == []
    assert keys("paired_once_within_capacity", *rows) == [
        ("paired_once_within_capacity.load:o1", "warning")
    ]


@pytest.mark.parametrize(
    ("code", "values", "part"),
    [
        (make_credit_code(7, region="410106"), {}, None),
        (make_credit_code(7, region="000000"), {"synthetic": True}, None),
        (make_credit_code(7, region="000000"), {}, "invented"),
        (make_credit_code(7, region="999999"), {}, "region"),
        (make_credit_code(7, region="410106"), {"ownership": Ownership.public_body}, "ownership"),
        (
            make_credit_code(7, region="410106", authority="1", category="2"),
            {"ownership": Ownership.private},
            "ownership",
        ),
        ("91350100M000100Y4Z", {}, "form"),
        ("9.1110108551385E+17", {}, "form"),
    ],
)
def test_a_credit_code_is_checked_in_every_part(code, values, part):
    found = [
        key
        for key, _ in keys(
            "sound_credit_codes", Unit(id="u1", name="甲", credit_code=code, **values)
        )
    ]
    assert found == ([f"sound_credit_codes.{part}:u1"] if part else [])


def test_a_code_belongs_to_one_unit():
    code = make_credit_code(7, region="410106")
    twins = [Unit(id=f"u{n}", name="甲", credit_code=code) for n in (1, 2)]
    assert keys("sound_credit_codes", *twins) == [("sound_credit_codes.shared:u1+u2", "error")]


def test_a_sum_beyond_rounding_is_a_warning():
    example = RULES["totals_within_rounding"].failing.records
    beyond = [
        Statement(
            **{
                **{
                    n: getattr(each, n)
                    for n in ("id", "indicator", "unit_of_count", "as_of", "source")
                },
                "value": Quantity("=", 500),
            }
        )
        if each.id == "t0"
        else each
        for each in example
    ]
    assert [severity for _, severity in keys("totals_within_rounding", *example)] == ["hint"]
    assert [severity for _, severity in keys("totals_within_rounding", *beyond)] == ["warning"]


def test_whole_numbers_have_no_rounding():
    rows = [
        Statement(id=f"t{n}", indicator=name, value=Quantity("=", value), unit_of_count="个")
        for n, (name, value) in enumerate([("支部", 10), ("支部：甲", 4), ("支部：乙", 5)])
    ]
    assert [severity for _, severity in keys("totals_within_rounding", *rows)] == ["warning"]


def test_an_end_before_the_beginning_is_an_error():
    wrong = branch(founded_on=PartialDate("2015"), dissolved_on=PartialDate("2014"), note="并入乙")
    assert keys("ended_with_a_date_and_a_successor", wrong) == [
        ("ended_with_a_date_and_a_successor.ended_early:o1", "error")
    ]


def test_a_note_or_a_lineage_says_what_became_of_it():
    gone = branch(dissolved_on=PartialDate("2020"))
    told = branch(dissolved_on=PartialDate("2020"), note="党员转入乙")
    line = Lineage(id="l", predecessor="o1", successor="o2")
    rule = "ended_with_a_date_and_a_successor"
    assert keys(rule, gone)
    assert keys(rule, told) == keys(rule, gone, line) == []


@pytest.mark.parametrize(
    ("code", "name", "day", "found"),
    [
        ("410106", "上街区", "2010-06-15", None),
        ("410106", "上街", "2010-06-15", None),
        ("410106", "管城回族区", "2010-06-15", ("name", "hint")),
        ("410107", "新密区", "2010-06-15", ("unknown", "warning")),
        ("320684", "海门市", "2026-09-30", ("unknown", "warning")),
        ("320614", "海门区", "2021-01-01", None),
        ("4101", "郑州市", "2010-06-15", ("form", "error")),
    ],
)
def test_a_division_code_is_judged_by_the_code_book_of_its_day(code, name, day, found):
    division = Division(id="d1", name=name, code=code)
    expected = [(f"known_division_codes.{found[0]}:d1", found[1])] if found else []
    assert keys("known_division_codes", division, as_of=dt.date.fromisoformat(day)) == expected


def test_an_invented_division_needs_no_real_code():
    assert (
        keys(
            "known_division_codes", Division(id="d1", name="云岭区", code="999901", synthetic=True)
        )
        == []
    )


@pytest.mark.parametrize(
    ("code", "edition", "wrong"),
    [
        ("3051", "2017", False),
        ("C3051", None, False),
        ("D3051", "2017", True),
        ("0122", "2002", False),
        ("9901", "2017", True),
        ("花卉", "2017", True),
    ],
)
def test_an_industry_code_is_judged_by_its_edition(code, edition, wrong):
    unit = Unit(id="u1", name="甲", industry_code=code, industry_edition=edition)
    assert bool(keys("readable_industry_codes", unit)) is wrong
