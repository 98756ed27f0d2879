"""Notes on the cells of a worksheet, which no cell holds: ECMA-376 part 1, 18.7."""

from __future__ import annotations

import posixpath
import re

from graphs.intake.formats.xlsx_package import Package, local, walk

__all__ = ["notes_of"]

_MOST = 2000
_LONGEST = 300
_THREADED = re.compile(r"^\[[^\]]*\].*?(?:Comment|注释|批注)[:：]\s*", re.DOTALL)
"""What Excel puts before the text of a conversation, for programs that know notes only."""


def notes_of(package: Package, part: str) -> list[tuple[str, str]]:
    """Return the cell (as ``D2``) and the words of each note on a worksheet, in their order.

    The name of who wrote it, which Excel puts on the first line, is taken away.

    Raises
    ------
    Fault
        The XML of the notes is damaged.
    """
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.names:
        return []
    found: list[str] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append(posixpath.normpath(path))

    walk(package.chunks(relations), relations, relation)
    return [note for each in found if each in package.names for note in _notes(package, each)]


def _notes(package: Package, part: str) -> list[tuple[str, str]]:
    authors: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    tag = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal tag
        tag = local(name)
        if tag == "author":
            authors.append("")
        elif tag == "comment":
            notes.append((attributes.get("ref", ""), []))

    def text(words: str) -> None:
        if tag == "author" and authors:
            authors[-1] += words
        elif tag == "t" and notes:
            notes[-1][1].append(words)

    walk(package.chunks(part), part, start, text)
    names = [each.strip() for each in authors if each.strip()]
    return [(place, _without(names, "".join(words))) for place, words in notes[:_MOST]]


def _without(names: list[str], words: str) -> str:
    said = _THREADED.sub("", words.strip())
    for name in names:
        if said.startswith(name):
            said = said[len(name) :].lstrip(":：\n ")
    return " ".join(said.split())[:_LONGEST]
