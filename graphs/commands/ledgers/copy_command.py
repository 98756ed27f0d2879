"""``copy``: a ledger of one's own from any other, to change and to try things in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk, named
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.progress import Working
from graphs.ledger import Entry
from graphs.text import Text

__all__ = ["copy"]


@command(
    order=160,
    area=Area.backup,
    zh="把台账复制为自己的",
    en="copy a ledger to one of one's own",
    arguments=(
        argument(
            "name",
            zh="新台账的名称；已有的不会被覆盖",
            en="name of the new ledger; none is overwritten",
            metavar=Text(zh="名称", en="NAME"),
        ),
        LEDGER,
    ),
    examples=(
        example(
            "copy exercise --ledger demo", zh="复制演示区来练习", en="a copy of the demo to try"
        ),
        example(
            "copy district-today --ledger postgresql://db.example/graphs",
            zh="把共享台账复制到本机",
            en="the shared ledger, on this desk",
        ),
    ),
)
def copy(desk: Desk, *, name: str, ledger: str | None) -> int:
    """Copy a ledger with its whole history and proof."""
    source = desk.entry(ledger)
    with desk.working(Text(zh="复制", en="copying")) as progress:
        if source.key and source.kind != "shared":
            entry = desk.home.copy(source.key, name)
        elif "://" not in source.where:
            entry = desk.home.adopt(Path(source.where), name, progress=progress)
        else:
            entry = _through_archive(desk, ledger, name, progress)
    done = Text(zh="{source}已复制为 {key}", en="{source} is copied to {key}")
    desk.say(done.format(source=named(source), key=entry.key))
    return DONE


def _through_archive(desk: Desk, ledger: str | None, name: str, progress: Working) -> Entry:
    """Copy from a database that no file is of, by what every database can write and read."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        with desk.open(ledger) as opened:
            opened.export_archive(whole, progress=progress)
        return desk.home.adopt(whole, name, progress=progress)
