import pytest
from factory import agreement, organisation, picture

from graphs.model import PartialDate, Quantity, Snapshot, Statement, Superior
from graphs.statistics import Reconciliation, Verdict, reconcile


def found(snapshot: Snapshot, ident: str) -> Reconciliation:
    return next(each for each in reconcile(snapshot) if each.statement.id == ident)


def test_thirty_two_reported_pairs_are_admissible_opposite_at_least_thirty(shangjie: Snapshot):
    card = found(shangjie, "f-sj-08")
    assert card.statement.value == Quantity("=", 32, printed="已有32对")
    assert card.figure.words().zh == "≥ 30"
    assert card.verdict is Verdict.admissible


def test_what_may_explain_thirty_two_is_listed_and_none_preferred(shangjie: Snapshot):
    card = found(shangjie, "f-sj-08")
    assert [each.key for each in card.explanations] == [
        "several_partners", "other_date", "without_agreement", "wider_scope", "miscount",
    ]  # fmt: skip
    words = {each.key: each.words for each in card.explanations}
    assert "多出的 2 对" in words["several_partners"].zh
    assert "推断" in words["other_date"].zh
    assert "未限定为中铝郑州企业" in words["wider_scope"].zh


@pytest.mark.parametrize("ident", ["f-sj-07", "f-sj-09", "f-sj-10"])
def test_thirty_branches_five_sub_branches_and_269_members_agree(shangjie: Snapshot, ident: str):
    assert found(shangjie, ident).verdict is Verdict.agrees


def test_statements_stand_beside_the_ledger_and_never_over_it(shangjie: Snapshot):
    assert len(reconcile(shangjie)) == shangjie.table("statement").num_rows
    assert found(shangjie, "f-sj-01").verdict is Verdict.not_comparable
    assert found(shangjie, "f-sj-01").figure is None


def test_the_demonstration_both_agrees_and_does_not(demo: Snapshot):
    assert {each.verdict.name for each in reconcile(demo)} >= {"differs", "admissible"}


def told(value: Quantity | None, *more, measure: str = "pairs", **values) -> Reconciliation:
    pairs = [organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1")]
    statement = Statement(id="t", indicator="结对", measure=measure, value=value, **values)
    return reconcile(picture(*pairs, statement, *more))[0]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (Quantity("=", 1), Verdict.agrees),
        (Quantity("=", 2), Verdict.differs),
        (Quantity(">", 0), Verdict.admissible),
        (Quantity("<", 1), Verdict.differs),
        (Quantity("≈", 100), Verdict.admissible),
        (Quantity("–", 1, 3), Verdict.admissible),
        (None, Verdict.not_comparable),
    ],
)
def test_bounds_that_share_a_number_are_admissible(value: Quantity | None, verdict: Verdict):
    assert told(value).verdict is verdict


def test_a_figure_below_the_ledger_may_count_couples_once():
    card = told(Quantity("=", 1), *agreement("g2", "s1", "n1"))
    assert card.verdict is Verdict.differs
    assert "counted_twice" in [each.key for each in card.explanations]
    assert "several_partners" not in [each.key for each in card.explanations]


def test_a_figure_of_the_same_day_is_not_explained_by_another_date():
    same = told(Quantity("=", 2), as_of=PartialDate("2010-06-15"))
    other = told(Quantity("=", 2), as_of=PartialDate("2009"))
    assert "other_date" not in [each.key for each in same.explanations]
    assert "other_date" in [each.key for each in other.explanations]


def test_agreement_needs_no_explanation():
    assert told(Quantity("=", 1)).explanations == ()


def test_a_figure_of_a_smaller_area_is_not_held_against_the_whole():
    statement = Statement(
        id="t", indicator="结对", measure="pairs", value=Quantity("=", 1), division="d2"
    )
    assert reconcile(picture(statement, home="d1"))[0].verdict is Verdict.not_comparable
    assert reconcile(picture(statement, home="d2"))[0].verdict is Verdict.differs


def test_a_measure_nobody_declared_is_not_comparable():
    assert told(Quantity("=", 1), measure="happiness").verdict is Verdict.not_comparable


def test_unnamed_and_dissolved_sub_branches_count_as_what_they_are():
    below = [
        *organisation("x1"), *organisation("x2", size=Quantity("≥", 3)),
        *organisation("x3", dissolved_on=PartialDate("2009")),
        *(Superior(id=f"p{i}", organisation=f"x{i}", superior="x0") for i in (1, 2, 3)),
    ]  # fmt: skip
    statement = Statement(
        id="t", indicator="下设", measure="sub_branches", value=Quantity("=", 5), speaks_of="x0"
    )
    [card] = reconcile(picture(organisation("x0"), below, statement))
    assert card.figure.words().zh == "≥ 4"
    assert card.verdict is Verdict.admissible


def test_differences_come_first():
    several = [
        Statement(id=f"t{n}", indicator="结对", measure="pairs", value=value)
        for n, value in enumerate((None, Quantity("=", 0), Quantity("≥", 0), Quantity("=", 9)))
    ]
    order = [each.statement.id for each in reconcile(picture(several))]
    assert order == ["t3", "t2", "t1", "t0"]
