"""What is known of one mark: facts from its columns, its relations, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphs.model import (
    Absence,
    Citation,
    Record,
    Snapshot,
    Source,
    Tie,
    record_type,
)
from graphs.network import (
    RELATIONS,
    find_record,
    namesakes,
    pairs,
    record_title,
    relationship_graph,
    unknown_record,
    value_words,
    with_place,
)
from graphs.scene.panels import tie_words
from graphs.scene.scene_words import count_words
from graphs.text import Text

__all__ = ["Card", "Fact", "Quote", "describe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One column with its value in words; ``absent`` says why there is none."""

    label: Text
    value: Text
    absent: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence from a source that a record rests on."""

    words: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything to show about one node or edge.

    ``relations`` are sentences with the id of the other end ("" where nothing can be opened).
    """

    title: Text
    kind: Text
    sentence: Text
    facts: tuple[Fact, ...] = ()
    relations: tuple[tuple[Text, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    synthetic: bool = False


def describe(snapshot: Snapshot, chosen: str) -> Card:
    """Return what is known of a chosen mark: ``node:ID``, or ``edge:ID`` as scenes name edges.

    Raises
    ------
    NotFound
        The snapshot holds no such record.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Division
    >>> picture = Snapshot.from_records(
    ...     [Division(id="d1", name="上街区")], as_of=dt.date(2010, 6, 15))
    >>> describe(picture, "node:d1").title.zh
    '上街区'
    """
    kind, _, ident = chosen.partition(":")
    if kind == "node":
        return _node_card(snapshot, ident)
    parts = ident.split("|")
    if len(parts) == 2:  # relation and record
        return _record_card(snapshot, find_record(snapshot, parts[1]))
    if len(parts) == 3 and parts[0] in RELATIONS:  # relation and two ends
        return _relation_card(snapshot, parts[0], parts[1], parts[2])
    if len(parts) == 3:  # agreement and two ends
        return _pair_card(snapshot, parts[0], parts[1], parts[2])
    raise unknown_record(chosen)


def _node_card(snapshot: Snapshot, ident: str) -> Card:
    item = find_record(snapshot, ident)
    graph = relationship_graph(snapshot)
    relations: list[tuple[Text, str]] = []
    if ident in graph:
        edges = [
            *((b, data, True) for _, b, data in graph.out_edges(ident, data=True)),
            *((a, data, False) for a, _, data in graph.in_edges(ident, data=True)),
        ]
        for other, data, onward in sorted(edges, key=lambda each: (each[1]["relation"], each[0])):
            relations.append((_relation_words(graph.nodes[other], data, onward=onward), other))
    return _card(snapshot, item, relations=tuple(relations))


def _relation_words(other: Any, data: Any, *, onward: bool) -> Text:
    verb = tie_words(data["detail"]) if data["relation"] == "tie" else RELATIONS[data["relation"]]
    name = Text(zh=other["name_zh"], en=other["name_en"])
    return (
        Text(zh="{v} → {n}", en="{v} → {n}") if onward else Text(zh="{n} → {v}", en="{n} → {v}")
    ).format(v=verb, n=name)


def _record_card(snapshot: Snapshot, item: Record) -> Card:
    if isinstance(item, Tie):
        ends = [record_title(find_record(snapshot, ident)) for ident in (item.subject, item.object)]
        words = Text.join(
            [ends[0], tie_words(item.kind.name if item.kind else ""), ends[1]], zh=" ", en=" "
        )
        return _card(snapshot, item, sentence=words)
    return _card(snapshot, item)


def _relation_card(snapshot: Snapshot, relation: str, a: str, b: str) -> Card:
    graph = relationship_graph(snapshot)
    for start, stop in ((a, b), (b, a)):
        edges = graph[start][stop] if graph.has_edge(start, stop) else {}
        for data in edges.values():
            if data["relation"] == relation:
                item = find_record(snapshot, data["id"])
                names = [
                    Text(zh=graph.nodes[n]["name_zh"], en=graph.nodes[n]["name_en"])
                    for n in (start, stop)
                ]
                verb = tie_words(data["detail"]) if relation == "tie" else RELATIONS[relation]
                words = Text.join([names[0], verb, names[1]], zh=" ", en=" ")
                return _card(snapshot, item, sentence=words)
    raise unknown_record(f"{relation}|{a}|{b}")


def _pair_card(snapshot: Snapshot, agreement: str, a: str, b: str) -> Card:
    found = [p for p in pairs(snapshot) if p.agreement == agreement and {p.host, p.guest} == {a, b}]
    if not found:
        raise unknown_record(agreement)
    pair = found[0]
    graph = relationship_graph(snapshot)
    names = {n: Text(zh=graph.nodes[n]["name_zh"], en=graph.nodes[n]["name_en"]) for n in (a, b)}
    high = -1 if pair.count.high is None else int(pair.count.high)
    words = Text(
        zh="{host} 与 {guest} 结对（{n} 对，{status}）",
        en="{host} is paired with {guest} ({n}, {status})",
    ).format(
        host=names[pair.host],
        guest=names[pair.guest],
        n=count_words(int(pair.count.low), high),
        status=pair.agreement_status.status.label,
    )
    links = tuple((names[n], n) for n in (pair.host, pair.guest))
    extra = [
        Fact(
            label=Text(zh="状态", en="Status"),
            value=pair.agreement_status.status.label
            + (
                Text.same("")
                if pair.agreement_status.certain
                else Text(zh="（日期不全，可能如此）", en=" (dates incomplete)")
            ),
        ),
        Fact(
            label=Text(zh="已记活动", en="Activities recorded"),
            value=Text.same(str(pair.activities)),
        ),
    ]
    card = _card(snapshot, find_record(snapshot, agreement), sentence=words, relations=links)
    return Card(
        title=card.title,
        kind=card.kind,
        sentence=card.sentence,
        facts=(*extra, *card.facts),
        relations=card.relations,
        quotes=card.quotes,
        synthetic=pair.synthetic,
    )


def _card(
    snapshot: Snapshot,
    item: Record,
    *,
    sentence: Text | None = None,
    relations: tuple[tuple[Text, str], ...] = (),
) -> Card:
    return Card(
        title=with_place(record_title(item), namesakes(snapshot).get(item.id)),
        kind=record_type(item).label,
        sentence=sentence or Text.same(""),
        facts=tuple(_facts(snapshot, item)),
        relations=relations,
        quotes=tuple(_quotes(snapshot, item.id)),
        synthetic=item.synthetic,
    )


def _facts(snapshot: Snapshot, item: Record) -> Iterator[Fact]:
    for each in record_type(item).columns:
        value = getattr(item, each.name)
        reason = item.absence(each.name)
        if value is not None and not each.name.endswith("_en"):
            yield Fact(label=each.label, value=value_words(snapshot, each, value))
        elif reason is not None:
            yield Fact(label=each.label, value=reason.label, absent=reason)


def _quotes(snapshot: Snapshot, ident: str) -> Iterator[Quote]:
    sources = snapshot.by_id(Source)
    for citation in snapshot.records(Citation):
        if citation.about == ident:
            source = sources.get(citation.source)
            title = source.title if source else citation.source
            by = f"《{title}》" + (f" {source.publisher}" if source and source.publisher else "")
            yield Quote(words=citation.quote, source=by, note=citation.note or "")
