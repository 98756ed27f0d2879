"""``backup``: a copy of a ledger, live as it may be, that ``restore`` takes back."""

from __future__ import annotations

from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import FILE, LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing
from graphs.commands.command_line.exit_codes import DONE
from graphs.errors import InputError
from graphs.text import Text

__all__ = ["backup"]


@command(
    order=170,
    area=Area.backup,
    zh="备份台账（使用中也可）",
    en="back up a ledger, in use as it may be",
    arguments=(
        argument(
            "target",
            zh="新文件：.ledger 为数据库副本，.zip 为归档（PostgreSQL 上的台账用 .zip）",
            en="a new file: .ledger is a copy of the database, .zip an archive (the one for "
            "ledgers on PostgreSQL)",
            metavar=FILE,
            type=Path,
        ),
        LEDGER,
    ),
    examples=(
        example(
            "backup exercise-2026-11-24.ledger --ledger own-exercise",
            zh="一个文件，连同全部历史与校验链",
            en="one file with all history and its proof",
        ),
        example(
            "backup district.zip --ledger postgresql://db.example/graphs",
            zh="备份 PostgreSQL 上的台账",
            en="back up a ledger on PostgreSQL",
        ),
    ),
)
def backup(desk: Desk, *, target: Path, ledger: str | None) -> int:
    """Write a backup that never overwrites, and print the digest to note down for ``--expect``."""
    if target.suffix not in (".ledger", ".zip"):
        raise InputError(
            Text(
                zh="备份文件名要以 .ledger 或 .zip 结尾：“{target}”",
                en="the name of a backup ends in .ledger or .zip: “{target}”",
            ).format(target=target)
        )
    refuse_existing(target)
    with desk.open(ledger) as opened, desk.working(Text(zh="备份", en="backing up")) as progress:
        if target.suffix == ".zip":
            digest = opened.export_archive(target, progress=progress)
        else:
            # Of a ledger in use the copy may be newer than a head read before it; never older.
            digest = opened.head().digest
            opened.backup(target)
    done = Text(
        zh="已备份到 {target}；请记下摘要 {digest}",
        en="backed up to {target}; note down the digest {digest}",
    )
    desk.say(done.format(target=target, digest=digest))
    return DONE
