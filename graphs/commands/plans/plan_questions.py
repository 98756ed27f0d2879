"""Questions about a plan, one declared function each: the answer as a value and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from graphs.commands.command_line.command import Argument, argument
from graphs.commands.plans.plan_argument_words import split_ids
from graphs.errors import NotFound
from graphs.model import number_text
from graphs.planning import (
    CRITERIA,
    CurvePoint,
    Solved,
    conflicts,
    coverage_curve,
    next_best,
    one_more_slot,
    points,
    slot_curve,
    stability,
    why,
    why_not,
)
from graphs.planning import Answer as PlanAnswer
from graphs.proposals import names_of, text_value
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["QUESTIONS", "QUESTION_ARGUMENTS", "Answered", "Question", "answers", "question"]

Answered: TypeAlias = tuple[dict[str, Any], list[Text]]
"""An answer as a value for scripts, and line by line for people."""
Ask: TypeAlias = Callable[[Solved, str], Answered]

_PAIR = Text(zh="非公方:国企方", en="GUEST:HOST")
_HOST = Text(zh="国企方", en="HOST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A declared question: the argument that asks it, and what answers it."""

    key: str
    argument: Argument
    ask: Ask


QUESTIONS: Registry[str, Question] = Registry("question")
"""Every question by key, in source order."""


def question(*, zh: str, en: str, metavar: Text | None = None) -> Callable[[Ask], Ask]:
    """Declare a question; its argument is the function's name. One about a pair may be repeated."""

    def declare(ask: Ask) -> Ask:
        key = ask.__name__.removesuffix("_")
        settings: dict[str, Any] = {"action": "append"} if metavar else {"action": "store_true"}
        flag = "--" + key.replace("_", "-")
        option = argument(flag, zh=zh, en=en, metavar=metavar, **settings)
        QUESTIONS.declare(key, Question(key=key, argument=option, ask=ask), ask)
        return ask

    return declare


def answers(solved: Solved, arguments: Mapping[str, Any]) -> Iterator[Answered]:
    """Yield the answers to what was asked, in the order of the questions.

    Raises
    ------
    InputError
        A pair is not written as one.
    NotFound
        An organisation is no candidate of the plan, or a pair is not in it.
    """
    for key, each in QUESTIONS.items():
        typed = arguments.get(key)
        for words in typed if isinstance(typed, list) else [""] if typed else []:
            value, lines = each.ask(solved, words)
            yield {"question": key, **({"of": words} if words else {}), **value}, lines


def _pair(solved: Solved, flag: str, words: str) -> tuple[str, str]:
    guest, host = split_ids(flag, words, 2)
    _known(guest, solved.problem.pool.guests.ids, Text(zh="非公方", en="guest"))
    _known(host, solved.problem.pool.hosts.ids, Text(zh="国企方", en="host"))
    return guest, host


def _known(ident: str, ids: Iterable[str], what: Text) -> None:
    if ident not in set(ids):
        words = Text(
            zh="“{ident}”不是这个方案的{what}；用 --guest、--host 把它列入",
            en="“{ident}” is no {what} of this plan; bring it in with --guest or --host",
        )
        raise NotFound(words.format(ident=ident, what=what))


@question(zh="为什么给这一对这个得分", en="why a pair scores what it does", metavar=_PAIR)
def why_(solved: Solved, words: str) -> Answered:
    """Explain what each criterion adds to the score of a pair."""
    guest, host = _pair(solved, "--why", words)
    found = why(solved.problem, solved.settings, guest, host, beside=solved.plan.couples)
    lines = [_named(solved, guest, host) + Text(zh="：", en=": ") + found.sentence]
    parts = []
    for part in found.parts:
        label, evidence = part.label, part.evidence
        score = "—" if evidence.score is None else f"{evidence.score:.3f}"
        head = Text.same(f"  {points(part.points, exact=True, signed=True)}\t")
        tail = Text.same(f"\t{score} × {number_text(part.weight)}\t")
        lines.append(head + label + tail + evidence.reason)
        parts.append(
            {
                "criterion": part.criterion,
                "score": evidence.score,
                "weight": part.weight,
                "points": part.points,
                "reason": text_value(evidence.reason),
            }
        )
    value = {
        "score": found.score,
        "missing": found.missing,
        "least": found.least,
        "most": found.most,
        "flags": [*found.flags],
        "parts": parts,
        "sentence": text_value(found.sentence),
    }
    return value, lines


def _named(solved: Solved, guest: str, host: str) -> Text:
    names = names_of(solved.problem)
    return names[guest] + Text(zh="与", en=" with ") + names[host]


