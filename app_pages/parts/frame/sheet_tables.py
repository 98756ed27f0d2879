"""Draw sheets and lists as tables."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts.cache.column_widths import Fitted, fitted
from app_pages.parts.cache.table_columns import column_formats, table_columns
from app_pages.parts.frame.view import shown_address
from graphs.interchange import Sheet
from graphs.profiles import safe
from graphs.text import Language, Text

__all__ = [
    "PRINTING",
    "beside_chosen",
    "chosen_row",
    "chosen_rows",
    "goes_on",
    "rows_table",
    "sheet_table",
    "table_height",
]

PRINTING = "frame:print"
"""What the address says where tables are to be printed whole."""

_LINE = 35  # pixels of a row of Streamlit's grid

_ROWS = "rows:"
_WROTE = "wrote:"
_GONE = Text(
    zh="您选的那一行已不在表中：可能已被他人处理，或不合现在的筛选。请重新选择。",
    en="The row you chose is no longer in the list: somebody may have dealt with it, or it does not fit "
    "what is filtered for. Choose again.",
)
_WRAPPED = 66  # the least height of a row in which Streamlit breaks words into lines: over 4 rem

_LINE_OF_WORDS = 21

_NOTHING = "—"  # an empty grid would say "empty", in English, on its canvas


def sheet_table(sheet: Sheet, language: Language, *, key: str, height: int = 320) -> None:
    """Draw a sheet under its labels; the same rows as the download."""
    heads = [column.label.say(language) for column in sheet.columns]
    rows_table(heads, sheet.rows, key=key, height=height)


def rows_table(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    key: str,
    height: int | None = None,
    room: int | None = None,
    lines: int = 6,
) -> None:
    """Draw rows under their heads; recorded words are shown as text.

    With the ``room`` there is for columns, in pixels, what does not fit is broken into ``lines`` at
    most.
    """
    if not rows:
        st.caption(_NOTHING)
        return
    _on_paper(heads, rows)
    columns = table_columns(heads, rows)
    fit = fitted(heads, rows, room, lines) if room else Fitted({}, 1)
    tall = _row_height(fit.lines)
    st.dataframe(
        columns,
        column_config=column_formats(columns, fit.widths),
        hide_index=True,
        placeholder="",
        width="stretch",
        key=key,
        height=_height(height, len(rows), tall),
        row_height=tall,
    )


def table_height(rows: int, *, most: int, wrapped: bool = False) -> int:
    """Return the height of a table that shows all of its rows, or so many at most.

    Rows of ``wrapped`` words have several lines, and there are fewer of them.

    Examples
    --------
    >>> table_height(3, most=10), table_height(200, most=10)
    (143, 388)
    """
    return _LINE + (_WRAPPED if wrapped else _LINE) * min(rows, most) + 3


def chosen_row(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    key: str,
    height: int | None = None,
    at_first: int | None = None,
    of: Sequence[Hashable] | None = None,
    room: int | None = None,
    lines: int = 6,
) -> int | None:
    """Draw rows of which one may be chosen, and return the place of the chosen one.

    ``of`` says what each row is of. Where others write, rows come and go between the look and the
    click: the choice then follows what was chosen, and it is said where that is there no more.
    """
    shown: tuple[int, ...] = () if at_first is None else (at_first,)
    if of is not None:
        key, shown = _followed(key, tuple(of), shown)
    how: dict[str, Any] = {"height": height, "room": room, "lines": lines}
    places = chosen_rows(heads, rows, key=key, several=False, at_first=shown, **how)
    return places[0] if places else None


def goes_on(screen: str) -> None:
    """Note that this session dealt with what is chosen on a screen: then the next row is chosen."""
    st.session_state[_WROTE + screen] = True


def _followed(
    key: str, of: tuple[Hashable, ...], at_first: tuple[int, ...]
) -> tuple[str, tuple[int, ...]]:
    """Return the key and the first choice of a table whose rows may have moved since it was drawn.

    A choice is a place in the rows its user saw. Where another row stands in that place by now,
    the table is drawn under a new key, with what was chosen chosen.
    """
    before, times = st.session_state.get(_ROWS + key, (of, 0))
    event = st.session_state.get(f"{key}:{times}" if times else key)  # it is not drawn yet
    places = [place for place in event.selection.rows if place < len(before)] if event else []
    chosen = [before[place] for place in places]
    now = tuple(of.index(each) for each in chosen if each in of)
    gone = len(now) < len(chosen)
    if st.session_state.pop(_WROTE + key.partition(":")[0], False) and gone and of:
        now, gone = (min(places[0], len(of) - 1),), False
    if list(now) != places:
        times, at_first = times + 1, now
    if gone:
        st.info(_GONE.say(shown_address().language), icon=":material/sync:")
    st.session_state[_ROWS + key] = (of, times)
    return (f"{key}:{times}" if times else key), at_first


def chosen_rows(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    key: str,
    height: int | None = None,
    several: bool = True,
    at_first: Sequence[int] = (),
    room: int | None = None,
    lines: int = 6,
) -> list[int]:
    """Draw rows of which one, or several, may be chosen, and return the places of those chosen.

    ``at_first`` are chosen when the table is drawn under its key for the first time. With the
    ``room`` there is for columns, in pixels, what does not fit is broken into lines.
    """
    if not rows:
        st.caption(_NOTHING)
        return []
    _on_paper(heads, rows)
    columns = table_columns(heads, rows)
    fit = fitted(heads, rows, room, lines) if room else Fitted({}, 1)
    tall = _row_height(fit.lines)
    event = st.dataframe(
        columns,
        column_config=column_formats(columns, fit.widths),
        hide_index=True,
        placeholder="",
        width="stretch",
        key=key,
        height=_height(height, len(rows), tall),
        row_height=tall,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
        selection_default={"selection": {"rows": list(at_first)}} if at_first else None,
    )
    return [place for place in event.selection.rows if place < len(rows)]


def _height(most: int | None, rows: int, tall: int | None) -> int | Literal["auto"]:
    """Return the height of a grid: that of all its rows, or so many pixels at most."""
    whole = _LINE + (tall or _LINE) * rows + 3
    return min(most, whole) if most and (tall or rows > 8) else "auto"


def _row_height(lines: int) -> int | None:
    """Return a height of rows of so many lines; ``None``, Streamlit's own, where one is enough."""
    return None if lines == 1 else max(_WRAPPED, _LINE_OF_WORDS * lines + 8)


def beside_chosen(
    key: str, share: float, *, at_first: int | None = None
) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the places of a table and of what belongs to its chosen row, side by side.

    The table has the whole width until a row of it is chosen; ``share`` is its part from then on.
    ``at_first`` is the row that is chosen when the table is drawn for the first time.
    """
    event = st.session_state.get(key)  # the table is not drawn yet
    chosen = bool(event.selection.rows) if event else at_first is not None
    left, right = st.columns([share, 1 - share] if chosen else [0.999, 0.001], gap="small")
    return left, right


def _on_paper(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Draw all rows for paper only, where its reader prints: a grid prints no more than its window."""
    if not dict(shown_address().choices).get(PRINTING):
        return
    head = "".join(f"<th>{safe(each)}</th>" for each in heads)
    lines = "".join(
        "<tr>" + "".join(f"<td>{safe(str('' if c is None else c))}</td>" for c in row) + "</tr>"
        for row in rows
    )
    st.html(
        f'<div class="gx"><table class="partners print-only print-whole"><thead><tr>{head}</tr>'
        f"</thead><tbody>{lines}</tbody></table></div>"
    )
