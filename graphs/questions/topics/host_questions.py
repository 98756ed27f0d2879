"""The question of hosts and their loads: over their norm, with more pairs than given, with none."""

from __future__ import annotations

from graphs.model import Choice, Snapshot
from graphs.questions.answer import Answer, AnswerRow, ids_of, row
from graphs.questions.answer_words import NUMBER, column, count_cell, name_of, town_name
from graphs.questions.basis.concern_answers import concern_found, silences_of
from graphs.questions.basis.host_marks import counted_hosts, more_pairs_than, without_pairs
from graphs.questions.parameters import OneOf, WholeNumber
from graphs.questions.question import Context, Topic, question
from graphs.statistics import USUAL_LOAD, HostLoad, host_loads
from graphs.text import Text

__all__: list[str] = []


class _Hosts(Choice):
    """Which hosts are asked for."""

    every = Text(zh="以下各类", en="each of these")
    over = Text(zh="超过自己的常规数", en="over their own norm")
    more = Text(zh="超过给定的对数", en="with more pairs than given")
    none = Text(zh="没有结对", en="with none")


@question(
    5,
    zh="国企党组织的结对数",
    en="How many pairs hosts have",
    topic=Topic.attention,
    parameters=(
        WholeNumber(
            key="pairs",
            label=Text(zh="超过几对", en="More pairs than"),
            low=0,
            high=500,
            usual=USUAL_LOAD,
        ),
        OneOf(
            key="which",
            label=Text(zh="哪一类", en="Which"),
            choices=_Hosts,
            says=(
                ("over", "超过常规"),
                ("over", "过多"),
                ("over", "overloaded"),
                ("over", "负担过重"),
                ("none", "hosts with none"),
                ("none", "without"),
                ("more", "超过"),
                ("more", "more than"),
            ),
        ),
    ),
    says=(
        "结对过多",
        "超过常规",
        "负担过重",
        "国企没有结对",
        "国企党组织没有结对",
        "国企还没结对",
        "国企结对数",
        "超过几对",
        "overloaded hosts",
        "hosts with more than pairs",
        "hosts with none",
        "over their norm",
    ),
    concerns={"overloaded": {"which": "over"}},
)
def host_load(context: Context, *, pairs: int, which: str) -> Answer:
    """List hosts with more pairs than given, with more than their own norm, and with none."""
    snapshot = context.snapshot
    loads = host_loads(snapshot)
    groups = {
        "more": {each.host: more_pairs_than(each, pairs) for each in loads},
        "over": {each.host: more_pairs_than(each, each.usual) for each in loads},
        "none": {each.host: without_pairs(each) for each in loads},
    }
    counts = {key: counted_hosts(sure) for key, sure in groups.items()}
    wanted = list(groups) if which == "every" else [which]
    sure = {each.host: max(groups[key][each.host] for key in wanted) for each in loads}
    shown = sorted((each for each in loads if sure[each.host]), key=lambda e: (-e.load.low, e.host))
    words = Text(
        zh="国企党组织 {all} 个：超过 {k} 对的 {more} 个，超过自己常规数的 {over} 个，没有结对的 {none} 个。",
        en="Of {all} {all:host|hosts} {more} {more:has|have} more than {k} {k:pair|pairs}, {over} "
        "{over:is|are} over {over:its|their} own norm, {none} {none:has|have} none.",
    ).format(all=len(loads), k=pairs, **{key: each.words() for key, each in counts.items()})
    rows = tuple(_load_row(snapshot, each, pairs) for each in shown)
    return Answer(
        sentence=words,
        count=counted_hosts({host: mark for host, mark in sure.items() if mark}),
        columns=(
            column("host", "国企党组织", "Host"),
            column("town", "区划", "Division"),
            column("load", "有效结对", "Pairs in force", NUMBER),
            column("usual", "常规数", "Norm", NUMBER),
            column("stated", "常规数来源", "Norm is"),
            column("free", "余量", "Slots left"),
            column("remark", "说明", "Remark"),
        ),
        rows=rows,
        ids=ids_of(rows),
        silences=silences_of(concern_found(context, "overloaded")),
    )


_STATED = Text(zh="已载明", en="stated"), Text(zh="默认值", en="the default")


def _load_row(snapshot: Snapshot, each: HostLoad, pairs: int) -> AnswerRow:
    remarks = [
        words
        for mark, words in (
            (more_pairs_than(each, each.usual) == 2, Text(zh="超过常规数", en="over the norm")),
            (
                more_pairs_than(each, each.usual) == 1,
                Text(zh="可能超过常规数", en="may be over the norm"),
            ),
            (
                more_pairs_than(each, pairs) == 2,
                Text(zh=f"超过 {pairs} 对", en=f"more than {pairs}"),
            ),
            (each.load.is_zero, Text(zh="没有结对", en="none")),
        )
        if mark
    ]
    cells = (
        name_of(snapshot, each.host),
        town_name(snapshot, each.host),
        count_cell(each.load),
        each.usual,
        _STATED[0 if each.stated else 1],
        each.free_words(),
        Text.join(remarks),
    )
    return row(cells, each.host)
