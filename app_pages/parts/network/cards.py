"""HTML of cards; every recorded text is escaped and isolated for direction."""

from __future__ import annotations

import html

import streamlit as st

from graphs.scene import Card
from graphs.text import Language, Text

__all__ = ["card_html", "safe", "show"]

_DIRECTION = dict.fromkeys(
    (1564, 65279, *range(8203, 8208), *range(8234, 8239), *range(8288, 8298))
)
_LONGEST = 600
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
