"""The marks of a scene as values again, to be changed and made a scene anew."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.scene.scene import Area, Edge, Node, Scene

__all__ = ["Marks", "marks_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Nodes, lines and panels of a scene."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    areas: tuple[Area, ...]


def marks_of(scene: Scene) -> Marks:
    """Return the marks of a scene.

    Examples
    --------
    >>> from graphs.scene.scene import make_scene
    >>> from graphs.text import Text
    >>> marks_of(make_scene([Node(id="o1", label="甲", title="甲", x=0, y=0)], [], [], (),
    ...                     Text.same(""))).nodes[0].label
    '甲'
    """
    nodes = tuple(Node(**row) for row in scene.nodes.to_pylist())
    edges = tuple(
        Edge(**{**row, "source": nodes[row["source"]].id, "target": nodes[row["target"]].id})
        for row in scene.edges.to_pylist()
    )
    return Marks(
        nodes=nodes, edges=edges, areas=tuple(Area(**row) for row in scene.areas.to_pylist())
    )
