"""Form to create an empty ledger: name, district, day, post, English names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from app_pages.parts.frame.cached_ledgers import home, is_empty
from app_pages.parts.frame.markdown_text import show_error
from app_pages.parts.frame.screen_address import FIRST_DAY, LAST_DAY
from app_pages.parts.frame.view import View, open_ledger
from graphs.codes import division_choices, division_vintage
from graphs.errors import GraphsError
from graphs.ledger import first_records
from graphs.text import Language, Text

__all__ = ["new_ledger", "next_step"]

_TITLE = Text(zh="新建台账", en="New ledger")
_TODAY = Text(zh="总是当天", en="Always today")
_FIXED = Text(zh="固定的一天", en="A fixed day")


def new_ledger(language: Language) -> None:
    """Draw the form; the ledger it makes is opened, and says that an import comes next."""
    say: Callable[[Text], str] = lambda words: words.say(language)  # noqa: E731  # said often below
    today = dt.datetime.now().astimezone()
    with st.form("new", border=True):
        st.markdown("**" + say(_TITLE) + "**")
        left, right = st.columns(2)
        title = left.text_input(
            say(Text(zh="台账名称", en="Name of the ledger")),
            key="new:title",
            max_chars=60,
            help=say(
                Text(
                    zh="也是文件名：文字、数字和 - _ .，不含空格。",
                    en="Also the name of its file: letters, digits and - _ . without blanks.",
                )
            ),
        )
        district, day = _place_and_day(say, left, right, today.date())
        post = right.text_input(
            say(Text(zh="经办岗位", en="Acting post")),
            key="new:post",
            placeholder=say(
                Text(zh="区委社会工作部·台账岗", en="District social work department, ledger post")
            ),
            help=say(Text(zh="填岗位，不填姓名。", en="A post, never a person's name.")),
        )
        with st.expander(
            say(Text(zh="另用英文名称（可不填）", en="Names in English too (optional)"))
        ):
            title_en = st.text_input(
                say(Text(zh="台账的英文名称", en="Name of the ledger in English")),
                key="new:title_en",
            )
            district_en = st.text_input(
                say(Text(zh="区划的英文名称", en="Name of the district in English")),
                key="new:district_en",
            )
        if not st.form_submit_button(say(Text(zh="新建", en="Begin")), key="new:submit"):
            return
        try:
            steps = first_records(
                title=title,
                title_en=title_en,
                district=district or "",
                district_en=district_en,
                as_of=day,
                post=post,
                today=today.date(),
            )
            entry = home().create(
                title.strip(), steps, actor=post.strip(), note="新建台账", at=today
            )
        except GraphsError as error:
            show_error(error, language)
            return
    open_ledger(entry.key)
    st.rerun()


def next_step(view: View, screen: str) -> None:
    """Say over a screen of an empty ledger what comes next; nothing where there is something."""
    if screen in ("imports", "ledgers") or not is_empty(view.ledger):
        return
    words = Text(
        zh="这个台账还没有党组织。下一步：导入表格，或在“记录”页逐条录入。",
        en="This ledger holds no organisation yet. Next: import workbooks, or enter records one by "
        "one on the Records page.",
    )
    st.info(view.say(words), icon=":material/upload_file:")
    st.page_link(
        "app_pages/imports_screen.py",
        label=view.say(Text(zh="去导入", en="Import")),
        icon=":material/arrow_forward:",
    )


def _place_and_day(
    say: Callable[[Text], str],
    left: st.delta_generator.DeltaGenerator,
    right: st.delta_generator.DeltaGenerator,
    today: dt.date,
) -> tuple[str | None, dt.date | None]:
    words = {each.code: each.words for each in division_choices(min(today, division_vintage()))}
    district = right.selectbox(
        say(Text(zh="区划（键入代码或名称查找）", en="District (type a code or name)")),
        list(words),
        index=None,
        format_func=words.__getitem__,
        key="new:district",
        placeholder=say(Text(zh="请选择", en="Choose")),
    )
    kinds = {"today": say(_TODAY), "fixed": say(_FIXED)}
    kind = left.radio(
        say(Text(zh="打开时的时点", en="Day shown on opening")),
        list(kinds),
        format_func=kinds.__getitem__,
        key="new:day_kind",
        horizontal=True,
    )
    day = left.date_input(
        say(Text(zh="固定的一天（选“固定的一天”时用）", en="The fixed day, if chosen")),
        value=today,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key="new:day",
    )
    return district, day if kind == "fixed" and isinstance(day, dt.date) else None
