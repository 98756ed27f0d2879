"""The import: files → columns → what is wrong → what would change → one revision, with its undo."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import partial

import streamlit as st

from app_pages.parts.import_columns import columns_of
from app_pages.parts.import_report import difference_table, trouble_table
from app_pages.parts.stewarding import (
    done_panel,
    remembered,
    report_done,
    show_refusal,
    whole,
    written_here,
)
from app_pages.parts.view import View, current
from app_pages.parts.words import plain
from app_pages.parts.writing import acting, said, write
from graphs.errors import GraphsError
from graphs.intake import (
    Import,
    InputFile,
    Limits,
    Mapping,
    dump_mapping,
    load_mapping,
    prepare,
    shipped_mapping,
    shipped_mappings,
    survey,
    template,
)
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import Snapshot
from graphs.text import LANGUAGES, Text

_AUTOMATIC, _OWN = "", "own"
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is to be imported, and how."""

    files: tuple[InputFile, ...]
    mapping: Mapping | None
    effective: dt.date | None

    @property
    def digest(self) -> str:
        found = hashlib.sha256(dump_mapping(self.mapping).encode() if self.mapping else b"")
        for file in self.files:
            found.update(file.name.encode() + b"\0" + hashlib.sha256(file.content).digest())
        return found.hexdigest()[:16]


def main() -> None:
    """Draw the steps that can be drawn with what is given."""
    view = current()
    said()
    st.markdown("##### " + view.say(Text(zh="导入表格", en="Import workbooks")))
    done_panel(view, screen="imports")
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
        given = _given(view, snapshot)
        if given:
            _import(view, snapshot, given)
    except GraphsError as error:
        show_refusal(view, error)


