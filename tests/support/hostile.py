"""Names that try to be something else: markup, formulas, floods, marks that turn direction."""

from __future__ import annotations

__all__ = ["FORMULAS", "HOSTILE", "MARKUP", "MISREAD", "REFUSED"]

MARKUP = (
    "<img src=x onerror=alert(1)>",
    '<a href="https://evil.example/">党支部</a>',
    "href=//evil.example/x",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "url(//evil.example/x.png)",
    "{{ data }}",
    "党\u2028支\u2029部",
)
"""Text that a careless page would run, follow or replace."""

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "{=1+1}",
    '=HYPERLINK("https://evil.example/","x")',
)
"""Text that a careless spreadsheet would compute."""

REFUSED = ("\ud800", "党\udfff支部", "\x07", "\x1b[31m", "\x9b", "\ufffe", "\uffff")
"""Text that no ledger takes: lone surrogates, control characters, no characters."""

HOSTILE = (
    *MARKUP,
    *FORMULAS,
    "\u202e部支党\u202c",
    "党\u200f支\u200b部\ufeff",
    "党" * 5000,
    "NA",
    "'; DROP TABLE organisation; --",
)
"""Everything that may stand in a name and must come out as the text it is."""

MISREAD = (
    "None", "null", "nan", "NULL", "N/A", "#N/A", "TRUE", "007", "1e5", "0x1F", "2026-06-30", "3-4",
    "&amp;", "&#65;", "]]>", "<!--", "\\n", "\\", "'", '"', "'=1", "a;b", "a|b", " 前后空格 ", "👩‍👩‍👧",
    "%41", "{a}", "$x$", "ß", "İ",
)  # fmt: skip
"""Text that a reader takes for a blank, a number, a day, an entity or an escape."""
