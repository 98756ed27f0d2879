"""Ids that other systems gave: one id however it is typed."""

from __future__ import annotations

import unicodedata

from graphs.intake.files.cell_text import clean, is_blank_sign, is_error_text

__all__ = ["foreign_id"]


def foreign_id(text: str) -> str:
    """Return an id of another system in the one form its spellings share; blank for none.

    Full-width letters, invisible characters and spaces are ways of typing; case may tell two ids
    apart and stays.

    Examples
    --------
    >>> foreign_id("Ｄ－１\u200b"), foreign_id(" D 1"), foreign_id("d1")
    ('D-1', 'D1', 'd1')
    >>> foreign_id("/"), foreign_id("无"), foreign_id("#N/A")
    ('', '', '')
    """
    plain = clean(text)
    if is_blank_sign(plain) or is_error_text(plain):
        return ""
    if plain.isascii() and " " not in plain:
        return plain
    return "".join(unicodedata.normalize("NFKC", plain).split())
