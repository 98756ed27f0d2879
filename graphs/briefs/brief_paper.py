"""The brief as a Word paper, filled into the template that ships or into an office's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from graphs.briefs.brief_value import Brief
from graphs.interchange import (
    document_bytes,
    new_document,
    put_heading,
    put_paragraph,
    put_table,
)
from graphs.text import Language, Text

__all__ = ["BRIEF_PLACEHOLDERS", "brief_paper", "brief_template"]

_CALLED = Text(zh="简报模板", en="brief template")

BRIEF_PLACEHOLDERS: Mapping[str, Text] = {
    "title": Text(zh="标题", en="title"),
    "ledger": Text(zh="台账名称", en="name of the ledger"),
    "scope": Text(zh="范围", en="scope"),
    "period": Text(zh="起止日期", en="first and last day"),
    "synthetic": Text(zh="是否虚构演示数据", en="whether the data are invented"),
    "figures": Text(
        zh="指标，逐项有 label、before、now、change",
        en="figures, each with label, before, now, change",
    ),
    "changes": Text(zh="结对变化的一句话", en="the changes of pairs in one sentence"),
    "pairs": Text(zh="变化的结对，逐项有 what、host、guest", en="changed pairs: what, host, guest"),
    "attention": Text(zh="需要关注的事项，逐项一句", en="what needs attention, a sentence each"),
    "chains": Text(zh="产业链，逐项一句", en="industry chains, a sentence each"),
    "reported": Text(
        zh="上报数，逐项有 indicator、reported、own、verdict",
        en="reported figures: indicator, reported, own, verdict",
    ),
    "towns": Text(
        zh="各乡镇覆盖率，逐项有 name、rate、bar", en="coverage by township: name, rate, bar"
    ),
    "sources": Text(zh="来源，逐项一句", en="sources, a line each"),
    "digest": Text(zh="台账版本和摘要", en="revision and digest of the ledger"),
}
"""Every placeholder of a brief template and what it holds."""


def brief_paper(brief: Brief, language: Language, *, template: bytes | None = None) -> bytes:
    """Return the brief as a Word file; the same brief and template give the same bytes.

    Raises
    ------
    InputError
        The template is no Word file, or a placeholder in it is unknown or broken; each is named.

    Examples
    --------
    >>> import datetime as dt
    >>> brief = Brief.blank(Text(zh="上街区", en="Shangjie"), dt.date(2010, 6, 15))
    >>> brief_paper(brief, "zh") == brief_paper(brief, "zh")
    True
    """
    # Proposals bring planning along, which the overview, drawn first, does not need.
    from graphs.proposals import fill_template

    return fill_template(
        template or brief_template(language),
        _values(brief, language),
        placeholders=tuple(BRIEF_PLACEHOLDERS),
        called=_CALLED,
        foot=brief.identity.say(language),
    )


def _values(brief: Brief, language: Language) -> dict[str, Any]:
    from graphs.proposals import inert

    def said(words: Text) -> Any:
        return inert(words.say(language))

    digest = Text(zh="第 {n} 版，摘要 {d}", en="revision {n}, digest {d}").format(
        n=brief.revision, d=brief.digest[:16] or "—"
    )
    return {
        "title": said(brief.title()),
        "ledger": said(brief.ledger),
        "scope": said(brief.scope),
        "period": said(brief.period()),
        "synthetic": brief.synthetic,
        "changes": said(brief.changes),
        "pairs": [
            dict(zip(("what", "host", "guest"), map(said, each), strict=True))
            for each in brief.pairs
        ],
        "attention": [said(each.words()) for each in brief.attention],
        "chains": [said(each) for each in brief.chains],
        "sources": [said(each) for each in brief.sources],
        "digest": said(digest),
        **_tables(brief, language),
    }


def _tables(brief: Brief, language: Language) -> dict[str, Any]:
    from graphs.proposals import inert

    def said(words: Text) -> Any:
        return inert(words.say(language))

    return {
        "figures": [
            {
                "label": said(each.label),
                "before": said(each.before),
                "now": said(each.now),
                "change": said(each.change),
            }
            for each in brief.figures
        ],
        "reported": [
            {
                "indicator": said(each.indicator),
                "reported": said(each.reported),
                "own": said(each.own),
                "verdict": said(each.verdict),
            }
            for each in brief.reported
        ],
        "towns": [
            {"name": said(e.label), "rate": said(e.words), "bar": "█" * round(e.share * 20)}
            for e in brief.towns.drawn
        ]
        # As a row of its own, so that an office's own template says it too.
        + [{"name": said(brief.towns.rest), "rate": "", "bar": ""}] * bool(brief.towns.left),
    }


@cache
def brief_template(language: Language) -> bytes:
    """Return the template that ships; an office takes it and edits it in Word or WPS.

    Examples
    --------
    >>> brief_template("zh")[:2]
    b'PK'
    """
    from docx.shared import Mm

    paper = new_document(Text.same("{{ title }}"), language)
    section = paper.sections[0]
    section.top_margin = section.bottom_margin = Mm(16)
    section.left_margin = section.right_margin = Mm(20)
    put_paragraph(paper, "{{ ledger }} · {{ scope }} · {{ period }}", small=True)
    put_paragraph(paper, "{%p if synthetic %}")
    mark = Text(zh="（虚构演示数据）", en="(Invented demonstration data)")
    put_paragraph(paper, mark.say(language), small=True)
    put_paragraph(paper, "{%p endif %}")
    heads = Text(zh="指标|期初|期末|变化", en="Figure|At first|Now|Change")
    _rows(paper, "figures", heads, ("label", "before", "now", "change"), language)
    _head(paper, Text(zh="结对的变化", en="Changes of pairs"), language)
    put_paragraph(paper, "{{ changes }}", small=True)
    heads = Text(zh="情况|国企方|非公方", en="What|Host|Guest")
    _rows(paper, "pairs", heads, ("what", "host", "guest"), language)
    _lines(paper, "attention", Text(zh="需要关注", en="Needs attention"), language)
    _lines(paper, "chains", Text(zh="产业链", en="Industry chains"), language)
    heads = Text(zh="乡镇（街道）|覆盖率|", en="Township|Coverage| ")
    _rows(paper, "towns", heads, ("name", "rate", "bar"), language)
    _head(paper, Text(zh="上报数对照", en="Reported figures"), language)
    heads = Text(zh="指标|上报|台账|结论", en="Indicator|Reported|Ledger|Verdict")
    _rows(paper, "reported", heads, ("indicator", "reported", "own", "verdict"), language)
    _lines(paper, "sources", Text(zh="来源", en="Sources"), language)
    put_paragraph(paper, "{{ digest }}", small=True)
    _tight(paper)
    return document_bytes(paper)


def _head(paper: Any, words: Text, language: Language) -> None:
    put_heading(paper, words.say(language))


def _rows(paper: Any, name: str, heads: Text, keys: Sequence[str], language: Language) -> None:
    """Put a table that repeats its row; nothing where there is nothing to list."""
    blank = [""] * (len(keys) - 1)
    row = [f"{{{{ item.{key} }}}}" for key in keys]
    put_paragraph(paper, f"{{%p if {name} %}}")
    lines = [[f"{{%tr for item in {name} %}}", *blank], row, ["{%tr endfor %}", *blank]]
    put_table(paper, heads.say(language).split("|"), lines)
    put_paragraph(paper, "{%p endif %}")


def _lines(paper: Any, name: str, title: Text, language: Language) -> None:
    put_paragraph(paper, f"{{%p if {name} %}}")
    _head(paper, title, language)
    put_paragraph(paper, f"{{%p for item in {name} %}}")
    put_paragraph(paper, "· {{ item }}", small=True)
    put_paragraph(paper, "{%p endfor %}")
    put_paragraph(paper, "{%p endif %}")


def _tight(paper: Any) -> None:
    """Leave no space between paragraphs, so that a brief keeps to one page."""
    from docx.shared import Pt

    for line in paper.paragraphs:
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
