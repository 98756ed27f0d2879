"""HTML of cards; every recorded text is escaped and isolated for direction."""

from __future__ import annotations

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
from graphs.scene import Card, Group
from graphs.text import Language, Text

__all__ = ["card_html", "safe", "show"]

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
    words += (
        f'<h5 aria-level="2"><a href="{page}">{title}</a></h5>'
        if page
        else f'<h5 aria-level="2">{title}</h5>'
    )
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
