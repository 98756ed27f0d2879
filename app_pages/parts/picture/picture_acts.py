"""What a reader does in the picture, written into the address: focus, expand, hide, select, path."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app_pages.parts.frame.screen_address import Address
from app_pages.parts.frame.view import put_address, shown_address
from graphs.scene import MOST_STEPS

__all__ = ["after_act", "change_picture", "opened_groups", "opened_to"]


_GROUP, _BUNDLE = "node:group:", "edge:bundle|"


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
            return _selected(address, str(value))
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


def _selected(address: Address, mark: str) -> Address:
    if mark.startswith(_GROUP):
        return replace(address, opened=opened_groups(address, mark), focus="")
    if mark.startswith(_BUNDLE):
        return address  # a line between groups stands for many pairs and is no record
    return replace(address, focus=mark)


def opened_groups(address: Address, mark: str) -> tuple[str, ...]:
    """Return the open groups after a click on a closed one: it is opened, the others stay.

    Examples
    --------
    >>> opened_groups(Address(opened=("t1",)), "node:group:t2")
    ('t1', 't2')
    """
    group = mark.removeprefix(_GROUP)
    return (*(each for each in address.opened if each != group), group)


def opened_to(address: Address, ident: str) -> int:
    """Return to how many steps a record is expanded; 0 where it is not."""
    return dict(address.expanded).get(ident, 0)
