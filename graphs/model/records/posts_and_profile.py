"""Who acts in a ledger (a post, never a name) and what a ledger says of itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from graphs.folding import fold
from graphs.model.columns import column
from graphs.model.record_types import Record, record
from graphs.model.values import PartialDate
from graphs.text import Text

__all__ = [
    "Actor",
    "Profile",
    "identity_words",
    "post_key",
    "post_name",
    "post_problem",
    "with_post_name",
]

_LONGEST_POST = 200
_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Characters of other categories than Cf that are drawn as nothing or as a blank.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
    "\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Letters of Greek and Cyrillic that are drawn as Latin ones.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕԁһαβεικνορτυχ", "abekmhopctyxijsdhabeiknoptux")
# Two characters for one word: 帳 is written 帐 by some tables and 账 by others.
_VARIANTS = str.maketrans("帐", "账")


@record(zh="岗位", en="Actor")
class Actor(Record):
    """A post that acts in the ledger; never a person's name."""

    post: str = column(zh="岗位", en="Post")
    post_en: str | None = column(default=None, zh="岗位（英文）", en="Post in English")
    approves: bool | None = column(default=None, zh="可审批", en="May approve")


@record(zh="台账说明", en="Ledger profile")
class Profile(Record):
    """What a ledger says of itself; one record in a ledger."""

    title: str = column(zh="名称", en="Title")
    title_en: str | None = column(default=None, zh="英文名", en="Title in English")
    as_of: PartialDate | None = column(
        default=None,
        zh="默认时点",
        en="Default date",
        note=Text(zh="打开台账时的日期", en="shown on opening"),
    )
    home: str | None = column(
        default=None, zh="默认范围", en="Default scope", references="division"
    )
    dormant_after_months: int | None = column(
        default=None,
        zh="沉睡月数",
        en="Months to dormancy",
        note=Text(zh="默认 12", en="12 by default"),
    )
    expiring_within_days: int | None = column(
        default=None,
        zh="临期天数",
        en="Days before expiry",
        note=Text(zh="默认 90", en="90 by default"),
    )
    population_stated: bool | None = column(
        default=None,
        zh="总数已载明",
        en="Population stated",
        note=Text(
            zh="非公党组织是否全部在册；否则不计算覆盖率",
            en="whether all non-public organisations are recorded; else no coverage is computed",
        ),
    )
    note: str | None = column(default=None, zh="说明", en="Note")


def post_name(words: str) -> str:
    """Return a post as it is kept and shown: NFKC, no invisible characters, single blanks.

    Examples
    --------
    >>> post_name(" 台账\u200b岗\u00a0") == post_name("台账岗")
    True
    """
    before, now = "", words
    while before != now:  # what is taken out may leave characters that compose anew
        before = now
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", now))
        seen = (c for c in plain if c.isspace() or unicodedata.category(c) not in {"Cf", "Cc"})
        now = " ".join("".join(seen).split())
    return now


def post_key(words: str) -> str:
    """Return what is equal for two spellings of one post, whatever their case and punctuation.

    Examples
    --------
    >>> post_key("社會工作部・台賬崗") == post_key("社会工作部 台账岗")
    True
    """
    bare = unicodedata.normalize("NFKD", fold(post_name(words))).translate(_LOOKALIKES)
    bare = bare.translate(_VARIANTS)
    return "".join(character for character in bare if character.isalnum())


def post_problem(words: str) -> Text | None:
    r"""Return why the words cannot name a post; ``None`` where they can.

    Examples
    --------
    >>> post_problem("台账岗") is None
    True
    >>> post_problem("台账岗\n审批岗").en
    'is not one line'
    """
    if _LINE_BREAK.search(words.strip()):
        return Text(zh="不是一行", en="is not one line")
    name = post_name(words)
    if len(name) > _LONGEST_POST:
        return Text(
            zh="有 {count} 字，最多 {most} 字", en="has {count} characters; {most} are allowed"
        ).format(count=len(name), most=_LONGEST_POST)
    if not post_key(name):
        return Text(zh="没有文字", en="holds no letter")
    return None


def with_post_name(item: Record) -> Record:
    """Return a post's own record with its name as it is kept; any other record as it is.

    Examples
    --------
    >>> with_post_name(Actor(id="x1", post="台账岗 ")).post
    '台账岗'
    """
    if not isinstance(item, Actor) or not isinstance(item.post, str) or post_problem(item.post):
        return item
    return replace(item, post=post_name(item.post))


def identity_words(*, verified: bool) -> Text:
    """Return what screens and papers say where nobody signed in; nothing where somebody did.

    Examples
    --------
    >>> identity_words(verified=False).en
    'Single desk, identity not verified'
    >>> identity_words(verified=True).zh
    ''
    """
    if verified:
        return Text.same("")
    return Text(zh="单机，身份未验证", en="Single desk, identity not verified")
