"""``list``: the ledgers of this desk."""

from __future__ import annotations

from graphs.commands.command_line.command import JSON, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.text import Text

__all__ = ["list_"]

_KINDS = {
    "shipped": Text(zh="随产品提供，只读", en="ships, read-only"),
    "own": Text(zh="自己的", en="own"),
    "shared": Text(zh="共享", en="shared"),
}


@command(
    order=20,
    zh="列出本机的台账",
    en="list the ledgers of this desk",
    arguments=(JSON,),
    examples=(
        example("list", zh="代号、性质、名称", en="key, what it is, title"),
        example("list --json", zh="供脚本读取", en="for scripts"),
    ),
)
def list_(desk: Desk, *, json: bool) -> int:
    """Print every ledger: key, what it is, title; the key is what other commands take."""
    entries = desk.home.entries()
    if json:
        desk.show(
            [
                {
                    "key": each.key,
                    "kind": each.kind,
                    "title": {"zh": each.title.zh, "en": each.title.en},
                    # The address of a database may hold a password.
                    "path": None if each.kind == "shared" else each.where,
                }
                for each in entries
            ]
        )
        return DONE
    for each in entries:
        desk.say(Text.same(f"{each.key}\t") + _KINDS[each.kind] + Text.same("\t") + each.title)
    return DONE
