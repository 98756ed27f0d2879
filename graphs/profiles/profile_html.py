"""A profile as HTML: the parts that card, page and paper put together; recorded words are inert."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.glossary import heading
from graphs.profiles.affiliations import Affiliation
from graphs.profiles.inert_html import (
    Link,
    folded_html,
    heading_html,
    named_html,
    no_link,
    safe,
)
from graphs.profiles.organisation_lists import ActivityLine
from graphs.profiles.organisation_profile import OrganisationProfile
from graphs.profiles.record_facts import Fact, Quote
from graphs.text import Language, Text

__all__ = [
    "activities_html",
    "affiliations_html",
    "facts_html",
    "findings_html",
    "items_html",
    "quotes_html",
    "reported_html",
]


def affiliations_html(
    found: Sequence[Affiliation], language: Language, link: Link = no_link, *, most: int = 12
) -> str:
    """Return the relations, a row each; beyond ``most`` others of one kind they are folded.

    Examples
    --------
    >>> affiliations_html((), "zh")
    ''
    """
    rows = []
    for each in found:
        if each.absent:
            said = [f'<span class="quiet">{safe(each.absent.label.say(language))}</span>']
        else:
            said = [
                named_html(other, language, link)
                + (f' <span class="quiet">{safe(note.say(language), 80)}</span>' if note.zh else "")
                for other, note in zip(each.others, each.notes, strict=True)
            ]
        words = _lines(said[:most])
        if len(said) > most:
            rest = Text(zh="另 {n} 个", en="{n} more").format(n=len(said) - most)
            words += folded_html(rest, language, _lines(said[most:]))
        rows.append(_row(each.label.say(language), words))
    return f'<div class="facts">{"".join(rows)}</div>' if rows else ""


def _lines(said: Sequence[str]) -> str:
    return "".join(f"<div>{each}</div>" for each in said)


def _row(label: str, inner: str, *, quiet: bool = False) -> str:
    style = ' class="quiet"' if quiet else ""
    return (
        f'<div class="row"><span class="name">{safe(label)}</span><span{style}>{inner}</span></div>'
    )


def facts_html(facts: Sequence[Fact], language: Language) -> str:
    """Return facts as rows of a label and a value; what is not stated is set quietly.

    Examples
    --------
    >>> facts_html((), "zh")
    ''
    """
    rows = "".join(
        _row(fact.label.say(language), safe(fact.value.say(language)), quiet=bool(fact.absent))
        for fact in facts
    )
    return f'<div class="facts">{rows}</div>' if rows else ""


def items_html(profile: OrganisationProfile, language: Language) -> str:
    """Return needs, resources and projects; what is closed says so."""
    if not profile.items:
        return ""
    done = Text(zh="（已办结）", en=" (closed)").say(language)
    rows = "".join(
        _row(each.kind.say(language), safe(each.words or "—") + (safe(done) if each.closed else ""))
        for each in profile.items
    )
    title = heading_html(Text(zh="需求、资源和项目", en="Needs, resources, projects"), language)
    return f'{title}<div class="facts">{rows}</div>'


def activities_html(
    found: Sequence[ActivityLine], language: Language, link: Link = no_link, *, most: int = 10
) -> str:
    """Return what was held along a line of time, the latest first; more are folded.

    Examples
    --------
    >>> "No activity is recorded" in activities_html((), "en")
    True
    """
    title = heading_html(Text(zh="活动", en="Activities"), language, len(found))
    if not found:
        none = Text(zh="没有记录活动。", en="No activity is recorded.").say(language)
        return f'{title}<p class="quiet">{safe(none)}</p>'
    said = [_activity(each, language, link) for each in found]
    words = f'{title}<ol class="timeline">{"".join(said[:most])}</ol>'
    if len(said) > most:
        rest = Text(zh="更早的 {n} 次", en="{n} earlier").format(n=len(said) - most)
        words += folded_html(rest, language, f'<ol class="timeline">{"".join(said[most:])}</ol>')
    return words


def _activity(each: ActivityLine, language: Language, link: Link) -> str:
    ends = "、" if language == "zh" else ", "
    others = ends.join(named_html(other, language, link) for other in each.others)
    title = f" {safe(each.title, 80)}" if each.title not in ("", each.kind.zh) else ""
    return (
        f'<li><span class="day">{safe(each.on.say(language))}</span> '
        f"{safe(each.kind.say(language))}{title}{' · ' + others if others else ''}</li>"
    )


def reported_html(profile: OrganisationProfile, language: Language) -> str:
    """Return the reported figures that speak of the organisation."""
    if not profile.reported:
        return ""
    rows = []
    for each in profile.reported:
        day = f' <span class="quiet">{safe(each.as_of.say(language))}</span>'
        quote = f"<blockquote>{safe(each.quote)}</blockquote>" if each.quote else ""
        words = f"{safe(each.indicator.say(language))} <b>{safe(each.value.say(language))}</b>"
        rows.append(f"<li>{words}{day}{quote}</li>")
    title = heading_html(Text(zh="提到它的上报数", en="Reported figures that name it"), language)
    return f"{title}<ul>{''.join(rows)}</ul>"


def quotes_html(quotes: Sequence[Quote], language: Language) -> str:
    """Return the sentences of sources.

    Examples
    --------
    >>> quotes_html((), "zh")
    ''
    """
    if not quotes:
        return ""
    lines = "".join(
        f'<blockquote>{safe(quote.words)}<br><span class="quiet">{safe(quote.source)}</span>'
        "</blockquote>"
        for quote in quotes
    )
    title = heading_html(Text(zh="来源原句", en="Sentences in the source"), language)
    return title + lines


def findings_html(profile: OrganisationProfile, language: Language) -> str:
    """Return what the rules find of it; that they were not asked is said, too."""
    if profile.findings is None:
        words = Text(zh="未检查", en="not checked")
        return heading_html(heading("finding"), language, words.say(language))
    title = heading_html(heading("finding"), language, len(profile.findings))
    lines = "".join(
        f"<li>{safe(each.severity.label.say(language))}：{safe(each.sentence.say(language))}</li>"
        for each in profile.findings
    )
    return f'{title}<ul class="findings">{lines}</ul>' if lines else title
