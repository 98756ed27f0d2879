"""The brief says what the overview and the questions say, in every form."""

import datetime as dt
import io

import pytest
from docx import Document
from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.briefs import (
    BRIEF_PLACEHOLDERS,
    Brief,
    brief_body,
    brief_page,
    brief_paper,
    brief_template,
    make_brief,
)
from graphs.errors import InputError
from graphs.interchange import document_bytes, new_document, put_paragraph
from graphs.model import Chain, Organisation, Snapshot
from graphs.questions import Context, ask
from graphs.statistics import MEASURES, attention
from graphs.text import LANGUAGES, Text

SINCE = dt.date(2010, 1, 1)


def at(day: dt.date) -> Snapshot:
    return picture(
        *map(organisation, ("s1", "n1", "n2")),
        agreement("g1", "s1", "n1", dates=("2009-01-01", "2010-03-01")),
        agreement("g2", "s1", "n2", dates=("2010-02-01", "2012-02-01")),
        Chain(id="c", name="花卉"),
        day=day,
        population_stated=True,
    )


@pytest.fixture
def context() -> Context:
    return Context(snapshot=at(dt.date(2010, 6, 15)), at=at)


@pytest.fixture
def brief(context: Context) -> Brief:
    return make_brief(context, SINCE, (), ledger=Text(zh="测试", en="Test"))


def test_figures_are_those_of_the_overview(brief: Brief, context: Context):
    for line, measure in zip(nonempty(brief.figures), MEASURES.values(), strict=True):
        assert line.now == measure.words(measure.compute(context.snapshot))
        assert line.before == measure.words(measure.compute(at(SINCE)))


def test_changes_are_the_answer_to_the_question(brief: Brief, context: Context):
    answer = ask(context, "changes", {"since": "2010-01-01"})
    assert brief.changes == answer.sentence
    assert [(what.zh, guest.zh) for what, _, guest in brief.pairs] == [
        ("新结对", "n2党支部"),
        ("结对终止", "n1党支部"),
    ]


def test_before_the_first_record_nothing_is_compared(context: Context):
    def at_first(day: dt.date) -> Snapshot:
        return context.snapshot if day.year == 2010 else picture(day=day)

    early = Context(snapshot=context.snapshot, at=at_first)
    found = make_brief(early, dt.date(2009, 1, 1), (), ledger=Text.same("x"))
    assert {(each.before.zh, each.change.zh) for each in found.figures} == {("—", "—")}
    assert "没有记录" in found.changes.zh
    assert found.pairs == ()


def test_attention_is_that_of_the_overview(brief: Brief, context: Context):
    found = attention(context.snapshot, ())
    assert len(brief.attention) == len(nonempty(found))
    assert any("n1党支部" in each.words().zh for each in brief.attention)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_paper_says_all_of_it_and_is_the_same_twice(brief: Brief, language):
    made = brief_paper(brief, language)
    assert made == brief_paper(brief, language)
    paper = Document(io.BytesIO(made))
    words = "\n".join(line.text for line in paper.paragraphs)
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert brief.title().say(language) in words
    assert brief.changes.say(language) in words
    assert {each.label.say(language) for each in brief.figures} <= cells
    assert "{" not in words


def test_an_office_s_own_template_is_filled(brief: Brief):
    own = new_document(Text.same("{{ scope }}"), "zh")
    put_paragraph(own, "{{ period }}：{{ changes }}")
    paper = Document(io.BytesIO(brief_paper(brief, "zh", template=document_bytes(own))))
    assert paper.paragraphs[-1].text == f"2010-01-01 至 2010-06-15：{brief.changes.zh}"


@pytest.mark.parametrize("words", ["{{ secretary }}", "{{ title", "{{ ''.__class__ }}"])
def test_a_template_that_asks_for_what_there_is_not_is_refused(brief: Brief, words: str):
    own = new_document(Text.same(words), "zh")
    with pytest.raises(InputError, match="brief template"):
        brief_paper(brief, "zh", template=document_bytes(own))


def test_every_placeholder_is_in_the_template_that_ships():
    paper = Document(io.BytesIO(brief_template("zh")))
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    words = "\n".join([*(line.text for line in paper.paragraphs), *cells])
    assert [key for key in BRIEF_PLACEHOLDERS if key not in words] == []


def test_hostile_names_are_inert_in_every_form():
    hostile = "<script>{{ 7*7 }}</script>"
    own = picture(Organisation(id="o", name=hostile), Chain(id="c", name=hostile, lead="o"))
    context = Context(snapshot=own, at=lambda _: own)
    found = make_brief(context, SINCE, (), ledger=Text.same(hostile))
    assert "<script>" not in brief_body(found, "zh")
    assert b"<script>" not in brief_page(found, "zh")
    paper = Document(io.BytesIO(brief_paper(found, "zh")))
    assert any(hostile in line.text for line in paper.paragraphs)


def test_the_page_asks_for_nothing_outside(brief: Brief):
    page = brief_page(brief, "en").decode()
    assert "http" not in page.replace("http-equiv", "")


def test_a_period_that_ends_before_it_begins_is_refused(context: Context):
    with pytest.raises(InputError):
        make_brief(context, dt.date(2011, 1, 1), (), ledger=Text.same("x"))
