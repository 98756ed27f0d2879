"""``undo``: write the inverse of a revision as a new one."""

from __future__ import annotations

import datetime as dt

from graphs.access import Area
from graphs.commands.command_line.command import LEDGER, POST, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import count
from graphs.text import Text

__all__ = ["undo"]


@command(
    order=60,
    area=Area.undo,
    zh="撤销一个版本（写成新版本，原版本保留）",
    en="undo a revision (as a new one; the old one stays)",
    arguments=(
        argument(
            "revision",
            zh="版本号（history 所列）；撤销一次撤销即重做",
            en="its number (see history); undoing an undo is the redo",
            metavar=Text(zh="版本", en="REVISION"),
            type=count,
        ),
        LEDGER,
        argument(
            "--actor",
            zh="以哪个岗位操作（写岗位，不写人名）",
            en="the post that acts (a post, never a name)",
            metavar=POST,
            required=True,
        ),
        argument(
            "--note",
            zh="事由",
            en="why",
            metavar=Text(zh="事由", en="NOTE"),
            required=True,
        ),
    ),
    examples=(
        example(
            "undo 3 --ledger own-exercise --actor 区委社会工作部·台账岗 --note 录错单位",
            zh="撤销自己台账的第 3 版",
            en="undo revision 3 of a ledger of one's own",
        ),
    ),
)
def undo(desk: Desk, *, revision: int, ledger: str | None, actor: str, note: str) -> int:
    """Write the inverse of a revision; refused, with a list, where later ones rest on it."""
    with desk.open(ledger, writing=True) as opened:
        base = opened.head().number
        at = dt.datetime.now(dt.UTC)
        made = opened.undo(revision, actor=actor, note=note, at=at, base=base)
    done = Text(
        zh="已撤销第 {old} 版，写为第 {new} 版；摘要 {digest}",
        en="revision {old} is undone by revision {new}; digest {digest}",
    )
    desk.say(done.format(old=revision, new=made.number, digest=made.digest))
    return DONE
