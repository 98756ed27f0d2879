"""HTML of cards and legends; every recorded text is escaped and isolated for direction."""

from __future__ import annotations

import base64
import html

import streamlit as st

from graphs.scene import PALETTE, Card, LegendEntry
from graphs.text import Language, Text

__all__ = ["card_html", "legend_html", "safe", "show"]

_DIRECTION = dict.fromkeys(
    (1564, 65279, *range(8203, 8208), *range(8234, 8239), *range(8288, 8298))
)
_LONGEST = 600
_SVG = "http://www.w3.org/2000/svg"
_QUIET = ' class="quiet"'


def safe(words: str, longest: int = _LONGEST) -> str:
    """Return recorded words as inert HTML: escaped, shortened, direction marks taken out."""
    clean = words.translate(_DIRECTION)
    shown = clean if len(clean) <= longest else clean[: longest - 1] + "…"
    return f"<bdi>{html.escape(shown)}</bdi>"


def show(inner: str) -> None:
    """Draw prepared HTML; whatever came from records went through :func:`safe`."""
    st.html(f'<div class="gx">{inner}</div>')


def card_html(card: Card, language: Language) -> str:
    """Return a card: title, sentence, facts, relations, and the sentences it rests on."""
    words = [f'<span class="quiet">{safe(card.kind.say(language))}</span>']
    if card.synthetic:
        mark = Text(zh="虚构", en="invented").say(language)
        words.append(f' <span class="mark">{mark}</span>')
    words.append(f"<h5>{safe(card.title.say(language), 120)}</h5>")
    if card.sentence.zh:
        words.append(f"<div>{safe(card.sentence.say(language))}</div>")
    if card.facts:
        rows = "".join(
            f'<div class="row"><span class="name">{safe(fact.label.say(language))}</span>'
            f"<span{_QUIET if fact.absent else ''}>{safe(fact.value.say(language))}</span></div>"
            for fact in card.facts
        )
        words.append(f'<div class="facts">{rows}</div>')
    if card.relations:
        title = Text(zh="联系", en="Relations").say(language)
        lines = "".join(
            f"<li>{safe(each.say(language), 120)}</li>" for each, _ in card.relations[:40]
        )
        words.append(f"<h6>{title}（{len(card.relations)}）</h6><ul>{lines}</ul>")
    if card.quotes:
        title = Text(zh="来源原句", en="Sentences in the source").say(language)
        lines = "".join(
            f"<blockquote>{safe(quote.words)}<br><span class=quiet>{safe(quote.source)}</span></blockquote>"
            for quote in card.quotes
        )
        words.append(f"<h6>{title}</h6>{lines}")
    return "".join(words)


def legend_html(entries: tuple[LegendEntry, ...], language: Language) -> str:
    """Return the legend: shape and colour, or the line, beside its words."""
    lines = "".join(
        f"<li>{_sample(entry)}<span>{safe(entry.label.say(language))}</span></li>"
        for entry in entries
    )
    return f'<ul class="legend">{lines}</ul>'


_SHAPES = {
    "dot": '<circle cx="9" cy="9" r="5.5" fill="{c}"/>',
    "ring": '<circle cx="9" cy="9" r="5" fill="#fff" stroke="{c}" stroke-width="2"/>',
    "square": '<rect x="4" y="4" width="10" height="10" fill="{c}"/>',
    "box": '<rect x="4" y="4" width="10" height="10" fill="{c}"/>',
    "diamond": '<path d="M9 2 16 9 9 16 2 9z" fill="{c}"/>',
    "triangle": '<path d="M9 3 16 15H2z" fill="{c}"/>',
    "hexagon": '<path d="M5 3h8l4 6-4 6H5L1 9z" fill="{c}"/>',
    "star": '<path d="M9 1l2.3 5.3 5.7.5-4.3 3.8 1.3 5.6L9 13.2 4 16.2l1.3-5.6L1 6.8l5.7-.5z" fill="{c}"/>',
    "rim": '<circle cx="9" cy="9" r="5.5" fill="{c}" stroke="#1f1f1f" stroke-width="2.5"/>',
    "collective": '<circle cx="9" cy="9" r="7.5" fill="#fff" stroke="{c}" stroke-width="1.5"/>'
    '<circle cx="6.5" cy="7" r="1.6" fill="{c}"/><circle cx="11.5" cy="7" r="1.6" fill="{c}"/>'
    '<circle cx="9" cy="11.5" r="1.6" fill="{c}"/>',
}
_DASHES = {"dashed": "6 4", "dotted": "2 3"}


def _sample(entry: LegendEntry) -> str:
    color = PALETTE[entry.color]
    if entry.line:
        dash = f' stroke-dasharray="{_DASHES[entry.line]}"' if entry.line in _DASHES else ""
        wide = 1 if entry.line == "thin" else 2
        inner = f'<path d="M0 9h26" stroke="{color}" stroke-width="{wide}"{dash}/>'
        return _image(f'<svg xmlns="{_SVG}" width="26" height="18">{inner}</svg>')
    inner = _SHAPES[entry.shape].format(c=color)
    return _image(f'<svg xmlns="{_SVG}" width="26" height="18" viewBox="-4 0 26 18">{inner}</svg>')


def _image(drawing: str) -> str:
    """As a picture of its own: the page's sanitiser drops inline drawings."""
    packed = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="" width="26" height="18" src="data:image/svg+xml;base64,{packed}">'
