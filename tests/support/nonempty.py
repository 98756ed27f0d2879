"""A loop that asserts must have something to loop over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

__all__ = ["nonempty"]

Each = TypeVar("Each")


def nonempty(found: Iterable[Each]) -> tuple[Each, ...]:
    """Return what was found; the test fails where that is nothing."""
    all_of_it = tuple(found)
    assert all_of_it, "there is nothing to look at"
    return all_of_it
