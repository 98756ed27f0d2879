"""Read a network of a download again: GraphML, GEXF or JSON, to its two lists."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element, ParseError, iterparse

from graphs.errors import InputError
from graphs.text import Text

__all__ = ["ReturnedNetwork", "Row", "tables_of_network"]

Value: TypeAlias = str | int | float | bool
Row: TypeAlias = dict[str, Value]

_LARGEST = 200_000_000
"""Bytes of a file that is read; a larger one is for other tools."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedNetwork:
    """The rows of both lists of a network by the keys of their columns; blanks are left out.

    Examples
    --------
    >>> tables_of_network("network.json", b'{"nodes": [{"id": "a"}], "edges": []}').nodes
    ({'id': 'a'},)
    """

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]


def tables_of_network(name: str, content: bytes) -> ReturnedNetwork:
    """Return the lists of a network file by the ending of its name.

    Raises
    ------
    InputError
        It is larger than is read, or no network that this product wrote.

    Examples
    --------
    >>> tables_of_network("network.cyjs", b'{"elements": {"nodes": [], "edges": []}}').edges
    ()
    """
    read = _READERS.get(name.rpartition(".")[2].lower())
    if read is None or len(content) > _LARGEST:
        raise _refused(name)
    try:
        return read(content)
    except (ParseError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _refused(name) from error


def _refused(name: str) -> InputError:
    endings = Text.join([Text.same(each) for each in _READERS])
    return InputError(
        Text(
            zh="“{name}”不是本产品写出的网络文件，或过大；可读 {endings}",
            en="“{name}” is no network file of this product, or too large; {endings} are read",
        ).format(name=name, endings=endings)
    )


def _elements(content: bytes) -> Iterator[Element]:
    """Yield the elements of an XML file as they end; one that declares entities is refused."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("a document type")  # becomes a sentence above
    for _, element in iterparse(io.BytesIO(content)):  # noqa: S314  # entities are refused above
        yield element


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


_TYPES: Mapping[str, Callable[[str], Value]] = {
    "string": str,
    "long": int,
    "integer": int,
    "double": float,
    "boolean": lambda words: words == "true",
}


def _graphml(content: bytes) -> ReturnedNetwork:
    keys: dict[str, tuple[str, Callable[[str], Value]]] = {}
    nodes: list[Row] = []
    edges: list[Row] = []
    for element in _elements(content):
        kind = _name(element)
        if kind == "key":
            keys[element.attrib["id"]] = (
                element.attrib["attr.name"],
                _TYPES[element.attrib["attr.type"]],
            )
        elif kind in ("node", "edge"):
            row: Row = {"id": element.attrib["id"]} if kind == "node" else {}
            for each in element:
                if _name(each) == "data":
                    title, value = keys[each.attrib["key"]]
                    row[title] = value(each.text or "")
            (nodes if kind == "node" else edges).append(row)
            element.clear()
    return ReturnedNetwork(nodes=tuple(nodes), edges=tuple(edges))


def _gexf(content: bytes) -> ReturnedNetwork:
    titles: dict[str, dict[str, tuple[str, Callable[[str], Value]]]] = {}
    nodes: list[Row] = []
    edges: list[Row] = []
    for element in _elements(content):
        kind = _name(element)
        if kind == "attributes":
            titles[element.attrib["class"]] = {
                one.attrib["id"]: (one.attrib["title"], _TYPES[one.attrib["type"]])
                for one in element
            }
        elif kind in ("node", "edge"):
            row: Row = {"id": element.attrib["id"]} if kind == "node" else {}
            for each in element.iter():
                if _name(each) == "attvalue":
                    title, value = titles[kind][each.attrib["for"]]
                    row[title] = value(each.attrib["value"])
            (nodes if kind == "node" else edges).append(row)
            element.clear()
    return ReturnedNetwork(nodes=tuple(nodes), edges=tuple(edges))


def _json(content: bytes) -> ReturnedNetwork:
    found = json.loads(content)
    ends: tuple[str, ...] = ("source", "target", "key")
    if "elements" in found:  # Cytoscape's own form
        elements = found["elements"]
        nodes = [dict(each["data"]) for each in elements["nodes"]]
        for node in nodes:
            node.pop("value", None)  # the id again, where NetworkX looks for it
        edges = [dict(each["data"]) for each in elements["edges"]]
        ends = (*ends, "id")
    else:
        nodes, edges = map(list, (found["nodes"], found["edges"]))
    return ReturnedNetwork(
        nodes=tuple(map(_checked, nodes)),
        edges=tuple(_checked({k: v for k, v in each.items() if k not in ends}) for each in edges),
    )


def _checked(row: Mapping[str, Any]) -> Row:
    if not all(isinstance(value, str | int | float | bool) for value in row.values()):
        raise TypeError(row)
    return dict(row)


_READERS: Mapping[str, Callable[[bytes], ReturnedNetwork]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
    "cyjs": _json,
}
