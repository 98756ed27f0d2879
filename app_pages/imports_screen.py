"""Import screen: files, columns, issues, differences, then one revision that can be undone."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain, show_error
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current
from app_pages.parts.imports.difference_pages import difference_table
from app_pages.parts.imports.import_child import (
    Compared,
    compared_files,
    is_writing,
    stop_import,
    written,
)
from app_pages.parts.imports.import_columns import columns_of
from app_pages.parts.imports.import_files import ImportSource, import_source
from app_pages.parts.imports.import_repairs import repair_form, repairs_of
from app_pages.parts.imports.import_report import issue_table, report_downloads
from app_pages.parts.imports.import_summary import summary_box
from app_pages.parts.imports.set_aside_rows import set_aside_panel
from app_pages.parts.records.signed_write import show_outcome, signature_inputs
from app_pages.parts.records.steward_page import (
    done_panel,
    remembered,
    report_done,
    whole,
    written_here,
)
from graphs.access import Area
from graphs.errors import GraphsError
from graphs.glossary import heading
from graphs.intake import dump_mapping, survey
from graphs.model import Snapshot
from graphs.text import Text

SCREEN = Screen(
    label=heading("import"), icon="upload_file", group=Group.stewardship, place=1, area=Area.import_
)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the steps that can be drawn with what is given."""
    view = current()
    show_outcome()
    snapshot = whole(view)
    if snapshot is None:
        words = Text(
            zh="台账很大，请先在左侧选择一个区划：导入只与该区划的记录比较。",
            en="This ledger is large: choose a division at the left first; the files are compared "
            "with its records.",
        )
        st.info(view.say(words), icon=":material/filter_alt:")
        return
    try:
        source = import_source(view, snapshot)
        if is_writing(view):
            return
        if source:
            _import(view, snapshot, source)
        else:
            stop_import()
            done_panel(view, screen="imports")
    except GraphsError as error:
        show_error(error, view.language)


def _import(view: View, snapshot: Snapshot, source: ImportSource) -> None:
    compared = _compared(view, snapshot, source)
    if compared is None:
        return
    outcome = compared.outcome
    summary_box(view, outcome)
    st.markdown("**" + view.say(Text(zh="二、导入问题", en="2 · Issues")) + "**")
    issue_table(view, outcome)
    repair_form(view, outcome, source.digest)
    set_aside_panel(view, outcome)
    report_downloads(view, outcome)
    title = Text(
        zh="三、与台账的差异（第 {n} 版，{day}）",
        en="3 · Difference to the ledger (revision {n}, {day})",
    ).format(n=outcome.base, day=snapshot.as_of.isoformat())
    st.markdown("**" + view.say(title) + "**")
    difference_table(view, outcome)
    if outcome.errors or outcome.changes:  # else the box at the top says that nothing is left to do
        st.markdown("**" + view.say(Text(zh="四、写入", en="4 · Write")) + "**")
    # Here and not at the top: whoever has just written is looking at this place.
    done_panel(view, screen="imports")
    _apply(view, source, compared)


def _compared(view: View, snapshot: Snapshot, source: ImportSource) -> Compared | None:
    """Read the files and compare them; ``None`` while a child does it.

    What was read last is kept while nothing else is asked.
    """
    key = source.digest
    if source.effective is not None and source.effective != snapshot.as_of:
        # What a file does not say goes on as it is on the day from which the changes hold.
        snapshot = view.ledger.ledger.snapshot(as_of=source.effective, revision=snapshot.revision)
    reading = Text(zh="正在读取文件……", en="Reading the files …")
    timed = view.language == "en"  # Streamlit counts seconds in English only
    with st.spinner(view.say(reading), show_time=timed):
        found = remembered("survey", key, lambda: survey(source.files, mapping=source.mapping))
    mapping = (
        columns_of(view, found, source.mapping, system=source.system, key=f"imports:{key}")
        if found
        else None
    )
    mapping_text = dump_mapping(mapping) if mapping else ""
    repairs = repairs_of(view, source.digest)
    done = (tuple(repairs.cells.items()), tuple(repairs.rows))
    how = (source.effective, source.system, source.sheet_places, source.division)
    said = (key, mapping_text, *how, done)
    compared = compared_files(view, source.request(mapping, repairs), snapshot, said)
    if compared is not None:
        _moved(view, (view.ledger.entry.key, key, mapping_text), compared.outcome.base)
    return compared


def _moved(view: View, key: tuple[str, ...], base: int) -> None:
    """Say that another screen wrote while this one was being looked at."""
    kept = st.session_state.get("imports:seen")
    st.session_state["imports:seen"] = (key, base)
    if not kept or kept[0] != key or kept[1] >= base:
        return
    newest = view.ledger.ledger.revisions(limit=1)[0]
    if newest.number == written_here("imports"):
        return
    words = Text(
        zh="您查看期间台账已写到第 {n} 版（{post}：{note}），下面已按新版重新比较。",
        en="While you looked, the ledger moved on to revision {n} ({post}: {note}); what follows "
        "is compared again.",
    ).format(n=newest.number, post=newest.actor, note=newest.note)
    st.warning(plain(view.say(words)), icon=":material/sync:")


def _apply(view: View, source: ImportSource, compared: Compared) -> None:
    outcome = compared.outcome
    if outcome.errors:
        words = Text(
            zh="有 {n} 处错误，不能写入：请在上面“在这里改正”里改或搁置，或调整列的对应，或改好文件重新上传。",
            en="Errors in the way: {n}. Put them right above or set their rows aside, change what "
            "the columns are, or correct the file and upload it again.",
        ).format(n=len(outcome.errors))
        st.error(view.say(words), icon=":material/block:")
        return
    if not outcome.changes:
        return
    listed = [Text.same(file.name) for file in source.files]
    names = view.say(Text.join(listed, zh="、", en=", "))
    if st.session_state.get("imports:noted") != source.digest:
        st.session_state["imports:noted"] = source.digest
        note = Text(zh="导入 {names}", en="import of {names}").format(names=names[:80])
        st.session_state["imports:note"] = view.say(note)
    signature = signature_inputs(view, key="imports")
    if signature is None:
        return
    summary = Text(zh="导入 {names}：", en="imported {names}: ").format(names=names)
    summary += outcome.summary()
    done = written(view, signature, compared, summary)
    if done is not None:
        report_done(view, done, summary, screen="imports", post=signature.post)
        st.rerun()


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