@question(
    zh="为什么不是这一对，代价多大", en="why not a pair, and what it would cost", metavar=_PAIR
)
def why_not_(solved: Solved, words: str) -> Answered:
    """Explain the rule a pair breaks, or the exact loss if it were forced and the swaps it causes."""
    return _answer(why_not(solved, *_pair(solved, "--why-not", words)))


@question(zh="取消这一对后次优是什么", en="what would take the place of a pair", metavar=_PAIR)
def next_best_(solved: Solved, words: str) -> Answered:
    """Explain what would take the place of a pair of the plan, and its price."""
    guest, host = _pair(solved, "--next-best", words)
    try:
        return _answer(next_best(solved, guest, host))
    except ValueError:
        reason = Text(zh="不在方案里，或已锁定", en=" is not in the plan, or it is locked")
        raise NotFound(_named(solved, guest, host) + reason) from None


@question(zh="国企方再加一个名额有什么收益", en="what one more slot at a host buys", metavar=_HOST)
def one_more_slot_(solved: Solved, words: str) -> Answered:
    """Explain what one more slot at a host buys, then what up to five buy."""
    _known(words, solved.problem.pool.hosts.ids, Text(zh="国企方", en="host"))
    value, lines = _answer(one_more_slot(solved, words))
    value["curve"], more = _curve(slot_curve(solved, words))
    return value, lines + more


def _answer(found: PlanAnswer) -> Answered:
    return asdict(found), [found.sentence]


@question(zh="总对数逐步增加时覆盖多少", en="what is covered pair by pair")
def curve(solved: Solved, words: str) -> Answered:
    """Explain what the best plan achieves with fewer new pairs."""
    del words  # it is about the whole plan
    steps, lines = _curve(coverage_curve(solved))
    return {"points": steps}, lines


def _curve(steps: Iterable[CurvePoint]) -> tuple[list[dict[str, Any]], list[Text]]:
    curve = list(steps)
    line = Text(
        zh="  +{units}\t结对 {pairs}\t已安排 {served}\t总分 {total}",
        en="  +{units}\tpairs {pairs}\tserved {served}\ttotal {total}",
    )
    lines = [line.format(**asdict(each) | {"total": points(each.total)}) for each in curve]
    return [asdict(each) for each in curve], lines


@question(
    zh="哪些非公方争用同一批名额，怎样放开", en="which guests share too few slots, and ways out"
)
def conflicts_(solved: Solved, words: str) -> Answered:
    """Explain the smallest groups that cannot all be served, with the cheapest relaxations."""
    del words  # it is about the whole plan
    found = conflicts(solved)
    lines = [] if found else [Text(zh="没有冲突", en="there is no conflict")]
    for each in found:
        lines.append(each.sentence)
        lines += [Text.same("  ") + relaxation.sentence for relaxation in each.relaxations]
    return {"groups": [asdict(each) for each in found]}, lines


@question(zh="权重增减一成时哪些结对会变", en="which pairs change when a weight moves by a tenth")
def stability_(solved: Solved, words: str) -> Answered:
    """Explain what changes when each weight moves down and up by a tenth."""
    del words  # it is about the whole plan
    found = stability(solved)
    line = Text(
        zh="{criterion} ×{factor:.1f}：新增 {added} 对，去掉 {dropped} 对",
        en="{criterion} ×{factor:.1f}: {added} pairs added, {dropped} dropped",
    )
    lines = [
        line.format(
            criterion=CRITERIA[each.criterion].label,
            factor=each.factor,
            added=len(each.added),
            dropped=len(each.dropped),
        )
        for each in found.shifts
    ]
    names = names_of(solved.problem)
    arrow = Text(zh="    {sign} {guest} — {host}", en="    {sign} {guest} — {host}")
    detailed = []
    for head, each in zip(lines, found.shifts, strict=True):
        detailed.append(head)
        detailed += [
            arrow.format(sign=sign, guest=names[guest], host=names[host])
            for sign, pairs in (("+", each.added), ("−", each.dropped))
            for guest, host in pairs
        ]
    other = Text(
        zh="缺数据改按 {rule}：新增 {added} 对，去掉 {dropped} 对",
        en="missing data as {rule}: {added} pairs added, {dropped} dropped",
    )
    lines = detailed + [
        other.format(rule=each.missing, added=len(each.added), dropped=len(each.dropped))
        for each in found.rules
    ]
    firm = Text(zh="无论如何都在：{n} 对", en="in the plan whatever moves: {n} {n:pair|pairs}")
    return asdict(found), [*lines, firm.format(n=len(found.firm))]


QUESTION_ARGUMENTS: tuple[Argument, ...] = tuple(each.argument for each in QUESTIONS.values())
"""The arguments that ask about a plan."""
