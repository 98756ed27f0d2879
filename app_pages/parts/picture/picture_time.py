"""The day of the picture on a line of years, played through, and compared with an earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.error_boundary import bounded_fragment
from app_pages.parts.frame.view import View, put_address, shown_address
from graphs.errors import NotFound
from graphs.model import Snapshot
from graphs.network import pairs
from graphs.scene import OUTLINED
from graphs.text import Text

__all__ = ["base_day", "earlier_day", "time_controls", "year_marks"]

_PLAYING, _DRAWN = "picture:playing", "picture:drawn"
_PACE = 1.8  # seconds that a year is looked at
_MOST_YEARS = 60
_COMPARED_WIDTH, _NARROW = 200, 128  # narrow where one more control is in the line


def base_day(view: View, snapshot: Snapshot) -> Snapshot:
    """Return the ledger's own day, whose places every other day keeps."""
    try:
        return snapshot_of(view.ledger, view.scope, None)
    except NotFound:  # the scope is not there on that day
        return snapshot


def earlier_day(view: View, snapshot: Snapshot) -> Snapshot | None:
    """Return the day that the picture is compared with; ``None`` where it is of one day."""
    since = view.address.since
    if since is None or since >= snapshot.as_of:
        return None
    try:
        return snapshot_of(view.ledger, view.scope, since)
    except NotFound:
        return None


def year_marks(base: Snapshot, shown: dt.date) -> list[dt.date]:
    """Return the last day of each year since the first signing, the ledger's own day and the one shown.

    Examples
    --------
    >>> from graphs.model import Snapshot
    >>> year_marks(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), dt.date(2009, 3, 1))
    [datetime.date(2009, 3, 1), datetime.date(2009, 12, 31), datetime.date(2010, 6, 15)]
    """
    signed = [int(each.signed_on[:4]) for each in pairs(base) if each.signed_on]
    first = max(min([*signed, shown.year]), base.as_of.year - _MOST_YEARS)
    ends = [dt.date(year, 12, 31) for year in range(first, base.as_of.year)]
    return sorted({*ends, base.as_of, shown})


def time_controls(view: View, snapshot: Snapshot, base: Snapshot) -> None:
    """Draw the line of years, the button that plays them, and the day to compare with."""
    marks = year_marks(base, snapshot.as_of)
    if len(marks) < 2:
        return
    st.session_state["control:year"] = snapshot.as_of
    st.select_slider(
        view.say(Text(zh="时点", en="As of")),
        marks,
        format_func=lambda day: str(day.year) if (day.month, day.day) == (12, 31) else str(day),
        key="control:year",
        on_change=_chose_year,
        args=(base.as_of,),
        label_visibility="collapsed",
        width="stretch",
    )
    playing = bool(st.session_state.get(_PLAYING))
    words = Text(zh="停止", en="Stop") if playing else Text(zh="播放", en="Play")
    st.button(
        view.say(words),
        icon=":material/stop:" if playing else ":material/play_arrow:",
        key="picture:play",
        on_click=_toggle,
        args=(marks,),
    )
    _compared(view, snapshot, marks)
    if playing:
        st.session_state[_DRAWN] = True
        _next_year(marks, base.as_of)


def _compared(view: View, snapshot: Snapshot, marks: list[dt.date]) -> None:
    since = view.address.since
    earlier = sorted({day for day in marks if day < snapshot.as_of} | ({since} if since else set()))
    st.session_state["control:since"] = since
    st.selectbox(
        view.say(Text(zh="与此前某日对比", en="Compare with an earlier day")),
        earlier,
        index=None,
        format_func=lambda day: view.say(Text(zh="对比 {d}", en="since {d}").format(d=str(day))),
        key="control:since",
        placeholder=view.say(Text(zh="与此前某日对比", en="Compare with …")),
        on_change=_chose_since,
        label_visibility="collapsed",
        width=_NARROW if view.address.picture == OUTLINED else _COMPARED_WIDTH,
    )


def _chose_since() -> None:
    put_address(replace(shown_address(), since=st.session_state["control:since"]))


def _whole() -> None:
    """The day is in the sidebar too: the next run is one of the whole page."""
    st.session_state["picture:whole"] = True


def _chose_year(own: dt.date) -> None:
    _whole()
    st.session_state[_PLAYING] = False
    _put_day(st.session_state["control:year"], own)


def _put_day(day: dt.date, own: dt.date) -> None:
    """The ledger's own day is what no address needs to say."""
    put_address(replace(shown_address(), as_of=None if day == own else day))


def _toggle(marks: list[dt.date]) -> None:
    """Begin with the first year, or stop where one is."""
    _whole()
    playing = not st.session_state.get(_PLAYING)
    st.session_state[_PLAYING] = playing
    if playing:
        put_address(replace(shown_address(), as_of=marks[0], since=None))


@bounded_fragment(run_every=_PACE)
def _next_year(marks: list[dt.date], own: dt.date) -> None:
    """Turn to the next year each time it is called alone; after the last one stop."""
    if st.session_state.pop(_DRAWN, False):
        return
    day = shown_address().as_of or own
    later = [mark for mark in marks if mark > day]
    if later:
        _put_day(later[0], own)
    else:
        st.session_state[_PLAYING] = False
    st.rerun()
