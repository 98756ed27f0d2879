"""The text of a cell: cleaned of what exports and keyboards add, and the signs for nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from graphs.folding import fold
from graphs.text import Text

__all__ = ["SIGNS", "clean", "is_blank_sign", "is_ditto", "is_error_text", "unseen"]

SIGNS = frozenset(("", "-", "—", "——", "/", "／", "无"))
"""What is written where there is nothing."""

# a text may be called None; a number or a date may not
_BLANKS = SIGNS | {"n/a", "none"}
_ERROR_TEXT = re.compile(
    r"#(N/?A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|ERROR|GETTING_DATA)", re.IGNORECASE
)
_DITTO = re.compile(r"同上[栏行格]?|同前|〃|″|”|\"|do\.?|ditto", re.IGNORECASE)
_ROUND = 4096  # texts kept: each cell of a row is read for several records of that row
# Characters nobody sees: zero-width ones, soft hyphens, direction marks.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_TEXT_MARK = re.compile("['`‘’](?=[\u4e00-\u9fff0-9])(?!.*['`‘’])", re.DOTALL)
"""What is put before a cell to make it text; no opening quotation mark, which would be closed."""

_MARKED = Text(zh="开头多了一个“{mark}”，已去除", en="began with a stray {mark}; it was taken away")
_UNSEEN = Text(
    zh="含有看不见的字符 {codes}，已去除",
    en="held invisible characters {codes}; they were taken away",
)
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)


@lru_cache(maxsize=_ROUND)
def clean(text: str) -> str:
    """Return the text without outer spaces, and as it was before an export made it safe.

    Our exports put an apostrophe before a text that a spreadsheet would take for a formula, and
    Excel users write ``="00123"`` to keep zeros.

    Examples
    --------
    >>> clean(" '=1+1 "), clean('="00123"'), clean("NA")
    ('=1+1', '00123', 'NA')
    """
    plain = (
        _INVISIBLE.sub("", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("_x000D_", "")
        .strip(" \t\n\u3000\u00a0\ufeff")
    )
    if plain.startswith("'") and plain[1:2] in tuple("=+-@\t\r＝＋－＠"):
        return plain[1:]
    if _TEXT_MARK.match(plain):
        return plain[1:]
    wrapped = _FORMULA_TEXT.fullmatch(plain)
    return wrapped.group(1) if wrapped else plain


def is_blank_sign(words: str) -> bool:
    """Return whether the words only say that there is nothing: 无, /, —.

    Examples
    --------
    >>> is_blank_sign("／"), is_blank_sign("无"), is_blank_sign("无锡办")
    (True, True, False)
    """
    return fold(words) in _BLANKS


def is_ditto(text: str) -> bool:
    """Return whether a text only repeats what is written above it.

    Examples
    --------
    >>> is_ditto("同 上"), is_ditto("〃"), is_ditto("同上镇")
    (True, True, False)
    """
    return _DITTO.fullmatch("".join(clean(text).rstrip("。").split())) is not None


def is_error_text(words: str) -> bool:
    """Return whether the words are an error value of a spreadsheet, typed or exported.

    Examples
    --------
    >>> is_error_text("#N/A"), is_error_text("#1")
    (True, False)
    """
    return _ERROR_TEXT.fullmatch(words.strip()) is not None


@lru_cache(maxsize=_ROUND)
def unseen(text: str) -> Text | None:
    """Return what to say of characters that are taken away; ``None`` where there are none.

    Examples
    --------
    >>> unseen("甲公司\u200b党支部").en
    'held invisible characters U+200B; they were taken away'
    """
    if _TEXT_MARK.match(text):
        return _MARKED.format(mark=text[0])
    if text.isascii() or not _INVISIBLE.search(text):
        return None
    found = sorted(set(_INVISIBLE.findall(text)))
    return _UNSEEN.format(codes=" ".join(f"U+{ord(each):04X}" for each in found))
