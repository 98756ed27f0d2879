"""The command line as ``argparse`` sees it, built from the registry in one language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from graphs.commands.command_line.command import COMMANDS, Argument, Command
from graphs.commands.command_line.exit_codes import EXIT_CODES
from graphs.commands.command_line.usage_errors import in_words
from graphs.errors import InputError
from graphs.text import LANGUAGES, Language, Text

__all__ = ["PROGRAM", "language_of", "make_parser"]

PROGRAM = "python -m graphs"
"""How the program is called in its help."""

_TITLE = Text(
    zh="企业党组织联建关系图谱：命令行与各页面做同样的事。",
    en="Relationship explorer for enterprise Party-branch pairings: what the screens do, as commands.",
)
_EXERCISE = Text(
    zh="各命令的首个示例都可照抄运行：先用 copy exercise --ledger demo 建一个自己的练习台账，\n"
    "再用 template 模板.xlsx、plan 的存草稿示例备好模板和方案。",
    en="The first example of every command runs as it is, once copy exercise --ledger demo\n"
    "has made a ledger of one's own to practise on, template 模板.xlsx a workbook, and the example\n"
    "of plan that keeps a draft a proposal.",
)
_USAGE = Text(zh="用法：", en="usage: ")


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language the arguments ask for; Chinese unless they say otherwise.

    The help is in that language, so it must be known before anything is parsed.

    Examples
    --------
    >>> language_of(["list", "--lang", "en"]), language_of(["list"])
    ('en', 'zh')
    """
    chosen: Language = "zh"
    for place, word in enumerate(arguments):
        language = word.removeprefix("--lang=")
        if word == "--lang":
            language = arguments[place + 1] if place + 1 < len(arguments) else ""
        elif language == word:
            continue
        chosen = "en" if language == "en" else "zh"
    return chosen


def make_parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser of every command; what it refuses is an ``InputError``.

    Examples
    --------
    >>> make_parser("zh").parse_args(["verify", "--expect", "9a02"]).expect
    '9a02'
    """
    parser = _parser(language, prog=PROGRAM, description=_TITLE.say(language))
    parser.epilog = _EXERCISE.say(language) + "\n\n" + _codes(language)
    _options(parser, language, ())
    title = Text(zh="命令", en="commands").say(language)
    commands = parser.add_subparsers(
        title=title, dest="command", required=True, metavar=title.upper()
    )
    for each in COMMANDS.values():
        _add(commands, each, language)
    return parser


def _add(commands: Any, declared: Command, language: Language) -> None:
    words = declared.label.say(language)
    below = commands.add_parser(
        declared.key,
        help=words,
        description=words,
        epilog=_examples(declared, language),
        **_style(language),
    )
    _options(below, language, declared.arguments)


def _options(
    parser: argparse.ArgumentParser, language: Language, arguments: Iterable[Argument]
) -> None:
    # Groups of our own: the titles of argparse's are English.
    options = parser.add_argument_group(Text(zh="选项", en="options").say(language))
    named = parser.add_argument_group(Text(zh="参数", en="arguments").say(language))
    options.add_argument(
        "-h", "--help", action="help", help=Text(zh="显示本说明", en="show this help").say(language)
    )
    options.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=Text(zh="语言，缺省为中文", en="language, Chinese by default").say(language),
    )
    for each in arguments:
        settings = dict(each.settings)
        if each.metavar:
            settings["metavar"] = each.metavar.say(language)
        group = options if each.flags[0].startswith("-") else named
        group.add_argument(*each.flags, help=each.help.say(language), **settings)


def _examples(declared: Command, language: Language) -> str:
    lines = [Text(zh="示例：", en="examples:").say(language)]
    for each in declared.examples:
        lines += [f"  {PROGRAM} {each.line}", f"      {each.what.say(language)}"]
    return "\n".join(lines)


def _codes(language: Language) -> str:
    lines = [Text(zh="退出码：", en="exit codes:").say(language)]
    lines += [f"  {code:<4} {words.say(language)}" for code, words in EXIT_CODES.items()]
    return "\n".join(lines)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help whose heading is in the language asked for."""

    _heading = _USAGE.en

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        shown = self._heading if prefix is None else prefix  # blank for the name of a command
        super().add_usage(usage, actions, groups, shown)


class _ChineseHelp(_Help):
    _heading = _USAGE.zh

    def format_help(self) -> str:
        # argparse ends the titles of its groups with a colon of its own.
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)


class _Parser(argparse.ArgumentParser):
    """Refuses by raising, so that every error is reported in one place."""

    def error(self, message: str) -> NoReturn:
        remedy = Text(zh="；用 {line} --help 看用法", en="; see {line} --help").format(
            line=self.prog
        )
        raise InputError(in_words(message) + remedy)


def _style(language: Language) -> dict[str, Any]:
    formatter = _ChineseHelp if language == "zh" else _Help
    return {"formatter_class": formatter, "add_help": False, "allow_abbrev": False}


def _parser(language: Language, **settings: Any) -> argparse.ArgumentParser:
    return _Parser(**settings, **_style(language))
