"""``archive``: the canonical archive, which reads the same on every database and in every year."""

from __future__ import annotations

from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing
from graphs.commands.command_line.exit_codes import DONE
from graphs.text import Text

__all__ = ["archive"]


@command(
    order=190,
    area=Area.backup,
    zh="写出归档（JSONL 与清单，同一台账字节相同）",
    en="write the archive (JSONL and a manifest; the same ledger gives the same bytes)",
    arguments=(
        argument(
            "target",
            zh="新文件夹，或以 .zip 结尾的新文件",
            en="a new folder, or a new file whose name ends in .zip",
            metavar=Text(zh="目标", en="TARGET"),
            type=Path,
        ),
        LEDGER,
    ),
    examples=(
        example("archive demo.zip --ledger demo", zh="一个文件", en="one file"),
        example(
            "archive out/demo --ledger demo", zh="文件夹，便于比对", en="a folder, easy to compare"
        ),
    ),
)
def archive(desk: Desk, *, target: Path, ledger: str | None) -> int:
    """Write every record version and revision of a ledger, with the SHA-256 of each file."""
    refuse_existing(target)
    with desk.open(ledger) as opened, desk.working(Text(zh="归档", en="archiving")) as progress:
        digest = opened.export_archive(target, progress=progress)
    done = Text(zh="已归档到 {target}；摘要 {digest}", en="archived to {target}; digest {digest}")
    desk.say(done.format(target=target, digest=digest))
    return DONE
