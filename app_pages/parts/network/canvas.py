"""The interactive canvas component: scene tables in, the user's selection out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, TypeAlias

import streamlit as st
from streamlit.components.v2 import component
from streamlit.errors import StreamlitAPIException

from graphs.errors import ComponentMissing
from graphs.scene import PALETTE, Scene
from graphs.text import Language, Text

__all__ = ["Act", "CanvasState", "acts_on_canvas", "canvas", "canvas_state", "moved_marks"]

_WORDS = {
    "canvas": Text(
        zh="关系图。方向键移动，加减号缩放，0 还原，N 和 P 逐个查看，回车看卡片，"
        "空格多选，A 选中画面内全部，L 套索，E 展开邻居，H 隐去，Esc 取消。",
        en="Network. Arrows pan, plus and minus zoom, 0 fits, N and P step through nodes, "
        "Enter opens the card, space selects several, A all in the window, L takes the lasso, "
        "E expands, H hides, Escape clears.",
    ),
    "hint": Text(
        zh="点击看卡片，双击展开邻居，Shift 或套索选多个，可拖动，滚轮缩放。",
        en="Click: card; double-click: expand; Shift or lasso: several; drag; scroll: zoom.",
    ),
    "hidden": Text(zh="另有 {n} 个名称在放大或悬停时显示。", en="{n} more names on zoom or hover."),
    "fit": Text(zh="看全图", en="Fit everything"),
    "zoom_in": Text(zh="放大", en="Zoom in"),
    "zoom_out": Text(zh="缩小", en="Zoom out"),
    "lasso": Text(
        zh="套索：圈选多个（按住画一圈；键盘：A 选中画面内全部）",
        en="Lasso: draw round several to select them (keyboard: A selects all in the window)",
    ),
    "png": Text(zh="存为 PNG 图片", en="Save as PNG"),
}


_STATE, _SHOWN = "canvas:told", "canvas:shown"
_ACTS = ("selected", "expand", "hide", "picked", "moved")

Act: TypeAlias = Callable[[str, Any], None]
"""What is done when the user did something in the picture: which act, and on what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasState:
    """What the picture marks and selects, who was moved, whether it goes there; and its turn.

    ``subject`` is what is drawn: another one is shown whole, whatever was looked at before.
    """

    subject: str = ""
    selected: str = ""
    picked: tuple[str, ...] = ()
    moved: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    move: bool = False
    turn: int = 0


def canvas_state(
    selected: str,
    picked: tuple[str, ...] = (),
    *,
    picture: str = "",
    move: bool = False,
    fresh: bool = False,
) -> CanvasState:
    """Return the state to send: the same as before while the picture shows what is wanted already.

    A choice made in the picture is not sent back to it: what is sent is part of its data, and
    every change of them sends the whole scene again. ``fresh`` says that it was not on the
    screen in the run before, or is another one, and has forgotten what it showed.
    """
    state: CanvasState = st.session_state.get(_STATE, CanvasState())
    wanted = (selected, picked, picture)
    if move or fresh or wanted != st.session_state.get(_SHOWN, ("", (), picture)):
        state = CanvasState(
            subject=picture,
            selected=selected,
            picked=picked,
            moved=moved_marks(picture),
            move=move,
            turn=state.turn + 1,
        )
        st.session_state[_STATE] = state
        st.session_state[_SHOWN] = wanted
    return state


def moved_marks(picture: str) -> dict[str, tuple[float, float]]:
    """Return where the user put marks of a picture in this session."""
    found: dict[str, tuple[float, float]] = st.session_state.setdefault(
        f"canvas:moved:{picture}", {}
    )
    return found


def acts_on_canvas(key: str, report: Act, *, picture: str) -> Mapping[str, Callable[[], None]]:
    """Return what is called for each kind of act in a picture; it calls ``report``.

    One call for each kind, since a double click sends two of them at once.
    """

    def called(name: str) -> None:
        value = st.session_state[key].get(name)
        if value is None:
            return
        selected, picked, _ = st.session_state.get(_SHOWN, ("", (), picture))
        if name == "moved":
            moved_marks(picture).update(
                {str(ident): (float(x), float(y)) for ident, (x, y) in value.items()}
            )
            return
        if name == "selected":
            st.session_state[_SHOWN] = (str(value), picked, picture)
        elif name == "picked":
            value = tuple(map(str, value))
            st.session_state[_SHOWN] = (selected, value, picture)
        report(name, value)

    return {name: partial(called, name) for name in _ACTS}


def canvas(
    scene: Scene,
    *,
    key: str,
    language: Language,
    height: int = 0,
    zoom: float = 1.0,
    state: CanvasState | None = None,
    file_name: str = "network.png",
    debug: bool = False,
    on_act: Mapping[str, Callable[[], None]] | None = None,
) -> None:
    """Draw a scene; ``on_act`` is what is called for each kind of act in it.

    Without a height it fills the window; ``zoom`` makes its words larger, not its marks.

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
        "zoom": zoom,
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
    called = dict.fromkeys(_ACTS, _nothing) | dict(on_act or {})
    draw(
        key=key,
        data=data,
        height=height + 2 if height else "content",
        on_selected_change=called["selected"],
        on_expand_change=called["expand"],
        on_hide_change=called["hide"],
        on_picked_change=called["picked"],
        on_moved_change=called["moved"],
    )


def _nothing() -> None:
    """Streamlit wants a callback for every event it returns."""
