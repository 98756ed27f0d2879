"""The heading over a circle stays within the picture, whatever its name."""

from __future__ import annotations

import math

import pytest
from lxml import etree
from nonempty import nonempty

from graphs.chains import BranchNode, nested_circles
from graphs.profiles import Mention
from graphs.text import Text


def node(name: str, *below: BranchNode) -> BranchNode:
    shown = Mention(id=name, record="organisation", name=Text.same(name))
    return BranchNode(shown=shown, below=below)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["花", "〔鲜切花产业联合党总支〕" * 4, "Flower chain joint general branch " * 4]
)
def test_no_line_is_wider_than_the_picture_or_above_it(language: str, name: str) -> None:
    made = nested_circles(node(name.strip(), node("一"), node("二"), node("三")), language)
    tree = etree.fromstring(made.encode())
    _, top, width, _ = map(float, tree.attrib["viewBox"].split())
    space = "{http://www.w3.org/2000/svg}"
    for text in nonempty(tree.iter(f"{space}text")):
        size, y = float(text.attrib["font-size"]), float(text.attrib["y"])
        assert y - size >= top
        for line in nonempty(text.iter(f"{space}tspan")):
            words = line.text or ""
            wide = sum(size if ord(each) > 0x2E7F else 0.55 * size for each in words)
            assert wide <= width, words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name",
    ["第三片区党支部", "云岭鲜花产业链第三片区联合党支部", "Flower chain Area Branch 3", "字" * 60],
)
def test_words_in_a_circle_stay_in_it(language: str, name: str) -> None:
    made = nested_circles(node("总", node(name), node("乙"), node("丙")), language)
    tree = etree.fromstring(made.encode())
    space = "{http://www.w3.org/2000/svg}"
    circle = nonempty(tree.iter(f"{space}circle"))[1]
    x, y, radius = (float(circle.attrib[key]) for key in ("cx", "cy", "r"))
    [text] = [
        each
        for each in tree.iter(f"{space}text")
        if (float(each.attrib["x"]), each.attrib.get("font-weight")) == (x, None)
        and abs(float(each.attrib["y"]) - y) < radius
    ]
    size, at = float(text.attrib["font-size"]), float(text.attrib["y"])
    for line in nonempty(text.iter(f"{space}tspan")):
        at += float(line.attrib["dy"])
        words = line.text or ""
        wide = sum(size if ord(each) > 0x2E7F else 0.55 * size for each in words)
        away = abs(at - 0.38 * size - y)
        assert wide <= 2 * math.sqrt(radius**2 - away**2), words


def test_a_name_does_not_turn_the_direction_of_its_picture() -> None:
    made = nested_circles(node("\u202e花\u2066卉\u200f", node("\u202e东\u202c镇")), "zh")
    assert "花卉" in made
    assert "东镇" in made
    assert not set("\u202e\u2066\u200f\u202c") & set(made)
