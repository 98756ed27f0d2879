"""The Word agreement: what it says, what it leaves blank, and templates that cannot be used."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_cases import DAY, picture, template_with, view_of, words_of
from profiles import tries

from graphs.errors import InputError
from graphs.interchange import clean
from graphs.model import Agreement, PartialDate, ProposalStage
from graphs.proposals import (
    PLACEHOLDERS,
    AgreementDraft,
    PartyLine,
    agreement_drafts,
    agreement_paper,
    agreement_template,
    read_template,
)
from graphs.text import LANGUAGES, Language, Text

TEMPLATES = Path(__file__).parents[2] / "data" / "templates"


def paper(language: Language = "zh", number: int = 0, **names: str) -> str:
    snapshot = picture(**names)
    draft = agreement_drafts(snapshot, view_of(snapshot))[number]
    template = read_template(language)
    return words_of(agreement_paper(draft, template=template, language=language))


def filled(words: str, name: str = "甲") -> str:
    line = PartyLine(id="o", letter=Text(zh="甲方", en="Party A"), name=Text.same(name))
    draft = AgreementDraft(number=1, pairs=(), parties=(line,), items=(), matches=())
    return words_of(agreement_paper(draft, template=template_with(words), language="zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_that_ship_are_what_the_function_makes(language: Language) -> None:
    assert read_template(language) == agreement_template(language)


def test_an_alliance_signs_one_agreement_of_three_parties() -> None:
    words = paper()
    for party in ("甲方：公司0党支部", "乙方：公司2党支部", "丙方：公司3党支部"):
        assert words.count(party) == 2  # at the head and where it signs
    assert "丁方" not in words
    assert "公司4" not in words
    assert "一式4份" in words


def test_a_pair_alone_signs_one_of_two() -> None:
    words = paper(number=1)
    assert "乙方：公司4党支部" in words
    assert "丙方" not in words


def test_lists_show_open_items_and_what_meets_what() -> None:
    words = paper()
    assert words.count("工艺指导") == 2  # in the needs, and where it is met
    assert words.count("技师") == 2
    assert words.count("招工") == 1
    assert "旧事" not in words
    assert "集采" not in words  # another agreement's party


def test_an_empty_list_says_so() -> None:
    assert "签订时未列明" in paper(number=1)


def test_what_is_not_known_stays_blank() -> None:
    words = paper()
    assert "自　　　　年　　月　　日起至　　　　年　　月　　日止" in words
    assert "None" not in words
    assert "{" not in words


def test_english_is_english() -> None:
    words = paper("en")
    assert "Party B: Branch 2 (formed in: 公司2)" in words
    assert "甲方" not in words


def test_days_arranged_beforehand_are_printed() -> None:
    snapshot = picture()
    signed_on, ends_on = dt.date(2026, 7, 5), dt.date(2029, 7, 4)
    draft = agreement_drafts(snapshot, view_of(snapshot), signed_on=signed_on, ends_on=ends_on)[0]
    words = words_of(agreement_paper(draft, template=read_template("zh"), language="zh"))
    assert "自2026年7月5日起至2029年7月4日止" in words


def test_a_signed_agreement_is_printed_as_it_was_signed() -> None:
    snapshot = picture()
    view = view_of(snapshot)
    signed = Agreement(
        id="g1", number="甲〔2026〕1号", goals="降低成本", signed_on=PartialDate("2026-06")
    )
    pairs = tuple(dataclasses.replace(pair, agreement="g1") for pair in view.pairs)
    with_it = picture(signed)
    view = dataclasses.replace(view, pairs=pairs)
    draft = agreement_drafts(with_it, view, signed_on=DAY)[0]
    words = words_of(agreement_paper(draft, template=read_template("zh"), language="zh"))
    assert "编号：甲〔2026〕1号" in words
    assert "降低成本" in words
    assert "2026年6月" in words
    assert "6月30日" not in words


def test_declined_pairs_are_in_no_agreement_once_approved() -> None:
    snapshot = picture(stage=ProposalStage.approved)
    assert agreement_drafts(snapshot, view_of(snapshot)) == ()


HOSTILE = [
    "{{ 7*7 }}党支部", "{% for x in parties %}", "{# 注 #}", "{_{甲}_}", "{_%乙%_}", "}}{{", "<w:p>&amp;",
    "a\x00\x0bb", "‘甲’“乙”", "${x}", "{{r x}}", "{%p if x %}",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_holds(name: str) -> None:
    plain = name.replace("\x00", "").replace("\x0b", "")
    assert plain in paper(o0=name)


@given(st.text(max_size=30))
@settings(max_examples=tries(40), deadline=None)
def test_any_name_comes_through(name: str) -> None:
    found = filled("[{{ parties[0].name }}]", name)
    assert found == f"[{' '.join(clean(name).split())}]"


def test_half_a_character_is_left_out() -> None:
    assert filled("[{{ parties[0].name }}]", "甲\ud800") == "[甲]"


def test_the_same_draft_gives_the_same_bytes() -> None:
    snapshot = picture()
    draft = agreement_drafts(snapshot, view_of(snapshot))[0]
    first, second = (
        agreement_paper(draft, template=read_template("zh"), language="zh") for _ in range(2)
    )
    assert first == second


def test_every_unknown_placeholder_is_named_at_once() -> None:
    with pytest.raises(InputError, match="there is no such placeholder") as caught:
        filled("{{ nonsense }} {{ party_a }} {{ goals }}")
    assert [each.value for each in caught.value.problems] == ["{{ nonsense }}", "{{ party_a }}"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{{ parties[0].nickname }}", "nickname"),
        ("{{ goals", "placeholder is broken"),
        ("{% fro x in parties %}", "fro"),
        ("{{ goals | shout }}", "shout"),
        ("{{ parties.__class__.__mro__ }}", "placeholder is broken"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% for n in range(10000000) %}{% endfor %}", "Range too big"),
    ],
)
def test_a_broken_placeholder_is_told_with_what_is_wrong(words: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        filled(words)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no Word file" * 100])
def test_a_template_that_is_no_word_file_is_refused(content: bytes) -> None:
    draft = AgreementDraft(number=1, pairs=(), parties=(), items=(), matches=())
    with pytest.raises(InputError, match="is no Word file"):
        agreement_paper(draft, template=content, language="zh")


def test_every_placeholder_is_documented_beside_the_templates() -> None:
    told = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert [key for key in PLACEHOLDERS if f"`{key}`" not in told] == []
