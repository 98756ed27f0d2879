import base64
import re

import pyarrow as pa
import pytest

from graphs.scene import CHOSEN, PALETTE, legend_html, make_scene
from graphs.scene.scene import Area, Edge, Node
from graphs.text import Text

SENTENCE = Text(zh="两个党组织。", en="Two organisations.")
NODES = [Node(id=i, label=i, title=i, x=n, y=0) for n, i in enumerate("cab")]


def scene(edges=(), nodes=NODES, areas=()):
    return make_scene(nodes, edges, areas, (), SENTENCE)


def line(ident: str, source: str, target: str, **values) -> Edge:
    return Edge(id=ident, source=source, target=target, **values)


def test_nodes_are_sorted_and_edges_point_to_their_rows():
    made = scene([line("e1", "c", "a")])
    assert made.nodes.column("id").to_pylist() == ["a", "b", "c"]
    assert (made.edges["source"][0].as_py(), made.edges["target"][0].as_py()) == (2, 0)


def test_edges_whose_ends_are_not_drawn_are_left_out():
    assert scene([line("e1", "a", "z"), line("e2", "a", "b")]).edges.column("id").to_pylist() == [
        "e2"
    ]


def test_parallel_edges_are_bent_apart():
    several = [line(f"e{n}", *ends) for n, ends in enumerate([("a", "b"), ("b", "a"), ("a", "b")])]
    curves = scene(several).edges.column("curve").to_pylist()
    assert len(set(curves)) == 3
    assert curves[0] == 0


def test_the_order_of_marks_does_not_matter():
    edges = [line("e1", "a", "b"), line("e2", "b", "c")]
    assert scene(edges).revision == scene(edges[::-1], NODES[::-1]).revision


@pytest.mark.parametrize(
    "other",
    [
        make_scene(NODES[:2], [], [], (), SENTENCE),
        make_scene(NODES, [line("e1", "a", "b")], [], (), SENTENCE),
        make_scene(
            NODES, [], [Area(label="x", note="", x=0, y=0, width=1, height=1)], (), SENTENCE
        ),
        make_scene(NODES, [], [], (), Text.same("别的")),
    ],
    ids=["nodes", "edges", "areas", "sentence"],
)
def test_another_picture_has_another_revision(other):
    assert other.revision != scene().revision


def test_tables_are_typed_as_the_canvas_takes_them():
    made = scene(
        [line("e1", "a", "b")], areas=[Area(label="x", note="", x=0, y=0, width=1, height=1)]
    )
    assert made.nodes.schema.field("x").type == pa.float32()
    assert made.edges.schema.field("source").type == pa.int32()
    assert made.areas.schema.field("width").type == pa.float32()
    empty = make_scene([], [], [], (), SENTENCE)
    for name in ("nodes", "edges", "areas"):
        assert getattr(empty, name).schema == getattr(made, name).schema


def test_colours_are_plain_hexadecimal():
    assert all(len(c) == 7 and c[0] == "#" and int(c[1:], 16) >= 0 for c in PALETTE.values())
    assert PALETTE["soe"] != PALETTE["non_public"]


def _lightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_rim_of_a_chosen_mark_is_no_other_rim_and_is_seen_on_every_ground():
    def contrast(one: str, other: str) -> float:
        low, high = sorted((_lightness(PALETTE[one]), _lightness(PALETTE[other])))
        return (high + 0.05) / (low + 0.05)

    assert contrast("selected", "strong") >= 3  # in grey scale too
    assert all(contrast("selected", ground) >= 3 for ground in ("area", "warm"))
    assert CHOSEN.color == "selected"
    assert PALETTE["selected"].lower() in unquoted(legend_html((CHOSEN,), "zh")).lower()


def unquoted(page: str) -> str:
    """Return a legend with its small pictures as they are drawn."""
    return "".join(base64.b64decode(each).decode() for each in re.findall(r"base64,([^\"]+)", page))
