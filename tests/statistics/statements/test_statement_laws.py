"""What holds for every reported figure, whatever is viewed and whatever the ledger holds."""

from __future__ import annotations

import datetime as dt

import pytest
from factory import agreement, organisation
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shipped import source_of

from graphs.ledger import create
from graphs.model import (
    Change,
    Comparison,
    Count,
    Division,
    Kind,
    Mean,
    PartialDate,
    Quantity,
    Rate,
    Reported,
    Scope,
    Source,
    Statement,
    compare,
)
from graphs.statistics import (
    MEASURES,
    SUBJECT_MEASURES,
    known_measures,
    reconcile,
)
from graphs.statistics.statements.statement_units import COUNTED_IN, RATES, reported_figure
from graphs.text import Text

TOWNS = ("a", "b")
AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
whens = st.sampled_from(("2009", "2010-02", "2010-02-15", "2011-06-01", None))
statements = st.lists(
    st.builds(
        lambda measure, value, unit, when, division: {
            "measure": measure, "value": value, "unit_of_count": unit, "division": division,
            "as_of": PartialDate(when) if when else None,
        },
        st.sampled_from((*MEASURES, "members", "happiness", None)),
        st.builds(Quantity, st.sampled_from(("=", "≥", "≈")), st.integers(0, 6)),
        st.sampled_from((None, "对", "个", "%", "万元")),
        whens,
        st.sampled_from(("d", *TOWNS, None)),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(data=st.data(), told=statements)
def test_a_verdict_does_not_depend_on_the_day_or_scope_viewed(data, told, tmp_path_factory):
    place = tmp_path_factory.mktemp("law") / "law.ledger"
    records = [Division(id="d", name="区"), Source(id="q", title="年报")]
    records += [Division(id=each, name=each, parent="d") for each in TOWNS]
    for place_of in range(4):
        town = data.draw(st.sampled_from(TOWNS))
        records += organisation(f"s{place_of}", division=town) + organisation(
            f"n{place_of}", division=data.draw(st.sampled_from(TOWNS))
        )
        signed = data.draw(st.sampled_from(("2009-06-01", "2010-02-10", "2011-01-01")))
        records += agreement(f"g{place_of}", f"s{place_of}", f"n{place_of}", dates=(signed, "2013"))
    records += [
        Statement(id=f"t{n}", indicator="数", source="q", **values) for n, values in enumerate(told)
    ]
    with create(str(place), ledger_id="law") as ledger:
        changes = [Change(record=each) for each in records]
        ledger.apply(*changes, actor="台账岗", note="建账", at=AT, base=0)
        source = source_of(ledger)
        verdicts: dict[str, set[object]] = {}
        for scope in (Scope(), Scope("division", "d"), *(Scope("division", t) for t in TOWNS)):
            for day in (dt.date(2009, 1, 1), dt.date(2010, 2, 15), dt.date(2018, 1, 1)):
                for card in reconcile(ledger.snapshot(scope, day), source):
                    words = card.reason.zh if card.reason else card.own_words().zh
                    verdicts.setdefault(card.statement.id, set()).add((card.verdict, words))
    assert len(verdicts) == len(told)
    assert all(len(found) == 1 for found in verdicts.values())


numbers = st.integers(0, 50)
counts = st.builds(Count.exactly, numbers) | st.builds(Count.least, numbers)
figures = st.one_of(
    counts,
    st.builds(lambda part, whole: Rate(numerator=part, denominator=whole), counts, counts),
    st.builds(lambda part, whole: Mean(total=part, over=whole), counts, counts),
)


@given(own=figures, kind=st.sampled_from(Kind), value=numbers)
def test_unlike_kinds_never_agree_and_never_differ(own, kind, value):
    found = compare(own, Reported(kind=kind, quantity=Quantity("=", value)))
    assert (found is Comparison.not_comparable) == (own.kind is not kind)


@given(value=numbers)
def test_the_ledgers_own_number_reported_agrees(value):
    reported = Reported(kind=Kind.count, quantity=Quantity("=", value))
    assert compare(Count.exactly(value), reported) is Comparison.equal


@pytest.mark.parametrize("key", [*MEASURES, *SUBJECT_MEASURES])
def test_every_measure_says_what_it_is_counted_in(key):
    measure = MEASURES.get(key) or SUBJECT_MEASURES[key]
    assert key in known_measures()
    if measure.kind is Kind.rate:
        assert not isinstance(reported_figure(measure, Quantity("=", 85), "%"), Text)
    else:
        assert measure.unit.zh in COUNTED_IN
        for unit in COUNTED_IN[measure.unit.zh]:
            assert reported_figure(measure, Quantity("=", 85), unit).kind is measure.kind
        for unit in RATES:
            assert reported_figure(measure, Quantity("=", 85), unit).kind is Kind.rate
