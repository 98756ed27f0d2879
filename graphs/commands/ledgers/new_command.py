"""``new``: an empty ledger of one's own for a district, ready for an import."""

from __future__ import annotations

import datetime as dt

from graphs.access import Area
from graphs.codes import division_choices, division_vintage
from graphs.commands.command_line.command import DATE, POST, argument, command, example
from graphs.commands.command_line.command_desk import Desk
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import day
from graphs.errors import InputError
from graphs.ledger import first_records
from graphs.text import Text

__all__ = ["new"]

_SHOWN = 20


@command(
    order=30,
    area=Area.import_,
    zh="新建自己的空台账",
    en="begin an empty ledger of one's own",
    arguments=(
        argument(
            "name",
            zh="台账的代号（文件名）；已有的不会被覆盖",
            en="name of the ledger (of its file); none is overwritten",
            metavar=Text(zh="名称", en="NAME"),
        ),
        argument(
            "--district",
            zh="区划代码，或名称中的字（如 上街）",
            en="division code, or part of a name (e.g. 上街)",
            metavar=Text(zh="区划", en="DISTRICT"),
            required=True,
        ),
        argument(
            "--post",
            zh="经办岗位（不填姓名）",
            en="the post that acts (no person's name)",
            metavar=POST,
            required=True,
        ),
        argument(
            "--title",
            zh="显示的名称；缺省同代号",
            en="title shown; the name by default",
            metavar=Text(zh="名称", en="TITLE"),
        ),
        argument(
            "--title-en",
            zh="英文名称；不填则只用中文",
            en="title in English; Chinese only without it",
            metavar=Text(zh="英文名", en="TITLE"),
        ),
        argument(
            "--district-en",
            zh="区划的英文名",
            en="name of the district in English",
            metavar=Text(zh="英文名", en="NAME"),
        ),
        argument(
            "--as-of",
            zh="固定的时点；缺省总是当天",
            en="a fixed day to look at; always today by default",
            metavar=DATE,
            type=day,
        ),
    ),
    examples=(
        example(
            "new township --district 410106 --post 台账岗",
            zh="上街区的空台账，总按当天显示",
            en="an empty ledger of Shangjie, always as of today",
        ),
        example(
            'new shangjie --district 上街 --post 台账岗 --title 上街区台账 --title-en "Shangjie"',
            zh="按名称找区划，并有英文名称",
            en="the district found by its name, with an English title",
        ),
    ),
)
def new(
    desk: Desk,
    *,
    name: str,
    district: str,
    post: str,
    title: str | None,
    title_en: str | None,
    district_en: str | None,
    as_of: dt.date | None,
) -> int:
    """Make the ledger with its profile, its divisions and its post, and say what comes next."""
    now = dt.datetime.now().astimezone()
    steps = first_records(
        title=title or name,
        title_en=title_en,
        district=_code(district, min(as_of or now.date(), division_vintage())),
        district_en=district_en,
        as_of=as_of,
        post=post,
        today=now.date(),
    )
    note = Text(zh="新建台账", en="new ledger").zh
    entry = desk.home.create(name, steps, actor=post, note=note, at=now)
    done = Text(
        zh="已新建 {key}；下一步：import 文件 --ledger {key}，或在“导入”页选择文件",
        en="made {key}; next: import FILE --ledger {key}, or choose a file on the Import page",
    )
    desk.say(done.format(key=entry.key))
    return DONE


def _code(wanted: str, on: dt.date) -> str:
    """Return the code that is given, or that of the one division whose path holds the words.

    Raises
    ------
    InputError
        Several divisions fit, or none.
    """
    if wanted.isdigit():
        return wanted
    words = wanted.split()
    found = [each for each in division_choices(on) if all(word in each.words for word in words)]
    exact = [each for each in found if each.names[-1] == wanted] or [
        each for each in found if words[-1] in each.names[-1]
    ]
    found = exact or found
    if len(found) == 1:
        return found[0].code
    if not found:
        raise InputError(
            Text(
                zh="区划代码表中没有“{wanted}”", en="the table of division codes has no “{wanted}”"
            ).format(wanted=wanted)
        )
    several = Text(
        zh="“{wanted}”有 {n} 个，请写代码：{list}", en="“{wanted}” fits {n}; give the code: {list}"
    )
    listed = Text.join([Text.same(each.words) for each in found[:_SHOWN]], zh="；", en="; ")
    raise InputError(several.format(wanted=wanted, n=len(found), list=listed))
