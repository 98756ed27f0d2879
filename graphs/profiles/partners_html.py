"""Partners as HTML: two lines a pair on a card, a row a pair on a page; past ones folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphs.profiles.inert_html import (
    Link,
    folded_html,
    heading_html,
    named_html,
    no_link,
    safe,
)
from graphs.profiles.organisation_profile import OrganisationProfile
from graphs.profiles.partner_lines import PartnerLine, Partners
from graphs.text import Language, Text

__all__ = ["partner_list_html", "partner_table_html"]


def partner_list_html(
    profile: OrganisationProfile, language: Language, link: Link = no_link
) -> str:
    """Return the partners as a list, for a card: two lines a pair, past ones folded."""
    own = _marked_once(profile)
    parts = [_pairs_heading(profile, language)]
    parts.append(_list(own.current, language, link))
    if own.coming:
        parts.append(heading_html(_COMING, language, len(own.coming)))
        parts.append(_list(own.coming, language, link))
    if own.past:
        parts.append(folded_html(_past(profile), language, _list(own.past, language, link)))
    return "".join(parts)


def partner_table_html(
    profile: OrganisationProfile, language: Language, link: Link = no_link
) -> str:
    """Return the partners as tables, for a page: a row a pair, past ones folded."""
    own = _marked_once(profile)
    parts = [_pairs_heading(profile, language)]
    if own.current:
        parts.append(_table(own.current, language, link))
    if own.coming:
        parts.append(heading_html(_COMING, language, len(own.coming)))
        parts.append(_table(own.coming, language, link))
    if own.past:
        parts.append(folded_html(_past(profile), language, _table(own.past, language, link)))
    return "".join(parts)


_COMING = Text(zh="已签未起", en="Signed, not begun")
_HEADS = Text(
    zh="结对方|起|协议|状态|到期|最近活动", en="Partner|Since|Agreement|Status|Ends|Last activity"
)


def _pairs_heading(profile: OrganisationProfile, language: Language) -> str:
    own = profile.partners
    words = heading_html(Text(zh="有效结对", en="Pairs in force"), language, own.load.words().zh)
    if not own.others.is_zero:
        other = Text(
            zh="另有其他结对 {n} 对（不计入国企—非公结对）",
            en="and {n} of other kinds, not counted as state-owned with non-public",
        ).format(n=own.others.words())
        words += f'<p class="quiet">{safe(other.say(language))}</p>'
    if not own.current:
        none = Text(zh="当日没有有效结对。", en="No pair is in force on this day.")
        words += f'<p class="quiet">{safe(none.say(language))}</p>'
    return words


def _marked_once(profile: OrganisationProfile) -> Partners:
    """Return the partners without the mark of what is invented where its whole page bears it."""
    if not profile.synthetic:
        return profile.partners
    own = profile.partners
    return replace(
        own,
        current=_unmarked(own.current),
        coming=_unmarked(own.coming),
        past=_unmarked(own.past),
    )


def _unmarked(lines: tuple[PartnerLine, ...]) -> tuple[PartnerLine, ...]:
    return tuple(replace(each, synthetic=False) for each in lines)


def _past(profile: OrganisationProfile) -> Text:
    return Text(zh="过去的结对 {n}", en="Past pairs {n}").format(n=profile.partners.over.words())


def _list(lines: Sequence[PartnerLine], language: Language, link: Link) -> str:
    return '<ul class="pairs">' + "".join(_entry(each, language, link) for each in lines) + "</ul>"


def _entry(each: PartnerLine, language: Language, link: Link) -> str:
    words = Text(
        zh="{since} 起 · {ends} 止 · 最近活动 {last}",
        en="since {since} · to {ends} · last activity {last}",
    ).format(since=each.since, ends=each.ends, last=each.last_activity)
    return (
        f"<li>{_partner(each, language, link)} {_status(each, language)}"
        f'<div class="quiet">{_agreement(each, language, link)}</div>'
        f'<div class="quiet">{safe(words.say(language))}</div></li>'
    )


def _partner(each: PartnerLine, language: Language, link: Link) -> str:
    words = named_html(each.partner, language, link)
    if each.count.low != 1 or each.count.high != 1:
        many = Text(zh="{n} 对", en="{n} {n:pair|pairs}").format(n=each.count.words())
        words += f' <span class="quiet">{safe(many.say(language))}</span>'
    return words + _mark(synthetic=each.synthetic, language=language)


def _mark(*, synthetic: bool, language: Language) -> str:
    if not synthetic:
        return ""
    words = Text(zh="虚构", en="invented").say(language)
    return f' <span class="mark">{words}</span>'


def _status(each: PartnerLine, language: Language) -> str:
    words = each.status.label
    if not each.certain:
        words = words + Text(zh="（日期不全）", en=" (dates incomplete)")
    return f'<span class="status {each.status.name}">{safe(words.say(language))}</span>'


def _agreement(each: PartnerLine, language: Language, link: Link) -> str:
    """Return type and number, with the recorded title beside them unless it says no more."""
    name = named_html(each.agreement, language, link)
    kind = each.agreement.name.zh.split(" ")[0]
    if not each.title or (language == "zh" and each.title.removesuffix("书") == kind):
        return name
    return f'{name} <span class="quiet">{safe(f"《{each.title}》", 80)}</span>'


def _table(lines: Sequence[PartnerLine], language: Language, link: Link) -> str:
    head = "".join(f"<th>{safe(each)}</th>" for each in _HEADS.say(language).split("|"))
    rows = "".join(
        f"<tr><td>{_partner(each, language, link)}</td>"
        f'<td class="day">{safe(each.since.say(language))}</td>'
        f"<td>{_agreement(each, language, link)}</td><td>{_status(each, language)}</td>"
        f'<td class="day">{safe(each.ends.say(language))}</td>'
        f'<td class="day">{safe(each.last_activity.say(language))}</td></tr>'
        for each in lines
    )
    return f'<table class="partners"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
