"""``history``: revisions of a ledger, what one of them did, or the versions of one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from graphs.commands.command_line.command import DATE, JSON, LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import count, day
from graphs.errors import InputError
from graphs.ledger import Ledger, Revision, RowChange, Version, moment_problem
from graphs.model import RECORDS, Scalar, facts_digest, number_text, to_row
from graphs.text import Text

__all__ = ["history"]


@command(
    order=50,
    zh="查看各版写了什么",
    en="show what was written, when, by which post",
    arguments=(
        LEDGER,
        argument("--limit", zh="最多几版", en="how many revisions at most", type=count),
        argument(
            "--revision",
            zh="只看这一版改了哪些记录",
            en="what this revision changed",
            metavar=Text(zh="版本", en="REVISION"),
            type=count,
        ),
        argument(
            "--record",
            zh="只看这条记录的各个版本",
            en="the versions of this record",
            metavar=Text(zh="编号", en="ID"),
        ),
        argument(
            "--facts",
            zh="各版另列这一天的内容摘要：记录的内容相同则相同，与先后、版号无关；撤销后与原版相同，即已复原",
            en="also the digest of each revision's facts on this day: equal facts, equal digest, "
            "whatever their order; the same after an undo as before proves it undone",
            metavar=DATE,
            type=day,
        ),
        JSON,
    ),
    examples=(
        example("history --ledger demo --limit 10", zh="最近 10 版", en="the newest ten revisions"),
        example(
            "history --ledger demo --limit 3 --facts 2026-06-30",
            zh="撤销后是否与原来一样",
            en="is all as it was before an undo",
        ),
        example(
            "history --ledger demo --revision 2", zh="第 2 版改了什么", en="what revision 2 did"
        ),
        example(
            "history --ledger shangjie-2010 --record sj-d --json",
            zh="一条记录的来历",
            en="the versions of one record",
        ),
    ),
)
def history(
    desk: Desk,
    *,
    ledger: str | None,
    limit: int | None,
    revision: int | None,
    record: str | None,
    facts: dt.date | None,
    json: bool,
) -> int:
    """Print revisions, newest first; or the changes of one, or the versions of one record."""
    if revision and record:
        raise InputError(
            Text(
                zh="--revision 与 --record 只能选一个",
                en="give --revision or --record, not both",
            )
        )
    if facts and (revision or record):
        raise InputError(
            Text(
                zh="--facts 用于各版的列表，不与 --revision、--record 同用",
                en="--facts belongs to the list of revisions, without --revision and --record",
            )
        )
    with desk.open(ledger) as opened:
        lines = _entries(opened, limit=limit, revision=revision, record=record)
        if facts:
            lines = [_with_facts(opened, facts, value, words) for value, words in lines]
    if json:
        desk.show([value for value, _ in lines])
    else:
        for _, words in lines:
            desk.say(words)
    return DONE


def _entries(
    ledger: Ledger, *, limit: int | None, revision: int | None, record: str | None
) -> list[tuple[Any, Text]]:
    """Return each line as a value and in words."""
    if record:
        return [(_version(each), _version_words(each)) for each in ledger.history(record)]
    if revision:
        return [(_change(each), _change_words(each)) for each in ledger.difference(revision)]
    return list(_revisions(ledger.revisions(limit=limit and limit + 1), limit))


def _revisions(found: Sequence[Revision], limit: int | None) -> Iterator[tuple[Any, Text]]:
    """Return newest first each revision, with what is wrong with its moment."""
    now = dt.datetime.now(dt.UTC)
    for place, each in enumerate(found[:limit]):
        earlier = found[place + 1].at if place + 1 < len(found) else None
        wrong = moment_problem(each.at, after=earlier, now=now)
        words = _revision_words(each)
        if wrong:
            words = words + Text(zh="\t注意：", en="\tnote: ") + wrong
        yield {**_revision(each), "moment": wrong and {"zh": wrong.zh, "en": wrong.en}}, words


def _with_facts(
    ledger: Ledger, on: dt.date, value: dict[str, Any], words: Text
) -> tuple[Any, Text]:
    """Return the line of a revision with the digest of its facts on a day."""
    digest = facts_digest(ledger.snapshot(as_of=on, revision=value["number"]))
    said = Text(zh="\t内容摘要 {digest}", en="\tfacts {digest}").format(digest=digest)
    return {**value, "facts": digest}, words + said


def _revision(of: Revision) -> dict[str, Any]:
    return {
        "number": of.number,
        "at": of.at.isoformat(),
        "actor": of.actor,
        "note": of.note,
        "kind": of.kind,
        "undoes": of.undoes,
        "digest": of.digest,
    }


def _revision_words(of: Revision) -> Text:
    words = Text(zh="第 {n} 版\t{at}\t{actor}\t{note}", en="{n}\t{at}\t{actor}\t{note}").format(
        n=of.number,
        at=f"{of.at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC",
        actor=of.actor,
        note=of.note,
    )
    if of.undoes is None:
        return words
    return words + Text(zh="（撤销第 {n} 版）", en=" (undoes {n})").format(n=of.undoes)


def _version(of: Version) -> dict[str, Any]:
    return {
        "kind": of.kind,
        "valid_from": of.valid_from and of.valid_from.isoformat(),
        "valid_to": of.valid_to and of.valid_to.isoformat(),
        "opened": of.opened,
        "closed": of.closed,
        "record": {name: value for name, value in to_row(of.record).items() if value is not None},
    }


def _version_words(of: Version) -> Text:
    known = Text(zh="第 {a} 版起", en="since revision {a}").format(a=of.opened)
    if of.closed is not None:
        known = Text(zh="第 {a} 至 {b} 版", en="revisions {a} to {b}").format(
            a=of.opened, b=of.closed - 1
        )
    days = Text.same(f"[{of.valid_from or '…'}, {of.valid_to or '…'})")
    return known + Text.same("\t") + days + Text.same("\t") + _values(of)


def _values(of: Version) -> Text:
    row = to_row(of.record)
    return Text.join(
        [
            part.label + Text(zh="：", en=": ") + _written(row[part.name])
            for part in RECORDS[of.kind].stored
            if row[part.name] not in (None, False)
        ],
        zh="；",
        en="; ",
    )


def _written(value: Scalar) -> Text:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Text.same(number_text(value) if number else str(value))  # type: ignore[arg-type]  # a number


def _change(of: RowChange) -> dict[str, Any]:
    return {
        "kind": of.kind,
        "id": of.id,
        "before": [_version(each) for each in of.before],
        "after": [_version(each) for each in of.after],
    }


def _change_words(of: RowChange) -> Text:
    if not of.before:
        verb = Text(zh="新增", en="added")
    elif not of.after:
        verb = Text(zh="撤回", en="taken back")
    else:
        verb = Text(zh="修改", en="changed")
    shown = of.after or of.before
    parts = [verb, RECORDS[of.kind].label, Text.same(of.id), _values(shown[-1])]
    return Text.join(parts, zh="\t", en="\t")
