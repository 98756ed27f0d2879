"""The brief as HTML: the body the screen shows, and one page to take away that prints on an A4."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from unicodedata import east_asian_width

from graphs.briefs.brief_value import Brief
from graphs.profiles import defined_html, heading_html, safe
from graphs.text import Language, Text

__all__ = ["brief_body", "brief_page"]

_STYLE = """
@page { size: A4; margin: 10mm; }
body { margin: 0 auto; max-width: 190mm; padding: 16px; color: #262626; background: #fff; font: 12px/1.45 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
h1 { margin: 0; color: #9e1b22; font-size: 20px; } h6 { margin: 8px 0 2px; color: #7a1a20; font-size: 12px; }
p { margin: 2px 0; } .quiet { color: #5f5a55; } .mark { color: #9e1b22; border: 1px solid #e3c4c5; padding: 0 4px; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 1px 8px 1px 0; border-bottom: 1px solid #e4dfd9; text-align: left; vertical-align: top; }
ul { margin: 2px 0; padding-left: 1.2em; } bdi { unicode-bidi: isolate; }
.brief-columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 18px; } img { max-width: 100%; max-height: 52mm; }
details.defined summary { list-style: none; cursor: help; } @media print { details.defined > span { display: none; } body { padding: 0; font-size: 9.5px; } }
"""


def brief_page(brief: Brief, language: Language) -> bytes:
    """Return the brief as one HTML file with nothing outside; it prints on one A4.

    Examples
    --------
    >>> import datetime as dt
    >>> own = Brief.blank(Text(zh="上街区", en="Shangjie"), dt.date(2010, 6, 15))
    >>> b"<title>Party co-building brief: Shangjie</title>" in brief_page(own, "en")
    True
    """
    lang = "zh-CN" if language == "zh" else "en"
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    title = html.escape(brief.title().say(language))
    body = f"<h1>{safe(brief.title().say(language), 120)}</h1>{brief_body(brief, language)}"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    ).encode()


def brief_body(brief: Brief, language: Language) -> str:
    """Return everything below the title: figures, changes, attention, chains, reported, sources.

    Examples
    --------
    >>> import datetime as dt
    >>> own = Brief.blank(Text(zh="上街区", en="Shangjie"), dt.date(2010, 6, 15))
    >>> "没有记录。" in brief_body(own, "zh")
    True
    """
    left = _changes(brief, language) + _attention(brief, language)
    right = _picture(brief, language) + _chains(brief, language) + _reported(brief, language)
    return (
        f"{_line(brief, language)}{_figures(brief, language)}"
        f'<div class="brief-columns"><div>{left}</div><div>{right}</div></div>'
        f"{_sources(brief, language)}"
    )


def _line(brief: Brief, language: Language) -> str:
    words = Text.join([brief.ledger, brief.scope, brief.period()], zh=" · ", en=" · ")
    mark = Text(zh="虚构", en="invented").say(language)
    synthetic = f' <span class="mark">{mark}</span>' if brief.synthetic else ""
    return f'<p class="quiet">{safe(words.say(language))}{synthetic}</p>'


def _table(heads: Text, rows: Sequence[Sequence[Text]], language: Language) -> str:
    head = "".join(f"<th>{safe(each)}</th>" for each in heads.say(language).split("|"))
    lines = "".join(
        "<tr>" + "".join(f"<td>{safe(cell.say(language), 90)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f'<table class="partners"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def _figures(brief: Brief, language: Language) -> str:
    heads = Text(zh="指标|{a}|{b}|变化", en="Figure|{a}|{b}|Change").format(
        a=brief.since.isoformat(), b=brief.until.isoformat()
    )
    head = "".join(f"<th>{safe(each)}</th>" for each in heads.say(language).split("|"))
    lines = "".join(
        f"<tr><td>{defined_html(each.label, each.definition, language)}</td>"
        + "".join(
            f"<td>{safe(cell.say(language), 90)}</td>"
            for cell in (each.before, each.now, each.change)
        )
        + "</tr>"
        for each in brief.figures
    )
    return f'<table class="partners"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def _items(title: Text, words: Sequence[Text], language: Language) -> str:
    if not words:
        return ""
    lines = "".join(f"<li>{safe(each.say(language), 220)}</li>" for each in words)
    return f"{heading_html(title, language)}<ul>{lines}</ul>"


def _changes(brief: Brief, language: Language) -> str:
    title = Text(zh="结对的变化", en="Changes of pairs")
    words = f"<p>{safe(brief.changes.say(language))}</p>"
    if brief.pairs:
        heads = Text(zh="情况|国企方|非公方", en="What|Host|Guest")
        words += _table(heads, brief.pairs, language)
    if brief.more_pairs:
        more = Text(zh="另有 {n} 行，见“提问”。", en="{n} more, on Ask.").format(n=brief.more_pairs)
        words += f'<p class="quiet">{safe(more.say(language))}</p>'
    return heading_html(title, language) + words


def _attention(brief: Brief, language: Language) -> str:
    title = Text(zh="需要关注", en="Needs attention")
    return _items(title, [each.words() for each in brief.attention], language)


def _chains(brief: Brief, language: Language) -> str:
    return _items(Text(zh="产业链", en="Industry chains"), brief.chains, language)


def _reported(brief: Brief, language: Language) -> str:
    if not brief.reported and not brief.not_comparable:
        return ""
    title = heading_html(Text(zh="上报数对照", en="Reported figures"), language)
    heads = Text(zh="指标|上报|台账|结论", en="Indicator|Reported|Ledger|Verdict")
    rows = [(each.indicator, each.reported, each.own, each.verdict) for each in brief.reported]
    rest = Text(
        zh="另有 {n} 个数不可比。", en="{n} further {n:figure is|figures are} not comparable."
    ).format(n=brief.not_comparable)
    table = _table(heads, rows, language) if rows else ""
    tail = f'<p class="quiet">{safe(rest.say(language))}</p>' if brief.not_comparable else ""
    return title + table + tail


_LABEL_WIDTH = 24
"""Letters of a township beside its bar; an ideograph is as wide as two."""


def _short(words: str) -> str:
    """Return words that are no wider than the room beside the bars, cut with a mark.

    Examples
    --------
    >>> _short("Songling Subdistrict"), _short("云岭鲜花产业园区管理委员会")
    ('Songling Subdistrict', '云岭鲜花产业园区管理委…')
    """
    room = _LABEL_WIDTH
    for place, each in enumerate(words):
        room -= 2 if east_asian_width(each) in "WF" else 1
        if room < 0:
            return words[: place - 1] + "…"
    return words


def _picture(brief: Brief, language: Language) -> str:
    """Return coverage by township as bars; nothing where it cannot be computed."""
    if not brief.towns.drawn:
        return ""
    title = Text(zh="各乡镇（街道）结对覆盖率", en="Coverage by township")
    bars = "".join(
        f"<text x='0' y='{place * 17 + 12}' font-size='11' fill='#262626'>"
        f"{html.escape(_short(each.label.say(language)))}</text>"
        f"<rect x='140' y='{place * 17 + 3}' width='{max(1, each.share * 150):.0f}' height='11' fill='#9e1b22'/>"
        f"<text x='{146 + each.share * 150:.0f}' y='{place * 17 + 12}' font-size='11' fill='#404040'>"
        f"{html.escape(each.words.say(language))}</text>"
        for place, each in enumerate(brief.towns.drawn)
    )
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='370' height='{len(brief.towns.drawn) * 17 + 4}' "
        f"font-family='Noto Sans CJK SC, sans-serif'>{bars}</svg>"
    )
    packed = base64.b64encode(drawing.encode()).decode()
    alt = html.escape(
        Text.join([e.label + Text.same(" ") + e.words for e in brief.towns.drawn]).say(language),
        quote=True,
    )
    rest = (
        f'<p class="quiet">{safe(brief.towns.rest.say(language))}</p>' if brief.towns.left else ""
    )
    return (
        f'{heading_html(title, language)}<img alt="{alt}" src="data:image/svg+xml;base64,{packed}">'
        f"{rest}"
    )


def _sources(brief: Brief, language: Language) -> str:
    words = Text(
        zh="来源：{sources}；台账第 {n} 版，摘要 {digest}。",
        en="Sources: {sources}; revision {n}, digest {digest}.",
    )
    listed = (
        Text.join(list(brief.sources))
        if brief.sources
        else Text(zh="台账记录", en="the ledger's records")
    )
    said = words.format(sources=listed, n=brief.revision, digest=brief.digest[:16] or "—")
    line = " · ".join(filter(None, (said.say(language), brief.identity.say(language))))
    return f'<p class="quiet">{safe(line)}</p>'
