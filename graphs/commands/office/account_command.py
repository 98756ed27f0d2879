"""``account``: the accounts of an office: add, disable, reset, list, and tokens for commands."""

from __future__ import annotations

import datetime as dt

from graphs.access import Accounts, Area
from graphs.commands.command_line.command import POST, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.errors import InputError
from graphs.text import Text

__all__ = ["account"]

_VERBS = ("add", "disable", "reset", "token", "claim", "list")


@command(
    order=195,
    zh="管理办公室的账号",
    en="keep the accounts of an office",
    area=Area.accounts,
    arguments=(
        argument(
            "verb",
            zh="add 新建、disable 停用、reset 重置口令、token 发命令令牌、"
            "claim 对应单位统一登录、list 列出",
            en="add, disable, reset the password, token for commands, claim for the "
            "organisation's own sign-on, or list",
            metavar=Text(zh="动作", en="VERB"),
            choices=_VERBS,
        ),
        argument(
            "name",
            zh="账号（代表岗位，不写人名）",
            en="the account (it stands for a post, never a person)",
            metavar=Text(zh="账号", en="ACCOUNT"),
            nargs="?",
        ),
        argument("--post", zh="它的岗位", en="its post", metavar=POST),
        argument(
            "--grant",
            zh="授权：角色@范围，可多次；角色有 viewer、analyst、planner、steward、approver、"
            "administrator，范围为 whole、division:编号、chain:编号",
            en="a grant, ROLE@SCOPE, as often as needed; roles are viewer, analyst, planner, "
            "steward, approver, administrator; a scope is whole, division:ID or chain:ID",
            metavar=Text(zh="授权", en="GRANT"),
            action="append",
        ),
        argument(
            "--claim",
            zh="单位统一登录对它的称呼（配合 claim）",
            en="what the organisation's own sign-on calls it (with claim)",
            metavar=Text(zh="称呼", en="CLAIM"),
        ),
    ),
    examples=(
        example(
            "account add jia.zhen --post 甲镇党建办·台账岗 --grant steward@division:t1",
            zh="甲镇台账员，只管甲镇",
            en="a steward of one town only",
        ),
        example("account list", zh="列出账号", en="list the accounts"),
    ),
)
def account(
    desk: Desk,
    *,
    verb: str,
    name: str | None,
    post: str | None,
    grant: list[str] | None,
    claim: str | None,
) -> int:
    """Keep the accounts; a first password is printed once and changed at the first sign-in."""
    accounts = Accounts(desk.home.folder / "access")
    now = dt.datetime.now(dt.UTC)
    if verb == "list":
        for each in accounts.listed():
            state = Text(zh="停用", en="disabled") if each.closed(now) else Text.same("")
            line = Text.same(f"{each.name}\t{each.posts[0]}\t{' '.join(each.grants)}\t")
            desk.say(line + state)
        return DONE
    if not name or (verb == "add" and not (post and grant)):
        raise InputError(
            Text(
                zh="请写账号；新建还须写 --post 和 --grant",
                en="name the account; add takes --post and --grant too",
            )
        )
    if verb in {"disable", "claim"}:
        accounts.disable(name) if verb == "disable" else accounts.claim(name, claim or "")
        desk.say(Text(zh="已更改 {n}", en="{n} is changed").format(n=name))
        return DONE
    secret = {
        "add": lambda: accounts.add(name, post=post or "", grants=grant or [], now=now),
        "reset": lambda: accounts.reset(name, now=now),
        "token": lambda: accounts.give_token(name),
    }[verb]()
    words = Text(zh="{n}：{s}（只显示这一次）", en="{n}: {s} (shown this once)")
    desk.say(words.format(n=name, s=secret))
    return DONE
