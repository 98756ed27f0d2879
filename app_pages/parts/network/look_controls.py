"""What colours, groups and sizes the marks of a network: three menus, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.view import View, current, put_address
from app_pages.parts.network.view_pictures import look_of
from graphs.scene import ATTRIBUTES, SIZES
from graphs.text import Text

__all__ = ["look_controls"]

_COLOUR = Text(zh="颜色", en="Colour")
_GROUP = Text(zh="分组", en="Group")
_SIZE = Text(zh="大小", en="Size")


def look_controls(view: View) -> None:
    """Draw the menu of what colours, groups and sizes the marks, folded to one button."""
    look = look_of(view)
    attributes = {key: each.label for key, each in ATTRIBUTES.items()}
    label = view.say(Text(zh="颜色与分组", en="Colour, group"))
    with st.popover(label, icon=":material/palette:"):
        _menu(view, "colour", _COLOUR, attributes, look.colour)
        _menu(view, "group", _GROUP, attributes, look.group)
        _menu(view, "size", _SIZE, SIZES, look.size)
        if look.opened:
            words = Text(zh="收起展开的 {n} 组", en="Close {n} open {n:group|groups}")
            st.button(
                view.say(words.format(n=len(look.opened))),
                icon=":material/unfold_less:",
                key="look:close",
                on_click=_close,
            )


def _menu(view: View, name: str, label: Text, options: Mapping[str, Text], chosen: str) -> None:
    key = f"control:look:{name}"
    st.session_state[key] = chosen
    st.selectbox(
        view.say(label),
        list(options),
        format_func=lambda each: options[each].say(view.language),
        key=key,
        on_change=_chose,
        args=(name,),
    )


def _chose(name: str) -> None:
    chosen = st.session_state[f"control:look:{name}"]
    address = replace(current().address, **{name: chosen})
    put_address(replace(address, opened=() if name == "group" else address.opened))


def _close() -> None:
    put_address(replace(current().address, opened=(), focus=""))
