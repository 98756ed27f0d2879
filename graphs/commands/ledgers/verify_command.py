"""``verify``: prove the whole ledger, of any layout, and change nothing of it."""

from __future__ import annotations

import datetime as dt

from graphs.access import Area
from graphs.commands.command_line.command import DATE, JSON, LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk, named
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.usage_errors import day
from graphs.ledger import audit
from graphs.model import facts_digest
from graphs.text import Text

__all__ = ["verify"]


@command(
    order=40,
    area=Area.backup,
    zh="校验台账未被绕过系统改动",
    en="prove that nothing was altered behind the ledger",
    arguments=(
        LEDGER,
        argument(
            "--expect",
            zh="以前记下的摘要（备份、下载清单中都有）；末尾被截去时能发现",
            en="a digest noted earlier (in a backup or a download's manifest); finds a cut-off tail",
            metavar=Text(zh="摘要", en="DIGEST"),
        ),
        argument(
            "--facts",
            zh="另给末版在这一天的内容摘要：记录的内容相同则相同（见 history --facts）",
            en="also the digest of the head's facts on this day (see history --facts)",
            metavar=DATE,
            type=day,
        ),
        JSON,
    ),
    examples=(
        example("verify --ledger demo", zh="逐版重算摘要", en="recompute every digest"),
        example(
            "verify --ledger var/own/township.ledger --expect 9a02f3bc683321b9cf95e478a64a3b2d"
            "c207505d5f93fa2879cb8044045bf66d",
            zh="并确认曾有的这一版仍在",
            en="and make sure that the revision noted then is still there",
        ),
    ),
)
def verify(
    desk: Desk, *, ledger: str | None, expect: str | None, facts: dt.date | None, json: bool
) -> int:
    """Prove the whole ledger and change nothing of it; exit code 1 where anything does not hold.

    The file and every index, the schema, the type of every value, every revision's digest, the
    search table, the order in time.
    """
    entry = desk.entry(ledger)
    with desk.working(Text(zh="校验", en="verifying")) as progress:
        where = desk.home.where(entry.key) if entry.key else entry.where
        found = audit(where, expect=expect, progress=progress)
        said = _facts(desk, ledger, facts) if facts and found.ok else ""
    if json:
        desk.show(
            {
                "ok": found.ok,
                "revisions": found.revisions,
                "digest": found.digest,
                "facts": said or None,
                "first_bad": found.first_bad,
                "stage": None if found.ok else found.stage,
                "reason": None if found.ok else {"zh": found.reason.zh, "en": found.reason.en},
            }
        )
    elif found.ok:
        fine = Text(
            zh="{name}：{reason}；末版摘要 {d}",
            en="{name}: {reason}; the head's digest is {d}",
        )
        desk.say(fine.format(name=named(entry), reason=found.reason, d=found.digest))
        if said:
            desk.say(Text(zh="内容摘要 {d}", en="digest of the facts: {d}").format(d=said))
    else:
        wrong = Text(zh="{name}：校验不通过。{reason}", en="{name}: the proof fails. {reason}")
        desk.say(wrong.format(name=named(entry), reason=found.reason))
        if found.first_bad is not None:
            first = Text(zh="最先出错：第 {n} 版", en="first bad revision: {n}")
            desk.say(first.format(n=found.first_bad))
    return DONE if found.ok else NO


def _facts(desk: Desk, ledger: str | None, on: dt.date) -> str:
    with desk.open(ledger) as opened:
        return facts_digest(opened.snapshot(as_of=on))
