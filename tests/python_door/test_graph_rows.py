"""The types that are documented are those that are returned, whatever the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import get_args, get_type_hints

import pandas as pd
import pytest
from nonempty import nonempty

import graphs
from graphs.python_door import Analysis, EdgeAttributes, NodeAttributes

PICTURES = [("demo", None), ("demo", "division:yl-t1"), ("shangjie-2010", None)]


@pytest.fixture(scope="module", params=PICTURES, ids=lambda each: "-".join(filter(None, each)))
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[Analysis, str | None]]:
    name, scope = request.param
    with graphs.open(name) as ledger:
        yield ledger, scope


@pytest.mark.parametrize("day", [None, "1950-01-01"], ids=["as it is", "empty"])
def test_every_attribute_is_of_its_documented_type(
    opened: tuple[Analysis, str | None], day: str | None
) -> None:
    ledger, scope = opened
    graph = ledger.graph(day, scope)
    for rows, declared in (
        ([data for _, data in graph.nodes(data=True)], NodeAttributes),
        ([data for *_, data in graph.edges(data=True)], EdgeAttributes),
    ):
        hints = get_type_hints(declared)
        for row in rows:
            assert row.keys() == hints.keys()
            for name, value in row.items():
                assert type(value) in (get_args(hints[name]) or (hints[name],)), name
    assert bool(graph.number_of_edges()) is (day is None)


@pytest.mark.parametrize("day", [None, "1950-01-01"], ids=["as it is", "empty"])
def test_a_column_has_one_type_whatever_is_in_it(
    opened: tuple[Analysis, str | None], day: str | None
) -> None:
    ledger, scope = opened
    for frame, declared in (
        (ledger.nodes(day, scope), NodeAttributes),
        (ledger.pairs(day, scope), EdgeAttributes),
    ):
        for name, hint in nonempty(get_type_hints(declared).items()):
            missing = NoneType in get_args(hint)
            plain = next((each for each in get_args(hint) if each is not NoneType), hint)
            kinds = {str: ("object", "object"), int: ("int64", "Int64"), bool: ("bool", "boolean")}
            assert str(frame[name].dtype) == kinds[plain][missing], name
            blank = [each for each in frame[name] if pd.isna(each)]
            assert missing or not blank, name
            assert plain is not str or all(each is None for each in blank), name


def test_ends_merge_with_nodes_and_with_any_list_of_a_download(
    opened: tuple[Analysis, str | None],
) -> None:
    ledger, scope = opened
    pairs, nodes = ledger.pairs(scope=scope), ledger.nodes(scope=scope)
    edges = ledger.edges(scope=scope)
    for end in ("host", "guest"):
        assert len(pairs.merge(nodes, left_on=end, right_index=True)) == len(pairs)
    keys = ["agreement_id", "host_id", "guest_id"]
    renamed = pairs.set_axis(
        [f"{each}_id" if f"{each}_id" in keys else each for each in pairs], axis=1
    )
    assert len(renamed.merge(edges, on=keys)) == len(edges) == len(pairs)
