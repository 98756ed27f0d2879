"""The legend of a picture, read off its marks: nothing is explained that is not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.scene.scene import Edge, LegendEntry, Node, Scene
from graphs.text import Text

__all__ = ["CHOSEN", "legend_of", "link_words"]

_SIDES: Mapping[str, Text] = {
    "soe": Text(zh="国企党组织", en="state-owned organisation"),
    "non_public": Text(zh="非公党组织", en="non-public organisation"),
    "other": Text(zh="其他党组织", en="other organisation"),
    "unknown": Text(zh="所有制未载明", en="ownership not stated"),
}

_THINGS: Mapping[tuple[str, str], Text] = {
    ("star", "agreement"): Text(zh="协议", en="agreement"),
    ("aggregate", "aggregate"): Text(
        zh="合并的一组，点开展开；数为党组织个数", en="a group; opens on click; organisations in it"
    ),
    ("diamond", "chain"): Text(zh="产业链", en="industry chain"),
    ("box", "unit"): Text(zh="单位", en="unit"),
    ("box", "other"): Text(zh="其他记录", en="other record"),
}

_SHAPES: Mapping[str, Text] = {
    "dot": Text(zh="党支部", en="branch"),
    "ring": Text(zh="联合党支部", en="joint branch"),
    "square": Text(zh="党总支（含联合）", en="general branch, joint too"),
    "hexagon": Text(zh="党委、工委", en="committee"),
    "star": Text(zh="功能型党组织", en="functional body"),
    "triangle": Text(zh="类型未载明", en="kind not stated"),
}

_COLLECTIVE = Text(
    zh="未具名，一点一个；? 为数目未载明", en="unnamed, a dot each; ? number not stated"
)
_OVER = Text(zh="黑圈：超过常规结对数", en="dark rim: over its usual load")

CHOSEN = LegendEntry(
    shape="chosen", color="selected", label=Text(zh="金圈：所选", en="amber rim: selected")
)
"""What the rim of a chosen mark means: no part of a picture, but of who looks at it."""

_LINES: Mapping[tuple[str, str], Text] = {
    ("solid", "pair"): Text(zh="结对有效", en="pair in force"),
    ("long", "pair"): Text(zh="即将到期", en="ending soon"),
    ("sparse", "quiet_edge"): Text(zh="结对沉睡", en="dormant pair"),
    ("dashdot", "quiet_edge"): Text(zh="已签未起", en="signed, not begun"),
    ("dotted", "quiet_edge"): Text(zh="到期或终止", en="expired or ended"),
    ("solid", "new_pair"): Text(zh="新结对", en="new pair"),
    ("dotted", "ended_pair"): Text(zh="已终止", en="pair ended"),
    ("dashed", "renewed_pair"): Text(zh="续签或换签", en="pair renewed"),
    ("thin", "kept_pair"): Text(zh="两日都有效", en="kept, in force on both days"),
    ("solid", "path"): Text(zh="两者之间的路径", en="path between two"),
    ("dashed", "proposed"): Text(zh="拟议结对", en="proposed pair"),
    ("solid", "tree"): Text(zh="牵头、下设", en="leads, has below it"),
    ("dotted", "tree"): Text(zh="设在单位", en="formed in"),
    ("thin", "tree"): Text(zh="供应", en="supplies"),
    ("solid", "aggregate"): Text(
        zh="两组之间的结对，越粗越多", en="pairs between groups, the thicker the more"
    ),
    ("solid", "edge"): Text(zh="联系", en="relation"),
    ("dashed", "tie"): Text(zh="其他联系", en="other tie"),
}


def legend_of(
    nodes: Iterable[Node], edges: Iterable[Edge], classes: Mapping[str, Text] | None = None
) -> tuple[LegendEntry, ...]:
    """Return what the marks mean: sides by colour, kinds by shape, things, then lines.

    ``classes`` are the words of colours that stand for classes of an attribute, by colour.

    Examples
    --------
    >>> from graphs.scene.scene import Node
    >>> node = Node(id="o1", label="甲", title="甲", x=0, y=0, color="soe")
    >>> [entry.label.zh for entry in legend_of([node], [])]
    ['国企党组织', '党支部']
    """
    drawn = tuple(nodes)
    things = {(node.shape, node.color) for node in drawn} & set(_THINGS)
    people = [node for node in drawn if (node.shape, node.color) not in _THINGS]
    sides = {node.color for node in people}
    shapes = {node.shape for node in people}
    lines = {(edge.line, edge.color) for edge in edges}
    found = [_entry("dot", color, words) for color, words in _SIDES.items() if color in sides]
    found += [_entry("dot", color, words) for color, words in (classes or {}).items()]
    found += [_entry(shape, "text", words) for shape, words in _SHAPES.items() if shape in shapes]
    if "collective" in shapes:
        found.append(_entry("collective", "text", _COLLECTIVE))
    if any(node.emphasis == "strong" for node in people):
        found.append(_entry("rim", "soe", _OVER))
    found += [_entry(*thing, words) for thing, words in _THINGS.items() if thing in things]
    found += [
        LegendEntry(shape="", color=color, line=line, label=words)
        for (line, color), words in _LINES.items()
        if (line, color) in lines
    ]
    return tuple(found)


def _entry(shape: str, color: str, words: Text) -> LegendEntry:
    return LegendEntry(shape=shape, color=color, label=words)


def link_words(scene: Scene, edge: Edge) -> Text:
    """Return what a line means: its own words, else those of the legend.

    Examples
    --------
    >>> from graphs.scene.scene import make_scene
    >>> line = Edge(id="a1|s|n", source="s", target="n", color="pair")
    >>> link_words(make_scene([], [], [], legend_of([], [line]), Text.same("")), line).zh
    '结对有效'
    """
    words = [
        each.label for each in scene.legend if (each.line, each.color) == (edge.line, edge.color)
    ]
    own = Text.same(edge.label)
    if not edge.label:
        return words[0] if words else own
    return Text.join([own, *words[:1]], zh=" · ", en=" · ")
