"""Pairs as the edges of a network: those that are counted, and those of every kind."""

from __future__ import annotations

from dataclasses import replace

from graphs.interchange.edge_and_node_lists import edge_list, node_list, view_lists
from graphs.interchange.grains.grain import GrainView, grain
from graphs.interchange.sheet import PAIR_ROLES, Sheet, list_column
from graphs.interchange.streams.pair_reads import PAIR_READS
from graphs.interchange.streams.streamed_lists import streamed_lists
from graphs.interchange.streams.streamed_sheet import StreamedSheet
from graphs.network import pairs as all_the_pairs
from graphs.text import Text


def _streamed(view: GrainView) -> tuple[StreamedSheet, ...]:
    return streamed_lists(view.snapshot, view.widened, view.language)


@grain(
    order=10,
    label=Text(zh="结对", en="Pairs"),
    loses=Text(
        zh="多方协议拆成各对；协议的活动次数在各对上重复，不可相加；机关、村社等其他结对不在内。",
        en="An agreement of several parties becomes its pairs; its number of activities is repeated on "
        "each, so do not add it; pairs of public bodies, villages and the like are not in it.",
    ),
    roles=PAIR_ROLES,
    usual=True,
    reads=PAIR_READS,
    stream=_streamed,
)
def pairs(view: GrainView) -> tuple[Sheet, ...]:
    """A state-owned with a non-public organisation of one agreement a row, with both and their units."""
    return view_lists(view.snapshot, view.graph, view.language)


_EVERY_ROLES = replace(PAIR_ROLES, part="", parts=("", ""))


@grain(
    order=20,
    label=Text(zh="全部结对（含其他类型）", en="All pairs, of every kind"),
    loses=Text(
        zh="多方协议拆成各对；活动次数在各对上重复；不计入结对数的以“计入”为否标出。",
        en="An agreement of several parties becomes its pairs, which repeat its activities; pairs that "
        "are not counted say so in their own column.",
    ),
    roles=_EVERY_ROLES,
)
def all_pairs(view: GrainView) -> tuple[Sheet, ...]:
    """Any two signatories that an agreement joins a row, counted or not, with everybody of the view."""
    snapshot, graph = view.snapshot, view.partners
    edges = edge_list(snapshot, graph, view.language)
    counted = {pair.key: pair.counted for pair in all_the_pairs(snapshot)}
    column = list_column(
        "counted", "计入", "Counted", "国企与非公的结对", "state-owned with non-public", kind="flag"
    )
    places = [[each.key for each in edges.columns].index(name) for name in PAIR_ROLES.ident]
    rows = tuple((*row, counted[_key(row, places)]) for row in edges.rows)
    return (
        replace(edges, columns=(*edges.columns, column), rows=rows, figure=None),
        node_list(snapshot, graph, view.language),
    )


def _key(row: tuple[object, ...], places: list[int]) -> tuple[str, str, str]:
    agreement, host, guest = (str(row[place]) for place in places)
    return agreement, host, guest
