"""Correct an import's issues on screen: take a suggestion, retype a cell, set a row aside.

Plain inputs and not a grid: each stands beside its problem, is reached with the Tab key, and keeps
what is typed while another one is filled in; the button takes all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from graphs.intake import NO_REPAIRS, Import, Issue, Repairs
from graphs.text import Text

__all__ = ["repair_form", "repairs_of"]

_KEPT = "imports:repairs"
_ALL = ""
_PAGE = 20
_COLUMNS = [0.44, 0.2, 0.22, 0.14]
_EVERY = Text(zh="全部", en="All of them")
_BLANK = Text(zh="（空）", en="(blank)")
_NEW = Text(zh="改为", en="Change to")
_ASIDE = Text(zh="搁置此行", en="Set row aside")


def repairs_of(digest: str) -> Repairs:
    """Return what was put right in these files so far; other files begin anew."""
    kept = st.session_state.get(_KEPT)
    found: Repairs = kept[1] if kept and kept[0] == digest else NO_REPAIRS
    return found


def repair_form(view: View, outcome: Import, digest: str) -> None:
    """Draw what can be put right here, by kind, and take what is typed."""
    done = repairs_of(digest)
    listed = [each for each in outcome.issues if each.row and each.severity != "hint"]
    if not listed and not done:
        return
    title = Text(zh="在这里改正（{n} 处可改）", en="Put right here ({n})").format(n=len(listed))
    errors = any(each.severity == "error" for each in listed)
    with st.expander(view.say(title), expanded=errors, icon=":material/edit:"):
        if listed:
            shown = _page(view, listed)
            with st.form("imports:repair", border=False, enter_to_submit=False):
                _take(_form(view, listed, shown), digest, done)
        if done:
            _undone(view, done)


@dataclass(slots=True)
class _Wanted:
    """What the pressed button takes: cells with their new text, and rows to set aside."""

    every: list[Issue] = field(default_factory=list)
    cells: list[tuple[Issue, str]] = field(default_factory=list)
    rows: list[Issue] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[Issue, str]]:
        """Give the new texts; what was typed or taken for one cell goes before all suggestions."""
        yield from ((each, each.suggestion) for each in self.every)
        yield from self.cells


def _page(view: View, listed: Sequence[Issue]) -> list[Issue]:
    """Return the issues of one kind or all, a page of them; long lists can be narrowed and turned."""
    if len(listed) <= _PAGE:
        return list(listed)
    left, right = st.columns([0.7, 0.3])
    with left:
        chosen = _kind(view, listed)
    found = [each for each in listed if chosen in (_ALL, each.heading.zh)]
    starts = list(range(0, len(found), _PAGE))
    key = "imports:page"
    if st.session_state.get(key, 0) not in starts:
        del st.session_state[key]  # the list has become shorter
    words = Text(zh="第 {a}–{b} 处，共 {n} 处", en="{a}–{b} of {n}")
    start = right.selectbox(
        view.say(Text(zh="列出", en="Listed")),
        starts,
        format_func=lambda at: view.say(
            words.format(a=at + 1, b=min(at + _PAGE, len(found)), n=len(found))
        ),
        key=key,
        help=view.say(
            Text(
                zh="先采用本页的改正，再翻页。",
                en="Take the corrections of a page before you turn it.",
            )
        ),
    )
    return found[start : start + _PAGE]


def _kind(view: View, listed: Sequence[Issue]) -> str:
    """Let one kind of issue be chosen.

    The labels hold no counts, which change with each repair: the browser names its choice by its
    label, and a label that is gone would be no choice at all. The table above has the counts.
    """
    labels = {each.heading.zh: each.heading for each in listed}
    key = "imports:kind"
    if st.session_state.get(key, _ALL) not in (_ALL, *labels):
        del st.session_state[key]  # the last one of its kind was put right
    return st.selectbox(
        view.say(Text(zh="哪一类导入问题", en="Which kind of issue")),
        [_ALL, *sorted(labels)],
        format_func=lambda kind: view.say(labels.get(kind, _EVERY)),
        key=key,
    )


def _form(view: View, listed: Sequence[Issue], shown: Sequence[Issue]) -> _Wanted:
    """Draw the issues by kind with their inputs; return what the pressed button takes."""
    wanted = _Wanted()
    kinds = list(dict.fromkeys(each.heading.zh for each in shown))
    met: set[tuple[str, int, str]] = set()
    for number, kind in enumerate(kinds):
        everyone = [each for each in listed if each.heading.zh == kind]
        _head(view, everyone, number, wanted)
        for each in shown:
            place = (each.sheet, each.row, each.column)
            if each.heading.zh == kind and place not in met:
                met.add(place)  # a cell with two problems is typed once
                _line(view, each, wanted)
    left, right = st.columns(2)
    words = Text(zh="采用改正，重新比较", en="Take what is typed and compare again")
    left.form_submit_button(view.say(words), type="primary", key="imports:take", width="stretch")
    suggested = [each for each in listed if each.suggestion]
    words = Text(zh="采用全部建议（{n}）", en="Take every suggestion ({n})")
    if right.form_submit_button(
        view.say(words.format(n=len(suggested))),
        disabled=not suggested,
        key="imports:suggested",
        width="stretch",
    ):
        wanted.every += suggested
    return wanted


def _head(view: View, found: Sequence[Issue], number: int, wanted: _Wanted) -> None:
    """Draw what is wrong with a kind, and what can be done with all of its rows."""
    first = found[0]
    words = f"**{plain(view.say(first.heading))}**" + (f" · {len(found)}" if found[1:] else "")
    if first.remedy:
        words += f"  \n:small[{plain(view.say(first.remedy))}]"
    if len(found) == 1:
        st.markdown(words)
        return
    left, middle, right = st.columns([0.56, 0.22, 0.22], vertical_alignment="center")
    left.markdown(words)
    suggested = [each for each in found if each.suggestion]
    take = Text(zh="采用这 {n} 个建议", en="Take these {n} suggestions").format(n=len(suggested))
    if suggested[1:] and middle.form_submit_button(
        view.say(take), key=f"imports:suggested:{number}", width="stretch"
    ):
        wanted.every += suggested
    aside = Text(zh="搁置这 {n} 行", en="Set these {n} rows aside").format(
        n=len({(each.sheet, each.row) for each in found})
    )
    if right.form_submit_button(view.say(aside), key=f"imports:aside:{number}", width="stretch"):
        wanted.rows += found


def _line(view: View, each: Issue, wanted: _Wanted) -> None:
    """Draw one issue: its place and text, the suggestion, an input for another text."""
    key = f"{each.sheet}:{each.row}:{each.column}"
    where, suggestion, new, aside = st.columns(_COLUMNS, vertical_alignment="center")
    value = plain(each.value, 60) or view.say(_BLANK)
    where.markdown(f"{value}  \n:small[:gray[{plain(view.say(each.place))}]]")
    if each.column:
        typed = new.text_input(
            f"{view.say(_NEW)} {view.say(each.place)}",
            key=f"imports:new:{key}",
            placeholder=view.say(_NEW),
            label_visibility="collapsed",
        )
        if typed.strip():
            wanted.cells.append((each, typed.strip()))
    perhaps = Text(zh="采用 {new}", en="Take {new}").format(new=plain(each.suggestion, 24))
    if each.suggestion and suggestion.form_submit_button(
        view.say(perhaps), key=f"imports:perhaps:{key}", width="stretch"
    ):
        wanted.cells.append((each, each.suggestion))
    if aside.checkbox(view.say(_ASIDE), key=f"imports:row:{key}"):
        wanted.rows.append(each)


def _take(wanted: _Wanted, digest: str, done: Repairs) -> None:
    cells, rows = dict(done.cells), dict(done.rows)
    for each, new in wanted.texts():
        if each.column:
            cells[each.sheet, each.row, each.column] = new
    for each in wanted.rows:
        rows[each.sheet, each.row] = each.reason
    made = Repairs(cells=cells, rows=rows)
    if made != done:
        st.session_state[_KEPT] = (digest, made)
        st.rerun()


def _undone(view: View, done: Repairs) -> None:
    words = Text(
        zh="已改 {n} 格，搁置 {m} 行；文件本身没有改动。",
        en="Cells retyped: {n}; rows set aside: {m}. The files themselves are as they were.",
    ).format(n=len(done.cells), m=len(done.rows))
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.caption(view.say(words))
    drop = view.say(Text(zh="取消这些改正", en="Drop these changes"))
    if right.button(drop, key="imports:unmend", width="stretch"):
        st.session_state.pop(_KEPT, None)
        st.rerun()
