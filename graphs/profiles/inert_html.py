"""Pieces of HTML in which recorded words are inert: names that link, headings, folded parts."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TypeAlias

from graphs.profiles.mentions import Mention
from graphs.text import Language, Text

__all__ = [
    "Link",
    "defined_html",
    "folded_html",
    "heading_html",
    "named_html",
    "no_link",
    "safe",
    "straight",
]

_DIRECTION = dict.fromkeys(
    (1564, 65279, *range(8203, 8208), *range(8234, 8239), *range(8288, 8298))
)
_LONGEST = 600

Link: TypeAlias = Callable[[Mention], str]
"""Gives the address that opens a record; blank where it is not to be a link."""


def safe(words: str, longest: int = _LONGEST) -> str:
    """Return recorded words as inert HTML: escaped, shortened, direction marks taken out.

    Examples
    --------
    >>> safe("<b>甲</b>")
    '<bdi>&lt;b&gt;甲&lt;/b&gt;</bdi>'
    """
    clean = straight(words)
    shown = clean if len(clean) <= longest else clean[: longest - 1] + "…"
    return f"<bdi>{html.escape(shown)}</bdi>"


def straight(words: str) -> str:
    """Return words without marks that turn their direction round or are not seen.

    Examples
    --------
    >>> straight("\u202e甲\u200b")
    '甲'
    """
    return words.translate(_DIRECTION)


def no_link(_: Mention) -> str:
    """Return no address: on paper nothing is a link.

    Examples
    --------
    >>> no_link(Mention(id="o1", record="organisation", name=Text.same("甲")))
    ''
    """
    return ""


def named_html(shown: Mention, language: Language, link: Link = no_link) -> str:
    """Return a record's name as a link, with its township beside it.

    Examples
    --------
    >>> own = Mention(id="o1", record="organisation", name=Text.same("甲"), place=Text.same("东镇"))
    >>> named_html(own, "zh")
    '<bdi>甲</bdi> <span class="quiet"><bdi>东镇</bdi></span>'
    """
    where = link(shown) if shown.id else ""
    name = safe(shown.name.say(language), 120)
    words = f'<a href="{html.escape(where, quote=True)}">{name}</a>' if where else name
    if shown.place is None or shown.full() == shown.name:
        return words
    return f'{words} <span class="quiet">{safe(shown.place.say(language), 40)}</span>'


def heading_html(words: Text, language: Language, number: object = "") -> str:
    """Return the heading of a section with how many it holds.

    Examples
    --------
    >>> heading_html(Text(zh="活动", en="Activities"), "en", 3)
    '<h6 aria-level="2"><bdi>Activities</bdi> <span class="quiet"><bdi>3</bdi></span></h6>'
    """
    tail = f' <span class="quiet">{safe(str(number))}</span>' if number != "" else ""
    return f'<h6 aria-level="2">{safe(words.say(language))}{tail}</h6>'


def defined_html(label: Text, definition: Text, language: Language) -> str:
    """Return the label of a figure; a click on it unfolds what the figure means.

    Examples
    --------
    >>> defined_html(Text(zh="结对", en="Pairs"), Text(zh="有效的", en="in force"), "en")
    '<details class="defined"><summary><bdi>Pairs</bdi> <b>?</b></summary><span class="quiet"><bdi>in force</bdi></span></details>'
    """
    return (
        f'<details class="defined"><summary>{safe(label.say(language), 90)} <b>?</b></summary>'
        f'<span class="quiet">{safe(definition.say(language))}</span></details>'
    )


def folded_html(title: Text, language: Language, inner: str) -> str:
    """Return prepared HTML that a click on its title unfolds.

    Examples
    --------
    >>> folded_html(Text.same("3"), "zh", "<p></p>")
    '<details><summary><bdi>3</bdi></summary><p></p></details>'
    """
    return f"<details><summary>{safe(title.say(language))}</summary>{inner}</details>"
