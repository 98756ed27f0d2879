"""What a command is: one declared function; the parser, the help and the manual iterate over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphs.access import Area
from graphs.commands.command_line.usage_errors import day
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "AS_OF",
    "COMMANDS",
    "DATE",
    "FILE",
    "JSON",
    "LEDGER",
    "NOTE",
    "POST",
    "REVISION",
    "Argument",
    "Command",
    "Example",
    "argument",
    "command",
    "example",
]

Run: TypeAlias = Callable[..., int]
"""Takes the desk and its arguments by name; returns the exit code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a command: its flags (or its name), its help, and what ``argparse`` takes."""

    flags: tuple[str, ...]
    help: Text
    metavar: Text | None
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command line that works, and what it does."""

    line: str
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A declared command: key, label, arguments, examples, the function that runs it.

    ``area`` is what an account must be allowed to run it; the ledger asks for more where more is done.
    """

    key: str
    label: Text
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    run: Run
    area: Area = Area.read


COMMANDS: Registry[str, Command] = Registry("command")
"""Every command by key, in the order of the help; filled from the folders of ``commands``."""


def argument(
    *flags: str, zh: str, en: str, metavar: Text | None = None, **settings: Any
) -> Argument:
    """Declare an argument; ``settings`` are those of ``argparse``.

    Examples
    --------
    >>> argument("--limit", zh="至多几行", en="rows at most", type=int).settings
    {'type': <class 'int'>}
    """
    return Argument(flags=flags, help=Text(zh=zh, en=en), metavar=metavar, settings=settings)


def example(line: str, *, zh: str, en: str) -> Example:
    """Declare an example, without the name of the program.

    Examples
    --------
    >>> example("list", zh="列出台账", en="list the ledgers").line
    'list'
    """
    return Example(line=line, what=Text(zh=zh, en=en))


FILE, DATE, POST = (
    Text(zh="文件", en="FILE"),
    Text(zh="日期", en="DATE"),
    Text(zh="岗位", en="POST"),
)
"""What arguments want, as the usage line calls it."""

LEDGER = argument(
    "--ledger",
    zh="台账代号（list 所列）、文件路径或 postgresql://…；缺省为第一个台账",
    en="key of a ledger (see list), path of a file, or postgresql://…; the first one by default",
    metavar=Text(zh="台账", en="LEDGER"),
)
"""The argument by which every command names its ledger."""

AS_OF = argument(
    "--as-of",
    zh="时点；缺省为台账所定的日期",
    en="as-of date; the ledger's own by default",
    metavar=DATE,
    type=day,
)
"""The argument by which a command is told the day it looks at."""

REVISION = argument(
    "--revision",
    zh="按第几版所知；缺省为最新一版",
    en="as known at this revision; the newest by default",
    metavar=Text(zh="版", en="N"),
    type=int,
)
"""The argument by which a command reads a ledger as it was known."""

NOTE = argument("--note", zh="事由", en="why", metavar=Text(zh="事由", en="NOTE"))
"""The argument that says why a step is taken, for the history."""

JSON = argument(
    "--json", zh="输出 JSON，供脚本读取", en="as JSON, for scripts", action="store_true"
)
"""The argument that asks for what a script reads."""


def command(
    *,
    order: int,
    zh: str,
    en: str,
    arguments: tuple[Argument, ...] = (),
    examples: tuple[Example, ...],
    area: Area = Area.read,
) -> Callable[[Run], Run]:
    """Declare a command; its key is the function's name, its docstring the manual.

    ``order`` is its place in the help.
    """

    def declare(run: Run) -> Run:
        key = run.__name__.removesuffix("_")
        COMMANDS.declare(
            key,
            Command(
                key=key,
                label=Text(zh=zh, en=en),
                arguments=arguments,
                examples=examples,
                run=run,
                area=area,
            ),
            run,
            order=order,
        )
        return run

    return declare
