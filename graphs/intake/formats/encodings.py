"""Detect the encoding of a text file and decode it, never to garbage."""

from __future__ import annotations

import unicodedata

from graphs.intake.formats.file_errors import Fault

__all__ = ["decode", "delimiter_of"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENOUGH = 0.85  # share of usual characters in a true text; Big5 read as GB18030 reaches half
_SAMPLE = 4000


def decode(content: bytes) -> tuple[str, str]:
    r"""Return the text and the name of its encoding.

    1. A byte-order mark decides.
    2. Zero bytes at every other place are UTF-16 without its mark.
    3. What is valid UTF-8 is UTF-8.
    4. GB18030 (Chinese Excel's CSV), if the characters it gives are usual ones.

    Raises
    ------
    Fault
        None of these gives sensible text.

    Examples
    --------
    >>> decode("党支部".encode("gb18030"))
    ('党支部', 'gb18030')
    >>> decode(b"\xef\xbb\xbfname")
    ('name', 'utf-8')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding), encoding
    head = content[:_SAMPLE]
    if b"\0" in head:
        encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        text = _strict(content, encoding)
        if "\0" in text or not _usual(text):
            raise Fault("encoding")
        return text, encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _strict(content, "gb18030")
    if not _usual(text):
        raise Fault("encoding")
    return text, "gb18030"


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Fault("encoding") from None


def _usual(text: str) -> bool:
    """Return whether nearly all characters beyond ASCII are usual in Chinese texts.

    Usual is what the 6,763 ideographs of GB 2312 and their traditional forms cover.
    """
    from graphs.folding import fold

    beyond = [c for c in text[: 20 * _SAMPLE] if c > "\x7f"]
    if not beyond:
        return True
    if any(unicodedata.category(c) in ("Co", "Cn", "Cs", "Cc") for c in beyond):
        return False
    known = fold("".join(beyond)).encode("gb2312", "replace").count(b"?")
    return len(beyond) - known >= _ENOUGH * len(beyond)


def delimiter_of(text: str) -> str:
    r"""Return the most frequent delimiter outside quotes in the first lines.

    Examples
    --------
    >>> delimiter_of('名称;类型\n"甲,乙";党支部\n')
    ';'
    """
    outside = "".join(text[: 20 * _SAMPLE].split('"')[::2])
    head = outside.split("\n", 1)[0]
    # a full-width comma only where the header has no other delimiter
    usual = [",", ";", "\t"]
    if not any(each in head for each in usual):
        usual.append("，")
    return max(usual, key=outside.count)
