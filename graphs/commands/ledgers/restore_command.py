"""``restore``: a new ledger of one's own from an archive or a backup, once its proof holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.progress import Working
from graphs.ledger import Home, check_vacant, load_archive, open_ledger
from graphs.text import Text

__all__ = ["restore"]


@command(
    order=180,
    area=Area.backup,
    zh="由备份或归档恢复为自己的新台账",
    en="make a new ledger of one's own from a backup or an archive",
    arguments=(
        argument(
            "source",
            zh="备份（.ledger、升级前的 .backup）、归档（.zip）或归档文件夹",
            en="a backup (.ledger, or .backup of an upgrade), an archive (.zip) or its folder",
            metavar=Text(zh="来源", en="SOURCE"),
            type=Path,
        ),
        argument(
            "name",
            zh="新台账的名称，或空数据库的地址 postgresql://…；已有的不会被覆盖",
            en="name of the new ledger, or postgresql://… of an empty database; none is overwritten",
            metavar=Text(zh="名称", en="NAME"),
        ),
        argument(
            "--expect",
            zh="备份时记下的摘要",
            en="the digest noted at the backup",
            metavar=Text(zh="摘要", en="DIGEST"),
        ),
    ),
    examples=(
        example(
            "restore data/demo demo-again", zh="由归档文件夹建立", en="from an archive's folder"
        ),
        example(
            "restore exercise-2026-11-24.ledger exercise-back", zh="由备份恢复", en="from a backup"
        ),
        example(
            "restore district.zip postgresql://db.example/graphs",
            zh="恢复到 PostgreSQL 的空数据库",
            en="into an empty database on PostgreSQL",
        ),
    ),
)
def restore(desk: Desk, *, source: Path, name: str, expect: str | None) -> int:
    """Make the ledger; it appears under its name only when every digest holds."""
    with desk.working(Text(zh="恢复并校验", en="restoring and verifying")) as progress:
        if "://" in name:
            check_vacant(name)
            _to_database(source, name, expect, progress)
            key, ledger = Text(zh="数据库台账", en="database ledger"), open_ledger(name)
        else:
            entry = desk.home.adopt(source, name, expect=expect, progress=progress)
            key, ledger = Text.same(entry.key), desk.home.open(entry.key)
    with ledger as opened:
        head = opened.head()
    done = Text(
        zh="已恢复为 {key}，校验通过：{n} 个版本，末版摘要 {digest}",
        en="restored as {key} and proved: {n} {n:revision|revisions}, the head's digest is {digest}",
    )
    desk.say(done.format(key=key, n=head.number, digest=head.digest))
    return DONE


def _to_database(source: Path, url: str, expect: str | None, progress: Working) -> None:
    """Restore into a scratch file first: what does not hold never reaches the database."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Home(folder=Path(folder))
        proved = scratch.adopt(source, "scratch", expect=expect, progress=progress)
        whole = Path(folder) / "whole"
        with scratch.open(proved.key) as ledger:
            ledger.export_archive(whole, progress=progress)
        load_archive(whole, url).close()
