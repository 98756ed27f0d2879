import datetime as dt
from dataclasses import replace

import pytest
from factory import agreement, organisation, picture

from graphs.errors import NotFound
from graphs.model import (
    Comparison,
    Division,
    PartialDate,
    Quantity,
    Snapshot,
    Statement,
    Superior,
)
from graphs.statistics import MOST_SNAPSHOTS, Reconciliation, SnapshotSource, reconcile
from graphs.text import Text

DAY = PartialDate("2010-06-15")
HERE = Division(id="d", name="区")


def always(snapshot: Snapshot) -> SnapshotSource:
    """A ledger in which nothing ever changes."""
    return SnapshotSource(at=lambda scope, day: replace(snapshot, scope=scope, as_of=day))


def found(snapshot: Snapshot, source: SnapshotSource, ident: str) -> Reconciliation:
    return next(each for each in reconcile(snapshot, source) if each.statement.id == ident)


def test_thirty_two_reported_pairs_are_admissible_opposite_at_least_thirty(
    shangjie: Snapshot, shangjie_source
):
    card = found(shangjie, shangjie_source, "f-sj-08")
    assert card.statement.value == Quantity("=", 32, printed="已有32对")
    assert card.figure.words().zh == "≥ 30"
    assert card.verdict is Comparison.allowed


def test_what_may_explain_thirty_two_is_listed_and_none_preferred(
    shangjie: Snapshot, shangjie_source
):
    card = found(shangjie, shangjie_source, "f-sj-08")
    assert [each.key for each in card.explanations] == [
        "several_partners", "other_date", "without_agreement", "wider_scope", "miscount",
    ]  # fmt: skip
    words = {each.key: each.words for each in card.explanations}
    assert "多出的 2 对" in words["several_partners"].zh
    assert "推断" in words["other_date"].zh
    assert "未限定为中铝郑州企业" in words["wider_scope"].zh


@pytest.mark.parametrize("ident", ["f-sj-07", "f-sj-09", "f-sj-10"])
def test_thirty_branches_five_sub_branches_and_269_members_agree(
    shangjie: Snapshot, shangjie_source, ident: str
):
    assert found(shangjie, shangjie_source, ident).verdict is Comparison.equal


def test_statements_stand_beside_the_ledger_and_never_over_it(shangjie: Snapshot, shangjie_source):
    assert len(reconcile(shangjie, shangjie_source)) == shangjie.table("statement").num_rows
    assert found(shangjie, shangjie_source, "f-sj-01").verdict is Comparison.not_comparable
    assert found(shangjie, shangjie_source, "f-sj-01").figure is None


def test_the_demonstration_both_agrees_and_does_not(demo: Snapshot, demo_source):
    assert {each.verdict.name for each in reconcile(demo, demo_source)} >= {"differs", "allowed"}


def told(value: Quantity | None, *more, measure: str = "pairs", **values) -> Reconciliation:
    pairs = [organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1")]
    own = {"as_of": DAY, "division": "d"} | values
    statement = Statement(id="t", indicator="结对", measure=measure, value=value, **own)
    view = picture(*pairs, HERE, statement, *more)
    return reconcile(view, always(view))[0]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (Quantity("=", 1), Comparison.equal),
        (Quantity("=", 2), Comparison.differs),
        (Quantity(">", 0), Comparison.allowed),
        (Quantity("<", 1), Comparison.differs),
        (Quantity("≈", 100), Comparison.allowed),
        (Quantity("–", 1, 3), Comparison.allowed),
        (None, Comparison.not_comparable),
    ],
)
def test_bounds_that_share_a_number_are_admissible(value: Quantity | None, verdict: Comparison):
    assert told(value).verdict is verdict


def test_a_figure_below_the_ledger_may_count_couples_once():
    card = told(Quantity("=", 1), *agreement("g2", "s1", "n1"))
    assert card.verdict is Comparison.differs
    assert "counted_twice" in [each.key for each in card.explanations]
    assert "several_partners" not in [each.key for each in card.explanations]


def test_a_figure_of_the_same_day_is_not_explained_by_another_date():
    same = told(Quantity("=", 2), as_of=PartialDate("2010-06-15"))
    other = told(Quantity("=", 2), as_of=PartialDate("2009"))
    assert "other_date" not in [each.key for each in same.explanations]
    assert "other_date" in [each.key for each in other.explanations]


def test_agreement_needs_no_explanation():
    assert told(Quantity("=", 1)).explanations == ()


def test_a_measure_nobody_declared_says_so():
    card = told(Quantity("=", 1), measure="happiness")
    assert card.verdict is Comparison.not_comparable
    assert card.reason.zh == "没有统计项“happiness”"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"as_of": None}, "未载明统计时点"),
        ({"as_of": PartialDate(None, "5月16日")}, "未载明统计时点"),
        ({"division": None}, "未载明范围"),
        ({"unit_of_count": "%"}, "不可比"),
        ({"unit_of_count": "万元"}, "不是“结对”的单位"),
    ],
)
def test_what_a_statement_lacks_is_said(values, reason: str):
    card = told(Quantity("=", 0), **values)
    assert card.verdict is Comparison.not_comparable
    assert reason in card.reason.zh
    assert card.figure is None


