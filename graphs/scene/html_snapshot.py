"""The self-contained HTML snapshot: one file, no outside address, safe to open years later.

pyvis builds the network. It never sees our graph (its ``from_nx`` alters the graph and drops
parallel edges) and never writes the page (its template loads a network library from outside and
does not escape); our own short template embeds the same vis-network the live picture uses.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from graphs.errors import GraphsError
from graphs.scene.legend_html import legend_html
from graphs.scene.scene import DASHES, PALETTE, Scene
from graphs.text import Language, Text

__all__ = ["html_snapshot"]

_HERE = Path(__file__).parent
_SHAPES = {"collective": "dot", "ring": "dot", "box": "square", "aggregate": "dot"}
_DIRECTION = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LONGEST = 400


def html_snapshot(scene: Scene, *, title: Text, line: Text, language: Language) -> bytes:
    """Return a scene as one HTML page with picture, legend and its table twin.

    ``line`` says what the picture shows (filters, dates, digest). The same scene gives the same
    bytes.

    Raises
    ------
    GraphsError
        The page would name an outside address; nothing is written then.

    Examples
    --------
    >>> from graphs.scene import make_scene
    >>> page = html_snapshot(make_scene([], [], [], (), Text.same("")), title=Text.same("图"),
    ...                      line=Text.same(""), language="zh")
    >>> b"<title>" in page
    True
    """
    data = _network(scene) | {
        "areas": scene.areas.to_pylist(),
        "palette": dict(PALETTE),
    }
    values = {
        "language": "zh-CN" if language == "zh" else "en",
        "title": _escaped(title.say(language)),
        "sentence": _escaped(scene.sentence.say(language)),
        "line": _escaped(line.say(language)),
        "legend": legend_html(scene.legend, language),
        "tables": _tables(scene, language),
        "data": _script_json(data),
        "library": _library(),
    }
    page = re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], _template())
    _refuse_outside(page.replace(values["library"], ""))
    return page.encode()


@cache
def _template() -> str:
    return (_HERE / "snapshot_template.html").read_text(encoding="utf-8")


@cache
def _library() -> str:
    code = (_HERE / "canvas" / "vis-network.min.js").read_text(encoding="utf-8")
    return code.replace("</script", "<\\/script")


def _network(scene: Scene) -> dict[str, Any]:
    from pyvis.network import Network  # slow to import, and only snapshots need it

    network = Network(directed=True, cdn_resources="in_line")
    nodes = scene.nodes.to_pylist()
    for node in nodes:
        color = PALETTE.get(node["color"], PALETTE["unknown"])
        hollow = node["shape"] in ("collective", "ring", "aggregate") or node["dashed_border"]
        network.add_node(
            node["id"],
            label=_plain(node["label"]),
            title=_plain(node["title"]),
            x=node["x"],
            y=node["y"],
            size=node["size"],
            shape=_SHAPES.get(node["shape"], node["shape"]),
            color={"background": "#ffffff" if hollow else color, "border": color},
            borderWidth=2 if hollow else 1,
            shapeProperties={"borderDashes": [4, 3] if node["dashed_border"] else False},
        )
    for edge in scene.edges.to_pylist():
        network.add_edge(
            nodes[edge["source"]]["id"],
            nodes[edge["target"]]["id"],
            label=_plain(edge["label"]),
            width=edge["width"],
            color=PALETTE.get(edge["color"], PALETTE["edge"]),
            dashes=list(DASHES.get(edge["line"], ())) or False,
            arrows="to" if edge["arrow"] else "",
            smooth={"enabled": bool(edge["curve"]), "type": "curvedCW", "roundness": edge["curve"]},
        )
    built_nodes, built_edges, *_ = network.get_network_data()
    return {
        "nodes": built_nodes,
        "edges": [edge | {"id": place} for place, edge in enumerate(built_edges)],
        "options": {
            "physics": {"enabled": False},
            "interaction": {"hover": True, "dragNodes": False, "tooltipDelay": 120},
            "nodes": {"font": {"size": 13, "strokeWidth": 4, "strokeColor": "#ffffff"}},
            "edges": {"font": {"size": 13, "align": "top", "color": PALETTE["heading"]}},
        },
    }


def _plain(words: str) -> str:
    """Text as drawn: shortened, without marks that turn its direction round."""
    clean = _DIRECTION.sub("", words)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


def _escaped(words: str) -> str:
    return html.escape(_plain(words), quote=True)


def _script_json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _tables(scene: Scene, language: Language) -> str:
    heads = (
        Text(zh="名称|说明", en="Name|Description"),
        Text(zh="一方|另一方|说明", en="From|To|Label"),
    )
    nodes = scene.nodes.to_pylist()
    rows = [[node["label"], node["title"]] for node in nodes]
    lines = [
        [nodes[edge["source"]]["label"], nodes[edge["target"]]["label"], edge["label"]]
        for edge in scene.edges.to_pylist()
    ]
    return _table(heads[0].say(language), rows) + _table(heads[1].say(language), lines)


def _table(heads: str, rows: list[list[str]]) -> str:
    head = "".join(f"<th>{_escaped(word)}</th>" for word in heads.split("|"))
    body = "".join(
        "<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class _Addresses(HTMLParser):
    """Collects what a browser would fetch; the text of a name that looks like one is just text."""

    _FETCHED = frozenset({"src", "href", "srcset", "action", "formaction", "poster", "data"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in self._FETCHED and not (value or "").startswith(("data:", "#")):
                self.found.append(f"{name}={value}")
            if name == "style" and value:
                self._style(value)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._style(data)

    def _style(self, css: str) -> None:
        self.found += re.findall(r"(?:@import|url\s*\()[^;)]*", css, re.IGNORECASE)


def _refuse_outside(page: str) -> None:
    parser = _Addresses()
    parser.feed(page)
    parser.close()
    for what in parser.found:
        raise GraphsError(
            Text(
                zh="网页里出现外部地址：{what}", en="the page names an outside address: {what}"
            ).format(what=what)
        )
