"""The generated parts of the documents: one declared section a function, from a registry each.

Each table speaks one language; see :mod:`graphs.commands.documents.document_markers` for where it goes.
"""

from __future__ import annotations

from graphs.commands.command_line.command import COMMANDS
from graphs.commands.command_line.exit_codes import EXIT_CODES
from graphs.commands.documents.data_dictionary import plain, table
from graphs.commands.documents.document_markers import SECTIONS, renewed, section
from graphs.glossary import GLOSSARY
from graphs.interchange import (
    AGREEMENT_FACTS,
    EDGE_COLUMNS,
    FORMATS,
    GRAINS,
    NODE_COLUMNS,
    ORGANISATION_FACTS,
    STATEMENT_COLUMNS,
    UNIT_COLUMNS,
)
from graphs.interchange.recorded_columns import recorded_columns
from graphs.network import FILTERS
from graphs.planning import CRITERIA, HARD_RULES
from graphs.questions import listed
from graphs.rules import RULES
from graphs.scene import LAYOUTS
from graphs.statistics import CONCERNS, MEASURES
from graphs.text import Language, Text

__all__ = ["SECTIONS", "renewed"]


def _heads(language: Language, *words: tuple[str, str]) -> list[str]:
    return [Text(zh=zh, en=en).say(language) for zh, en in words]


_KEY = ("代号", "Key")


def _manual(language: Language, of: str | None) -> list[str]:
    """Return what a docstring's first line adds in English; in Chinese the label says it."""
    return [plain((of or "").strip().splitlines()[0])] if language == "en" else []


def _manual_head(language: Language) -> list[str]:
    return ["Manual"] if language == "en" else []


@section
def glossary(language: Language) -> str:
    """Return every concept with the one word for it and its definition."""
    rows = [(each.word.say(language), each.definition.say(language)) for each in GLOSSARY.values()]
    return table(_heads(language, ("名词", "Word"), ("含义", "Meaning")), rows)


@section
def commands(language: Language) -> str:
    """Return every command with what it does and an example."""
    rows = [
        (f"`{each.key}`", each.label.say(language), f"`python -m graphs {each.examples[0].line}`")
        for each in COMMANDS.values()
    ]
    heads = _heads(language, ("命令", "Command"), ("做什么", "What it does"), ("示例", "Example"))
    return table(heads, rows)


@section
def exit_codes(language: Language) -> str:
    """Return every exit code and when it is given."""
    rows = [(f"`{code}`", words.say(language)) for code, words in EXIT_CODES.items()]
    return table(_heads(language, ("退出码", "Exit code"), ("含义", "Meaning")), rows)


@section
def measures(language: Language) -> str:
    """Return every measure with its definition."""
    rows = [
        (f"`{each.key}`", each.label.say(language), each.definition.say(language))
        for each in MEASURES.values()
    ]
    return table(_heads(language, _KEY, ("统计项", "Measure"), ("定义", "Definition")), rows)


@section
def concerns(language: Language) -> str:
    """Return everything that may need attention."""
    rows = [
        (f"`{each.key}`", each.label.say(language), *_manual(language, each.look.__doc__))
        for each in CONCERNS.values()
    ]
    heads = _heads(language, _KEY, ("关注事项", "Concern")) + _manual_head(language)
    return table(heads, rows)


@section
def filters(language: Language) -> str:
    """Return every filter with the values it offers."""
    rows = [
        (
            f"`{each.key}`",
            each.label.say(language),
            each.values.manual().say(language),
            *_manual(language, each.read.__doc__),
        )
        for each in FILTERS.values()
    ]
    heads = _heads(language, _KEY, ("筛选", "Filter"), ("取值", "Values")) + _manual_head(language)
    return table(heads, rows)


