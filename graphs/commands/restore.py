"""``restore``: a new ledger of one's own from an archive or a backup, once its proof holds."""

from __future__ import annotations

from pathlib import Path

from graphs.commands.codes import DONE
from graphs.commands.desk import Desk
from graphs.commands.registry import argument, command, example
from graphs.text import Text

__all__ = ["restore"]


@command(
    zh="由备份或归档恢复为自己的新台账",
    en="make a new ledger of one's own from a backup or an archive",
    arguments=(
        argument(
            "source",
            zh="备份（.ledger）、归档（.zip）或归档文件夹",
            en="a backup (.ledger), an archive (.zip) or an archive's folder",
            metavar=Text(zh="来源", en="SOURCE"),
            type=Path,
        ),
        argument(
            "name",
            zh="新台账的名称；已有的不会被覆盖",
            en="name of the new ledger; none is overwritten",
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
            "restore township-2026-11-24.ledger township-back", zh="由备份恢复", en="from a backup"
        ),
        example("restore data/demo exercise", zh="由归档文件夹建立", en="from an archive's folder"),
    ),
)
def restore(desk: Desk, *, source: Path, name: str, expect: str | None) -> int:
    """Make the ledger; it appears under its name only when every digest holds."""
    with desk.working(Text(zh="恢复并校验", en="restoring and verifying")) as progress:
        entry = desk.home.adopt(source, name, expect=expect, progress=progress)
    with desk.open(entry.key) as opened:
        head = opened.head()
    done = Text(
        zh="已恢复为 {key}，校验通过：{n} 个版本，末版摘要 {digest}",
        en="restored as {key} and proved: {n} revisions, the head's digest is {digest}",
    )
    desk.say(done.format(key=entry.key, n=head.number, digest=head.digest))
    return DONE
