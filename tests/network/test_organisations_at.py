import pytest
from factory import organisation, picture

from graphs.model import Answer, Bounds, Hosting, Ownership, PartialDate, Quantity, Side, Unit
from graphs.network import display_name, parties, side_of


@pytest.mark.parametrize(
    ("ownerships", "side"),
    [
        ([], Side.unknown),
        ([None], Side.unknown),
        ([Ownership.state_owned], Side.soe),
        ([Ownership.private, Ownership.foreign], Side.non_public),
        ([Ownership.public_body], Side.other),
        ([Ownership.mixed], Side.unknown),
    ],
)
def test_the_side_follows_from_the_units(ownerships: list[Ownership | None], side: Side):
    assert side_of(ownerships) is side


@pytest.mark.parametrize(
    ("founded", "dissolved", "alive"),
    [
        (None, None, Answer.certain),
        ("2010-06-15", None, Answer.certain),
        ("2010-06-16", None, Answer.no),
        ("2010", None, Answer.possible),
        (None, "2010-06-15", Answer.no),
        (None, "2010-06-16", Answer.certain),
        (None, "2010", Answer.possible),
        ("2011", "2010-01-01", Answer.no),
    ],
)
def test_life_runs_from_founding_to_the_day_before_dissolution(founded, dissolved, alive):
    dates = {
        "founded_on": PartialDate(founded) if founded else None,
        "dissolved_on": PartialDate(dissolved) if dissolved else None,
    }
    assert parties(picture(organisation("s1", **dates)))["s1"].alive is alive


def test_a_dissolution_whose_year_nobody_printed_leaves_life_open():
    gone = organisation("s1", dissolved_on=PartialDate(None, printed="年底撤销"))
    assert parties(picture(gone))["s1"].alive is Answer.possible


def test_a_collective_has_bounds_and_no_name_of_its_own():
    party = parties(picture(organisation("n1", size=Quantity(">", 29))))["n1"]
    assert (party.named, party.count) == (False, Bounds(30, None))


def test_an_area_branch_without_a_unit_stands_on_no_side():
    assert parties(picture(organisation("x1")))["x1"].side is Side.unknown


def test_a_joint_branch_has_all_its_units():
    second = Unit(id="u2", name="乙公司", ownership=Ownership.private)
    found = picture(organisation("n1"), second, Hosting(id="h2", organisation="n1", unit="u2"))
    assert parties(found)["n1"].units == ("u-n1", "u2")


def test_an_organisation_without_a_name_is_called_by_its_working_label():
    assert display_name(None, None, "鲜切花产业联合党总支").zh == "〔鲜切花产业联合党总支〕"
    assert display_name("甲党支部", "Branch A").en == "Branch A"
    assert display_name("甲党支部", None).en == "甲党支部"
    assert display_name(None, None).zh == "（名称未载明）"


def test_parties_cannot_be_changed():
    with pytest.raises(TypeError, match="item assignment"):
        parties(picture(organisation("s1")))["s1"] = None
