"""Correct an import's issues on screen: take a suggestion, retype a cell, set a row aside.

Plain inputs and not a grid: each stands beside its problem, is reached with the Tab key, and keeps
what is typed while another one is filled in; the button takes all of them at once. Whoever turns
the list sends what was typed with it, and it is kept by the place of its cell until it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.imports.kept_repairs import drop_repairs, keep_repairs, kept_repairs
from app_pages.parts.imports.repair_list import (
    CellPlace,
    Typed,
    forget_typed,
    input_key,
    listed_page,
    place_of,
    typed_so_far,
)
from graphs.intake import NO_REPAIRS, Import, Issue, Repairs
from graphs.text import Text

__all__ = ["repair_form", "repairs_of"]

_KEPT, _BROUGHT = "imports:repairs", "imports:repairs:brought"
_EARLIER = Text(
    zh="您以前在这些文件里改过的已带上：",
    en="What you put right in these files before is here again. ",
)
_COLUMNS = [0.44, 0.2, 0.22, 0.14]
_BLANK = Text(zh="（空）", en="(blank)")
_NEW = Text(zh="改为", en="Change to")
_ASIDE = Text(zh="搁置此行", en="Set row aside")


def repairs_of(view: View, digest: str) -> Repairs:
    """Return what was put right in these files so far, in this session or an earlier one."""
    kept: tuple[str, Repairs] | None = st.session_state.get(_KEPT)
    if kept is not None and kept[0] == digest:
        return kept[1]
    found = kept_repairs(view, digest)
    st.session_state[_KEPT] = (digest, found)
    st.session_state[_BROUGHT] = found != NO_REPAIRS
    return found


def repair_form(view: View, outcome: Import, digest: str) -> None:
    """Draw what can be put right here, by kind, and take what is typed."""
    done = repairs_of(view, digest)
    listed = [each for each in outcome.issues if each.row and each.severity != "hint"]
    if not listed and not done:
        return
    title = Text(zh="在这里改正（{n} 处可改）", en="Put right here ({n})").format(n=len(listed))
    errors = any(each.severity == "error" for each in listed)
    with st.expander(view.say(title), expanded=errors, icon=":material/edit:"):
        if listed:
            with st.form("imports:repair", border=False, enter_to_submit=False):
                typed = typed_so_far(digest, listed)
                wanted = _form(view, listed, listed_page(view, listed), typed)
                _take(view, wanted, listed, typed, done)
        if done:
            _undone(view, digest, done)


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


def _form(view: View, listed: Sequence[Issue], shown: Sequence[Issue], typed: Typed) -> _Wanted:
    """Draw the issues by kind with their inputs; return what the pressed button takes."""
    wanted = _Wanted()
    kinds = list(dict.fromkeys(each.heading.zh for each in shown))
    met: set[CellPlace] = set()
    for number, kind in enumerate(kinds):
        everyone = [each for each in listed if each.heading.zh == kind]
        _head(view, everyone, number, wanted)
        for each in shown:
            if each.heading.zh == kind and place_of(each) not in met:
                met.add(place_of(each))  # a cell with two problems is typed once
                _line(view, each, wanted, typed, advised=_shares_remedy(everyone))
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
    if first.remedy and _shares_remedy(found):
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


def _shares_remedy(found: Sequence[Issue]) -> bool:
    """Return whether one advice is said for all; else each row has its own, or its suggestion."""
    return all(each.remedy == found[0].remedy for each in found)


def _line(view: View, each: Issue, wanted: _Wanted, typed: Typed, *, advised: bool) -> None:
    """Draw one issue: its text, whose row it is and where, the suggestion, an input for another."""
    place = place_of(each)
    where, suggestion, new, aside = st.columns(_COLUMNS, vertical_alignment="center")
    value = plain(each.value, 60) or view.say(_BLANK)
    whose = f":small[{plain(each.whose, 60)}]  \n" if each.whose not in ("", each.value) else ""
    advice = ""
    if not advised and each.remedy and not each.suggestion:
        advice = f"  \n:small[{plain(view.say(each.remedy))}]"
    where.markdown(f"{value}  \n{whose}:small[:gray[{plain(view.say(each.place))}]]{advice}")
    if each.column:
        new.text_input(
            f"{view.say(_NEW)} {view.say(each.place)}",
            typed.cells[place],
            key=input_key("new", place),
            placeholder=view.say(_NEW),
            label_visibility="collapsed",
        )
    perhaps = Text(zh="采用 {new}", en="Take {new}").format(new=plain(each.suggestion, 24))
    if each.suggestion and suggestion.form_submit_button(
        view.say(perhaps), key=input_key("perhaps", place), width="stretch"
    ):
        typed.cells[place] = each.suggestion
        wanted.take()
    aside.checkbox(view.say(_ASIDE), typed.rows[place], key=input_key("row", place))


def _take(
    view: View, wanted: _Wanted, listed: Sequence[Issue], typed: Typed, done: Repairs
) -> None:
    """Take what a button asks for, and with it all that was typed and ticked, on whatever page."""
    if not wanted.pressed:
        return
    cells, rows = dict(done.cells), dict(done.rows)
    cells |= {place_of(each): each.suggestion for each in wanted.suggested if each.column}
    for each in listed:  # what was typed for one cell goes before all suggestions
        if typed.cells[place_of(each)] and each.column:
            cells[place_of(each)] = typed.cells[place_of(each)]
    for each in (*wanted.rows, *(one for one in listed if typed.rows[place_of(one)])):
        rows[each.sheet, each.row] = each.reason
    made = Repairs(cells=cells, rows=rows)
    if made != done:
        st.session_state[_KEPT] = (typed.digest, made)
        keep_repairs(view, typed.digest, made)
        st.rerun()


def _undone(view: View, digest: str, done: Repairs) -> None:
    words = Text(
        zh="已改 {n} 格，搁置 {m} 行；文件本身没有改动。",
        en="Cells retyped: {n}; rows set aside: {m}. The files themselves are as they were.",
    ).format(n=len(done.cells), m=len(done.rows))
    if st.session_state.get(_BROUGHT):
        words = _EARLIER + words
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.caption(view.say(words))
    drop = view.say(Text(zh="取消这些改正", en="Drop these changes"))
    if right.button(drop, key="imports:unmend", width="stretch"):
        drop_repairs(view, digest)
        st.session_state.pop(_KEPT, None)
        forget_typed()
        st.rerun()
