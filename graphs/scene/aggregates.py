"""Aggregates: too many organisations to draw are grouped into classes that open on a click.

The classes of an attribute are a tree (county, township, organisation). What is open is a list of
classes; all else is one mark each. Nothing is cut: every organisation is in exactly one mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphs.scene.attributes import Classes
from graphs.text import Text

__all__ = ["MOST_DRAWN", "Cut", "Tree", "cut", "tree_of"]

MOST_DRAWN = 2_000
"""So many organisations are drawn one by one; more are drawn in classes."""

_PART, _CLASSES = 1_000, 400
_TOP = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Classes below each class and organisations directly in each; the root is ``""``."""

    below: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Text]
    above: Mapping[str, str]

    def within(self, group: str) -> tuple[str, ...]:
        """Return every organisation in a class or in one below it."""
        own = list(self.members.get(group, ()))
        for each in self.below.get(group, ()):
            own += self.within(each)
        return tuple(own)


def tree_of(nodes: Iterable[str], classes: Classes) -> Tree:
    """Return the tree of the classes that these organisations are in.

    A class with more organisations than can be drawn at once is divided by their order into
    numbered parts, so that every class can be opened.

    Examples
    --------
    >>> found = Classes(of={"o1": "t", "o2": "t"}, words={}, above={"t": "c"})
    >>> tree_of(["o2", "o1"], found).within("c")
    ('o1', 'o2')
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(nodes):
        members[classes.of[node]].append(node)
    above: dict[str, str] = {}
    words = dict(classes.words)
    parted: dict[str, tuple[str, ...]] = {}
    for group, own in members.items():
        _climb(group, classes.above, above)
        if len(own) <= _PART:
            parted[group] = tuple(own)
            continue
        for start in range(0, len(own), _PART):
            some = tuple(own[start : start + _PART])
            key = f"{group}~{start // _PART + 1}"
            parted[key], above[key] = some, group
            words[key] = Text.same(f"{start + 1}–{start + len(some)}")
    tree = _tree(parted, words, above)
    for parent, below in tree.below.items():
        if len(below) > _CLASSES:  # the largest first, in numbered parts
            ordered = sorted(below, key=lambda each: (-len(tree.within(each)), each))
            for start in range(0, len(ordered), _CLASSES):
                part = ordered[start : start + _CLASSES]
                key = f"{parent}~{start // _CLASSES + 1}"
                above |= dict.fromkeys(part, key) | {key: parent}
                words[key] = Text(
                    zh=f"第 {start + 1}–{start + len(part)} 组",
                    en=f"groups {start + 1}–{start + len(part)}",
                )
    return _tree(parted, words, above)


def _tree(
    members: Mapping[str, tuple[str, ...]], words: Mapping[str, Text], above: Mapping[str, str]
) -> Tree:
    below: defaultdict[str, list[str]] = defaultdict(list)
    for group, parent in sorted(above.items()):
        below[parent].append(group)
    inner = {key: tuple(own) for key, own in below.items()}
    return Tree(below=inner, members=members, words=words, above=dict(above))


def _climb(group: str, parents: Mapping[str, str], above: dict[str, str]) -> None:
    while group not in above:
        above[group] = parents.get(group, _TOP)
        if above[group] == _TOP:
            return
        group = above[group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A cut through the tree: classes drawn as one mark, organisations drawn, what stayed shut.

    ``panels`` are the open classes, each with its closed classes and its own organisations.
    """

    panels: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    mark_of: Mapping[str, str]
    refused: tuple[str, ...]


def cut(tree: Tree, opened: Sequence[str], *, most: int = MOST_DRAWN) -> Cut:
    """Return what is drawn where these classes are open; the root and a lone class always are.

    1. From the root down, a class that is open is replaced by what is in it. 2. One that would
    make more marks than ``most`` stays shut and is named in ``refused``.

    Examples
    --------
    >>> own = tree_of(["o1", "o2"], Classes(of={"o1": "t", "o2": "u"}, words={}))
    >>> dict(cut(own, ["t"]).mark_of)
    {'o1': 'o1', 'o2': 'group:u'}
    """
    panels: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    refused: list[str] = []
    marks = 0
    front = [_TOP]
    wanted = set(opened)
    while front:
        group = front.pop(0)
        inner, own = tree.below.get(group, ()), tree.members.get(group, ())
        if group != _TOP and marks + len(inner) + len(own) > most:
            refused.append(group)
            continue
        marks += len(inner) + len(own)
        alone = len(inner) == 1 and not own
        chosen = [each for each in inner if alone or each in wanted]
        panels[group] = (tuple(each for each in inner if each not in chosen), own)
        front += chosen
    for group in refused:
        parent = tree.above[group]
        panels[parent] = ((*panels[parent][0], group), panels[parent][1])
    mark_of = {node: node for _, own in panels.values() for node in own}
    for closed, _ in panels.values():
        for group in closed:
            mark_of |= dict.fromkeys(tree.within(group), f"group:{group}")
    shown = {group: each for group, each in panels.items() if any(each)}
    return Cut(panels=shown, mark_of=mark_of, refused=tuple(refused))
