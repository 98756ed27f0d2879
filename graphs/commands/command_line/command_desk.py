"""What every command gets: the home of the ledgers, the language, and output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.commands.command_line.progress import Working
from graphs.errors import InputError, NotFound, Problem
from graphs.ledger import Entry, Home, Ledger, open_ledger
from graphs.text import Language, Text
from graphs.whole_file import write_whole

__all__ = [
    "STREAM",
    "Desk",
    "named",
    "one_stream",
    "refuse_existing",
    "refused_target",
    "write_target",
]

STREAM = Path("-")
"""The target that is standard output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A command's surroundings.

    Examples
    --------
    >>> import tempfile
    >>> desk = Desk(home=Home(folder=Path(tempfile.mkdtemp())), language="en")
    >>> desk.say(Text(zh="完成", en="done"))
    done
    >>> desk.entry("demo").key
    'demo'
    """

    home: Home
    language: Language

    def say(self, words: Text) -> None:
        """Print an answer on standard output."""
        print(words.say(self.language))

    def remark(self, words: Text) -> None:
        """Print a diagnostic on standard error."""
        print(words.say(self.language), file=sys.stderr)

    def written(self, target: Path) -> None:
        """Say what was written; nothing else is printed where it went to standard output."""
        if target != STREAM:
            self.say(Text(zh="已写出 {t}", en="written to {t}").format(t=target))

    def show(self, value: Any) -> None:
        """Print a value as JSON on standard output."""
        print(json.dumps(value, ensure_ascii=False, indent=1))

    def working(self, what: Text, **settings: Any) -> Working:
        """Return a progress reporter that speaks once work takes longer than a second."""
        return Working(what, self.language, **settings)

    def entry(self, name: str | None) -> Entry:
        """Return the ledger that a key, a path or a database address names; the first for none.

        A ledger named by path or address has no key.

        Raises
        ------
        NotFound
            There is no such ledger.
        InputError
            What is named is an archive.
        """
        entries = self.home.entries()
        for each in entries:
            if name in (None, each.key):
                return each
        where = str(name)
        if "://" in where:
            title = Text(zh="数据库台账", en="Database ledger")
            return Entry(key="", title=title, kind="shared", where=where)
        path = Path(where)
        if _there(path.is_dir) or path.suffix == ".zip":
            raise _archive(where)
        if path.suffix == ".ledger" or _there(path.is_file):
            return Entry(key="", title=Text.same(path.stem), kind="own", where=where)
        raise NotFound(
            Text(
                zh="没有台账“{given}”；可用代号：{keys}，或写文件路径、postgresql://…",
                en="there is no ledger “{given}”; the keys are {keys}; or give a path or "
                "postgresql://…",
            ).format(given=where, keys=Text.join([Text.same(each.key) for each in entries]))
        )

    def open(
        self, name: str | None, *, writing: bool = False, revision: int | None = None
    ) -> Ledger:
        """Open the ledger that is named, as known at a revision, and report what opening it did.

        Raises
        ------
        NotFound
            There is no such ledger, or no such revision.
        InputError
            What is named is an archive, or no address of a ledger.
        LedgerError
            It cannot be opened.
        """
        entry = self.entry(name)
        if not entry.key and not self.home.visitor.unbound:
            raise _unlisted()
        with self.working(Text(zh="打开台账", en="opening the ledger")):
            ledger = (
                self.home.open(entry.key)
                if entry.key
                else open_ledger(entry.where, read_only=not writing)
            )
        for notice in ledger.notices:
            self.remark(notice)
        if revision is not None:
            try:
                ledger.read_as_known(revision)
            except BaseException:
                ledger.close()
                raise
        return ledger


def named(entry: Entry) -> Text:
    """Return a ledger's title with its key, never its address, which may hold a password.

    Examples
    --------
    >>> named(Entry(key="demo", title=Text.same("演示区"), kind="shipped", where="x")).zh
    '演示区（demo）'
    """
    if not entry.key:
        return entry.title
    return entry.title + Text(zh=f"（{entry.key}）", en=f" ({entry.key})")


def _there(check: Callable[[], bool]) -> bool:
    """Return the answer of a path; no where no file system takes such a name."""
    try:
        return check()
    except (OSError, ValueError):
        return False


def _unlisted() -> NotFound:
    return NotFound(
        Text(
            zh="账号只能用这里所列的台账（见 list）",
            en="an account uses the ledgers that are listed here (see list)",
        )
    )


def _archive(where: str) -> InputError:
    problem = Problem(
        place=Text(zh="台账", en="ledger"),
        value=where,
        reason=Text(zh="是归档，不是台账", en="is an archive and no ledger"),
        remedy=Text(
            zh="先用 restore 建成自己的台账", en="make it a ledger of your own first, with restore"
        ),
    )
    return InputError(problem.sentence(), (problem,))


def refuse_existing(target: Path, *, stream: bool = False) -> None:
    """Check that a file or folder may be made here; no folder is made for a mistyped path.

    Raises
    ------
    InputError
        Something is there already, the folder is not, or it is standard output and the command
        cannot write there (``stream``).
    """
    if target == STREAM:
        if stream:
            return
        raise _target(target, Text(zh="不能写到标准输出", en="cannot go to standard output"))
    if not _there(target.parent.is_dir):
        reason = Text(zh="没有这个文件夹：", en="there is no such folder: ")
        raise _target(target, reason + Text.same(str(target.parent)))
    if _there(target.exists) and not (_there(target.is_dir) and not any(target.iterdir())):
        problem = Problem(
            place=Text(zh="目标", en="target"),
            value=str(target),
            reason=Text(zh="已存在，不会覆盖", en="is there already and is not overwritten"),
            remedy=Text(zh="换一个名称", en="choose another name"),
        )
        raise InputError(problem.sentence(), (problem,))


def one_stream(*targets: Path | None, json: bool = False) -> None:
    """Check that standard output gets one thing at most.

    Raises
    ------
    InputError
        There are more.
    """
    if targets.count(STREAM) + json > 1:
        raise InputError(
            Text(
                zh="标准输出只能写一样：--json 与每个“-”各算一样，其余改写文件",
                en="standard output takes one thing only, and --json and each - is one: name a file for the rest",
            )
        )


def write_target(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; ``-`` is standard output.

    Raises
    ------
    InputError
        It cannot be written here, or there is no such folder.
    """
    if target == STREAM:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(target, content)
    except (OSError, ValueError) as error:
        raise refused_target(target, error) from error


def refused_target(target: Path, error: Exception) -> InputError:
    """Return why a file was not written, in a sentence."""
    reason = Text(zh="无法写入：", en="cannot be written: ")
    words = getattr(error, "strerror", None) or str(error)
    return _target(target, reason + Text.same(words))


def _target(target: Path, reason: Text) -> InputError:
    problem = Problem(place=Text(zh="目标", en="target"), value=str(target), reason=reason)
    return InputError(problem.sentence(), (problem,))
