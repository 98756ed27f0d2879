"""The brief screen: one page of a scope and a period, to read, print, and take away."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.cards import show
from app_pages.parts.network.reported_figures import reconciled
from graphs.briefs import Brief, brief_body, brief_page, brief_paper, brief_template, make_brief
from graphs.errors import InputError
from graphs.glossary import heading
from graphs.interchange import FIRST_DAY
from graphs.profiles import safe
from graphs.questions import Context
from graphs.text import Text

SCREEN = Screen(label=heading("brief"), icon="description", group=Group.figures, place=2)
"""What the menu says of this screen."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MONTH = 30


def main() -> None:
    """Draw the period and the ways to take the brief away, then the brief itself."""
    view = current()
    day = view.snapshot().as_of
    with st.container(key="brief-controls"):
        left, right = st.columns([0.25, 0.75], gap="medium", vertical_alignment="bottom")
        since: dt.date = left.date_input(
            view.say(Text(zh="期初（至左侧的时点）", en="From (until the day at the left)")),
            min_value=FIRST_DAY,
            max_value=day,
            format="YYYY-MM-DD",
            **address_choice(
                "brief:since", max(FIRST_DAY, day - dt.timedelta(days=_MONTH)), (FIRST_DAY, day)
            ),
        )
        brief = _brief(view, since)
        with right:
            _downloads(view, brief)
        _own_template(view, brief)
    title = safe(view.say(brief.title()), 120)
    with st.container(key="brief"):
        show(
            f'<div class="masthead"><h5 aria-level="2">{title}</h5></div>{brief_body(brief, view.language)}'
        )


def _brief(view: View, since: dt.date) -> Brief:
    snapshot = view.snapshot()
    profile = view.ledger.profile
    return make_brief(
        Context(snapshot=snapshot, at=lambda on: snapshot_of(view.ledger, view.scope, on)),
        since,
        reconciled(view, snapshot),
        ledger=Text.named(profile.title, profile.title_en),
    )


def _downloads(view: View, brief: Brief) -> None:
    name = f"{view.ledger.entry.key}-brief-{brief.until.isoformat()}"
    with st.container(horizontal=True):
        st.download_button(
            view.say(Text(zh="下载 Word", en="Download Word")),
            data=lambda: brief_paper(brief, view.language),
            file_name=f"{name}.docx",
            mime=_WORD,
            icon=":material/description:",
            on_click="ignore",
            key="brief:word",
        )
        st.download_button(
            view.say(Text(zh="下载打印页（A4）", en="Download to print (A4)")),
            data=lambda: brief_page(brief, view.language),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            key="brief:page",
        )
        st.download_button(
            view.say(Text(zh="下载模板", en="Download the template")),
            data=lambda: brief_template(view.language),
            file_name=f"brief-template-{view.language}.docx",
            mime=_WORD,
            icon=":material/edit_document:",
            on_click="ignore",
            key="brief:template",
        )


def _own_template(view: View, brief: Brief) -> None:
    """Fill the office's own template, where one is given."""
    with st.expander(view.say(Text(zh="用本单位的模板", en="With the office's own template"))):
        words = Text(
            zh="在“下载模板”的文件上修改版式和文字，保留花括号中的占位符，再上传。",
            en="Edit layout and wording of the downloaded template, keep the placeholders in braces, and upload it.",
        )
        st.caption(view.say(words))
        given = st.file_uploader(
            view.say(Text(zh="模板（Word 文件）", en="Template (a Word file)")),
            type="docx",
            key="brief:own",
        )
        if given is None:
            return
        try:
            made = brief_paper(brief, view.language, template=given.getvalue())
        except InputError as error:
            show_error(error, view.language)
            return
        st.download_button(
            view.say(Text(zh="下载填好的文件", en="Download the filled file")),
            data=made,
            file_name=f"{view.ledger.entry.key}-brief.docx",
            mime=_WORD,
            type="primary",
            on_click="ignore",
            key="brief:filled",
        )


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
