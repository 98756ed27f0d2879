"""Questions about a selection: its partners, the paths between them, who would be left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from graphs.errors import InputError
from graphs.model import Count, Snapshot
from graphs.network import Pair, pair_members, parties, relationship_graph, shortest_path
from graphs.questions.answer import Answer, AnswerRow, ids_of, row
from graphs.questions.answer_words import (
    NUMBER,
    PAIRS,
    chosen_pairs,
    column,
    in_force,
    name_of,
    names,
    town_name,
)
from graphs.questions.basis.lone_partners import left_alone, members_reached
from graphs.questions.parameters import References
from graphs.questions.question import Context, Topic, question
from graphs.text import Text

__all__: list[str] = []

_MOST_ENDS = 10  # 45 paths between them; more are no answer that one reads

_THESE = References(
    key="organisations",
    label=Text(zh="这些党组织", en="These organisations"),
    record="organisation",
)
_EVERY = replace(PAIRS, usual="every")


_PARTNER_COLUMNS = (
    column("organisation", "结对方", "Partner"),
    column("town", "区划", "Division"),
    column("of", "与所选中几个结对", "Paired with of these", NUMBER),
    column("with", "与谁", "With"),
    column("selected", "也在所选之内", "Selected too"),
)


@question(
    15,
    zh="所选党组织的结对方",
    en="Partners of a selection",
    topic=Topic.partners,
    parameters=(_THESE, _EVERY),
    says=("这些的结对方", "所选的结对方", "partners of these", "partners of the selection"),
)
def partners_of_these(context: Context, *, organisations: tuple[str, ...], pairs: str) -> Answer:
    """List whom any of these is paired with now, and with which of them."""
    snapshot = context.snapshot
    chosen = set(organisations)
    running = in_force(chosen_pairs(snapshot, pairs))
    met: defaultdict[str, dict[str, None]] = defaultdict(dict)
    joined: list[Pair] = []
    for pair in running:
        for own, other in ((pair.host, pair.guest), (pair.guest, pair.host)):
            if own in chosen:
                met[other][own] = None
                joined.append(pair)
    sizes = {ident: each.count for ident, each in parties(snapshot).items()}
    count = members_reached(snapshot, met, pair_members(dict.fromkeys(joined), sizes))
    order = sorted(met, key=lambda ident: (-len(met[ident]), ident))
    rows = tuple(_partner_row(snapshot, ident, list(met[ident]), chosen) for ident in order)
    words = Text(
        zh="所选 {k} 个党组织共有 {n} 个结对方，其中 {m} 个也在所选之内。",
        en="The {k} selected have {n} {n:partner|partners}, {m} of them selected too.",
    ).format(k=len(chosen), n=count.words(), m=len(chosen & set(met)))
    return Answer(
        sentence=words,
        count=count,
        columns=_PARTNER_COLUMNS,
        rows=rows,
        ids=tuple(dict.fromkeys((*organisations, *ids_of(rows)))),
    )


def _partner_row(snapshot: Snapshot, ident: str, those: list[str], chosen: set[str]) -> AnswerRow:
    cells = (
        name_of(snapshot, ident),
        town_name(snapshot, ident),
        len(those),
        names(snapshot, those),
        Text(zh="是", en="yes") if ident in chosen else Text(zh="否", en="no"),
    )
    return row(cells, ident, *those)


@question(
    16,
    zh="所选党组织之间的联系",
    en="Paths between a selection",
    topic=Topic.partners,
    parameters=(_THESE,),
    says=("这些之间的路径", "所选之间的联系", "paths between these", "paths between the selection"),
)
def paths_between_these(context: Context, *, organisations: tuple[str, ...]) -> Answer:
    """Read the shortest path between each two of these, the nearest first."""
    if len(organisations) > _MOST_ENDS:
        raise InputError(
            Text(
                zh="选了 {n} 个，最多 {most} 个才看得清相互的联系",
                en="{n} are selected; the paths between them are readable for {most} at most",
            ).format(n=len(organisations), most=_MOST_ENDS)
        )
    snapshot = context.snapshot
    graph = relationship_graph(snapshot)
    found = [(a, b, shortest_path(graph, a, b)) for a, b in combinations(organisations, 2)]
    joined = sorted(
        ((a, b, path) for a, b, path in found if path is not None),
        key=lambda each: (each[2].length, each[0], each[1]),
    )
    rows = tuple(
        row((name_of(snapshot, a), name_of(snapshot, b), path.length, path.sentence), *path.nodes)
        for a, b, path in joined
    )
    words = Text(
        zh="所选 {k} 个党组织两两之间 {n} 组有联系，{m} 组没有已登记的联系。",
        en="Of {all} combinations of the {k} selected {n} are connected, {m} have no recorded relation.",
    ).format(k=len(organisations), all=len(found), n=len(joined), m=len(found) - len(joined))
    return Answer(
        sentence=words,
        count=Count.exactly(len(joined)),
        columns=(
            column("from", "从", "From"),
            column("to", "到", "To"),
            column("steps", "步数", "Steps", NUMBER),
            column("way", "怎样相连", "The path"),
        ),
        rows=rows,
        ids=tuple(dict.fromkeys(ident for line in rows for ident in line.ids)) or organisations,
    )


@question(
    17,
    zh="所选党组织若都退出",
    en="If a selection left",
    topic=Topic.structure,
    parameters=(_THESE, _EVERY),
    says=("这些都退出", "所选都退出", "if these left", "if the selection left"),
)
def departures_of_these(context: Context, *, organisations: tuple[str, ...], pairs: str) -> Answer:
    """List who would lose every partner if all of these left together.

    Partners outside the scope are left out: their other pairs are not looked at.
    """
    snapshot = context.snapshot
    running = in_force(chosen_pairs(snapshot, pairs))
    those = left_alone(snapshot, running, set(organisations))
    sizes = {ident: each.count for ident, each in parties(snapshot).items()}
    count = members_reached(snapshot, those, pair_members(running, sizes))
    words = Text(
        zh="所选 {k} 个党组织若都退出，{n} 个党组织失去全部结对方。",
        en="If the {k} selected left, {n} {n:organisation|organisations} would lose every partner.",
    ).format(k=len(organisations), n=count.words())
    rows = tuple(_lone_row(snapshot, ident, running) for ident in those)
    return Answer(
        sentence=words,
        count=count,
        columns=(
            column("organisation", "失去全部结对方的党组织", "Would lose every partner"),
            column("town", "区划", "Division"),
            column("lost", "失去的结对方", "Partners lost"),
        ),
        rows=rows,
        ids=tuple(dict.fromkeys((*organisations, *ids_of(rows)))),
    )


def _lone_row(snapshot: Snapshot, ident: str, running: Iterable[Pair]) -> AnswerRow:
    lost = {
        p.guest if p.host == ident else p.host: None for p in running if ident in (p.host, p.guest)
    }
    cells = (name_of(snapshot, ident), town_name(snapshot, ident), names(snapshot, list(lost)))
    return row(cells, ident, *lost)
