"""The command line: one declared command a file; the import order below is their source order."""

# isort: off
from graphs.commands.registry import (
    COMMANDS,
    Argument,
    Command,
    Example,
    argument,
    command,
    example,
)
from graphs.commands.codes import EXIT_CODES, exit_code
from graphs.commands.desk import Desk
from graphs.commands import open as _open
from graphs.commands import list as _list
from graphs.commands import new as _new
from graphs.commands import verify as _verify
from graphs.commands import history as _history
from graphs.commands import undo as _undo
from graphs.commands import export as _export
from graphs.commands import plan as _plan
from graphs.commands import proposal as _proposal
from graphs.commands import pack as _pack
from graphs.commands import country as _country
from graphs.commands import import_ as _import
from graphs.commands import template as _template
from graphs.commands import check as _check
from graphs.commands import duplicates as _duplicates
from graphs.commands import copy as _copy
from graphs.commands import backup as _backup
from graphs.commands import restore as _restore
from graphs.commands import archive as _archive
from graphs.commands import generate as _generate
from graphs.commands import docs as _docs
from graphs.commands.parser import PROGRAM, language_of, make_parser
# isort: on

__all__ = [
    "COMMANDS",
    "EXIT_CODES",
    "PROGRAM",
    "Argument",
    "Command",
    "Desk",
    "Example",
    "argument",
    "command",
    "example",
    "exit_code",
    "language_of",
    "make_parser",
]

# Imported for what they declare.
del _open, _list, _new, _verify, _history, _undo, _export, _copy, _backup, _restore, _archive
del _plan, _proposal, _pack, _country, _import, _template, _check, _duplicates, _generate, _docs
