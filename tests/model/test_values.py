import datetime as dt

import pytest
from hypothesis import given
from strategies import days, partial_dates, quantities

from graphs.errors import InputError
from graphs.model import Absence, Answer, Bounds, PartialDate, Quantity

DAY = dt.date(2010, 6, 15)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2010", dt.date(2010, 1, 1), dt.date(2010, 12, 31)),
        ("2010-06", dt.date(2010, 6, 1), dt.date(2010, 6, 30)),
        ("2010-06-15", DAY, DAY),
        ("2012-02", dt.date(2012, 2, 1), dt.date(2012, 2, 29)),
        ("2010-02", dt.date(2010, 2, 1), dt.date(2010, 2, 28)),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(text: str, earliest: dt.date, latest: dt.date):
    date = PartialDate(text)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2009", Answer.certain),
        ("2010", Answer.possible),
        ("2011", Answer.no),
        ("2010-05", Answer.certain),
        ("2010-06", Answer.possible),
        ("2010-06-15", Answer.certain),
        ("2010-06-16", Answer.no),
        (None, Answer.possible),
    ],
)
def test_not_after_answers_certain_possible_or_no(text: str | None, answer: Answer):
    assert PartialDate(text, printed="原文").not_after(DAY) is answer


def test_before_leaves_the_day_itself_out():
    assert PartialDate("2010-06-15").before(DAY) is Answer.no
    assert PartialDate("2010-06-14").before(DAY) is Answer.certain
    assert PartialDate("2010").before(DAY) is Answer.possible
    assert PartialDate("0001").before(dt.date.min) is Answer.no


def test_a_date_without_a_year_keeps_its_words_and_compares_as_unknown():
    date = PartialDate(None, printed="5月16日")
    assert (date.earliest, date.latest, date.printed) == (None, None, "5月16日")
    assert date.not_after(DAY) is Answer.possible


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "2010-6",
        "2010-13",
        "2010-02-30",
        "2010/06/15",
        "2010-06-15 ",
        "0000",
        "２０１０",
        "٢٠١٠",
    ],
)
def test_refuses_what_is_no_date(text: str):
    with pytest.raises(InputError, match="not a date") as raised:
        PartialDate(text)
    assert raised.value.problems[0].value == text
    assert raised.value.problems[0].remedy is not None


@given(partial_dates(without_year=False), days)
def test_answers_follow_the_bounds(date: PartialDate, day: dt.date):
    expected = {
        (True, True): Answer.certain,
        (True, False): Answer.possible,
        (False, False): Answer.no,
    }[date.earliest <= day, date.latest <= day]
    assert date.not_after(day) is expected


@pytest.mark.parametrize(
    ("words", "quantity", "bounds"),
    [
        ("30家", Quantity("=", 30), Bounds(30, 30)),
        ("100余万元", Quantity(">", 100), Bounds(101, None)),
        ("180多户", Quantity(">", 180), Bounds(181, None)),
        ("近200亩", Quantity("<", 200), Bounds(0, 199)),
        ("40个以上", Quantity("≥", 40), Bounds(40, None)),
        ("至多5个", Quantity("≤", 5), Bounds(0, 5)),
        ("约400个", Quantity("≈", 400), Bounds(0, None)),
        ("百名", Quantity("≈", 100), Bounds(0, None)),
        ("3至5家", Quantity("–", 3, 5), Bounds(3, 5)),
        ("超过1.5", Quantity(">", 1.5), Bounds(1.5, None)),
    ],
)
def test_an_operator_bounds_the_number(words: str, quantity: Quantity, bounds: Bounds):
    assert quantity.bounds == bounds, words


@pytest.mark.parametrize(
    ("operator", "value", "upper"),
    [
        ("余", 100, None),
        ("", 1, None),
        ("–", 3, None),
        ("–", 5, 3),
        ("=", 3, 5),
        ("=", float("nan"), None),
        (">", float("inf"), None),
        ("–", 3, float("nan")),
    ],
)
def test_refuses_what_is_no_quantity(operator: str, value: float, upper: float | None):
    with pytest.raises(InputError, match="not a quantity"):
        Quantity(operator, value, upper)


@given(quantities())
def test_an_exact_or_approximate_number_is_among_its_own_bounds(quantity: Quantity):
    strict = quantity.operator in ("<", ">")
    assert quantity.bounds.admits(quantity.value) is not (
        strict and float(quantity.value).is_integer()
    )


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity("=", 56024), "56,024"),
        (Quantity("≈", 400), "≈ 400"),
        (Quantity("–", 3, 5), "3–5"),
        (Quantity("=", 44.77), "44.77"),
        (Quantity("=", 12_345_678_901), "12,345,678,901"),
    ],
)
def test_a_quantity_is_shown_with_its_operator(quantity: Quantity, words: str):
    assert quantity.words().zh == quantity.words().en == words


def test_bounds_add_up_and_an_open_one_stays_open():
    assert Bounds(1, 2) + Bounds.exactly(3) == Bounds(4, 5)
    assert Bounds(1, 2) + Bounds(30, None) == Bounds(31, None)


def test_bounds_admit_their_ends():
    assert [Bounds(30, 32).admits(n) for n in (29, 30, 32, 33)] == [False, True, True, False]
    assert Bounds(30, None).admits(10**9)


def test_absence_is_not_stated_or_not_applicable_never_blank():
    assert [reason.label.zh for reason in Absence] == ["未载明", "不适用", "无法辨认"]
