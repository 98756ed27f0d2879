"""Import inputs: files, mapping, what missing rows mean; and templates to download."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.imports.import_divisions import division_choice, sheet_places_choice
from graphs.intake import (
    ImportRequest,
    InputFile,
    Limits,
    Mapping,
    Repairs,
    dump_mapping,
    load_mapping,
    shipped_mapping,
    shipped_mappings,
    template,
)
from graphs.interchange import FIRST_DAY, LAST_DAY, import_tables
from graphs.model import Snapshot, number_text
from graphs.text import LANGUAGES, Text

__all__ = ["ImportSource", "import_source"]

_AUTOMATIC, _OWN = "", "own"
_MIB = 1024 * 1024
_OPTIONS = Text(
    zh="选项：映射、更正或变更、编号、区划",
    en="Options: mapping, correction or change, ids, divisions",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """What is to be imported, and how."""

    files: tuple[InputFile, ...]
    mapping: Mapping | None
    effective: dt.date | None
    system: str
    sheet_places: bool = False
    division: str | None = None

    def request(self, mapping: Mapping | None, repairs: Repairs) -> ImportRequest:
        """Return the import as it is asked for, with the columns and repairs of the screen."""
        return ImportRequest(
            files=self.files,
            mapping=mapping,
            system=self.system,
            effective=self.effective,
            sheet_places=self.sheet_places,
            division=self.division,
            repairs=repairs,
        )

    @property
    def digest(self) -> str:
        """Digest that distinguishes these files and this mapping."""
        found = hashlib.sha256(dump_mapping(self.mapping).encode() if self.mapping else b"")
        for file in self.files:
            found.update(file.name.encode() + b"\0" + hashlib.sha256(file.content).digest())
        return found.hexdigest()[:16]


def import_source(view: View, snapshot: Snapshot) -> ImportSource | None:
    """Draw the inputs; return what they hold, or ``None`` where no file is chosen.

    Raises
    ------
    InputError
        The mapping handed over is none.
    """
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        uploaded = _uploaded(view)
    with right:
        _templates(view)
        division = division_choice(view, snapshot)
        with st.expander(view.say(_OPTIONS), icon=":material/tune:"):
            mapping = _mapping(view)
            effective = _effective(view, snapshot)
            system = _system(view)
            places = sheet_places_choice(view)
    if not uploaded:
        return None
    return ImportSource(
        files=_inputs(uploaded),
        mapping=mapping,
        effective=effective,
        system=system,
        sheet_places=places,
        division=division,
    )


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
    upload = st.file_uploader(
        view.say(Text(zh="映射文件（JSON）", en="Mapping file (JSON)")),
        type=["json"],
        key="imports:own",
    )
    return load_mapping(upload.getvalue().decode("utf-8-sig", "replace")) if upload else None


def _uploaded(view: View) -> list[Any]:
    """Draw where files are chosen; return them."""
    limits = Limits()
    uploaded = st.file_uploader(
        view.say(Text(zh="一、选择文件（可多选）", en="1 · Files (one or several)")),
        # Any file may be chosen: the reader says what it is and what to do with it, Streamlit only no.
        type=None,
        accept_multiple_files=True,
        max_upload_size=limits.bytes // _MIB,
        key="imports:files",
    )
    words = Text(
        zh="XLSX、XLS、ET、ODS、CSV，或本产品下载的 GraphML、GEXF、JSON、Parquet；每个文件不超过 {mib} 兆字节、{rows} 行，读取超过 {s} 秒即中止。文件有任何错误时台账不变。",
        en="XLSX, XLS, ET, ODS, CSV, or a GraphML, GEXF, JSON or Parquet file of this product, up to {mib} MB and {rows} rows each; reading stops after {s} seconds. "
        "The ledger stays as it is while a file has errors.",
    ).format(mib=limits.bytes // _MIB, rows=f"{limits.rows:,}", s=number_text(limits.seconds))
    st.caption(view.say(words))
    return list(uploaded)


def _inputs(uploaded: Iterable[Any]) -> tuple[InputFile, ...]:
    """Return the files; a network of our own downloads as the tables it holds."""
    return tuple(
        InputFile(name=name, content=content)
        for each in uploaded
        for name, content in import_tables(each.name, each.getvalue()).items()
    )


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


def _system(view: View) -> str:
    return st.text_input(
        view.say(Text(zh="编号是谁家的（可空）", en="Whose ids these are (may be blank)")),
        key="imports:system",
        placeholder=view.say(Text(zh="如：白石镇", en="e.g. a township")),
        help=view.say(
            Text(
                zh="填了，文件里的编号就以此记住，下次可凭编号改名；不填，编号只在本次文件之间有用。",
                en="With it the ids of the files are kept under this name, so that a later file may "
                "rename what they stand for; without it they only tie the rows of this import.",
            )
        ),
    ).strip()


def _templates(view: View) -> None:
    names = {
        "zh": Text(zh="中文模板（XLSX）", en="Template in Chinese (XLSX)"),
        "en": Text(zh="英文模板（XLSX）", en="Template in English (XLSX)"),
    }
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
                view.say(names[language]),
                data=partial(template, language=language),
                file_name=f"template-{language}.xlsx",
                on_click="ignore",
                key=f"imports:template:{language}",
            )