@section
def questions(language: Language) -> str:
    """Return every question with the parameters it takes."""
    comma = Text(zh="、", en=", ").say(language)
    rows = [
        (
            str(each.number),
            f"`{each.key}`",
            each.label.say(language),
            comma.join(f"`{one.key}` {one.label.say(language)}" for one in each.parameters),
            *_manual(language, each.compute.__doc__),
        )
        for each in listed()
    ]
    heads = _heads(language, ("编号", "No."), _KEY, ("问题", "Question"), ("参数", "Parameters"))
    return table(heads + _manual_head(language), rows)


@section
def layouts(language: Language) -> str:
    """Return every layout of the pairing network."""
    rows = [
        (f"`{each.key}`", each.label.say(language), *_manual(language, each.arrange.__doc__))
        for each in LAYOUTS.values()
    ]
    return table(_heads(language, _KEY, ("布局", "Layout")) + _manual_head(language), rows)


@section
def formats(language: Language) -> str:
    """Return every download format."""
    rows = [
        (f"`{each.key}`", each.label.say(language), *_manual(language, each.pieces.__doc__))
        for each in FORMATS.values()
    ]
    return table(_heads(language, _KEY, ("格式", "Format")) + _manual_head(language), rows)


@section
def grains(language: Language) -> str:
    """Return every grain of a download with what it loses."""
    rows = [
        (
            f"`{each.key}`",
            each.label.say(language),
            Text(zh="网络", en="network").say(language) if each.roles else "",
            each.loses.say(language),
        )
        for each in GRAINS.values()
    ]
    heads = (
        _KEY,
        ("一行是什么", "What a row is"),
        ("网络", "Network"),
        ("不含什么", "What it loses"),
    )
    return table(_heads(language, *heads), rows)


_LISTS = (
    (
        Text(zh="边表", en="List of pairs"),
        (*EDGE_COLUMNS, *AGREEMENT_FACTS, *recorded_columns("agreement")),
    ),
    (
        Text(zh="点表", en="List of organisations"),
        (*NODE_COLUMNS, *ORGANISATION_FACTS, *recorded_columns("organisation")),
    ),
    (Text(zh="单位表", en="List of units"), (*UNIT_COLUMNS, *recorded_columns("unit"))),
    (Text(zh="上报数表", en="List of reported figures"), STATEMENT_COLUMNS),
)


@section
def list_columns(language: Language) -> str:
    """Return the columns of every list of a download, a table each."""
    heads = _heads(language, _KEY, ("栏目", "Column"), ("含义", "What it says"))
    tables = [
        table(heads, [(f"`{c.key}`", c.label.say(language), c.note.say(language)) for c in columns])
        for _, columns in _LISTS
    ]
    names = [f"#### {name.say(language)}" for name, _ in _LISTS]
    return "\n\n".join(part for pair in zip(names, tables, strict=True) for part in pair)


@section
def rules(language: Language) -> str:
    """Return every rule with its severity, when it holds and where it comes from."""
    rows = [
        (
            each.number,
            f"`{each.key}`",
            each.label.say(language),
            each.severity.label.say(language),
            f"{each.valid_from or '…'} – {each.valid_to or '…'}",
            f"{each.source.title.say(language)} · {each.source.certainty.label.say(language)}",
        )
        for each in RULES.values()
    ]
    words = (("编号", "No."), _KEY, ("规则", "Rule"), ("程度", "Severity"), ("适用", "Holds"))
    return table(_heads(language, *words, ("来源", "Source")), rows)


@section
def criteria(language: Language) -> str:
    """Return every criterion of a plan."""
    rows = [
        (f"`{each.key}`", each.label.say(language), *_manual(language, each.manual))
        for each in CRITERIA.values()
    ]
    return table(_heads(language, _KEY, ("评价项", "Criterion")) + _manual_head(language), rows)


@section
def hard_rules(language: Language) -> str:
    """Return every hard rule of a plan."""
    rows = [
        (f"`{each.key}`", each.label.say(language), *_manual(language, each.manual))
        for each in HARD_RULES.values()
    ]
    heads = _heads(language, _KEY, ("不能结对", "Out of the question")) + _manual_head(language)
    return table(heads, rows)
