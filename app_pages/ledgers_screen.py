"""Ledgers screen: list, create, copy, restore and verify the ledgers of this desk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from app_pages.parts.frame.cached_ledgers import entries, home
from app_pages.parts.frame.markdown_text import plain, show_error
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import chosen_row, rows_table
from app_pages.parts.frame.view import View, open_ledger, opened, shown_address
from app_pages.parts.records.new_ledger import new_ledger
from graphs.access import Area
from graphs.errors import GraphsError
from graphs.glossary import heading
from graphs.ledger import audit
from graphs.text import Language, Text

SCREEN = Screen(
    label=heading("ledger"), icon="book_2", group=Group.stewardship, place=6, area=Area.backup
)
"""What the menu says of this screen."""

_KINDS = {
    "shipped": Text(zh="随产品提供，只读", en="ships with the product, read-only"),
    "own": Text(zh="自己的", en="own"),
    "shared": Text(zh="共享（PostgreSQL）", en="shared (PostgreSQL)"),
}


def main() -> None:
    """Draw the list, the open ledger's history and proof, and the ways to get one's own."""
    view, language = opened(), shown_address().language
    _list(language)
    left, right = st.columns(2, gap="medium")
    with left:
        if view:
            _proof(view)
        else:
            _closed(language)
        new_ledger(language)
    with right:
        if view:
            _copy(view)
        _adopt(language)


def _list(language: Language) -> None:
    """Draw the ledgers; the chosen one is the one that is open, here and on every screen."""
    heads = Text(zh="台账|性质|代号", en="Ledger|What it is|Key")
    listed, shown = entries(), shown_address().ledger
    rows = [
        (entry.title.say(language), _KINDS[entry.kind].say(language), entry.key) for entry in listed
    ]
    words = Text(zh="点一行打开这个台账。", en="Click a row to open that ledger.")
    st.caption(words.say(language))
    place = next((n for n, entry in enumerate(listed) if entry.key == shown), None)
    # A table a ledger: one turned to at the left, or by the browser's steps, is the chosen one too.
    chosen = chosen_row(
        heads.say(language).split("|"), rows, key=f"ledgers:{shown}", at_first=place
    )
    if chosen is not None and listed[chosen].key != shown:
        open_ledger(listed[chosen].key)
        st.rerun()


def _closed(language: Language) -> None:
    """Say what is wrong with a ledger that cannot be opened, as far as its file says."""
    key = shown_address().ledger
    entry = home().entry(key)
    with st.container(border=True):
        title = Text(zh="当前台账：{name}", en="This ledger: {name}").format(name=entry.title)
        st.markdown("**" + plain(title.say(language)) + "**")
        try:
            found = audit(home().where(key))
        except GraphsError as error:
            show_error(error, language)
            return
        words = Text(
            zh="打不开：{reason}。请在右侧由备份恢复。",
            en="It cannot be opened: {reason}. Restore it from a backup at the right.",
        )
        st.error(plain(words.format(reason=found.reason).say(language)))


def _proof(view: View) -> None:
    with st.container(border=True):
        title = Text(zh="当前台账：{name}", en="This ledger: {name}").format(
            name=view.ledger.entry.title
        )
        st.markdown("**" + plain(view.say(title)) + "**")
        words = Text(zh="末版为第 {n} 版，摘要 {d}", en="newest revision {n}, digest {d}").format(
            n=view.ledger.revision, d=view.ledger.digest[:16] + "…"
        )
        st.caption(view.say(words))
        refusal = view.ledger.ledger.refusal
        if refusal and view.ledger.entry.kind != "shipped":
            st.info(plain(view.say(refusal)), icon=":material/lock:")
        if st.button(
            view.say(Text(zh="校验整个台账", en="Verify the whole ledger")),
            icon=":material/verified:",
        ):
            with st.spinner(view.say(Text(zh="正在校验……", en="Verifying …"))):
                found = view.ledger.ledger.verify()
            if found.ok:
                fine = Text(
                    zh="文件、结构、检索表完好，全部版本与摘要相符。",
                    en="The file, its schema and search table are whole, and every revision agrees "
                    "with its digest.",
                )
                st.success(view.say(fine))
            elif found.reason is not None:
                st.error(plain(view.say(found.reason)))
        _backup(view)
        heads = Text(zh="版本|时间|岗位|事由", en="Revision|Time|Post|Reason")
        rows = [
            (each.number, each.at.strftime("%Y-%m-%d %H:%M"), each.actor, each.note)
            for each in view.ledger.ledger.revisions(limit=50)
        ]
        rows_table(view.say(heads).split("|"), rows, key="revisions", height=300)


def _backup(view: View) -> None:
    words = Text(zh="备份（归档 .zip）", en="Back up (archive .zip)")
    st.download_button(
        view.say(words),
        data=_archive(view),
        file_name=f"{view.ledger.entry.key}-{view.ledger.digest[:12]}.zip",
        mime="application/zip",
        icon=":material/archive:",
        on_click="ignore",
        key="ledgers:backup",
        help=view.say(
            Text(
                zh="含全部历史与证明；用右下方的“建立”即可恢复为新台账。",
                en="Holds the whole history and its proof; “Make” at the lower right restores it "
                "as a new ledger.",
            )
        ),
    )


def _archive(view: View) -> Callable[[], bytes]:
    ledger = view.ledger.ledger

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "archive.zip"
            ledger.export_archive(target)
            return target.read_bytes()

    return make


def _copy(view: View) -> None:
    with st.form("copy", border=True):
        st.markdown(
            "**" + view.say(Text(zh="复制当前台账为自己的", en="Copy this ledger to my own")) + "**"
        )
        name = st.text_input(
            view.say(Text(zh="新台账名称", en="Name of the copy")), key="copy:name"
        )
        if st.form_submit_button(view.say(Text(zh="复制", en="Copy"))):
            try:
                entry = home().copy(view.ledger.entry.key, name.strip())
            except GraphsError as error:
                show_error(error, view.language)
            else:
                open_ledger(entry.key)
                st.rerun()


def _adopt(language: Language) -> None:
    say: Callable[[Text], str] = lambda words: words.say(language)  # noqa: E731  # said often below
    with st.form("adopt", border=True):
        st.markdown(
            "**" + say(Text(zh="从归档或备份建立", en="Make one from an archive or backup")) + "**"
        )
        upload = st.file_uploader(
            say(
                Text(
                    zh="归档（.zip）或备份（.ledger、.backup）",
                    en="Archive (.zip) or backup (.ledger, .backup)",
                )
            ),
            type=["zip", "ledger", "backup"],
            key="adopt:file",
        )
        name = st.text_input(say(Text(zh="台账名称", en="Name")), key="adopt:name")
        if st.form_submit_button(say(Text(zh="建立", en="Make"))):
            if upload is None:
                st.error(say(Text(zh="请先选择文件。", en="Choose a file first.")))
                return
            try:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / ("given" + Path(upload.name).suffix.lower())
                    path.write_bytes(upload.getvalue())
                    entry = home().adopt(path, name.strip())
            except GraphsError as error:
                show_error(error, language)
            else:
                open_ledger(entry.key)
                st.rerun()


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
