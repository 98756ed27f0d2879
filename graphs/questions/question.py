"""What a question is: one declared function from a snapshot and parameters to an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from graphs.errors import InputError, NotFound
from graphs.model import Choice, Snapshot
from graphs.network import has_organisations
from graphs.questions.answer import Answer
from graphs.questions.parameters import Parameter
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "QUESTIONS",
    "Context",
    "Question",
    "Topic",
    "ask",
    "listed",
    "question",
    "question_of",
    "settings_of",
]


class Topic(Choice):
    """What a question is about; the list of questions is in these groups.

    Examples
    --------
    >>> [topic.label.zh for topic in Topic][:2]
    ['需要办的', '谁与谁']
    """

    attention = Text(zh="需要办的", en="To be done")
    partners = Text(zh="谁与谁", en="Who with whom")
    structure = Text(zh="整体结构", en="The whole")
    records = Text(zh="变化与台账", en="Changes and records")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The context of a question: a snapshot, and the way to the same scope on another day."""

    snapshot: Snapshot
    at: Callable[[dt.date], Snapshot]


Compute: TypeAlias = Callable[..., Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A declared question: number, key, label, what it is about, parameters and its function.

    Attributes
    ----------
    says
        Ways to ask it in words, in both languages, that typed questions are compared with.
    concerns
        Concerns of the overview that are this question, by key, each with its parameters.

    Examples
    --------
    >>> QUESTIONS["ending_soon"].number
    4
    """

    number: int
    key: str
    label: Text
    topic: Topic
    parameters: tuple[Parameter, ...]
    says: tuple[str, ...]
    concerns: Mapping[str, Mapping[str, str]]
    compute: Compute

    def missing(self, given: Mapping[str, str], snapshot: Snapshot) -> tuple[Parameter, ...]:
        """Return the parameters that must be chosen and are not."""
        return tuple(
            each
            for each in self.parameters
            if each.required and not (given.get(each.key) or each.default(snapshot))
        )


QUESTIONS: Registry[str, Question] = Registry("question")
"""Every question by key, in the order of their numbers."""


def listed() -> tuple[Question, ...]:
    """Return every question by its number.

    Examples
    --------
    >>> [each.key for each in listed()][:2]
    ['partners', 'unpaired']
    """
    return tuple(QUESTIONS.values())


def question(
    number: int,
    *,
    zh: str,
    en: str,
    topic: Topic,
    parameters: tuple[Parameter, ...] = (),
    says: tuple[str, ...],
    concerns: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Callable[[Compute], Compute]:
    """Declare a question; its key is the function's name.

    Examples
    --------
    >>> QUESTIONS["partners"].label.en
    'Partners of an organisation'
    """

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        declared = Question(
            number=number,
            key=key,
            label=Text(zh=zh, en=en),
            topic=topic,
            parameters=parameters,
            says=says,
            concerns=concerns,
            compute=compute,
        )
        QUESTIONS.declare(key, declared, compute, order=number)
        return compute

    return declare


def question_of(concern: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the question that a concern of the overview is, with its parameters, if one is.

    Examples
    --------
    >>> question_of("overloaded")
    ('host_load', {'which': 'over'})
    """
    for each in listed():
        if concern in each.concerns:
            return each.key, each.concerns[concern]
    return None


def settings_of(
    declared: Question, given: Mapping[str, str], snapshot: Snapshot
) -> Mapping[str, str]:
    """Return the words of every parameter: those given, else the defaults.

    Raises
    ------
    InputError
        A name given is no parameter of the question.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> dict(settings_of(QUESTIONS["ending_soon"], {"days": "60"}, empty))
    {'days': '60', 'pairs': 'counted'}
    """
    known = {each.key for each in declared.parameters}
    for name in given:
        if name not in known:
            raise InputError(
                Text(
                    zh="问题“{question}”没有参数“{name}”；可用：{known}",
                    en="the question “{question}” has no parameter “{name}”; it takes: {known}",
                ).format(
                    question=declared.label,
                    name=name,
                    known=Text.join([Text.same(each.key) for each in declared.parameters]),
                )
            )
    return MappingProxyType(
        {each.key: given.get(each.key) or each.default(snapshot) for each in declared.parameters}
    )


def ask(context: Context, key: str, given: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a question; parameters are words, as addresses carry them.

    Where nothing was found and nothing could be, the sentence says so: silence is not zero, and of
    nobody everything is true.

    Raises
    ------
    NotFound
        There is no such question.
    InputError
        A parameter is unknown, missing, or its words mean nothing.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> ask(Context(snapshot=empty, at=lambda day: empty), "ending_soon", {"days": "60"}).sentence.zh
    '2010-06-15 这个范围里没有党组织。'
    """
    if key not in QUESTIONS:
        raise NotFound(
            Text(zh="没有问题“{key}”", en="there is no question “{key}”").format(key=key)
        )
    declared = QUESTIONS[key]
    snapshot = context.snapshot
    words = settings_of(declared, given or {}, snapshot)
    missing = declared.missing(words, snapshot)
    if missing:
        raise missing[0].refuse("", Text(zh="还没有选", en="is not chosen yet"))
    values = {each.key: each.read(words[each.key], snapshot) for each in declared.parameters}
    found = declared.compute(context, **values)
    if found.empty and not has_organisations(snapshot):
        return replace(found, sentence=_NOBODY.format(day=snapshot.as_of.isoformat()))
    unknown = found.empty and any(each.complete for each in found.silences)
    return replace(found, sentence=_UNKNOWN) if unknown else found


_NOBODY = Text(
    zh="{day} 这个范围里没有党组织。", en="On {day} there is no organisation in this scope."
)
_UNKNOWN = Text(
    zh="无从判断：所需的内容台账没有载明。",
    en="It cannot be decided: the ledger does not state what is needed.",
)
