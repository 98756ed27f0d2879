"""Ids that other systems gave: one id however it is typed."""

from __future__ import annotations

import unicodedata

from graphs.intake.cells.cells import read_cell
from graphs.intake.files.cell_text import clean, is_blank_sign, is_error_text
from graphs.intake.rows.drafts import RowState
from graphs.intake.tables.table_issues import TableIssues
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["foreign_id", "stated_id"]

_NAME = RECORDS["organisation"].column("name")
_REQUIRED = Text(zh="必填", en="is required")
_ID_READ = Text(
    zh="编号中的全角、空格和看不见的字符不算不同",
    en="is an id: width, spaces and invisible characters make it no other",
)


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


def stated_id(at: int | None, state: RowState, used: set[int], log: TableIssues) -> str:
    """Return the id another system gave; say where it was typed in another way, or is none.

    A column whose text is no id is taken out of those that are ``used``.
    """
    text = state.cell(at)
    if at is None or not text.strip():
        return ""
    found = foreign_id(text)
    if not found:
        used.discard(at)
        if is_error_text(clean(text)):
            fault = read_cell(_NAME, text).fault or _REQUIRED
            log.report(state.row, at, text, fault, "warning")
    elif found != text.strip():
        log.report(state.row, at, text, _ID_READ, "hint")
    return found
