"""The question of elections: terms of office that end soon, are over, or cannot be judged."""

from __future__ import annotations

import datetime as dt

from graphs.model import Choice, Count, Snapshot
from graphs.questions.answer import Answer, AnswerRow, ids_of, row
from graphs.questions.answer_words import DAY, NUMBER, column, name_of, town_name
from graphs.questions.parameters import OneOf
from graphs.questions.question import Context, Topic, question
from graphs.rules import RULES, Finding, check, unstated
from graphs.text import Text

__all__: list[str] = []

_RULE = "term_of_office"


class _Due(Choice):
    """Which elections are asked for."""

    overdue = Text(zh="已超期", en="overdue")
    due_soon = Text(zh="半年内届满", en="ending within half a year")


@question(
    6,
    zh="超期未换届的党组织",
    en="Elections overdue",
    topic=Topic.attention,
    parameters=(
        OneOf(
            key="which",
            label=Text(zh="哪一类", en="Which"),
            choices=_Due,
            says=(("due_soon", "快届满"), ("due_soon", "即将换届"), ("due_soon", "due soon")),
        ),
    ),
    says=(
        "换届",
        "超期",
        "该换届",
        "届满",
        "任期到了",
        "overdue elections",
        "elections due",
        "term of office",
    ),
)
def elections(context: Context, *, which: str) -> Answer:
    """List the organisations whose term is over by the rule that held on the day of the election."""
    snapshot = context.snapshot
    found = [
        each for each in check(snapshot, rules=[_RULE]) if each.key.startswith(f"{_RULE}.{which}:")
    ]
    found.sort(key=lambda each: (each.value, each.record))
    rows = tuple(_election_row(snapshot, each) for each in found)
    overdue = which == "overdue"
    words = Text(
        zh="{n} 个党组织按选举当时的规定超期未换届",
        en="{n} {n:organisation is|organisations are} overdue by the rule of the day of {n:its|their} election",
    ) if overdue else Text(
        zh="{n} 个党组织半年内任期届满",
        en="the term of {n} {n:organisation|organisations} ends within half a year",
    )  # fmt: skip
    waived = sum(not each.counts for each in found)
    words = words.format(n=len(found))
    if waived:
        words = words + Text(zh="（其中 {n} 个已豁免）", en=" ({n} waived)").format(n=waived)
    return Answer(
        sentence=words + Text(zh="。", en="."),
        count=Count.exactly(len(found), ids=tuple(sorted(each.record for each in found))),
        columns=(
            column("organisation", "党组织", "Organisation"),
            column("town", "区划", "Division"),
            column("elected_on", "选举", "Elected on", DAY),
            column("due_on", "应换届", "Due on", DAY),
            column(
                "days",
                "超期天数" if overdue else "还有天数",
                "Days overdue" if overdue else "Days left",
                NUMBER,
            ),
            column("severity", "程度", "Severity"),
            column("source", "依据", "Rule"),
        ),
        rows=rows,
        ids=ids_of(rows),
        silences=tuple(each.silence for each in unstated(snapshot, rules=[_RULE])),
    )


def _election_row(snapshot: Snapshot, found: Finding) -> AnswerRow:
    due = dt.date.fromisoformat(found.value)
    waived = Text(zh="（已豁免）", en=" (waived)")
    cells = (
        name_of(snapshot, found.record),
        town_name(snapshot, found.record),
        found.on,
        due,
        abs((snapshot.as_of - due).days),
        found.severity.label + (Text.same("") if found.counts else waived),
        RULES[_RULE].source.title,
    )
    return row(cells, found.record)
