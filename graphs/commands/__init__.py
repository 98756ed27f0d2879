"""The command line: one declared command a file; the import order below is their source order."""

# isort: off
from graphs.commands.command_line.command import (
    COMMANDS,
    Argument,
    Command,
    Example,
    argument,
    command,
    example,
)
from graphs.commands.command_line.exit_codes import EXIT_CODES, exit_code
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.ledgers import open_command as _open
from graphs.commands.ledgers import list_command as _list
from graphs.commands.ledgers import new_command as _new
from graphs.commands.ledgers import verify_command as _verify
from graphs.commands.ledgers import history_command as _history
from graphs.commands.ledgers import undo_command as _undo
from graphs.commands.ledgers import export_command as _export
from graphs.commands.explore import ask_command as _ask
from graphs.commands.plans import plan_command as _plan
from graphs.commands.plans import proposal_command as _proposal
from graphs.commands.plans import pack_command as _pack
from graphs.commands.plans import country_command as _country
from graphs.commands.stewardship import import_command as _import
from graphs.commands.stewardship import template_command as _template
from graphs.commands.stewardship import check_command as _check
from graphs.commands.stewardship import duplicates_command as _duplicates
from graphs.commands.ledgers import copy_command as _copy
from graphs.commands.ledgers import backup_command as _backup
from graphs.commands.ledgers import restore_command as _restore
from graphs.commands.ledgers import archive_command as _archive
from graphs.commands.ledgers import generate_command as _generate
from graphs.commands.documents import docs_command as _docs
from graphs.commands.command_line.argument_parser import PROGRAM, language_of, make_parser
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
del _ask, _open, _list, _new, _verify, _history, _undo, _export, _copy, _backup, _restore, _archive
del _plan, _proposal, _pack, _country, _import, _template, _check, _duplicates, _generate, _docs
