"""Command line entry point: ``python -m graphs COMMAND``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from graphs.access import Area, require
from graphs.commands import COMMANDS, Desk, exit_code, language_of, make_parser
from graphs.commands.command_line.crash_log import note_crash
from graphs.commands.command_line.exit_codes import BROKEN, DONE, INTERRUPTED
from graphs.errors import GraphsError, Problem
from graphs.ledger import Home
from graphs.text import Language, Text

__all__ = ["main"]

_MOST_PROBLEMS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Examples
    --------
    >>> main(["verify", "--ledger", "no-such", "--lang", "en"])
    2
    """
    argv = sys.argv[1:] if arguments is None else list(arguments)
    language = language_of(argv)
    try:
        options = vars(make_parser(language).parse_args(argv))
        options.pop("lang", None)
        chosen = COMMANDS[options.pop("command")]
        if chosen.area is Area.accounts:  # who may write the file of accounts may keep them
            home = Home.from_environment()
        else:
            home = Home.for_caller()
            require(home.visitor, chosen.area, () if chosen.area is Area.backup else None)
        return chosen.run(Desk(home=home, language=language), **options)
    except GraphsError as error:
        _show_error(error, language)
        return exit_code(error)
    except KeyboardInterrupt:
        _print(Text(zh="已中断", en="interrupted"), language)
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads us, such as head, has had enough; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as finished:  # the help was shown
        return int(finished.code or DONE)
    except Exception:  # noqa: BLE001  # the last resort: nobody is shown a traceback
        _print(note_crash(), language)
        return BROKEN


def _show_error(error: GraphsError, language: Language) -> None:
    """Print one sentence, then the problems it sums up, each once."""
    _print(error.message, language)
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    message = error.message.say(language)
    lines = [line for each in problems if (line := each.sentence()).say(language) not in message]
    for line in lines[:_MOST_PROBLEMS]:
        _print(Text.same("  ") + line, language)
    if len(lines) > _MOST_PROBLEMS:
        more = Text(zh="  ……另有 {n} 处", en="  … and {n} more")
        _print(more.format(n=len(lines) - _MOST_PROBLEMS), language)


def _print(words: Text, language: Language) -> None:
    print(words.say(language), file=sys.stderr)


def _begin() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its number; the command still does its work.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    raise SystemExit(main())


if __name__ == "__main__":
    _begin()
