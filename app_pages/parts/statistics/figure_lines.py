"""Figures as a table; the chosen one with its definition, its lists and its line of Python."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages.parts.cache.column_widths import WINDOW
from app_pages.parts.frame.address_choice import put_choice
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import beside_chosen, chosen_row, rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.network.organisation_directory import organisation_rows
from graphs.model import Snapshot
from graphs.network import find_record, parties, record_name
from graphs.statistics.report_lines import ReportLine
from graphs.text import Text

__all__ = ["figure_lines", "without_blank"]

_HEADS = Text(zh="指标|数|单位|怎样得来", en="Measure|Figure|Unit|How it is made up")


def figure_lines(
    view: View, snapshot: Snapshot, lines: Sequence[ReportLine], *, key: str, at_first: int | None
) -> None:
    """Draw the figures, with what is behind a chosen one beside them.

    The address keeps which is chosen, under ``key``; ``at_first`` is the place of the one it names.
    """
    rows = [tuple(map(view.say, (e.label, e.words, e.unit, e.note))) for e in lines]
    name = f"{key}:{view.language}"
    keys = [each.key for each in lines]
    left, right = beside_chosen(name, 0.58, at_first=at_first)
    with left:
        heads, shown = without_blank(view.say(_HEADS).split("|"), rows)
        place = chosen_row(
            heads,
            shown,
            key=name,
            height=table_height(len(rows), most=18),
            room=WINDOW,
            lines=1,  # a remark is whole beside
            at_first=at_first,
        )
        put_choice(key, "" if place is None else keys[place])
        if place is None:
            hint = Text(
                zh="勾选一行：旁边给出它的定义、名单，和取得它的一行代码。",
                en="Tick a row: its definition, its lists and the line of Python that gives it.",
            )
            st.caption(view.say(hint))
    if place is not None:
        with right, st.container(border=True):
            _behind(view, snapshot, lines[place], key=key)


def without_blank(
    heads: Sequence[str], rows: Sequence[Sequence[object]]
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return heads and rows without the columns that are blank.

    Examples
    --------
    >>> without_blank(["a", "b"], [(1, ""), (2, "")])
    (['a'], [(1,), (2,)])
    """
    kept = [place for place in range(len(heads)) if any(row[place] != "" for row in rows)]
    return [heads[place] for place in kept], [tuple(row[at] for at in kept) for row in rows]


def _behind(view: View, snapshot: Snapshot, line: ReportLine, *, key: str) -> None:
    words = line.label + Text.same("  ") + line.words
    st.markdown("**" + plain(view.say(words)) + "**")
    if note := view.say(line.note):
        st.markdown(plain(note, 400))
    st.caption(plain(view.say(line.definition), 600))
    st.code(line.python, language="python", wrap_lines=True)
    ids = line.denominator or line.ids
    names = [view.say(_name(snapshot, ident)) for ident in ids]
    rows: list[tuple[str, ...]]
    if line.denominator:
        heads = Text(zh="名称|计入分子", en="Name|In the numerator")
        part = set(line.ids)
        yes, no = view.say(Text(zh="是", en="yes")), view.say(Text(zh="否", en="no"))
        rows = [
            (name, yes if ident in part else no) for name, ident in zip(names, ids, strict=True)
        ]
    else:
        heads = Text(zh="名称", en="Name")
        rows = [(name,) for name in names]
    named = view.say(heads).split("|")
    if ids and ids[0] in parties(snapshot):
        organisation_rows(view, named, rows, ids, key=f"{key}:{line.key}:ids", height=300)
    elif ids:
        rows_table(named, rows, key=f"{key}:{line.key}:ids", height=300)


def _name(snapshot: Snapshot, ident: str) -> Text:
    """Return what a record behind a figure is called: an organisation, a unit or an agreement."""
    party = parties(snapshot).get(ident)
    return party.name if party else record_name(snapshot, find_record(snapshot, ident))
