"""HTML of cards and legends; every recorded word is escaped and isolated from its surroundings."""

from __future__ import annotations

import base64

import streamlit as st

from graphs.profiles import (
    Link,
    OrganisationProfile,
    activities_html,
    affiliations_html,
    facts_html,
    findings_html,
    heading_html,
    items_html,
    named_html,
    no_link,
    partner_list_html,
    quotes_html,
    reported_html,
    safe,
)
from graphs.scene import PALETTE, Card, Group, LegendEntry
from graphs.text import Language, Text

__all__ = ["card_html", "legend_html", "safe", "show"]

_SVG = "http://www.w3.org/2000/svg"
_MOST = 12


def show(inner: str) -> None:
    """Draw prepared HTML; whatever came from records went through :func:`safe`."""
    st.html(f'<div class="gx">{inner}</div>')


def card_html(card: Card, language: Language, link: Link = no_link, *, page: str = "") -> str:
    """Return a card: title, sentence, then a profile, or facts, relations and source sentences.

    ``link`` gives the address behind every name, ``page`` that of the organisation's own page.
    """
    words = [_head(card, language, page)]
    if card.profile is not None:
        return "".join([*words, *_profile(card.profile, language, link)])
    if card.sentence.zh:
        words.append(f"<div>{safe(card.sentence.say(language))}</div>")
    words.append(facts_html(card.facts, language))
    words.extend(_group(each, language, link) for each in card.groups)
    words.append(quotes_html(card.quotes, language))
    return "".join(words)


def _head(card: Card, language: Language, page: str) -> str:
    place = card.profile.place if card.profile else None
    kind = card.kind + (Text.same(" · ") + place if place else Text.same(""))
    words = f'<span class="quiet">{safe(kind.say(language))}</span>'
    if card.synthetic:
        words += f' <span class="mark">{Text(zh="虚构", en="invented").say(language)}</span>'
    title = safe(card.title.say(language), 120)
    words += f'<h5><a href="{page}">{title}</a></h5>' if page else f"<h5>{title}</h5>"
    return words


def _profile(profile: OrganisationProfile, language: Language, link: Link) -> list[str]:
    outside = Text(
        zh="在当前范围之外：这里只有它与本范围的结对。",
        en="Outside the scope: only its pairs with the scope are here.",
    )
    return [
        f'<p class="note">{safe(outside.say(language))}</p>' if profile.outside else "",
        partner_list_html(profile, language, link),
        heading_html(Text(zh="组织关系", en="Affiliations"), language),
        affiliations_html(profile.affiliations, language, link, most=6),
        facts_html(profile.facts, language),
        items_html(profile, language),
        activities_html(profile.activities, language, link, most=3),
        reported_html(profile, language),
        findings_html(profile, language),
        quotes_html(profile.quotes, language),
    ]


def _group(group: Group, language: Language, link: Link) -> str:
    lines = "".join(f"<li>{named_html(each, language, link)}</li>" for each in group.others[:_MOST])
    rest = len(group.others) - _MOST
    if rest > 0:
        more = Text(zh="另 {n} 个", en="{n} more").format(n=rest)
        lines += f'<li class="quiet">{safe(more.say(language))}</li>'
    return f"{heading_html(group.label, language, len(group.others))}<ul>{lines}</ul>"


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
