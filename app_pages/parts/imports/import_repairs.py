"""Correct an import's issues on screen: take a suggestion, retype a cell, set a row aside.

Plain inputs and not a grid: each stands beside its problem, is reached with the Tab key, and keeps
what is typed while another one is filled in; the button takes all of them at once. Whoever turns
the list sends what was typed with it, and it is kept by the place of its cell until it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from graphs.intake import NO_REPAIRS, Import, Issue, Repairs
from graphs.text import Text

__all__ = ["repair_form", "repairs_of"]

_KEPT, _TYPED = "imports:repairs", "imports:typed"
_AT, _KIND = "imports:at", "imports:kind"
_Place: TypeAlias = tuple[str, int, str]
"""Sheet, row and column letters of a cell."""

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
            with st.form("imports:repair", border=False, enter_to_submit=False):
                typed = _typed(digest, listed)
                wanted = _form(view, listed, _turned(view, listed), typed)
                _take(wanted, listed, typed, done)
        if done:
            _undone(view, done)


@dataclass(slots=True)
class _Typed:
    """What was typed and ticked in the lists of these files and not taken yet, by the cell's place."""

    digest: str
    cells: dict[_Place, str] = field(default_factory=dict)
    rows: dict[_Place, bool] = field(default_factory=dict)


def _typed(digest: str, listed: Sequence[Issue]) -> _Typed:
    """Return what was typed so far, with what the browser has just sent; other files begin anew."""
    kept: _Typed | None = st.session_state.get(_TYPED)
    if kept is None or kept.digest != digest:
        kept = st.session_state[_TYPED] = _Typed(digest)
    # Before any input is drawn: one that is no longer drawn, its page being turned, is dropped.
    for place in map(_place, listed):
        kept.cells[place] = st.session_state.get(
            _key("new", place), kept.cells.get(place, "")
        ).strip()
        kept.rows[place] = st.session_state.get(_key("row", place), kept.rows.get(place, False))
    return kept


def _place(each: Issue) -> _Place:
    return each.sheet, each.row, each.column


def _key(what: str, place: _Place) -> str:
    return f"imports:{what}:" + ":".join(map(str, place))


@dataclass(slots=True)
class _Wanted:
    """What the pressed button takes beside what was typed: suggestions, and rows to set aside.

    ``pressed`` is whether it takes anything; others only turn the list.
    """

    suggested: list[Issue] = field(default_factory=list)
    rows: list[Issue] = field(default_factory=list)
    pressed: bool = False

    def take(self, suggested: Iterable[Issue] = (), rows: Iterable[Issue] = ()) -> None:
        """Note what a button takes."""
        self.suggested += suggested
        self.rows += rows
        self.pressed = True


