"""``reconcile``: reported figures beside the ledger's, their evidence, and signing them off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from graphs.commands.command_line.command import POST, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.stewardship.check_command import view_arguments
from graphs.commands.stewardship.reconciliation_lines import Line, evidence_lines, summary_line
from graphs.errors import InputError, NotFound
from graphs.ledger import Ledger, signed_figures_of
from graphs.model import EVERY, Actor, Change, Retract, Snapshot, Step, post_key
from graphs.statistics import SignedFigure, SignOffState, sign_off_step
from graphs.text import Text

__all__ = ["reconcile"]

_VERBS = ("list", "show", "sign", "withdraw")
_TEXT = Text(zh="文字", en="TEXT")


@command(
    order=145,
    zh="上报数与台账核对：列出、看依据、签认、收回签认；有依据已变的签认时退出码为 1",
    en="reconcile reported figures with the ledger: list, evidence, sign off, withdraw; exit code 1 "
    "where the evidence of a sign-off has moved",
    arguments=(
        argument(
            "verb",
            zh="list 列出、show 看依据、sign 签认、withdraw 收回本岗位的签认",
            en="list, show (the evidence), sign, or withdraw (the sign-off of one's own post)",
            choices=_VERBS,
            nargs="?",
            default="list",
        ),
        argument(
            "statement",
            zh="上报数编号（list 所列）；list 不用写",
            en="id of the reported figure (see list); none for list",
            metavar=Text(zh="编号", en="ID"),
            nargs="?",
        ),
        *view_arguments,
        argument(
            "--actor",
            zh="签认岗位（写岗位，不写人名）",
            en="the post that signs (a post, never a name)",
            metavar=POST,
        ),
        argument("--note", zh="说明", en="why", metavar=_TEXT),
        argument(
            "--explain",
            zh="采纳的解释代号（show 所列），可多次",
            en="an explanation taken, by its key (see show), may be repeated",
            metavar=Text(zh="代号", en="KEY"),
            action="append",
        ),
    ),
    examples=(
        example(
            "reconcile --ledger shangjie-2010",
            zh="每个上报数、台账的数、差额和签认情况",
            en="each figure reported, the ledger's, the difference and whether it is signed off",
        ),
        example(
            "reconcile show f-sj-08 --ledger shangjie-2010",
            zh="一个上报数的依据和可能的解释",
            en="the evidence of one figure and what may explain it",
        ),
        example(
            "reconcile sign f-sj-08 --ledger own-exercise --actor 区委组织部·统计岗 "
            "--explain several_partners --note 有的组织不止一个结对方",
            zh="签认",
            en="sign it off",
        ),
    ),
)
def reconcile(
    desk: Desk,
    *,
    verb: str,
    statement: str | None,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    json: bool,
    actor: str | None,
    note: str | None,
    explain: list[str] | None,
) -> int:
    """List reported figures, show one with its evidence, or sign it off."""
    from graphs.model import Scope

    acting = verb in {"sign", "withdraw"}
    _check(verb, statement, {"--actor": actor, "--note": note, "--explain": explain})
    if acting:
        _check_newest(revision)
    with desk.open(ledger, writing=acting, revision=revision) as opened:
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        snapshot = opened.snapshot(where, as_of)
        found = signed_figures_of(opened, snapshot)
        if verb == "list":
            _show(desk, [summary_line(each, desk.language) for each in found], as_json=json)
            return NO if any(e.state is SignOffState.reopened for e in found) else DONE
        one = _one(found, statement or "")
        if verb == "show":
            _show(desk, evidence_lines(opened, snapshot, one, desk.language), as_json=json)
            return DONE
        steps = (
            (sign_off_step(one, post=actor or "", revision=snapshot.revision,
                           explanations=explain or (), note=note),)
            if verb == "sign"
            else _withdrawn(one, actor or "")
        )  # fmt: skip
        _write(desk, opened, snapshot, steps, actor=actor or "", note=note or "")
        again = _one(signed_figures_of(opened, opened.snapshot(snapshot.scope, as_of)), one.id)
        _show(desk, [summary_line(again, desk.language)], as_json=json)
    return DONE


def _check(verb: str, statement: str | None, given: dict[str, object]) -> None:
    if (statement is None) != (verb == "list"):
        raise InputError(
            Text(zh="list 不写编号，其余都要写", en="list takes no id; the others take one")
        )
    allowed = {
        "list": set[str](), "show": set[str](), "sign": {*given},
        "withdraw": {"--actor", "--note"},
    }[verb]  # fmt: skip
    wrong = [Text.same(flag) for flag, value in given.items() if value and flag not in allowed]
    if wrong:
        words = Text(zh="{verb} 不用 {wrong}", en="{verb} does not take {wrong}")
        raise InputError(words.format(verb=verb, wrong=Text.join(wrong)))
    if allowed and not (given["--actor"] and given["--note"]):
        raise InputError(
            Text(
                zh="要用 --actor 写岗位、用 --note 写说明",
                en="give the post with --actor and the reason with --note",
            )
        )


def _check_newest(revision: int | None) -> None:
    if revision is not None:
        raise InputError(
            Text(
                zh="签认只能据最新一版，去掉 --revision",
                en="a sign-off rests on the newest revision; leave --revision out",
            )
        )


def _one(found: Sequence[SignedFigure], ident: str) -> SignedFigure:
    for each in found:
        if each.id == ident:
            return each
    words = Text(
        zh="这个范围没有上报数“{id}”；可用 list 查看", en="no reported figure “{id}” here; see list"
    )
    raise NotFound(words.format(id=ident))


def _withdrawn(one: SignedFigure, post: str) -> tuple[Step, ...]:
    own = [each for each in one.sign_offs if post_key(each.post) == post_key(post)]
    if not own:
        words = Text(
            zh="“{post}”没有签认过这个上报数", en="“{post}” has not signed this figure off"
        )
        raise InputError(words.format(post=post))
    return (Retract(id=own[0].id, at=EVERY),)


def _write(
    desk: Desk, ledger: Ledger, snapshot: Snapshot, steps: Sequence[Step], *, actor: str, note: str
) -> None:
    known = {post_key(each.post) for each in snapshot.records(Actor)}
    if post_key(actor) not in known:
        steps = (Change(record=Actor(id="new:post", post=actor)), *steps)
    made = ledger.apply(
        *steps, actor=actor, note=note, at=dt.datetime.now(dt.UTC), base=snapshot.revision
    )
    words = Text(zh="已写为第 {n} 版；摘要 {d}", en="written as revision {n}; digest {d}")
    desk.remark(words.format(n=made.number, d=made.digest))


def _show(desk: Desk, lines: Sequence[Line], *, as_json: bool) -> None:
    if as_json:
        desk.show([value for value, _ in lines])
        return
    for _, words in lines:
        desk.say(words)
