"""A screen as the menu knows it; each screen file declares its own as ``SCREEN``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from graphs.access import Area
from graphs.glossary import heading
from graphs.text import Text

__all__ = ["Group", "Screen"]


class Group(Enum):
    """The groups of the menu, in their order; screens of the first are in the menu itself."""

    explore = Text.same("")
    figures = Text(zh="统计与下载", en="Figures")
    proposals = heading("proposal")
    stewardship = Text(zh="维护", en="Stewardship")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a screen is called, its Material icon, its group, and its place in the group.

    Its name in addresses is that of its file: ``overview_screen.py`` is ``overview``. Its label is
    a heading of the glossary; a screen of a concept that the glossary does not have defines it
    itself, so that a screen is one file. ``area`` is what its visitor must be allowed to see it at all.
    """

    label: Text
    icon: str
    group: Group
    place: int
    definition: Text | None = None
    area: Area = Area.read
