"""Column mapping controls: which field each column of a file is read as, to be corrected."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from graphs.intake import (
    FoundTable,
    Mapping,
    Reading,
    dump_mapping,
    mapping_of,
    readings,
    reassigned,
)
from graphs.intake.mapping.mapping import TableRule
from graphs.text import Text

__all__ = ["columns_of"]

_SKIP = Text(zh="— 不导入 —", en="— not imported —")
_LEFT_OUT = Reading(
    key="",
    label=_SKIP,
    rule=TableRule(ignore=Text(zh="选定不导入", en="chosen not to be imported")),
)
_SHARES = [0.26, 0.34, 0.4]


def columns_of(
    view: View, found: tuple[FoundTable, ...], mapping: Mapping | None, *, system: str, key: str
) -> Mapping | None:
    """Draw each table's columns; return the mapping they make, or the given one if untouched."""
    choices = readings(mapping)
    known = all(table.reading for table in found)
    title = Text(zh="列的对应（{n} 张表）", en="Columns (tables: {n})").format(n=len(found))
    chosen: list[tuple[FoundTable, Reading]] = []
    touched = False
    with st.expander(view.say(title), expanded=not known, icon=":material/table_chart:"):
        for place, table in enumerate(found):
            reading, changed = _table(view, table, choices, key=f"{key}:{place}")
            chosen.append((table, reading))
            touched = touched or changed
        made = _mapping(chosen, mapping, system)
        _keep(view, made, key=key)
    return made if touched else mapping


def _table(
    view: View, table: FoundTable, choices: dict[str, Reading], *, key: str
) -> tuple[Reading, bool]:
    """Draw one table; return how it is read, and whether that was put right by hand."""
    st.markdown("**" + plain(table.title) + "**")
    if table.issue:
        st.caption(plain(table.issue.sentence().say(view.language)))
    options = ["", *choices]
    chosen = st.selectbox(
        view.say(Text(zh="这张表读作", en="Read this table as")),
        options,
        index=options.index(table.reading),
        format_func=lambda one: view.say(choices[one].label if one else _SKIP),
        key=f"{key}:way",
    )
    if not chosen:
        return _LEFT_OUT, bool(table.reading)
    reading = choices[chosen]
    columns = _columns(view, table, reading, key=f"{key}:{chosen}")
    if not columns:
        return reading, chosen != table.reading
    return replace(reading, rule=reassigned(reading.rule, columns)), True


def _columns(
    view: View, table: FoundTable, reading: Reading, *, key: str
) -> dict[str, tuple[str, ...] | None]:
    """Draw the columns of a table; return those that somebody changed."""
    targets = reading.targets()
    if not targets:
        return {}
    groups = [None, *targets]
    bound = reading.bound(table.headers)
    changed: dict[str, tuple[str, ...] | None] = {}
    heads = Text(zh="表头|其中的值|读作", en="Header|Values in it|Read as")
    for place, words in zip(st.columns(_SHARES), view.say(heads).split("|"), strict=True):
        place.caption(words)
    for at, header in enumerate(table.headers):
        if not header:
            continue
        left, middle, right = st.columns(_SHARES, vertical_alignment="center")
        left.markdown(plain(header, 60))
        middle.caption(plain("、".join(table.samples[at]) or "—", 80))
        now = groups.index(bound.get(header))
        chosen = right.selectbox(
            header,
            range(len(groups)),
            index=now,
            format_func=lambda one: view.say(
                targets[group] if (group := groups[one]) is not None else _SKIP
            ),
            key=f"{key}:{at}",
            label_visibility="collapsed",
        )
        if chosen != now:
            changed[header] = groups[chosen]
    return changed


def _mapping(
    chosen: list[tuple[FoundTable, Reading]], mapping: Mapping | None, system: str
) -> Mapping:
    stem = chosen[0][0].file.rpartition(".")[0] if chosen else ""
    title = mapping.title if mapping else Text.same(stem or "—")
    made = mapping_of(title, chosen, system=mapping.system if mapping else system)
    return replace(made, synthetic=bool(mapping and mapping.synthetic))


def _keep(view: View, mapping: Mapping, *, key: str) -> None:
    words = Text(zh="保存这份对应（映射 JSON）", en="Keep this as a mapping (JSON)")
    st.download_button(
        view.say(words),
        data=dump_mapping(mapping).encode(),
        file_name="mapping.json",
        mime="application/json",
        icon=":material/save:",
        on_click="ignore",
        key=f"{key}:keep",
        help=view.say(
            Text(
                zh="下次在“映射”里上传即可重用；命令行用 --mapping 指定。",
                en="Upload it as your own mapping next time, or name it with --mapping.",
            )
        ),
    )
