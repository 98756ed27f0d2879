"""One source file for each change drill, as a newcomer would write it beside its siblings."""

from __future__ import annotations

RECORD_COLUMN = (
    "graphs/model/records/organisations.py",
    '    members: Quantity | None = column(default=None, download=True, zh="党员数", en="Members")\n',
    '    motto: str | None = column(default=None, zh="口号", en="Motto", download=True)\n',
)
"""File, the line before, and the one line that is added."""

SOURCES: dict[str, str] = {}
"""What each drill adds, by path: one file."""

SOURCES["graphs/planning/criteria/staff_closeness.py"] = '''\
"""The criterion of staff: how alike the units of two organisations are in size."""

import numpy as np

from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.candidate_facts import CandidateFacts
from graphs.planning.candidates.column_declaration import planning_column
from graphs.planning.candidates.pool import Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.text import Text


@planning_column(order=900, storage="real", reads=("unit.staff",), examples=(0.0, 12.0, 800.0))
def staff(facts: CandidateFacts) -> dict[str, float]:
    """Staff of the units it is formed in; NaN where one does not state it."""
    stated = facts.by_id("unit", "staff")
    return {
        ident: float(sum(stated[unit] for unit in units))
        for ident, units in facts.units.items()
        if units and all(stated.get(unit) is not None for unit in units)
    }


def _reason(pool: Pool, score: float | None) -> Evidence:
    return Evidence(score=score, reason=Text(zh="职工数之比", en="ratio of staff"))


@criterion(order=900, label=Text(zh="职工规模", en="Staff closeness"), reason=_reason)
def staff_closeness(pool: Pool) -> Reals:
    """How alike the two are in staff: the smaller over the larger; no data where not stated."""
    left, right = pool.guests[staff][:, None], pool.hosts[staff][None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.minimum(left, right) / np.maximum(left, right))
'''

SOURCES["graphs/statistics/mean_load.py"] = '''\
"""The mean load of hosts."""

from graphs.model import Figure, Kind, Mean, NotComputable, Side, Snapshot
from graphs.statistics.counters import pairs
from graphs.statistics.measure import measure
from graphs.statistics.record_counts import living, paired_count
from graphs.text import Text


@measure(
    order=900,
    kind=Kind.mean,
    counter=True,
    label=Text(zh="平均结对数", en="Mean load"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(zh="结对数 ÷ 已结对国企党组织数。", en="Pairs over hosts with a pair."),
)
def mean_load(snapshot: Snapshot) -> Figure:
    """Return the pairs of a host on average."""
    hosts = paired_count(snapshot, living(snapshot, Side.soe))
    if hosts.is_zero:
        return NotComputable(kind=Kind.mean, reason=Text(zh="没有结对", en="there is no pair"))
    return Mean(total=pairs(snapshot), over=hosts)
'''

SOURCES["graphs/rules/organisations/mottoes.py"] = '''\
"""How short a motto is."""

from collections.abc import Iterator

from graphs.model import Organisation
from graphs.rules.basis.authorities import STATISTICS_GUIDE
from graphs.rules.basis.facts import Facts
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text


def _called(name: str) -> Example:
    return Example(as_of="2024-06-30", records=(Organisation(id="o1", name=name),))


@rule(
    number="R99",
    label=Text(zh="名称不过百字", en="a name has a hundred characters at most"),
    severity=Severity.hint,
    remedy=Text(zh="核对名称", en="check the name"),
    source=STATISTICS_GUIDE,
    passing=_called("甲"),
    failing=_called("甲" * 101),
    needs=(needed("organisation", "name"),),
)
def short_names(facts: Facts) -> Iterator[Violation]:
    """A name is no longer than a hundred characters."""
    for ident, row in facts.rows("organisation").items():
        if len(row["name"] or "") > 100:
            yield Violation(records=(ident,), on=facts.day, sentence=Text.same(row["name"]))
'''

SOURCES["graphs/interchange/formats/edge_lines_format.py"] = '''\
"""Lines of two ends, for programs that read networks."""

import networkx as nx

from graphs.interchange.export_formats import Export, Files, export_format


@export_format(order=900, zh="边行文件", en="Edge lines")
def edge_lines(export: Export) -> Files:
    """Write the filtered network, a line of two ends for each edge."""
    return {"network.edgelist": "\\n".join(nx.generate_edgelist(export.graph, data=False)).encode()}
'''

SOURCES["graphs/scene/layouts/layout_circle.py"] = '''\
"""The layout that puts everybody on one circle."""

import networkx as nx

from graphs.scene.layouts.layout import Placement, layout


@layout(order=900, zh="环形", en="Circle")
def circle(graph: nx.MultiGraph, groups: dict[str, str]) -> Placement:
    """Place all on one circle in the order of their ids."""
    found = nx.circular_layout(sorted(graph), scale=400.0)
    return Placement(points={node: (float(x), float(y)) for node, (x, y) in found.items()}, blocks=())
'''

SOURCES["app_pages/mottoes_screen.py"] = '''\
"""A screen that says one sentence."""

import streamlit as st

from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import current
from graphs.text import Text

SCREEN = Screen(label=Text(zh="口号", en="Mottoes"), icon="flag", group=Group.explore, place=99)


def main() -> None:
    """Draw one sentence."""
    st.write(current().say(Text(zh="还没有口号", en="no motto yet")))


if __name__ == "__main__":
    main()
'''

SOURCES["graphs/network/filters/activity_filter.py"] = '''\
"""The filter of how often a pair met."""

from collections.abc import Mapping
from typing import Any

from graphs.network.filters.filter_values import Span
from graphs.network.filters.pairing_filter import filter_kind
from graphs.text import Text


@filter_kind(
    order=900, zh="活动次数", en="Activities", target="edge",
    values=Span(low=0, high=40, unit=Text(zh="次", en="activities")),
)
def activities(edge: Mapping[str, Any]) -> int:
    """Keep pairs with so many activities."""
    return int(edge["activities"])
'''

SOURCES["graphs/commands/ledgers/mottoes_command.py"] = '''\
"""``mottoes``: how many organisations have one."""

from graphs.commands.command_line.command import LEDGER, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.text import Text


@command(
    order=900, zh="数一数口号", en="count the mottoes", arguments=(LEDGER,),
    examples=(example("mottoes", zh="缺省台账", en="the first ledger"),),
)
def mottoes(desk: Desk, *, ledger: str | None) -> int:
    """Print how many organisations have a motto."""
    with desk.open(ledger) as opened:
        stated = [each for each in opened.snapshot().column("organisation", "motto") if each]
    desk.say(Text.same(f"mottoes: {len(stated)}"))
    return DONE
'''
