"""Correct an import's issues on screen: take a suggestion, retype a cell, set a row aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.intake import NO_REPAIRS, Import, Issue, Repairs, SetAside
from graphs.interchange import FORMATS, ListColumn, Sheet
from graphs.text import Text

__all__ = ["aside_sheets", "repair_table", "repairs_of", "set_aside_panel"]

_KEPT = "imports:repairs"
_EDITOR = "imports:editor"
_ALL = ""
_MOST = 300
_COLUMNS = {  # in this order, so that what is typed stands beside what it replaces
    "row": (Text(zh="行", en="Row"), 45),
    "column": (Text(zh="列", en="Col."), 45),
    "value": (Text(zh="现在的值", en="As it is"), 135),
    "suggestion": (Text(zh="可能是", en="Perhaps"), 105),
    "taken": (Text(zh="采用", en="Take it"), 75),
    "new": (Text(zh="改为", en="Change to"), 135),
    "aside": (Text(zh="搁置此行", en="Set row aside"), 105),
    "reason": (Text(zh="问题", en="What is wrong"), 190),
    "sheet": (Text(zh="表", en="Sheet"), 150),
}
_TICKED = frozenset(("taken", "aside"))
_EDITED = _TICKED | {"new"}
_EVERY = Text(zh="全部", en="All of them")
_WHY = Text(zh="搁置原因", en="Set aside because")


def repairs_of(digest: str) -> Repairs:
    """Return what was put right in these files so far; other files begin anew."""
    kept = st.session_state.get(_KEPT)
    found: Repairs = kept[1] if kept and kept[0] == digest else NO_REPAIRS
    return found


def repair_table(view: View, outcome: Import, digest: str) -> None:
    """Draw what can be put right here, by kind, and take what is typed."""
    done = repairs_of(digest)
    listed = [each for each in outcome.issues if each.row and each.severity != "hint"]
    if not listed and not done:
        return
    title = Text(zh="在这里改正（{n} 处可改）", en="Put right here ({n})").format(n=len(listed))
    errors = any(each.severity == "error" for each in listed)
    with st.expander(view.say(title), expanded=errors, icon=":material/edit:"):
        if listed:
            _editor(view, listed, digest, done)
        if done:
            _undone(view, done)


def _editor(view: View, listed: Sequence[Issue], digest: str, done: Repairs) -> None:
    kinds, chosen = _kind(view, listed)
    shown = [each for each in listed if chosen in (_ALL, each.reason.zh)][:_MOST]
    # Another list needs another editor, or what was typed would move to other rows.
    key = f"{_EDITOR}:{len(done.cells)}:{len(done.rows)}:{kinds.index(chosen) if chosen else 'all'}"
    st.data_editor(
        {name: [_cell(view, each, name) for each in shown] for name in _COLUMNS},
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(shown), 320),
        disabled=[name for name in _COLUMNS if name not in _EDITED],
        column_config={
            name: st.column_config.Column(label.say(view.language), width=width)
            for name, (label, width) in _COLUMNS.items()
        },
        key=key,
    )
    typed = st.session_state.get(key, {}).get("edited_rows", {})
    if any(row.get("taken") and shown[at].suggestion for at, row in typed.items()):
        _take(shown, typed, digest, done)  # one click takes a suggestion
    left, right = st.columns(2)
    take = Text(zh="采用改正，重新比较", en="Take what is typed and compare again")
    if left.button(view.say(take), key="imports:take", width="stretch"):
        _take(shown, typed, digest, done)
    suggested = [each for each in shown if each.suggestion]
    words = Text(zh="采用全部建议（{n}）", en="Take every suggestion ({n})").format(
        n=len(suggested)
    )
    if right.button(
        view.say(words), disabled=not suggested, key="imports:suggested", width="stretch"
    ):
        edits = {shown.index(each): {"new": each.suggestion} for each in suggested}
        _take(shown, edits, digest, done)
    if len(listed) > _MOST:
        many = Text(
            zh="只列出前 {m} 处；改正后继续。", en="The first {m} are listed; go on after them."
        )
        st.caption(view.say(many.format(m=_MOST)))


def _kind(view: View, listed: Sequence[Issue]) -> tuple[list[str], str]:
    """Let one kind of problem be chosen; return the kinds and the chosen one.

    The labels hold no counts, which change with each repair: the browser names its choice by its
    label, and a label that is gone would be no choice at all. The table above has the counts.
    """
    labels = {each.reason.zh: each.reason for each in listed}
    kinds = sorted(labels)
    key = "imports:kind"
    if st.session_state.get(key, _ALL) not in (_ALL, *kinds):
        del st.session_state[key]  # the last one of its kind was put right
    chosen = st.selectbox(
        view.say(Text(zh="哪一类导入问题", en="Which kind of issue")),
        [_ALL, *kinds],
        format_func=lambda kind: view.say(labels.get(kind, _EVERY)),
        key=key,
    )
    return kinds, chosen if chosen in kinds else _ALL


def _cell(view: View, each: Issue, name: str) -> object:
    if name in _TICKED:
        return False
    if name == "new":
        return ""
    value = getattr(each, name)
    return view.say(value) if isinstance(value, Text) else value


def _take(
    shown: Sequence[Issue],
    edited: Mapping[int, Mapping[str, object]],
    digest: str,
    done: Repairs,
) -> None:
    cells, rows = dict(done.cells), dict(done.rows)
    for place, values in edited.items():
        each = shown[place]
        new = each.suggestion if values.get("taken") else values.get("new")
        if isinstance(new, str) and new.strip() and each.column:
            cells[each.sheet, each.row, each.column] = new.strip()
        if values.get("aside"):
            rows[each.sheet, each.row] = each.reason
    made = Repairs(cells=cells, rows=rows)
    if len(made.cells) + len(made.rows) > len(done.cells) + len(done.rows) or made != done:
        st.session_state[_KEPT] = (digest, made)
        st.rerun()


def _undone(view: View, done: Repairs) -> None:
    words = Text(
        zh="已改 {n} 格，搁置 {m} 行；文件本身没有改动。",
        en="Cells retyped: {n}; rows set aside: {m}. The files themselves are as they were.",
    ).format(n=len(done.cells), m=len(done.rows))
    st.caption(view.say(words))
    if st.button(view.say(Text(zh="取消这些改正", en="Drop these changes")), key="imports:unmend"):
        st.session_state.pop(_KEPT, None)
        st.rerun()


def set_aside_panel(view: View, outcome: Import) -> None:
    """Offer the rows set aside as a workbook that can be corrected and imported later."""
    if not outcome.set_aside:
        return
    words = Text(
        zh="搁置了 {n} 行，其余照常导入；下载后补齐，再作为文件导入即可。",
        en="{n} {n:row|rows} {n:is|are} set aside and the rest is imported; complete them and import that file.",
    ).format(n=len(outcome.set_aside))
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.info(view.say(words), icon=":material/inventory_2:")
    right.download_button(
        view.say(Text(zh="下载搁置的行（XLSX）", en="Rows set aside (XLSX)")),
        data=lambda: next(
            iter(FORMATS["xlsx"].write(aside_sheets(outcome.set_aside), view.language).values())
        ),
        file_name="set-aside.xlsx",
        icon=":material/download:",
        on_click="ignore",
        key="imports:aside",
    )


def aside_sheets(rows: Sequence[SetAside]) -> tuple[Sheet, ...]:
    """Return the rows set aside as sheets, named as theirs were: the name says what they are."""
    groups: dict[tuple[str, tuple[str, ...]], list[SetAside]] = {}
    for each in rows:
        groups.setdefault((each.sheet, each.headers), []).append(each)
    return tuple(
        Sheet(
            key=f"aside{number}",
            label=Text.same(_sheet_name(sheet, number, groups)),
            columns=(
                *(_column(f"c{at}", Text.same(head or " ")) for at, head in enumerate(headers)),
                _column("why", _WHY),
            ),
            rows=tuple(
                (
                    *(each.cells[at] if at < len(each.cells) else "" for at in range(len(headers))),
                    each.why.zh,
                )
                for each in group
            ),
        )
        for number, ((sheet, headers), group) in enumerate(groups.items(), 1)
    )


def _sheet_name(
    title: str, number: int, groups: Mapping[tuple[str, tuple[str, ...]], object]
) -> str:
    """Return the name of a sheet, or of its file; with a number where others have the same."""

    def plain_name(words: str) -> str:
        file, _, sheet = words.partition("／")
        return re.sub(r"[\[\]:*?/\\']", " ", sheet or file.rpartition(".")[0] or file)[:26].strip()

    name = plain_name(title)
    alike = sum(plain_name(other) == name for other, _ in groups)
    return name if name and alike == 1 else f"{name} {number}".strip()


def _column(key: str, label: Text) -> ListColumn:
    return ListColumn(key=key, label=label, note=label)
