"""The presentation screen: the saved views in their order, and each of them over the whole screen."""

from __future__ import annotations

from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import current
from app_pages.parts.picture.slide_show import slide_show
from app_pages.parts.picture.view_list import view_list
from app_pages.parts.records.signed_write import show_outcome
from graphs.glossary import heading

SCREEN = Screen(label=heading("presentation"), icon="slideshow", group=Group.figures, place=4)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the slide of the address; without one, the list of views."""
    show_outcome()
    view = current()
    if view.address.slide:
        slide_show()
    else:
        view_list(view, view.snapshot())


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
