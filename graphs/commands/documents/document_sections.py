"""The generated parts of the documents: one declared section a function, from a registry each.

A document holds ``<!-- begin NAME -->`` and ``<!-- end NAME -->``; what is between is written
here, what is outside by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from graphs.commands.command_line.command import COMMANDS
from graphs.commands.command_line.exit_codes import EXIT_CODES
from graphs.commands.documents.data_dictionary import choices, plain, records, table
from graphs.errors import InputError, Problem
from graphs.interchange import FORMATS
from graphs.network import FILTERS
from graphs.planning import CRITERIA, HARD_RULES
from graphs.questions import listed
from graphs.registry import Registry
from graphs.rules import RULES
from graphs.scene import LAYOUTS
from graphs.statistics import CONCERNS, MEASURES
from graphs.text import Text

__all__ = ["SECTIONS", "renewed", "section"]

Write: TypeAlias = Callable[[], str]

SECTIONS: Registry[str, Write] = Registry("section", [("records", records), ("choices", choices)])
"""Every section by name."""

_MARKED = re.compile(r"<!-- begin ([a-z_]+) -->\n.*?<!-- end \1 -->", re.DOTALL)
_BEGIN = re.compile(r"<!-- begin ([a-z_]+) -->")


def section(write: Write) -> Write:
    """Declare a section; its name is the function's.

    Examples
    --------
    >>> "formats" in SECTIONS
    True
    """
    SECTIONS.declare(write.__name__, write)
    return write


def renewed(document: str, name: str) -> str:
    """Return a document with its generated parts written anew; doing it twice changes nothing.

    Raises
    ------
    InputError
        A part has no end, or a name that nothing generates; each is named.

    Examples
    --------
    >>> renewed("by hand", "README.md")
    'by hand'
    """
    begun = _BEGIN.findall(document)
    whole = [found[1] for found in _MARKED.finditer(document)]
    place = Text.same(name)
    problems = [
        Problem(place=place, value=each, reason=Text(zh="没有结束标记", en="has no end marker"))
        for each in begun
        if each not in whole
    ] + [
        Problem(place=place, value=each, reason=Text(zh="没有这个生成部分", en="is no section"))
        for each in whole
        if each not in SECTIONS
    ]
    if problems:
        raise InputError(
            Text(zh="文档标记有误：", en="the markers are wrong: ") + problems[0].sentence(),
            tuple(problems),
        )
    return _MARKED.sub(lambda found: _part(found[1]), document)


def _part(name: str) -> str:
    return f"<!-- begin {name} -->\n{SECTIONS[name]()}\n<!-- end {name} -->"


def _first_line(of: Callable[..., object]) -> str:
    return plain((of.__doc__ or "").strip().splitlines()[0])


@section
def commands() -> str:
    """Return every command with what it does and an example."""
    rows = [
        (
            f"`{each.key}`",
            each.label.zh,
            each.label.en,
            f"`python -m graphs {each.examples[0].line}`",
        )
        for each in COMMANDS.values()
    ]
    return table(["命令 Command", "做什么", "What it does", "示例 Example"], rows)


@section
def exit_codes() -> str:
    """Return every exit code and when it is given."""
    rows = [(f"`{code}`", words.zh, words.en) for code, words in EXIT_CODES.items()]
    return table(["退出码 Exit code", "含义", "Meaning"], rows)


@section
def measures() -> str:
    """Return every measure with its unit of count and definition."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, each.definition.zh, each.definition.en)
        for each in MEASURES.values()
    ]
    return table(["代号 Key", "指标", "Measure", "定义", "Definition"], rows)


@section
def concerns() -> str:
    """Return everything that may need attention."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, _first_line(each.look))
        for each in CONCERNS.values()
    ]
    return table(["代号 Key", "关注事项", "Concern", "Manual"], rows)


@section
def questions() -> str:
    """Return every question with the parameters it takes."""
    rows = [
        (
            str(each.number),
            f"`{each.key}`",
            each.label.zh,
            each.label.en,
            "、".join(f"`{one.key}` {one.label.zh} {one.label.en}" for one in each.parameters),
            _first_line(each.compute),
        )
        for each in listed()
    ]
    heads = ["编号 No.", "代号 Key", "问题", "Question", "参数 Parameters", "Manual"]
    return table(heads, rows)


@section
def filters() -> str:
    """Return every filter with the values it offers."""
    rows = []
    for each in FILTERS.values():
        members = list(each.choices) if each.choices else []
        values = "、".join(f"`{member.name}` {member.label.zh}" for member in members)
        rows.append(
            (
                f"`{each.key}`",
                each.label.zh,
                each.label.en,
                values or "台账中的编号 ids in the ledger",
                _first_line(each.predicate),
            )
        )
    return table(["代号 Key", "筛选", "Filter", "取值 Values", "Manual"], rows)


@section
def layouts() -> str:
    """Return every layout of the pairing network."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, _first_line(each.arrange))
        for each in LAYOUTS.values()
    ]
    return table(["代号 Key", "布局", "Layout", "Manual"], rows)


@section
def formats() -> str:
    """Return every download format."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, _first_line(each.write))
        for each in FORMATS.values()
    ]
    return table(["代号 Key", "格式", "Format", "Manual"], rows)


@section
def rules() -> str:
    """Return every rule with its severity, when it holds and where it comes from."""
    rows = [
        (
            each.number,
            f"`{each.key}`",
            each.label.zh,
            each.label.en,
            f"{each.severity.label.zh} {each.severity.label.en}",
            f"{each.valid_from or '…'} – {each.valid_to or '…'}",
            f"{each.source.title.zh} · {each.source.standing.label.zh}",
        )
        for each in RULES.values()
    ]
    heads = ["编号 No.", "代号 Key", "规则", "Rule", "程度 Severity", "适用 Holds", "来源 Source"]
    return table(heads, rows)


@section
def criteria() -> str:
    """Return every criterion of a plan with its manual."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, plain(each.manual.splitlines()[0]))
        for each in CRITERIA.values()
    ]
    return table(["代号 Key", "评价项", "Criterion", "Manual"], rows)


@section
def hard_rules() -> str:
    """Return every hard rule of a plan with its manual."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, plain(each.manual.splitlines()[0]))
        for each in HARD_RULES.values()
    ]
    return table(["代号 Key", "不能结对", "Out of the question", "Manual"], rows)
