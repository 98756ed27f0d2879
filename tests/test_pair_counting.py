"""Nothing else counts pairs: ``len`` and ``sum`` over pairs or agreements stand in one module only.

A pair between collectives stands for several, within bounds, so the length of a list of pairs is
no number of pairs. Whoever needs one asks ``graphs.network.pair_counts``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from nonempty import nonempty

ROOT = Path(__file__).parents[1]
COUNTING = "graphs/network/pair_counts.py"
ROOMS = ("network", "statistics", "scene", "interchange", "commands", "proposals", "rules")
SOURCES = sorted(
    [path for room in ROOMS for path in ROOT.glob(f"graphs/{room}/**/*.py")]
    + [*ROOT.glob("app_pages/**/*.py")]
)

NAMES = re.compile(
    r"^(.*_)?(pairs?|agreements?|edges|couples?|signed|in_force|loads?|twice|running|quiet|soon)(_.*)?$"
)
"""What pairs and agreements are called."""

COUNTERS = frozenset(("len", "sum", "Counter", "fsum", "count_nonzero"))
METHODS = frozenset(("number_of_edges", "degree", "size", "num_rows", "count"))

EXCEPTIONS = {
    "graphs/network/columns/pair_columns.py:_ordered_couples": "whether a sort is needed",
    "graphs/network/columns/pair_columns.py:_lone": "signatories of one agreement, before pairs are made of them",
    "graphs/network/dormancy.py:is_quiet": "letters of a date",
    "graphs/statistics/statements/explanations.py:counted_twice": "couples told apart by name, not pairs",
    "graphs/statistics/shown_figures.py:drawn_words": "lines drawn, told beside the figure",
    "graphs/scene/scenes/pairing_scene.py:pairing_scene": "whether one line is drawn",
    "graphs/scene/outlines/outline_ring.py:_area": "corners of a ring",
    "app_pages/parts/picture/picture_tables.py:_title": "rows of a table, told beside the figure",
    "graphs/interchange/graph_files/cx2_format.py:cx2": "elements of the file, which its own head counts",
    "graphs/interchange/network_tools/gephi_format.py:gephi": "rows of a list, for a column of their length",
    "graphs/interchange/network_tools/neo4j_format.py:neo4j": "rows of a list, for a column of their length",
    "app_pages/plan_screen.py:_as_chosen": "proposed pairs: one row each, of named organisations",
    "app_pages/proposals_screen.py:main": "proposed pairs: one row each, of named organisations",
    "app_pages/parts/plan/plan_coverage.py:coverage": "a plan's pairs: one each, of named organisations",
    "app_pages/parts/plan/plan_coverage.py:_loads": "rows of a table, for its height",
    "graphs/commands/plans/plan_lines.py:proposal_row": "proposed pairs: one row each, of named organisations",
    "graphs/proposals/papers/agreement_pack.py:_manifest": "proposed pairs: one row each, of named organisations",
    "graphs/proposals/proposal_check.py:_pairs": "rows of a proposal by couple, to find what differs",
    "graphs/rules/pairs/pair_rules.py:paired_once_within_capacity": "agreements of one couple, by id",
}
"""Functions that take the length of such a collection for another reason, and which."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def mentioned(node: ast.AST) -> bool:
    """Whether what is counted is a collection of pairs or agreements by its name."""
    if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp):
        return any(mentioned(each.iter) for each in node.generators)
    if isinstance(node, ast.Call):
        parts: list[ast.AST] = [node.func, *node.args]
        return any(mentioned(each) for each in parts)
    if isinstance(node, ast.Attribute):
        return bool(NAMES.match(node.attr)) or mentioned(node.value)
    if isinstance(node, ast.Subscript | ast.Starred):
        return mentioned(node.value)
    return isinstance(node, ast.Name) and bool(NAMES.match(node.id))


def counts(node: ast.AST) -> bool:
    if isinstance(node, ast.For) and mentioned(node.iter):
        return any(isinstance(each, ast.AugAssign) and one(each.value) for each in ast.walk(node))
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id in COUNTERS:
        return any(mentioned(each) for each in node.args)
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
        return node.func.attr == "number_of_edges" or mentioned(node.func.value)
    return False


def one(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == 1


def counters(source: str) -> Iterator[tuple[str, int]]:
    """Yield the outermost function of each place that counts, with its line."""
    for top in ast.parse(source).body:
        for node in ast.walk(top):
            if counts(node):
                yield getattr(top, "name", "module"), getattr(node, "lineno", 0)


def test_pairs_are_counted_in_one_place() -> None:
    found = {
        f"{name(path)}:{where}": line
        for path in nonempty(SOURCES)
        if name(path) != COUNTING
        for where, line in counters(path.read_text(encoding="utf-8"))
    }
    assert {where: line for where, line in found.items() if where not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) - set(found) == set(), "declared for nothing"


def test_the_test_sees_each_way_of_counting() -> None:
    ways = (
        "len(pairs(snapshot))",
        "sum(1 for pair in pairs_in_force(snapshot))",
        "sum(pair.count.low for pair in found_pairs)",
        "Counter(pair.host for pair in view.pairs)",
        "graph.number_of_edges()",
        "len([p for p in running if p.counted])",
    )
    for way in ways:
        assert list(counters(f"def f():\n    return {way}\n")) == [("f", 2)], way
    loop = "def f():\n    n = 0\n    for pair in pairs(snapshot):\n        n += 1\n"
    assert list(counters(loop)) == [("f", 3)]
    assert list(counters("def f():\n    return len(organisations)\n")) == []
