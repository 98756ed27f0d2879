"""History screen: revisions with author and reason, undo, restore, and the change note."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice, address_tabs
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import chosen_row, rows_table, sheet_table
from app_pages.parts.frame.view import View, current, drawn_revision
from app_pages.parts.network.attention_lists import division_name
from app_pages.parts.records.change_rows import (
    difference_heads,
    difference_rows,
    kind_words,
    validity,
    version_rows,
)
from app_pages.parts.records.open_form import close_form, moved_on, open_form
from app_pages.parts.records.signed_write import attempt, show_outcome, signature_inputs, write
from graphs.errors import LimitExceeded, NotFound
from graphs.glossary import heading
from graphs.interchange import FIRST_DAY, FORMATS, LAST_DAY, change_paper, change_sheet
from graphs.ledger import Revision, Version
from graphs.model import Snapshot
from graphs.months import years_after
from graphs.statistics import ChangeLine, change_note
from graphs.text import Text

SCREEN = Screen(label=heading("history"), icon="history", group=Group.stewardship, place=5)
"""What the menu says of this screen."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def main() -> None:
    """Draw the three views of history."""
    view = current()
    show_outcome()
    names = Text(
        zh="各版|单条记录的来历|变更说明", en="Revisions|History of one record|Change note"
    )
    revisions, record, note = address_tabs(view, "history:part", "revisions|record|note", names)
    with revisions:
        _revisions(view)
    with record:
        _record(view)
    with note:
        _note(view)


def _revisions(view: View) -> None:
    listed = view.ledger.ledger.revisions(limit=200)
    heads = Text(zh="版本|时间|岗位|事由|种类", en="Revision|Time|Post|Reason|Kind")
    rows = [
        (
            each.number,
            each.at.strftime("%Y-%m-%d %H:%M"),
            each.actor,
            each.note,
            kind_words(each.kind, view.language),
        )
        for each in listed
    ]
    hint = Text(zh="点一行看这一版改了什么。", en="Click a row to see what that revision changed.")
    st.caption(view.say(hint))
    place = chosen_row(
        view.say(heads).split("|"),
        rows,
        key="history:revisions",
        height=260,
        of=[each.number for each in listed],
    )
    if place is None:
        return
    revision = listed[place]
    title = Text(zh="第 {n} 版：{note}", en="Revision {n}: {note}")
    st.markdown("**" + plain(view.say(title.format(n=revision.number, note=revision.note))) + "**")
    changes = view.ledger.ledger.difference(revision.number)
    shown = difference_rows(view.snapshot(), changes[:500], view.language)
    rows_table(difference_heads(view.language), shown, key="history:difference", height=300)
    if len(changes) > 500:
        more = Text(
            zh="只列出前 500 条，共 {n} 条。", en="The first 500 of {n} {n:record|records}."
        )
        st.caption(view.say(more.format(n=len(changes))))
    _undo(view, revision)


def _undo(view: View, revision: Revision) -> None:
    never = view.ledger.ledger.undo_refusal(revision.number)
    if never is not None:
        st.info(plain(view.say(never)), icon=":material/undo:")
        return
    with st.expander(view.say(Text(zh="撤销这一版", en="Undo this revision"))):
        signature = signature_inputs(view, key="undo")
        words = view.say(Text(zh="撤销", en="Undo"))
        # The list moves on when somebody writes: the button is of this revision, not of this row.
        key = f"undo:{revision.number}:go"
        if signature and st.button(words, key=key, disabled=not signature.ready, type="primary"):
            done = attempt(
                view,
                lambda: view.ledger.ledger.undo(
                    revision.number,
                    actor=signature.post,
                    note=signature.note,
                    at=dt.datetime.now(dt.UTC),
                    base=drawn_revision(view),
                ),
            )
            if done:
                st.rerun()