def _given(view: View, snapshot: Snapshot) -> _Given | None:
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        uploaded = st.file_uploader(
            view.say(Text(zh="一、选择文件（可多选）", en="1 · Files (one or several)")),
            type=["xlsx", "xlsm", "xls", "csv", "txt"],
            accept_multiple_files=True,
            key="imports:files",
        )
        limits = Limits()
        words = Text(
            zh="XLSX 或 CSV；每个文件不超过 {mib} MB、{rows} 行，读取超过 {s} 秒即中止。文件有任何错误时台账不变。",
            en="XLSX or CSV, up to {mib} MB and {rows} rows each; reading stops after {s} seconds. "
            "The ledger stays as it is while a file has errors.",
        ).format(mib=limits.bytes // _MIB, rows=f"{limits.rows:,}", s=f"{limits.seconds:g}")
        st.caption(view.say(words))
    with right:
        mapping = _mapping(view)
        effective = _effective(view, snapshot)
        _templates(view)
    if not uploaded:
        return None
    files = tuple(InputFile(name=each.name, content=each.getvalue()) for each in uploaded)
    return _Given(files=files, mapping=mapping, effective=effective)


def _mapping(view: View) -> Mapping | None:
    labels = {
        _AUTOMATIC: Text(zh="自动认表头", en="Recognise the headers"),
        **{name: shipped_mapping(name).title for name in shipped_mappings()},
        _OWN: Text(zh="自己保存的映射……", en="A mapping of my own …"),
    }
    chosen = st.selectbox(
        view.say(Text(zh="映射：哪一列是什么", en="Mapping: which column is what")),
        list(labels),
        format_func=lambda key: view.say(labels[key]),
        key="imports:mapping",
    )
    if chosen == _AUTOMATIC:
        return None
    if chosen != _OWN:
        return shipped_mapping(chosen)
    given = st.file_uploader(
        view.say(Text(zh="映射文件（JSON）", en="Mapping file (JSON)")),
        type=["json"],
        key="imports:own",
    )
    return load_mapping(given.getvalue().decode("utf-8-sig", "replace")) if given else None


def _effective(view: View, snapshot: Snapshot) -> dt.date | None:
    left, right = st.columns([0.6, 0.4], vertical_alignment="bottom")
    words = {
        "correct": Text(zh="更正（原来登记得不准）", en="Correction (it was wrong)"),
        "change": Text(zh="变更（自某日起是这样）", en="Change (from a day on)"),
    }
    chosen = left.selectbox(
        view.say(Text(zh="与台账不同的值算作", en="A value that differs is a")),
        list(words),
        format_func=lambda key: view.say(words[key]),
        key="imports:verb",
    )
    day: dt.date | None = right.date_input(
        view.say(Text(zh="自哪一天起", en="From which day")),
        value=snapshot.as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        disabled=chosen == "correct",
        key="imports:day",
    )
    return day if chosen == "change" else None


def _templates(view: View) -> None:
    names = {"zh": "中文模板（XLSX）", "en": "English template (XLSX)"}
    words = Text(zh="空白模板", en="Blank templates")
    with st.popover(view.say(words), icon=":material/description:"):
        st.caption(
            view.say(
                Text(
                    zh="每种记录一张表，带下拉可选值和填写说明；填好后直接上传，不必选映射。",
                    en="One sheet a record type, with drop-downs and a dictionary; filled in, it "
                    "needs no mapping.",
                )
            )
        )
        for language in LANGUAGES:
            st.download_button(
                view.say(Text(zh=names[language], en=names[language])),
                data=partial(template, language=language),
                file_name=f"template-{language}.xlsx",
                on_click="ignore",
                key=f"imports:template:{language}",
            )


def _import(view: View, snapshot: Snapshot, given: _Given) -> None:
    key = given.digest
    reading = Text(zh="正在读取文件……", en="Reading the files …")
    with st.spinner(view.say(reading), show_time=True):
        found = remembered("survey", key, lambda: survey(given.files, mapping=given.mapping))
    mapping = columns_of(view, found, given.mapping, key=f"imports:{key}") if found else None
    told = dump_mapping(mapping) if mapping else ""
    comparing = Text(zh="正在检查并与台账比较……", en="Checking and comparing with the ledger …")
    with st.spinner(view.say(comparing), show_time=True):
        outcome = remembered(
            "import",
            (key, told, given.effective, snapshot.key),
            lambda: prepare(given.files, snapshot, mapping=mapping, effective=given.effective),
        )
    _moved(view, (view.ledger.entry.key, key, told), outcome.base)
    st.markdown("**" + view.say(Text(zh="二、发现的问题", en="2 · Findings")) + "**")
    trouble_table(view, outcome)
    title = Text(
        zh="三、与台账的差异（第 {n} 版，{day}）",
        en="3 · Difference to the ledger (revision {n}, {day})",
    ).format(n=outcome.base, day=snapshot.as_of.isoformat())
    st.markdown("**" + view.say(title) + "**")
    difference_table(view, outcome)
    st.markdown("**" + view.say(Text(zh="四、写入", en="4 · Write")) + "**")
    _apply(view, given, outcome)


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
        "is compared anew.",
    ).format(n=newest.number, post=newest.actor, note=newest.note)
    st.warning(plain(view.say(words)), icon=":material/sync:")


def _apply(view: View, given: _Given, outcome: Import) -> None:
    if outcome.errors:
        words = Text(
            zh="有 {n} 处错误，不能写入：请在文件里改正后重新上传，或在上面调整列的对应。",
            en="{n} errors are in the way: mend the file and upload it again, or put the columns "
            "right above.",
        ).format(n=len(outcome.errors))
        st.error(view.say(words), icon=":material/block:")
        return
    if not outcome.steps:
        words = Text(
            zh="没有要写入的变化：台账里已经是这样。",
            en="Nothing to change: the ledger says all this already.",
        )
        st.info(view.say(words), icon=":material/done_all:")
        return
    names = "、".join(file.name for file in given.files)
    if st.session_state.get("imports:noted") != given.digest:
        st.session_state["imports:noted"] = given.digest
        note = Text(zh="导入 {names}", en="import of {names}").format(names=names[:80])
        st.session_state["imports:note"] = view.say(note)
    hand = acting(view, key="imports")
    if hand is None:
        return
    label = Text(zh="作为一个修订写入台账", en="Write to the ledger as one revision")
    # The revision looked at is part of the key: a click on what has moved on since is void.
    key = f"imports:apply:{outcome.base}"
    if st.button(view.say(label), type="primary", disabled=not hand.ready, key=key):
        done = write(view, hand, outcome.steps, kind="import", relies_on=outcome.relies_on)
        if done:
            summary = Text(zh="导入 {names}：", en="imported {names}: ").format(names=names)
            report_done(view, done, summary + outcome.summary(), screen="imports", post=hand.post)
            st.rerun()


main()