def _turned(view: View, listed: Sequence[Issue]) -> list[Issue]:
    """Return the issues of one kind or all, a page of them; long lists can be narrowed and turned.

    Each button sends the form, so that what was typed on a page goes along.
    """
    if len(listed) <= _PAGE:
        return list(listed)
    choice, show, back, words, onward = st.columns(
        [0.4, 0.14, 0.13, 0.2, 0.13], vertical_alignment="bottom"
    )
    with choice:
        chosen = _kind(view, listed)
    if show.form_submit_button(
        view.say(Text(zh="列出", en="List")), key="imports:list", width="stretch"
    ):
        st.session_state[_AT] = 0
    found = [each for each in listed if chosen in (_ALL, each.heading.zh)]
    earlier = back.form_submit_button(
        view.say(Text(zh="上一页", en="Back")), key="imports:back", width="stretch"
    )
    later = onward.form_submit_button(
        view.say(Text(zh="下一页", en="Next")), key="imports:next", width="stretch"
    )
    at = st.session_state.get(_AT, 0) + _PAGE * (later - earlier)
    at = max(0, min(at, (len(found) - 1) // _PAGE * _PAGE))
    st.session_state[_AT] = at
    place = Text(zh="第 {a}–{b} 处，共 {n} 处", en="{a}–{b} of {n}")
    words.caption(view.say(place.format(a=at + 1, b=min(at + _PAGE, len(found)), n=len(found))))
    return found[at : at + _PAGE]


def _kind(view: View, listed: Sequence[Issue]) -> str:
    """Let one kind of issue be chosen.

    The labels hold no counts, which change with each repair: the browser names its choice by its
    label, and a label that is gone would be no choice at all. The table above has the counts.
    """
    labels = {each.heading.zh: each.heading for each in listed}
    if st.session_state.get(_KIND, _ALL) not in (_ALL, *labels):
        del st.session_state[_KIND]  # the last one of its kind was put right
    return st.selectbox(
        view.say(Text(zh="哪一类导入问题", en="Which kind of issue")),
        [_ALL, *sorted(labels)],
        format_func=lambda kind: view.say(labels.get(kind, _EVERY)),
        key=_KIND,
    )


def _form(view: View, listed: Sequence[Issue], shown: Sequence[Issue], typed: _Typed) -> _Wanted:
    """Draw the issues by kind with their inputs; return what the pressed button takes."""
    wanted = _Wanted()
    kinds = list(dict.fromkeys(each.heading.zh for each in shown))
    met: set[_Place] = set()
    for number, kind in enumerate(kinds):
        everyone = [each for each in listed if each.heading.zh == kind]
        _head(view, everyone, number, wanted)
        for each in shown:
            if each.heading.zh == kind and _place(each) not in met:
                met.add(_place(each))  # a cell with two problems is typed once
                _line(view, each, wanted, typed)
    left, right = st.columns(2)
    words = Text(zh="采用改正，重新比较", en="Take what is typed and compare again")
    if left.form_submit_button(
        view.say(words), type="primary", key="imports:take", width="stretch"
    ):
        wanted.take()
    suggested = [each for each in listed if each.suggestion]
    words = Text(zh="采用全部建议（{n}）", en="Take every suggestion ({n})")
    if right.form_submit_button(
        view.say(words.format(n=len(suggested))),
        disabled=not suggested,
        key="imports:suggested",
        width="stretch",
    ):
        wanted.take(suggested)
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
        wanted.take(suggested)
    aside = Text(zh="搁置这 {n} 行", en="Set these {n} rows aside").format(
        n=len({(each.sheet, each.row) for each in found})
    )
    if right.form_submit_button(view.say(aside), key=f"imports:aside:{number}", width="stretch"):
        wanted.take(rows=found)


def _line(view: View, each: Issue, wanted: _Wanted, typed: _Typed) -> None:
    """Draw one issue: its text, whose row it is and where, the suggestion, an input for another."""
    place = _place(each)
    where, suggestion, new, aside = st.columns(_COLUMNS, vertical_alignment="center")
    value = plain(each.value, 60) or view.say(_BLANK)
    whose = f":small[{plain(each.whose, 60)}]  \n" if each.whose not in ("", each.value) else ""
    where.markdown(f"{value}  \n{whose}:small[:gray[{plain(view.say(each.place))}]]")
    if each.column:
        new.text_input(
            f"{view.say(_NEW)} {view.say(each.place)}",
            typed.cells[place],
            key=_key("new", place),
            placeholder=view.say(_NEW),
            label_visibility="collapsed",
        )
    perhaps = Text(zh="采用 {new}", en="Take {new}").format(new=plain(each.suggestion, 24))
    if each.suggestion and suggestion.form_submit_button(
        view.say(perhaps), key=_key("perhaps", place), width="stretch"
    ):
        typed.cells[place] = each.suggestion
        wanted.take()
    aside.checkbox(view.say(_ASIDE), typed.rows[place], key=_key("row", place))


def _take(wanted: _Wanted, listed: Sequence[Issue], typed: _Typed, done: Repairs) -> None:
    """Take what a button asks for, and with it all that was typed and ticked, on whatever page."""
    if not wanted.pressed:
        return
    cells, rows = dict(done.cells), dict(done.rows)
    cells |= {_place(each): each.suggestion for each in wanted.suggested if each.column}
    for each in listed:  # what was typed for one cell goes before all suggestions
        if typed.cells[_place(each)] and each.column:
            cells[_place(each)] = typed.cells[_place(each)]
    for each in (*wanted.rows, *(one for one in listed if typed.rows[_place(one)])):
        rows[each.sheet, each.row] = each.reason
    made = Repairs(cells=cells, rows=rows)
    if made != done:
        st.session_state[_KEPT] = (typed.digest, made)
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
        for kept in (_KEPT, _TYPED):
            st.session_state.pop(kept, None)
        st.rerun()
