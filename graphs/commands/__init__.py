"""The command line: one declared command a file, found in the folders of this one."""

from graphs.commands.command_line.argument_parser import PROGRAM, language_of, make_parser
from graphs.commands.command_line.command import (
    COMMANDS,
    Argument,
    Command,
    Example,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import EXIT_CODES, exit_code
from graphs.registry import import_folder

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

import_folder(__name__)
