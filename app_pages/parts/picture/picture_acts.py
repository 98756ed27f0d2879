"""What a reader does in the picture, written into the address: focus, expand, hide, select, path."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app_pages.parts.frame.screen_address import Address
from app_pages.parts.frame.view import put_address, shown_address
from graphs.scene import MOST_STEPS

__all__ = ["after_act", "change_picture", "opened_to"]


def change_picture(name: str, value: Any) -> None:
    """Write one act into the address of the session."""
    put_address(after_act(shown_address(), name, value))


def after_act(address: Address, name: str, value: Any) -> Address:
    """Return the address after an act: to expand what is expanded collapses it again.

    Examples
    --------
    >>> once = after_act(Address(), "expand", "o1")
    >>> once.expanded, after_act(once, "expand", "o1").expanded
    ((('o1', 1),), ())
    """
    match name:
        case "selected":
            return replace(address, focus=str(value))
        case "expand":
            wide = 0 if opened_to(address, str(value)) else 1
            return after_act(address, "steps", (str(value), wide))
        case "steps":
            ident, steps = value
            kept = {each: n for each, n in address.expanded if each != ident or steps}
            found = kept | ({ident: min(steps, MOST_STEPS)} if steps else {})
            return replace(address, expanded=tuple(found.items()))
        case "hide":
            focus = "" if address.focus == f"node:{value}" else address.focus
            hidden = tuple(dict.fromkeys((*address.hidden, str(value))))
            picked = tuple(each for each in address.picked if each != value)
            return replace(address, hidden=hidden, focus=focus, picked=picked)
        case "picked":
            return replace(address, picked=tuple(value))
        case "start":
            return replace(address, start=str(value))
    raise ValueError(name)


def opened_to(address: Address, ident: str) -> int:
    """Return to how many steps a record is expanded; 0 where it is not."""
    return dict(address.expanded).get(ident, 0)
