"""An organisation's profile as a page to take away: one HTML file, nothing outside, prints on A4."""

from __future__ import annotations

from graphs.profiles.inert_html import safe
from graphs.profiles.organisation_profile import OrganisationProfile
from graphs.profiles.partners_html import partner_table_html
from graphs.profiles.profile_html import (
    activities_html,
    affiliations_html,
    facts_html,
    findings_html,
    items_html,
    quotes_html,
    reported_html,
)
from graphs.text import Language, Text

__all__ = ["organisation_paper"]

_STYLE = """
@page { size: A4; margin: 14mm; }
body { margin: 0; padding: 20px 28px; color: #262626; background: #fff; font: 13px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
h1 { margin: 0; color: #9e1b22; font-size: 20px; } h6 { margin: 12px 0 2px; color: #7a1a20; font-size: 13px; }
p { margin: 2px 0; } .quiet { color: #5f5a55; } .mark { color: #9e1b22; border: 1px solid #e3c4c5; padding: 0 4px; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 2px 8px 2px 0; border-bottom: 1px solid #e4dfd9; text-align: left; vertical-align: top; }
.row { display: flex; gap: 10px; } .row .name { flex: 0 0 8em; color: #5f5a55; } .day { white-space: nowrap; }
ol.timeline { list-style: none; margin: 2px 0; padding: 0; } ul { margin: 2px 0; padding-left: 1.2em; }
blockquote { margin: 4px 0; padding: 2px 10px; border-left: 3px solid #d9b3b5; } bdi { unicode-bidi: isolate; }
@media print { body { padding: 0; font-size: 10px; } }
"""


def organisation_paper(profile: OrganisationProfile, *, line: Text, language: Language) -> bytes:
    """Return a profile as one HTML page; ``line`` says ledger, scope, day and digest.

    The same profile gives the same bytes.
    """
    head = [profile.kind, *([profile.place] if profile.place else []), profile.state]
    mark = Text(zh="虚构", en="invented").say(language)
    synthetic = f' <span class="mark">{mark}</span>' if profile.synthetic else ""
    body = "".join(
        (
            f"<h1>{safe(profile.name.say(language), 120)}{synthetic}</h1>",
            f"<p>{safe(Text.join(head, zh=' · ', en=' · ').say(language))}</p>",
            f'<p class="quiet">{safe(line.say(language))}</p>',
            partner_table_html(profile, language),
            affiliations_html(profile.affiliations, language),
            facts_html(profile.facts, language),
            items_html(profile, language),
            activities_html(profile.activities, language),
            reported_html(profile, language),
            findings_html(profile, language),
            quotes_html(profile.quotes, language),
        )
    )
    lang = "zh-CN" if language == "zh" else "en"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{safe(profile.name.say(language), 120).removeprefix('<bdi>').removesuffix('</bdi>')}"
        f"</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    ).encode()
