"""The sections of an organisation's page, on the screen and, one A4, on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from app_pages.parts.frame.address_choice import put_choice
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import organisation_address, record_address, written_link
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View, follow, go, opening_link, turn_to
from app_pages.parts.network.canvas import CanvasState, acts_on_canvas, canvas
from app_pages.parts.network.cards import show
from app_pages.parts.network.organisation_path import path_from_here
from app_pages.parts.records.change_rows import version_rows
from graphs.glossary import GLOSSARY, heading
from graphs.model import Snapshot
from graphs.network import parties
from graphs.profiles import (
    Mention,
    OrganisationProfile,
    activities_html,
    affiliations_html,
    facts_html,
    findings_html,
    heading_html,
    items_html,
    organisation_paper,
    partner_table_html,
    quotes_html,
    reported_html,
    safe,
)
from graphs.scene import ego_scene
from graphs.statistics import MEASURES
from graphs.text import Text

__all__ = ["organisation_page"]


def organisation_page(view: View, snapshot: Snapshot, profile: OrganisationProfile) -> None:
    """Draw all that is known of an organisation, every name a link to its own page."""

    def link(shown: Mention) -> str:
        return opening_link(view, shown)

    language = view.language
    with st.container(key="organisation"):
        _head(view, profile)
        _links(view, snapshot, profile)
        words = Text(zh="各数的含义", en="What the figures mean")
        st.caption(view.say(words), help=view.say(_FIGURES))
        left, right = st.columns([0.64, 0.36], gap="medium")
        with left:
            show(partner_table_html(profile, language, link))
            show(activities_html(profile.activities, language, link))
        with right, st.container(key="organisation-side"):
            _picture(view, snapshot, profile)
            show(
                heading_html(Text(zh="组织关系", en="Affiliations"), language)
                + affiliations_html(profile.affiliations, language, link)
                + facts_html(profile.facts, language)
                + items_html(profile, language)
                + findings_html(profile, language)
            )
        with left:
            show(reported_html(profile, language) + quotes_html(profile.quotes, language))
        _cut_on_paper(view, profile)
    path_from_here(view, snapshot, profile)
    _history(view, profile)


_FIGURES = Text.join(
    [
        Text(zh="{what}：{how}", en="{what}: {how}").format(what=what, how=how)
        for what, how in (
            (MEASURES["pairs"].label, MEASURES["pairs"].definition),
            *(
                (heading(key), GLOSSARY[key].definition)
                for key in ("activity", "dormant", "finding")
            ),
        )
    ],
    zh="\n\n",
    en="\n\n",
)
"""What the figures of the page mean, from the measures and the glossary."""


def _head(view: View, profile: OrganisationProfile) -> None:
    parts = [profile.kind, *([profile.place] if profile.place else [])]
    mark = Text(zh="虚构", en="invented").say(view.language)
    synthetic = f' <span class="mark">{mark}</span>' if profile.synthetic else ""
    day = Text(zh="{ledger}，{day}", en="{ledger}, {day}").format(
        ledger=Text.named(view.ledger.profile.title, view.ledger.profile.title_en),
        day=view.snapshot().as_of.isoformat(),
    )
    show(
        f'<div class="masthead"><h1>{safe(view.say(profile.name), 120)}</h1>'
        f'<span class="state">{safe(view.say(profile.state))}</span>{synthetic}</div>'
        f'<div class="quiet">{safe(view.say(Text.join(parts, zh=" · ", en=" · ")))}'
        f" · {safe(view.say(day))}</div>"
    )


def _links(view: View, snapshot: Snapshot, profile: OrganisationProfile) -> None:
    """Draw what leads on: the network around it, and the page to take away."""
    with st.container(horizontal=True, key="organisation-ways"):
        around = record_address(view.address, profile.id, "organisation")
        if around is not None:
            address = replace(around[1], picture=f"around:{profile.id}")
            if st.button(
                view.say(Text(zh="在关系图中看", en="See it in the network")),
                icon=":material/hub:",
                key="organisation:network",
            ):
                turn_to("network", address)
        if st.button(
            view.say(Text(zh="全部党组织", en="All organisations")),
            icon=":material/list:",
            key="organisation:list",
        ):
            go(organisation="")
        st.download_button(
            view.say(Text(zh="下载本页（HTML）", en="Download this page (HTML)")),
            data=lambda: organisation_paper(
                profile, line=_line(view, snapshot), language=view.language
            ),
            file_name=f"{view.ledger.entry.key}-{profile.id}-{snapshot.as_of}.html",
            mime="text/html",
            icon=":material/download:",
            on_click="ignore",
            key="organisation:paper",
        )


def _line(view: View, snapshot: Snapshot) -> Text:
    profile = view.ledger.profile
    return Text(zh="{ledger}，{day}，第 {n} 版", en="{ledger}, {day}, revision {n}").format(
        ledger=Text.named(profile.title, profile.title_en),
        day=snapshot.as_of.isoformat(),
        n=view.ledger.revision,
    )


def _picture(view: View, snapshot: Snapshot, profile: OrganisationProfile) -> None:
    key, places = "canvas:organisation", parties(snapshot)
    scene = ego_scene(snapshot, profile, language=view.language)

    def act(name: str, value: Any) -> None:
        wanted = str(value).removeprefix("node:")
        if name in {"selected", "expand"} and wanted in places and wanted != profile.id:
            follow(written_link("organisation", organisation_address(view.address, wanted)))

    canvas(
        scene,
        key=key,
        language=view.language,
        height=320,
        state=CanvasState(subject=profile.id),
        file_name=f"{view.ledger.entry.key}-{profile.id}.png",
        debug=bool(st.query_params.get("debug")),
        on_act=acts_on_canvas(key, act, picture=f"organisation:{profile.id}"),
    )


def _cut_on_paper(view: View, profile: OrganisationProfile) -> None:
    """Say, on paper only, that a list is longer than what one A4 takes (``style.css`` cuts it)."""
    many = (
        (profile.partners.current, 28),
        (profile.partners.coming, 3),
        (profile.activities, 4),
        (profile.quotes, 3),
        (profile.findings or (), 3),
    )
    if any(len(found) > most for found, most in many):
        words = Text(
            zh="纸上只印各类的前几条；全部内容见屏幕或“下载本页”。",
            en="On paper only the first of each list; all of it is on the screen and in the download.",
        )
        show(f'<p class="print-only quiet">{safe(view.say(words))}</p>')


def _history(view: View, profile: OrganisationProfile) -> None:
    versions = view.ledger.ledger.history(profile.id)
    title = Text(zh="各版历史（{n}）", en="History ({n})").format(n=len(versions))
    with st.expander(plain(view.say(title)), icon=":material/history:"):
        heads = Text(
            zh="记入版本|停用版本|有效期|内容", en="Known from|Known until|In force|What it says"
        )
        rows = version_rows(view.snapshot(), versions, view.language)
        rows_table(view.say(heads).split("|"), rows, key="organisation:history", height=260)
        more = Text(zh="在“历史”页打开", en="Open on the History page")
        if st.button(view.say(more), key="organisation:history:go", type="tertiary"):
            put_choice("history:part", "record")
            put_choice("history:find", profile.id)
            st.switch_page("app_pages/history_screen.py")
