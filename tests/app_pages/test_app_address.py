"""The address says what is shown: there and back again, and what makes no sense is left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_pages.parts.frame.screen_address import DEFAULT_FILTERS, Address
from graphs.interchange import READERS
from graphs.model import Scope
from graphs.network import FILTERS, Filter
from graphs.questions import QUESTIONS

IDENTS = st.text(alphabet="abcXYZ0189-_.", min_size=1, max_size=12)
OWN = ("since", "expand", "hide", "pick", "from", "saved")
MARKED = st.text(alphabet="ab,%*2C", min_size=1, max_size=6)
"""Ids with the characters that lists of ids are written with."""
SCOPES = st.one_of(
    st.just(Scope()),
    st.builds(Scope, st.sampled_from(["division", "chain"]), IDENTS),
    st.builds(Scope, st.just("ego"), IDENTS, st.integers(1, 3)),
)


@st.composite
def filters(draw: st.DrawFn) -> tuple[Filter, ...]:
    found = []
    for key in draw(st.lists(st.sampled_from(list(FILTERS)), unique=True)):
        options = FILTERS[key].values.options({})
        values = st.sampled_from(list(options)) if options else IDENTS
        found.append(Filter(key, tuple(draw(st.lists(values, min_size=1, unique=True)))))
    return tuple(sorted(found, key=lambda each: list(FILTERS).index(each.key)))


@st.composite
def asked(draw: st.DrawFn) -> Address:
    """An address without or with a question and some of its parameters."""
    address = draw(PLAIN)
    key = draw(st.sampled_from(["", *QUESTIONS]))
    names = [each.key for each in QUESTIONS[key].parameters] if key else []
    settings = tuple((name, draw(IDENTS)) for name in names if draw(st.booleans()))
    return replace(address, question=key, settings=settings)


PLAIN = st.builds(
    Address,
    ledger=st.one_of(st.just(""), IDENTS),
    language=st.sampled_from(["zh", "en"]),
    scope=st.one_of(st.none(), SCOPES),
    as_of=st.one_of(st.none(), st.dates(dt.date(1949, 10, 1), dt.date(2049, 12, 31))),
    picture=st.one_of(st.just(""), IDENTS),
    focus=st.one_of(st.just(""), st.builds("node:{}".format, IDENTS)),
    filters=filters(),
    reader=st.sampled_from(["", *READERS[1:]]),
    since=st.one_of(st.none(), st.dates(dt.date(1949, 10, 1), dt.date(2049, 12, 31))),
    expanded=st.dictionaries(IDENTS, st.integers(1, 3), max_size=3).map(lambda d: tuple(d.items())),
    hidden=st.lists(MARKED, unique=True, max_size=3).map(tuple),
    picked=st.lists(MARKED, unique=True, max_size=3).map(tuple),
    start=st.one_of(st.just(""), IDENTS),
    saved=st.one_of(st.just(""), IDENTS),
)
ADDRESSES = asked()


@given(address=ADDRESSES)
def test_an_address_reads_back_as_it_was_written(address: Address) -> None:
    assert Address.parse(address.query()) == (address, ())


@given(address=ADDRESSES)
def test_an_address_survives_the_browser(address: Address) -> None:
    sent = urlencode(address.query())
    assert Address.parse(dict(parse_qsl(sent))) == (address, ())


@given(address=ADDRESSES)
def test_no_part_of_an_address_is_blank(address: Address) -> None:
    assert all(address.query().values())


@given(
    query=st.dictionaries(
        st.one_of(
            st.sampled_from(["scope", "as_of", "lang", "ask", "ask.days", *OWN, *FILTERS]),
            st.text(),
        ),
        st.text(),
    )
)
def test_any_address_is_understood_or_reported_and_never_raises(query: dict[str, str]) -> None:
    address, problems = Address.parse(query)
    again, none = Address.parse(address.query())
    assert again == address
    assert none == ()
    for problem in problems:
        assert problem.sentence().zh
        assert problem.sentence().en


@given(name=st.text(), value=st.text())
def test_a_parameter_nobody_knows_is_reported(name: str, value: str) -> None:
    address, [problem] = Address.parse({f"x{name}x": value, "debug": "1"})
    assert address == Address()
    assert f"x{name}x"[:40] in problem.sentence().zh


def test_the_default_address_is_short() -> None:
    assert Address().query() == {}


def test_defaults_hold_unless_the_address_says_otherwise() -> None:
    assert Address.parse({})[0].filters == DEFAULT_FILTERS


def test_a_default_filter_that_was_cleared_stays_cleared() -> None:
    address, _ = Address.parse(Address(filters=()).query())
    assert address.filters == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("as_of", "2010-13-40"),
        ("as_of", "yesterday"),
        ("scope", "galaxy:far"),
        ("scope", "division:"),
        ("scope", "ego:o1:9"),
        ("status", "asleep"),
        ("side", "dark"),
    ],
)
def test_a_part_that_makes_no_sense_is_reported_with_its_value(key: str, value: str) -> None:
    address, [problem] = Address.parse({key: value, "ledger": "demo"})
    assert address.ledger == "demo"
    assert value in problem.sentence().zh
    assert value in problem.sentence().en


def test_what_makes_sense_in_a_filter_is_kept() -> None:
    address, problems = Address.parse({"status": "active,asleep"})
    assert address.filters == (Filter("status", ("active",)),)
    assert len(problems) == 1
