"""The menu is what the screens say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

from nonempty import nonempty

from app_pages.parts.frame.menu import menu_items

ROOT = Path(__file__).parents[3]


def test_every_screen_file_is_in_the_menu() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "app_pages").glob("*.py")}
    assert {item.file for item in menu_items()} == files - {"app_pages/__init__.py"}


def test_no_two_screens_share_a_place_or_a_label() -> None:
    places = [(item.screen.group, item.screen.place) for item in menu_items()]
    labels = [item.screen.label.zh for item in menu_items()]
    assert len(places) == len(set(places)) == len(set(labels))


def test_every_link_between_screens_leads_to_one() -> None:
    links = [
        (path.name, file)
        for path in nonempty(sorted((ROOT / "app_pages").rglob("*.py")))
        for file in re.findall(r'"app_pages/(\w+)_screen\.py"', path.read_text(encoding="utf-8"))
    ]
    assert len(links) > 5
    assert {file for _, file in links} <= {item.name for item in menu_items()}
