"""Laws of profiles over generated ledgers: what a card lists is what every counter counts."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from factory import agreement, organisation, picture
from figure_ledgers import TOWNS, Book, books, seen, written
from hostile import HOSTILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nonempty import nonempty

from graphs.errors import NotFound
from graphs.model import Count, Division, Scope, Snapshot, Superior
from graphs.network import loads_in_force, pairs, parties
from graphs.profiles import (
    affiliations,
    mention,
    organisation_paper,
    organisation_profile,
    pairing_state,
    partner_table_html,
    partners,
)
from graphs.text import LANGUAGES, Text

DAYS = st.sampled_from([dt.date(2010, 6, 15), dt.date(2009, 3, 1), dt.date(2011, 2, 1)])


def _agree(snapshot: Snapshot) -> None:
    """Every organisation's listed partners are its pairs, and its count the counters' count."""
    loads = loads_in_force(snapshot)
    for ident in parties(snapshot):
        own = partners(snapshot, ident)
        listed = [*own.current, *own.coming, *own.past]
        expected = [pair for pair in pairs(snapshot) if ident in (pair.host, pair.guest)]
        assert sorted((each.agreement.id, each.partner.id) for each in listed) == sorted(
            (pair.agreement, pair.guest if pair.host == ident else pair.host) for pair in expected
        )
        assert own.load == loads.get(ident, Count())
        counted = [each for each in own.current if each.counted]
        assert sum(each.count.low for each in counted) == own.load.low
        assert all(each.status.in_force for each in own.current)
        assert not any(each.status.in_force for each in own.past)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(book=books(), town=st.sampled_from(TOWNS), day=DAYS)
def test_partners_listed_are_pairs_counted_in_every_scope_and_on_every_day(
    book: Book, town: str, day: dt.date
) -> None:
    with tempfile.TemporaryDirectory() as folder, written(book, Path(folder)) as ledger:
        _agree(ledger.snapshot(Scope(), day))
        _agree(seen(ledger, town, day, 2))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(book=books(), day=DAYS)
def test_an_organisation_read_alone_has_the_partners_the_whole_ledger_gives_it(
    book: Book, day: dt.date
) -> None:
    with tempfile.TemporaryDirectory() as folder, written(book, Path(folder)) as ledger:
        whole = ledger.snapshot(Scope(), day)
        for ident in nonempty(list(parties(whole))[:4]):
            alone = ledger.snapshot(Scope("ego", ident, 1), day)
            assert partners(alone, ident) == partners(whole, ident)
            assert pairing_state(alone, ident) == pairing_state(whole, ident)


def test_a_retired_pair_is_past_and_counts_no_more() -> None:
    found = picture(
        organisation("s1"),
        organisation("n1"),
        agreement("g1", "s1", "n1", dates=("2008-01-01", "2009-01-01")),
    )
    own = partners(found, "s1")
    assert own.current == ()
    assert [each.partner.id for each in own.past] == ["n1"]
    assert own.load.is_zero
    assert pairing_state(found, "s1").zh == "结对已结束"


def test_a_pair_with_a_government_body_is_listed_and_stays_out_of_the_count() -> None:
    found = picture(organisation("g1"), organisation("n1"), agreement("a1", "g1", "n1"))
    own = partners(found, "n1")
    assert [(each.partner.id, each.counted) for each in own.current] == [("g1", False)]
    assert own.load.is_zero
    assert pairing_state(found, "n1").zh == "其他结对 1"


def test_namesakes_always_show_their_township() -> None:
    found = picture(
        Division(id="d1", name="东镇"),
        Division(id="d2", name="西镇"),
        organisation("s1"),
        organisation("n1", name="中心小学党支部", division="d1"),
        organisation("n2", name="中心小学党支部", division="d2"),
        agreement("g1", "s1", "n1", "n2"),
    )
    named = [each.partner.full().zh for each in partners(found, "s1").current]
    assert sorted(named) == ["中心小学党支部（东镇）", "中心小学党支部（西镇）"]
    assert organisation_profile(found, "n1").name.zh == "中心小学党支部（东镇）"


def test_superior_and_below_are_read_in_the_right_direction() -> None:
    found = picture(
        organisation("o1"), organisation("o2"), Superior(id="p", organisation="o2", superior="o1")
    )
    read = {
        ident: [(each.label.zh, each.others[0].id) for each in affiliations(found, ident)]
        for ident in ("o1", "o2")
    }
    assert read == {"o1": [("下设", "o2")], "o2": [("隶属于", "o1")]}


def test_silence_is_said() -> None:
    profile = organisation_profile(picture(organisation("o1")), "o1")
    silent = {fact.label.zh for fact in profile.facts if fact.value.zh == "未载明"}
    assert {"成立日期", "党员数", "书记岗位"} <= silent
    assert profile.findings is None


def test_no_coordinate_and_no_identifier_is_shown(demo: Snapshot) -> None:
    for ident in nonempty(list(parties(demo))[::40]):
        profile = organisation_profile(demo, ident)
        page = organisation_paper(profile, line=Text.same(""), language="zh").decode()
        assert ident not in page
        assert "经度" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_inert(words: str, language: str) -> None:
    found = picture(
        organisation("s1", name=words),
        organisation("n1", name=words),
        agreement("g1", "s1", "n1", title=words),
    )
    page = organisation_paper(
        organisation_profile(found, "s1"), line=Text.same(words), language=language
    ).decode()
    table = partner_table_html(organisation_profile(found, "s1"), language, lambda m: f"?id={m.id}")
    for html in (page, table):
        assert "<script" not in html
        assert "<img" not in html
        assert not any(mark in html for mark in "\u202e\u200b\u2066")


def test_what_is_not_there_is_said() -> None:
    empty = picture(organisation("o1"))
    assert mention(empty, "o9").name.zh == "当日未在册的记录"
    part = replace(empty, scope=Scope("division", "d1"))
    assert mention(part, "o9").name.zh == "范围外的记录"
    with pytest.raises(NotFound):
        organisation_profile(empty, "o9")