def _record(view: View) -> None:
    words = st.text_input(
        view.say(Text(zh="名称、代码、拼音首字母或编号", en="Name, code, first letters or id")),
        **address_choice("history:find", ""),
    ).strip()
    if not words:
        return
    try:
        hits = view.ledger.ledger.search(words, limit=20)
    except LimitExceeded as error:
        st.caption(plain(error.say(view.language)))
        hits = view.ledger.ledger.search(words, limit=20, scope=view.scope)
    snapshot = view.snapshot()
    found = {
        hit.id: f"{hit.name}（{division_name(snapshot, hit.division, view.language)}）"
        if hit.division and sum(each.name == hit.name for each in hits) > 1
        else hit.name
        for hit in hits
    }
    try:
        if not found:
            view.ledger.ledger.history(words)
            found = {words: words}
    except NotFound as error:
        st.info(plain(error.say(view.language)))
        return
    ident = st.selectbox(
        view.say(Text(zh="记录", en="Record")),
        list(found),
        format_func=lambda key: f"{found[key]}（{key}）",
        key="history:record",
    )
    _versions(view, ident)


def _versions(view: View, ident: str) -> None:
    versions = view.ledger.ledger.history(ident)
    heads = Text(
        zh="记入版本|停用版本|有效期|内容", en="Known from|Known until|In force|What it says"
    )
    rows = version_rows(view.snapshot(), versions, view.language)
    place = chosen_row(
        view.say(heads).split("|"),
        rows,
        key="history:versions",
        height=260,
        of=[(each.record.id, each.opened, each.valid_from) for each in versions],
    )
    if place is not None:
        _restore(view, versions[place])


def _restore(view: View, version: Version) -> None:
    with st.container(border=True):
        title = Text(
            zh="恢复为所选版本（{days}）", en="Restore the chosen version ({days})"
        ).format(days=validity(version, view.language))
        st.markdown("**" + view.say(title) + "**")
        days = (version.opened, version.valid_from)
        seen = open_form(view, "restore", version.record.id, *days)
        moved_on(view, seen, "restore")
        signature = signature_inputs(view, key="restore")
        words = view.say(Text(zh="恢复", en="Restore"))
        key = f"restore:{version.record.id}:{version.opened}:{version.valid_from}:go"
        pressed = signature and st.button(
            words, key=key, disabled=not signature.ready, type="primary"
        )
        if pressed and signature and write(seen, signature, (version.restored(),), kind="restore"):
            close_form("restore")
            st.rerun()


def _note(view: View) -> None:
    after_day = view.snapshot().as_of
    left, right = st.columns(2)
    days = [
        column.date_input(
            view.say(words),
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            **address_choice(f"history:{key}", value, (FIRST_DAY, LAST_DAY)),
        )
        for column, key, words, value in (
            (left, "from", Text(zh="从", en="From"), max(FIRST_DAY, years_after(after_day, -1))),
            (right, "to", Text(zh="到", en="To"), after_day),
        )
    ]
    before, after = (snapshot_of(view.ledger, view.scope, day) for day in days)
    lines = change_note(before, after)
    total = Text(zh="共 {n} 条", en="{n} {n:line|lines}").format(n=len(lines))
    st.caption(view.say(total))
    _papers(view, lines, before, after)


def _papers(view: View, lines: tuple[ChangeLine, ...], before: Snapshot, after: Snapshot) -> None:
    sheet = change_sheet(lines, view.language)
    sheet_table(sheet, view.language, key="note:lines", height=360)
    profile = view.ledger.profile
    title = Text.named(profile.title, profile.title_en)
    name = f"{view.ledger.entry.key}-{before.as_of}-{after.as_of}"
    word, table = st.columns([0.3, 0.7])
    word.download_button(
        view.say(Text(zh="下载 Word", en="Download Word")),
        data=lambda: change_paper(lines, before, after, title=title, language=view.language),
        file_name=f"{name}.docx",
        mime=_WORD,
        type="primary",
        on_click="ignore",
        key="note:word",
    )
    table.download_button(
        view.say(Text(zh="下载 XLSX", en="Download XLSX")),
        data=lambda: next(iter(FORMATS["xlsx"].write((sheet,), view.language).values())),
        file_name=f"{name}.xlsx",
        on_click="ignore",
        key="note:xlsx",
    )


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
