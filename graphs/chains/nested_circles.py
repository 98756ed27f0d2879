"""An organisation and those under it as nested circles, their area by members, as one SVG picture."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass

from graphs.chains.branch_tree import BranchNode
from graphs.profiles import straight
from graphs.text import Language, Text

__all__ = ["nested_circles"]

_LEAST = 34.0  # radius of a circle whose members are few or not stated
_PAD = 6.0
_LINE = 13.0  # height of a line of a label
_HEAD, _SMALL = 12.0, 10.5  # size of the heading over a circle, and of the words in one
_LEAST_WORDS = 6.5  # the smallest words in a circle
_CHORD = 0.85  # how much of its width and height a circle gives to words
_LATIN = 0x2E7F  # letters beyond are as wide as they are high
_FONT = "font-family='Noto Sans CJK SC, Source Han Sans SC, sans-serif'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circle:
    node: BranchNode
    x: float
    y: float
    radius: float


def nested_circles(tree: BranchNode, language: Language) -> str:
    """Return the tree as an SVG; a dashed circle says that its members are not stated.

    The area of a sub-branch grows with its members; no two circles overlap.

    Examples
    --------
    >>> from graphs.profiles import Mention
    >>> own = Mention(id="o1", record="organisation", name=Text.same("甲<党支部>"))
    >>> picture = nested_circles(BranchNode(shown=own), "zh")
    >>> picture.count("<circle"), "甲&lt;党支部&gt;" in picture
    (1, True)
    """
    radius = _radius(tree)
    circles = list(_placed(tree, 0.0, 0.0, radius))
    top = _LINE * (len(_heading(circles[0], language)) + 0.8)
    side = radius + _PAD
    shapes = "".join(_shape(each) for each in circles)
    labels = "".join(_label(each, language) for each in circles)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{-side:.0f} {-side - top:.0f} "
        f"{2 * side:.0f} {2 * side + top:.0f}' {_FONT}>{shapes}{labels}</svg>"
    )


def _radius(node: BranchNode) -> float:
    if not node.below:
        members = node.total.low if node.total.high is not None else 0
        return max(_LEAST, 7.5 * math.sqrt(members))
    return _ring(node) + max(_radius(each) for each in node.below) + _PAD


def _ring(node: BranchNode) -> float:
    """Return how far from the middle the circles of those below are, so that none overlap."""
    number, widest = len(node.below), max(_radius(each) for each in node.below) + _PAD / 2
    return 0.0 if number == 1 else widest / math.sin(math.pi / number)


def _placed(node: BranchNode, x: float, y: float, radius: float) -> list[_Circle]:
    found = [_Circle(node=node, x=x, y=y, radius=radius)]
    if node.below:
        ring = _ring(node)
        for place, each in enumerate(node.below):
            turn = 2 * math.pi * place / len(node.below) - math.pi / 2
            at = x + ring * math.cos(turn), y + ring * math.sin(turn)
            found += _placed(each, *at, _radius(each))
    return found


def _shape(circle: _Circle) -> str:
    node = circle.node
    known = node.total.high is not None
    fill = "#fbf3f0" if node.below else "#f0d9d6" if known else "#ffffff"
    dashes = "" if known else " stroke-dasharray='4 3'"
    return (
        f"<circle cx='{circle.x:.1f}' cy='{circle.y:.1f}' r='{circle.radius:.1f}' fill='{fill}' "
        f"stroke='#9e1b22' stroke-width='1.2'{dashes}/>"
    )


def _unknown(node: BranchNode) -> bool:
    return node.total.low == 0 and node.total.high is None


def _figure(node: BranchNode, language: Language) -> str:
    if _unknown(node):
        return Text(zh="党员数未载明", en="members not stated").say(language)
    return Text(zh="{n} 名党员", en="{n} members").format(n=node.total.words()).say(language)


def _lines(words: str, circle: _Circle, size: float) -> list[str]:
    """Return words in lines that go across a circle; a name stays in its script in either language."""
    joint = " " if " " in words else ""
    lines = [""]
    for piece in words.split() if joint else words:
        longer = f"{lines[-1]}{joint}{piece}".strip()
        if lines[-1] and _wide(longer, size) > 2 * circle.radius:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _wide(words: str, size: float) -> float:
    return sum(size if ord(each) > _LATIN else 0.59 * size for each in words)


def _heading(circle: _Circle, language: Language) -> list[str]:
    """Return the lines above a circle that holds others: none is wider than the circle."""
    if not circle.node.below:
        return []
    name = straight(circle.node.shown.name.say(language))
    return [*_lines(name, circle, _HEAD), *_lines(_figure(circle.node, language), circle, _HEAD)]


def _label(circle: _Circle, language: Language) -> str:
    node = circle.node
    name = straight(node.shown.name.say(language))
    if node.below:
        over = _heading(circle, language)
        at = circle.y - circle.radius - (len(over) - 0.5) * _LINE
        return _text(circle.x, at, over, _HEAD, bold=True)
    figure = [] if _unknown(node) else [_figure(node, language)]  # its rim is dashed then
    size, shown = _inner(name, figure, circle)
    step = _LINE * size / _SMALL
    return _text(circle.x, circle.y - (len(shown) - 1) * step / 2 + 0.38 * size, shown, size)


def _inner(name: str, figure: list[str], circle: _Circle) -> tuple[float, list[str]]:
    """Return the size and the lines of the words in a circle: smaller first, then the name is cut."""
    size = _SMALL
    lines = _lines(name, circle, size / _CHORD)
    while size > _LEAST_WORDS and not _fits([*lines, *figure], circle, size):
        size -= 0.5
        lines = _lines(name, circle, size / _CHORD)
    most = len(lines)
    while most > 1 and not _fits([*lines, *figure], circle, size):
        most -= 1
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return size, [*lines, *figure]


def _fits(lines: list[str], circle: _Circle, size: float) -> bool:
    """Whether every line is as wide as the circle at its height, or less."""
    step = _LINE * size / _SMALL
    for place, line in enumerate(lines):
        away = (abs(place - (len(lines) - 1) / 2) + 0.5) * step
        if away >= circle.radius:
            return False
        if _wide(line, size) > 2 * math.sqrt(circle.radius**2 - away**2):
            return False
    return True


def _text(x: float, y: float, lines: list[str], size: float, *, bold: bool = False) -> str:
    weight = " font-weight='600'" if bold else ""
    spans = "".join(
        f"<tspan x='{x:.1f}' dy='{0 if place == 0 else _LINE * min(1.0, size / _SMALL):.1f}'>{html.escape(line)}</tspan>"
        for place, line in enumerate(lines)
    )
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='middle' font-size='{size}' fill='#262626'"
        f"{weight}>{spans}</text>"
    )
