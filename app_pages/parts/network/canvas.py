"""The interactive canvas component: scene tables in, the user's selection out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st
from streamlit.components.v2 import component
from streamlit.errors import StreamlitAPIException

from graphs.errors import ComponentMissing
from graphs.scene import PALETTE, Scene
from graphs.text import Language, Text

__all__ = ["CanvasState", "Chosen", "canvas", "canvas_state"]

_WORDS = {
    "canvas": Text(
        zh="关系图。方向键移动，加减号缩放，0 还原，N 和 P 逐个查看，回车选中，Esc 取消。",
        en="Network. Arrows pan, plus and minus zoom, 0 fits, N and P step through nodes, "
        "Enter selects, Escape clears.",
    ),
    "hint": Text(
        zh="点击看事实与原句，双击看邻居，滚轮缩放。",
        en="Click: facts; double-click: neighbours; scroll: zoom.",
    ),
    "hidden": Text(zh="另有 {n} 个名称在放大或悬停时显示。", en="{n} more names on zoom or hover."),
    "fit": Text(zh="看全图", en="Fit everything"),
    "zoom_in": Text(zh="放大", en="Zoom in"),
    "zoom_out": Text(zh="缩小", en="Zoom out"),
    "png": Text(zh="存为 PNG 图片", en="Save as PNG"),
}


_STATE, _MARKED = "canvas:told", "canvas:marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasState:
    """What the picture marks, whether it moves there, and the turn of that request."""

    selected: str = ""
    move: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the user did in the picture in this run; ``None`` where nothing.

    ``selected`` is a node or an edge (``node:ID``), blank when the choice was put away; ``expand``
    the id of a node whose neighbours are asked for.
    """

    selected: str | None
    expand: str | None


def canvas_state(focus: str, *, move: bool, fresh: bool) -> CanvasState:
    """Return the state to send to the picture: the same as before while it shows the focus already.

    A choice made in the picture is not told back to it: what is told is part of its data, and
    every change of them sends the whole scene again. ``fresh`` says that it was not on the
    screen in the run before and has forgotten what it showed.
    """
    state: CanvasState = st.session_state.get(_STATE, CanvasState())
    if move or fresh or focus != st.session_state.get(_MARKED, ""):
        state = CanvasState(selected=focus, move=move, turn=state.turn + 1)
        st.session_state[_STATE] = state
        st.session_state[_MARKED] = focus
    return state


def canvas(
    scene: Scene,
    *,
    key: str,
    language: Language,
    height: int = 0,
    state: CanvasState | None = None,
    file_name: str = "network.png",
    debug: bool = False,
) -> Chosen:
    """Draw a scene and return what the user chose in it; without a height it fills the window.

    Raises
    ------
    ComponentMissing
        The project was not installed, so Streamlit does not find the packaged component.
    """
    view: Mapping[str, Any] = {
        "revision": scene.revision,
        "language": language,
        "told": asdict(state or CanvasState()),
        "height": height,
        "palette": dict(PALETTE),
        "words": {name: words.say(language) for name, words in _WORDS.items()},
        "sentence": scene.sentence.say(language),
        "file_name": file_name,
        "debug": debug,
    }
    data = {"nodes": scene.nodes, "edges": scene.edges, "areas": scene.areas, "view": view}
    try:
        draw = component("graphs.canvas", js="canvas.js", css="canvas.css")
    except StreamlitAPIException as error:
        raise ComponentMissing(
            Text(
                zh="图形组件没有安装，请在项目目录运行：pip install --no-deps -e .",
                en="the picture component is not installed; run in the project folder: "
                "pip install --no-deps -e .",
            )
        ) from error
    result = draw(
        key=key,
        data=data,
        on_selected_change=_nothing,
        on_expand_change=_nothing,
        height=height + 2 if height else "content",
    )
    if result.selected is not None:
        st.session_state[_MARKED] = result.selected
    return Chosen(selected=result.selected, expand=result.expand)


def _nothing() -> None:
    """Streamlit wants a callback for every event it returns."""
