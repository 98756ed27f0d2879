"""Questions of the whole: who would lose every partner, and how two organisations are connected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from graphs.model import Bounds, Count, Snapshot
from graphs.network import (
    RELATIONS,
    Pair,
    Path,
    pair_loads,
    pair_members,
    parties,
    relationship_graph,
    shortest_path,
)
from graphs.questions.answer import Answer, AnswerColumn, AnswerRow, ids_of, row
from graphs.questions.answer_words import (
    NUMBER,
    PAIRS,
    agreement_name,
    chosen_pairs,
    column,
    count_cell,
    in_force,
    name_of,
    names,
    town_name,
)
from graphs.questions.basis.lone_partners import left_alone, members_reached, partners_met
from graphs.questions.parameters import Reference
from graphs.questions.question import Context, Topic, question
from graphs.text import Text

__all__: list[str] = []

_MOST = 10  # "the ten whose leaving hurts most"


_NOBODY = Text(
    zh="没有谁的退出会使别的党组织失去全部结对方。",
    en="Nobody's leaving would cost another every partner.",
)
_DEPARTURE_COLUMNS = (
    column("organisation", "党组织", "Organisation"),
    column("town", "区划", "Division"),
    column("load", "有效结对", "Pairs in force", NUMBER),
    column("lost", "会失去全部结对方的", "Left without any", NUMBER),
    column("who", "其中", "Among them"),
)


@question(
    9,
    zh="谁退出影响最大",
    en="Whose leaving hurts most",
    topic=Topic.structure,
    parameters=(
        Reference(
            key="organisation",
            label=Text(
                zh="如果它退出（不选则列前十）", en="If this one left (blank: the ten worst)"
            ),
            record="organisation",
            required=False,
        ),
        replace(PAIRS, usual="every"),
    ),
    says=(
        "如果退出",
        "谁会失去全部结对",
        "退出影响",
        "依赖谁",
        "谁最关键",
        "if left",
        "would lose every partner",
        "leaving hurts most",
        "depends on",
    ),
)
def departures(context: Context, *, organisation: str | None, pairs: str) -> Answer:
    """List who would lose every partner if one left; without one, the ten whose leaving hurts most.

    Partners outside the scope are left out: their other pairs are not looked at.
    """
    snapshot = context.snapshot
    running = in_force(chosen_pairs(snapshot, pairs))
    alone = _sole_partners(snapshot, running)
    sizes = {ident: each.count for ident, each in parties(snapshot).items()}
    reached = pair_members(running, sizes)
    if organisation is not None:
        those = left_alone(snapshot, running, {organisation})
        return _left_alone(snapshot, organisation, those, reached)
    loads = pair_loads(running)
    lost = {ident: members_reached(snapshot, those, reached) for ident, those in alone.items()}
    worst = sorted(lost, key=lambda ident: (-lost[ident].low, ident))[:_MOST]
    rows = tuple(
        row(
            (
                name_of(snapshot, ident),
                town_name(snapshot, ident),
                count_cell(loads[ident]),
                count_cell(lost[ident]),
                _some(snapshot, alone[ident]),
            ),
            ident,
            *alone[ident],
        )
        for ident in worst
    )
    total = Count.total(lost[ident] for ident in worst)
    words = Text(
        zh="退出影响最大的 {k} 个党组织：它们若退出，共有 {n} 个党组织失去全部结对方。",
        en="The {k} whose leaving hurts most: with them {n} {n:organisation|organisations} would "
        "lose every partner.",
    ).format(k=len(worst), n=total.words())
    return Answer(
        sentence=words if worst else _NOBODY,
        count=total,
        columns=_DEPARTURE_COLUMNS,
        rows=rows,
        ids=tuple(dict.fromkeys(each for line in rows for each in line.ids)),
    )


def _sole_partners(snapshot: Snapshot, running: Iterable[Pair]) -> Mapping[str, list[str]]:
    """Return for each organisation those of the scope that have no other partner, sorted."""
    known, met = parties(snapshot), partners_met(running)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ident in sorted(met):
        if len(met[ident]) == 1 and not known[ident].stub:
            found[next(iter(met[ident]))].append(ident)
    return found


def _some(snapshot: Snapshot, idents: list[str]) -> Text:
    shown = names(snapshot, idents[:3])
    return shown + Text(zh=" 等", en=" …") if len(idents) > 3 else shown


def _left_alone(
    snapshot: Snapshot, organisation: str, those: list[str], reached: Mapping[str, Bounds]
) -> Answer:
    count = members_reached(snapshot, those, reached)
    words = Text(
        zh="{name}若退出，{n} 个党组织失去全部结对方。",
        en="If {name} left, {n} {n:organisation|organisations} would lose every partner.",
    ).format(name=name_of(snapshot, organisation), n=count.words())
    rows = tuple(
        row((name_of(snapshot, ident), town_name(snapshot, ident)), ident, organisation)
        for ident in those
    )
    return Answer(
        sentence=words,
        count=count,
        columns=(
            column("organisation", "失去全部结对方的党组织", "Would lose every partner"),
            column("town", "区划", "Division"),
        ),
        rows=rows,
        ids=(organisation, *ids_of(rows)),
    )


_FROM = Reference(key="start", label=Text(zh="从", en="From"), record="organisation")
_TO = Reference(key="stop", label=Text(zh="到", en="To"), record="organisation")


@question(
    11,
    zh="两个党组织怎样相连",
    en="How two organisations are connected",
    topic=Topic.partners,
    parameters=(_FROM, _TO),
    says=(
        "怎样相连",
        "什么关系",
        "之间的路径",
        "怎么联系",
        "how connected",
        "path between",
        "relation between",
    ),
)
def connection(context: Context, *, start: str, stop: str) -> Answer:
    """Read the shortest chain of relations between two organisations, a step a row."""
    snapshot = context.snapshot
    graph = relationship_graph(snapshot)
    path = shortest_path(graph, start, stop)
    ends = {"a": name_of(snapshot, start), "b": name_of(snapshot, stop)}
    columns = _path_columns()
    if path is None:
        words = Text(
            zh="{a}与{b}之间没有已登记的联系。", en="No recorded relation connects {a} and {b}."
        ).format(**ends)
        return Answer(sentence=words, count=Count(), columns=columns, rows=(), ids=(start, stop))
    words = Text(
        zh="{a}与{b}相隔 {n} 步：{path}。", en="{a} and {b} are {n} {n:step|steps} apart: {path}."
    ).format(n=path.length, path=path.sentence, **ends)
    return Answer(
        sentence=words,
        count=Count.exactly(path.length),
        columns=columns,
        rows=tuple(_path_rows(snapshot, path)),
        ids=path.nodes,
    )


def _path_columns() -> tuple[AnswerColumn, ...]:
    """Return the columns of a path, a step a row."""
    return (
        column("step", "步", "Step", NUMBER),
        column("from", "从", "From"),
        column("relation", "关系", "Relation"),
        column("to", "到", "To"),
    )


def _called(snapshot: Snapshot, node: Mapping[str, object], ident: str) -> Text:
    if node["record"] == "agreement":
        return agreement_name(snapshot, ident)
    return Text(zh=str(node["name_zh"]), en=str(node["name_en"]))


def _path_rows(snapshot: Snapshot, path: Path) -> Iterable[AnswerRow]:
    """Yield each step of a path, read in the direction of its relation."""
    graph = relationship_graph(snapshot)
    for step, ((near, far), relation) in enumerate(
        zip(pairwise(path.nodes), path.relations, strict=True), start=1
    ):
        onward = any(data["relation"] == relation for data in graph[near].get(far, {}).values())
        a, b = (near, far) if onward else (far, near)
        named = [_called(snapshot, graph.nodes[each], each) for each in (a, b)]
        yield row((step, named[0], RELATIONS[relation], named[1]), near, far)
