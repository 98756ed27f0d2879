"""The record form: the interval shown, the edits, and conflicts with others' writes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.records.change_rows import validity
from app_pages.parts.records.open_form import close_form, open_form
from app_pages.parts.records.steward_page import say_gone
from graphs.ledger import Version
from graphs.model import (
    Cell,
    Column,
    EditConflict,
    Merge,
    Record,
    RecordType,
    Snapshot,
    edited_cells,
    merge_edit,
)
from graphs.network import value_words
from graphs.text import Text

__all__ = ["NEW", "RecordForm", "open_record_form", "resolve_conflicts", "show_intervals"]

NEW = "new:record"
"""Stands for the record that is still to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """A record in a form: as its user saw it, and every interval known when seen and now."""

    name: str
    declared: RecordType
    ident: str
    day: dt.date
    seen: View
    view: View
    versions: tuple[Version, ...]

    def version_at(self, day: dt.date | None, *, seen: bool = False) -> Version | None:
        """Return the interval that holds a day, as it is now or as it was seen."""
        if day is None:
            return None
        return next((each for each in self.known(seen=seen) if each.holds_on(day)), None)

    def known(self, *, seen: bool = False) -> tuple[Version, ...]:
        """Return the intervals known now, or when the form was opened, by day."""
        revision = (self.seen if seen else self.view).ledger.revision
        found = [each for each in self.versions if each.known_at(revision)]
        return tuple(sorted(found, key=lambda each: each.valid_from or dt.date.min))

    @property
    def was(self) -> Record:
        """The record as it was seen; a blank one where it is still to be written."""
        version = self.version_at(self.day, seen=True)
        return version.record if version else _blank(self.declared)

    def edited(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """Return what its user changed."""
        return edited_cells(self.was, cells)

    def close(self) -> None:
        """Forget what was typed and open the form anew at the head."""
        close_form(self.name)


def open_record_form(
    view: View, snapshot: Snapshot, declared: RecordType, ident: str, *, name: str = ""
) -> RecordForm:
    """Return the form of a record on the day shown, opened once and kept until it is written."""
    day = snapshot.as_of
    name = name or f"record:{declared.key}:{ident}:{day.isoformat()}"
    versions = () if ident == NEW else view.ledger.ledger.history(ident)
    return RecordForm(
        name=name,
        declared=declared,
        ident=ident,
        day=day,
        seen=open_form(view, name),
        view=view,
        versions=versions,
    )


def _blank(declared: RecordType) -> Record:
    columns = {each.name for each in declared.columns}
    values: dict[str, Any] = {
        each.name: None if each.default is dataclasses.MISSING else each.default
        for each in dataclasses.fields(declared.cls)
        if each.name in columns
    }
    return declared.cls(id=NEW, **values)


def show_intervals(form: RecordForm) -> None:
    """List every interval of the record with its days, and say which one is looked at."""
    view, known = form.view, form.known()
    here = form.version_at(form.day)
    if here is None:
        return
    words = Text(
        zh="看的是 {day} 所在的一段：{days}。", en="You look at the interval of {day}: {days}."
    ).format(day=form.day, days=validity(here, view.language))
    if len(known) == 1:
        st.caption(plain(view.say(words)))
        return
    more = Text(
        zh="本记录共 {n} 段，更正和撤销登记只动这一段；要动别的，请在左侧改日期。",
        en=" The record has {n} intervals; correcting and taking back touch this one only. For "
        "another, change the date at the left.",
    ).format(n=len(known))
    st.caption(plain(view.say(words + more)))
    heads = Text(zh="看的|有效期|记入版本|内容", en="Shown|In force|Since revision|What it says")
    rows = [
        (
            "▶" if each is here else "",
            validity(each, view.language),
            each.opened,
            _said(form, each.record),
        )
        for each in known
    ]
    rows_table(view.say(heads).split("|"), rows, key="records:intervals", height=140)


def _said(form: RecordForm, item: Record) -> str:
    snapshot, view = form.view.snapshot(), form.view
    return "；".join(
        f"{view.say(each.label)} {view.say(value_words(snapshot, each, value))}"
        for each in form.declared.columns
        if each.name != "path" and (value := getattr(item, each.name)) is not None
    )


def resolve_conflicts(
    form: RecordForm, edited: Mapping[str, Cell], target: dt.date | None
) -> tuple[Merge | None, int]:
    """Draw what others changed meanwhile; return what to write and how many choices are left.

    Nothing is to be written where the record is gone by now. A choice holds for the values it was
    made of: when they change once more, it is asked again.
    """
    version = form.version_at(target) or form.version_at(form.day)
    if form.ident == NEW:
        return merge_edit(form.was, form.was, edited), 0
    if version is None:
        say_gone(form.view)
        return None, 0
    first = merge_edit(form.was, version.record, edited)
    mine: dict[str, bool] = {}
    for conflict in first.conflicts:
        answer = _ask(form, conflict, version)
        if answer is not None:
            mine[conflict.name] = answer
    merged = merge_edit(form.was, version.record, edited, mine=mine)
    kept = [name for name in first.theirs if name not in edited]
    if kept:
        _say_kept(form, version, kept)
    moved = 0 if not edited or _agrees_to_days(form, version) else 1
    return merged, len(merged.conflicts) + moved


def _agrees_to_days(form: RecordForm, version: Version) -> bool:
    """Ask where the interval that is written now holds on other days than the one that was seen."""
    seen, view = form.version_at(form.day, seen=True), form.view
    days = (version.valid_from, version.valid_to)
    if seen is None or days == (seen.valid_from, seen.valid_to) or not version.holds_on(form.day):
        return True
    words = Text(
        zh="您看时这一段是 {was}，他人改动后是 {now}：按现在的这一段写入",
        en="The interval was {was} when you looked and is {now} by now: write to it as it is now",
    ).format(was=validity(seen, view.language), now=validity(version, view.language))
    return st.checkbox(plain(view.say(words)), key=f"records:days:{form.name}:{version.opened}")


def _ask(form: RecordForm, conflict: EditConflict, version: Version) -> bool | None:
    """Draw was, theirs and yours of a column; return whether yours is written, if chosen."""
    view, column = form.view, form.declared.column(conflict.name)
    said = [_cell(form, column, each) for each in (conflict.was, conflict.theirs, conflict.yours)]
    with st.container(border=True):
        words = Text(
            zh="“{name}”您看时是 {was}；他人已写成 {theirs}（第 {n} 版）；您填的是 {yours}。请选一个：",
            en="“{name}” was {was} when you looked; somebody wrote {theirs} (revision {n}); you "
            "typed {yours}. Choose one:",
        ).format(name=column.label, was=said[0], theirs=said[1], yours=said[2], n=version.opened)
        st.markdown(":material/call_split: " + plain(view.say(words)))
        labels = {
            "theirs": Text(zh="保留对方的：{v}", en="Keep theirs: {v}").format(v=said[1]),
            "mine": Text(zh="写入我的：{v}", en="Write mine: {v}").format(v=said[2]),
        }
        chosen = st.radio(
            view.say(column.label),
            list(labels),
            index=None,
            horizontal=True,
            format_func=lambda key: plain(view.say(labels[key]), 80),
            key=f"records:choice:{form.name}:{conflict.name}:{version.opened}:{said[2].zh}",
            label_visibility="collapsed",
        )
    return None if chosen is None else chosen == "mine"


def _cell(form: RecordForm, column: Column, cell: Cell) -> Text:
    if cell.value is not None:
        return value_words(form.view.snapshot(), column, cell.value)
    return cell.absent.label if cell.absent else Text(zh="（空）", en="(blank)")


def _say_kept(form: RecordForm, version: Version, names: list[str]) -> None:
    view = form.view
    parts = []
    for name in names[:8]:
        column = form.declared.column(name)
        values = [
            Cell(getattr(item, name), item.absence(name)) for item in (form.was, version.record)
        ]
        was, now = (_cell(form, column, each) for each in values)
        parts.append(column.label + Text.same(" ") + was + Text.same(" → ") + now)
    words = Text(
        zh="您打开之后，他人已改动以下栏目；您没有改它们，写入时保留对方的：",
        en="Since you opened this, somebody changed what follows; you did not edit it, so theirs "
        "is kept: ",
    ) + Text.join(parts, zh="；", en="; ")
    st.info(plain(view.say(words)), icon=":material/group:")
