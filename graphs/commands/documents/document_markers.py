"""The marked parts of a document, and the registry of the sections that are written into them.

A document holds ``<!-- begin NAME LANGUAGE -->`` and ``<!-- end NAME LANGUAGE -->``; what is between
is generated, what is outside is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, cast

from graphs.commands.documents.data_dictionary import choices, records
from graphs.errors import InputError, Problem
from graphs.registry import Registry
from graphs.text import LANGUAGES, Language, Text

__all__ = ["SECTIONS", "renewed", "section"]

Write: TypeAlias = Callable[[Language], str]

SECTIONS: Registry[str, Write] = Registry("section", [("records", records), ("choices", choices)])
"""Every section by name."""

_NAME = rf"([a-z_]+ (?:{'|'.join(LANGUAGES)}))"
_MARKED = re.compile(rf"<!-- begin {_NAME} -->\n.*?<!-- end \1 -->", re.DOTALL)
_BEGIN = re.compile(r"<!-- begin ([^>]*?) -->")


def section(write: Write) -> Write:
    """Declare a section; its name is the function's."""
    SECTIONS.declare(write.__name__, write)
    return write


def renewed(document: str, name: str) -> str:
    """Return a document with its generated parts written anew; doing it twice changes nothing.

    Raises
    ------
    InputError
        A part has no end, or a name that nothing generates; each is named.

    Examples
    --------
    >>> renewed("by hand", "README.md")
    'by hand'
    """
    begun = _BEGIN.findall(document)
    whole = [found[1] for found in _MARKED.finditer(document)]
    place = Text.same(name)
    unended = Text(zh="没有语言或结束标记", en="has no language or no end marker")
    problems = [
        Problem(place=place, value=each, reason=unended) for each in begun if each not in whole
    ] + [
        Problem(place=place, value=each, reason=Text(zh="没有这个生成部分", en="is no section"))
        for each in whole
        if each.split()[0] not in SECTIONS
    ]
    if problems:
        raise InputError(
            Text(zh="文档标记有误：", en="the markers are wrong: ") + problems[0].sentence(),
            tuple(problems),
        )
    return _MARKED.sub(lambda found: _part(found[1]), document)


def _part(marker: str) -> str:
    name, language = marker.split()
    written = SECTIONS[name](cast("Language", language))
    return f"<!-- begin {marker} -->\n{written}\n<!-- end {marker} -->"
