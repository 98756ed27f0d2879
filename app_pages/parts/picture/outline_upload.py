"""A customer's own outline under the picture by place: added, replaced, taken away."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.cached_ledgers import home
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.network.view_pictures import own_outline
from graphs.errors import GraphsError, InputError
from graphs.scene import DATUMS, MOST_BYTES, Outline, keep_outline, remove_outline
from graphs.text import Text

__all__ = ["outline_upload"]

_REFUSED, _TURN = "outline:refused", "outline:turn"


def outline_upload(view: View) -> None:
    """Draw the menu of the outline: the one that is kept, and a file in its place."""
    kept, damaged = own_outline(view)
    with st.popover(view.say(Text(zh="轮廓", en="Outline")), icon=":material/border_outer:"):
        if kept is not None:
            _kept(view, kept)
        if damaged is not None:
            st.error(plain(view.say(damaged)))
        words = Text(
            zh="本地的边界（GeoJSON 面，经纬度），画在各党组织之下；只存在这台机器上，"
            "不取外部地图。",
            en="The border of your area (GeoJSON polygons in degrees), drawn beneath the marks; it "
            "is kept on this machine only, no outside map is asked.",
        )
        st.caption(view.say(words))
        _file(view)
        if refused := st.session_state.get(_REFUSED, ()):
            st.error("\n\n".join(plain(line.say(view.language)) for line in refused))


def _kept(view: View, kept: Outline) -> None:
    words = Text(zh="现用：{name}（{datum}）", en="In use: {name} ({datum})").format(
        name=Text.same(kept.name), datum=DATUMS[kept.datum]
    )
    st.markdown(plain(view.say(words)))
    st.button(
        view.say(Text(zh="去掉轮廓", en="Take it away")),
        icon=":material/delete:",
        key="outline:remove",
        on_click=_remove,
        args=(view.ledger.entry.key,),
    )


def _file(view: View) -> None:
    for name, label in (
        ("datum", Text(zh="轮廓的坐标系", en="Datum of the outline")),
        ("ledger", Text(zh="台账坐标的坐标系", en="Datum of the ledger's coordinates")),
    ):
        st.selectbox(
            view.say(label),
            list(DATUMS),
            format_func=lambda key: view.say(DATUMS[key]),
            key=f"outline:{name}",
        )
    # A file that was taken is put away: else it would be offered again with the next run.
    key = f"outline:file:{st.session_state.get(_TURN, 0)}"
    given = st.file_uploader(
        view.say(Text(zh="GeoJSON 文件", en="GeoJSON file")),
        type=["geojson", "json"],
        key=key,
        max_upload_size=MOST_BYTES // 2**20,
    )
    st.button(
        view.say(Text(zh="采用", en="Use it")),
        key="outline:keep",
        type="primary",
        disabled=given is None,
        on_click=_keep,
        args=(view.ledger.entry.key, key),
    )


def _keep(ledger: str, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        return
    try:
        keep_outline(
            home().folder,
            ledger,
            given.getvalue(),
            name=given.name,
            datum=st.session_state["outline:datum"],
            ledger_datum=st.session_state["outline:ledger"],
        )
    except InputError as error:
        found = tuple(problem.sentence() for problem in error.problems)
        st.session_state[_REFUSED] = (error.message, *found)
    except GraphsError as error:
        st.session_state[_REFUSED] = (error.message,)
    else:
        st.session_state.pop(_REFUSED, None)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _remove(ledger: str) -> None:
    remove_outline(home().folder, ledger)
    st.session_state.pop(_REFUSED, None)
