"""The generated parts of the documents: one declared section a function, from a registry each.

A document holds ``<!-- begin NAME -->`` and ``<!-- end NAME -->``; what is between is written
here, what is outside by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from graphs.commands.command_line.command import COMMANDS
from graphs.commands.command_line.exit_codes import EXIT_CODES
from graphs.commands.documents.data_dictionary import choices, plain, records, table
from graphs.errors import InputError, Problem
from graphs.glossary import GLOSSARY
from graphs.interchange import FORMATS
from graphs.network import FILTERS
from graphs.planning import CRITERIA, HARD_RULES
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
    """Declare a section; its name is the function's."""
    SECTIONS.declare(write.__name__, write)
    return write


def renewed(document: str, name: str) -> str:
    """Return a document with its generated parts written anew; doing it twice changes nothing.

    Raises
    ------
    InputError
        A part has no end, or a name that nothing generates; each is named.
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


def _table(members: Mapping[str, Any], heads: str, *more: Callable[[Any], str]) -> str:
    """Return a table of a registry: key and label of each member, then what is asked of it."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, *(ask(each) for ask in more))
        for each in members.values()
    ]
    return table(heads.split("|"), rows)


def _manual(of: Any) -> str:
    return plain(of.manual.splitlines()[0])


@section
def glossary() -> str:
    """Return every concept with the one word for it and its definition."""
    rows = [
        (each.word.zh, each.definition.zh, each.word.en, each.definition.en)
        for each in GLOSSARY.values()
    ]
    return table(["名词", "含义", "Word", "Meaning"], rows)


@section
def commands() -> str:
    """Return every command with what it does and an example."""
    line = "`python -m graphs {}`".format
    heads = "命令 Command|做什么|What it does|示例 Example"
    return _table(COMMANDS, heads, lambda each: line(each.examples[0].line))


@section
def exit_codes() -> str:
    """Return every exit code and when it is given."""
    rows = [(f"`{code}`", words.zh, words.en) for code, words in EXIT_CODES.items()]
    return table(["退出码 Exit code", "含义", "Meaning"], rows)


@section
def measures() -> str:
    """Return every measure with its unit of count and definition."""
    heads = "代号 Key|指标|Measure|定义|Definition"
    return _table(MEASURES, heads, lambda each: each.definition.zh, lambda each: each.definition.en)


@section
def concerns() -> str:
    """Return everything that may need attention."""
    return _table(CONCERNS, "代号 Key|关注事项|Concern|Manual", lambda each: _first_line(each.look))


@section
def filters() -> str:
    """Return every filter with the values it offers."""
    rows = [
        (
            f"`{each.key}`",
            each.label.zh,
            each.label.en,
            each.values.manual(),
            _first_line(each.read),
        )
        for each in FILTERS.values()
    ]
    return table(["代号 Key", "筛选", "Filter", "取值 Values", "Manual"], rows)


@section
def layouts() -> str:
    """Return every layout of the pairing network."""
    return _table(LAYOUTS, "代号 Key|布局|Layout|Manual", lambda each: _first_line(each.arrange))


@section
def formats() -> str:
    """Return every download format."""
    rows = [
        (f"`{each.key}`", each.label.zh, each.label.en, _first_line(each.make))
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
            f"{each.source.title.zh} · {each.source.certainty.label.zh}",
        )
        for each in RULES.values()
    ]
    heads = ["编号 No.", "代号 Key", "规则", "Rule", "程度 Severity", "适用 Holds", "来源 Source"]
    return table(heads, rows)


@section
def criteria() -> str:
    """Return every criterion of a plan with its manual."""
    return _table(CRITERIA, "代号 Key|评价项|Criterion|Manual", _manual)


@section
def hard_rules() -> str:
    """Return every hard rule of a plan with its manual."""
    return _table(HARD_RULES, "代号 Key|不能结对|Out of the question|Manual", _manual)