def test_a_scope_the_ledger_does_not_know_and_a_day_it_does_not_reach_are_said():
    def at(scope, day):
        if scope.id != "d":
            raise NotFound(Text.same("x"))
        return replace(view, as_of=day) if day.year >= 2010 else picture(day=day)

    def of(ident, when, division="d"):
        return Statement(
            id=ident, indicator="结对", measure="pairs", value=Quantity("=", 0),
            as_of=PartialDate(when), division=division,
        )  # fmt: skip

    told = [of("a", "2010-06", "x"), of("b", "1985"), of("c", "2011")]
    view = picture(organisation("s1"), told)
    source = SnapshotSource(at=at, last_day=dt.date(2010, 12, 31))
    reasons = {each.statement.id: each.reason.zh for each in reconcile(view, source)}
    assert "没有上报数的范围“x”" in reasons["a"]
    assert "没有 1985-01-01 的记录" in reasons["b"]
    assert "晚于台账所记的 2010-12-31" in reasons["c"]


def test_a_reported_rate_is_compared_with_the_rate_and_never_with_a_number():
    pair = [
        *organisation("s1"),
        *organisation("n1"),
        *organisation("n2"),
        *agreement("g1", "s1", "n1"),
    ]

    def judged(value: float, unit: str | None, measure: str = "coverage") -> Reconciliation:
        statement = Statement(
            id="t", indicator="覆盖率", measure=measure, value=Quantity("=", value),
            unit_of_count=unit, as_of=DAY, division="d",
        )  # fmt: skip
        view = picture(pair, HERE, statement, population_stated=True)
        return reconcile(view, always(view))[0]

    assert judged(50, "%").verdict is Comparison.equal
    assert judged(85, "%").verdict is Comparison.differs
    assert judged(0, "%").verdict is Comparison.differs
    assert judged(5, "成").verdict is Comparison.equal
    assert "未载明单位" in judged(0.5, None).reason.zh
    assert "不可比" in judged(1, "%", "pairs").reason.zh


def test_a_month_is_judged_on_its_first_and_last_day():
    early = picture(HERE, organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1"))
    late = picture(
        HERE, organisation("s1"), organisation("n1"), organisation("n2"),
        agreement("g1", "s1", "n1"), agreement("g2", "s1", "n2"), agreement("g3", "s1", "n2"),
    )  # fmt: skip

    def judged(value: int) -> Reconciliation:
        told = Statement(
            id="t", indicator="结对", measure="pairs", value=Quantity("=", value),
            as_of=PartialDate("2010-06"), division="d",
        )  # fmt: skip
        source = SnapshotSource(
            at=lambda scope, day: replace(early if day.day == 1 else late, scope=scope, as_of=day)
        )
        return reconcile(picture(told), source)[0]

    verdicts = [judged(value).verdict.name for value in range(5)]
    assert verdicts == ["differs", "allowed", "allowed", "allowed", "differs"]
    assert judged(2).own_words().zh == "1 → 3"


def test_too_many_days_wait_and_say_so():
    loaded = []

    def at(scope, day):
        loaded.append((scope, day))
        return replace(view, scope=scope, as_of=day)

    days = [dt.date(2010, 1, 1) + dt.timedelta(days=n) for n in range(300)]
    told = [
        Statement(
            id=f"t{n}", indicator="结对", measure="pairs", value=Quantity("=", 0),
            as_of=PartialDate(days[n % 300].isoformat()), division="d",
        )
        for n in range(500)
    ]  # fmt: skip
    view = picture(organisation("s1"), told)
    cards = reconcile(view, SnapshotSource(at=at))
    assert len(loaded) == len(set(loaded)) == MOST_SNAPSHOTS
    assert len(cards) == 500
    waiting = [each for each in cards if each.reason]
    assert waiting
    assert all("未核对" in each.reason.zh for each in waiting)
    assert max(each.statement.as_of.text for each in waiting) == "2010-10-03"


def test_unnamed_and_dissolved_sub_branches_count_as_what_they_are():
    below = [
        *organisation("x1"), *organisation("x2", size=Quantity("≥", 3)),
        *organisation("x3", dissolved_on=PartialDate("2009")),
        *(Superior(id=f"p{i}", organisation=f"x{i}", superior="x0") for i in (1, 2, 3)),
    ]  # fmt: skip
    statement = Statement(
        id="t",
        indicator="下设",
        measure="sub_branches",
        value=Quantity("=", 5),
        speaks_of="x0",
        as_of=DAY,
    )
    view = picture(organisation("x0"), below, statement)
    [card] = reconcile(view, always(view))
    assert card.figure.words().zh == "≥ 4"
    assert card.verdict is Comparison.allowed


def test_differences_come_first():
    several = [
        Statement(
            id=f"t{n}", indicator="结对", measure="pairs", value=value, as_of=DAY, division="d"
        )
        for n, value in enumerate((None, Quantity("=", 0), Quantity("≥", 0), Quantity("=", 9)))
    ]
    view = picture(HERE, organisation("s1"), several)
    order = [each.statement.id for each in reconcile(view, always(view))]
    assert order == ["t3", "t2", "t1", "t0"]
